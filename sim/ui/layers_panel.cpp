// Which tissues are seen, and how clearly.
#include "ui/panel.hpp"
#include "ui/panels.hpp"
#include "ui/words.hpp"

namespace unkink::ui {
namespace {

void layer(const Shown& shown, int n, UiOutput& output) {
  const auto index = static_cast<std::size_t>(n);
  const bool plain = shown.presentation.voice == view::Voice::kPlain;
  const std::string key =
      (plain ? "layer_plain_" : "layer_") + std::string(lesson::kLayerNames[index]);
  const float now = shown.presentation.opacity[index];
  bool visible = now > 0.0f;
  ImGui::PushID(n);
  if (ImGui::Checkbox(word(shown, key), &visible))
    output.change(shown).opacity[index] = visible ? 1.0f : 0.0f;
  float percent = 100.0f * now;
  ImGui::SetNextItemWidth(-1.0f);
  if (ImGui::SliderFloat("##opacity", &percent, 0.0f, 100.0f, "%.0f %%",
                         ImGuiSliderFlags_AlwaysClamp))
    output.change(shown).opacity[index] = percent / 100.0f;
  ImGui::PopID();
}

}  // namespace

void layersPage(const Shown& shown, UiOutput& output) {
  bool cut = shown.presentation.cutaway > 0.5;
  if (ImGui::Checkbox(word(shown, "cutaway"), &cut)) output.change(shown).cutaway = cut ? 1.0 : 0.0;
  for (int n = 0; n < view::kLayerCount; ++n) layer(shown, n, output);
}

}  // namespace unkink::ui
