// Fonts and style of one ImGui context, loaded anew only where they have to be.
#pragma once

#include "lesson/catalogue.hpp"
#include "ui/preferences.hpp"

#include <string>

namespace unkink::app {

class Dress {
 public:
  /// For a theme, a scale of text and a catalogue's language; needs a current OpenGL context and
  /// ImGui context, always the same ones.
  void wear(ui::Theme theme, float scale, float pixelRatio, const lesson::Catalogue& catalogue);

 private:
  ui::Theme theme_ = ui::Theme::kDark;
  float scale_ = 0.0f, ratio_ = 0.0f;  // 0: nothing is worn yet
  std::string language_;
};

}  // namespace unkink::app
