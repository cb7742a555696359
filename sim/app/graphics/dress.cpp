// Loading fonts and style.
#include "app/graphics/dress.hpp"

#include "app/graphics/font_file.hpp"
#include "ui/theme.hpp"

#include <backends/imgui_impl_opengl3.h>

namespace unkink::app {

void Dress::wear(ui::Theme theme, float scale, float pixelRatio,
                 const lesson::Catalogue& catalogue) {
  const std::string& language = catalogue.language();
  if (theme == theme_ && scale == scale_ && pixelRatio == ratio_ && language == language_) return;
  ui::applyTheme(fontFile(), theme, scale, pixelRatio, catalogue.everything());
  ImGui_ImplOpenGL3_DestroyFontsTexture();
  ImGui_ImplOpenGL3_CreateFontsTexture();
  theme_ = theme;
  scale_ = scale;
  ratio_ = pixelRatio;
  language_ = language;
}

}  // namespace unkink::app
