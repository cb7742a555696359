// Which tissues are seen, and how clearly; where the patient is cut; what is named.
#include "ui/panel.hpp"
#include "ui/panels.hpp"
#include "ui/words.hpp"

#include <array>

namespace unkink::ui {
namespace {

struct CutRange {
  const char* toLess;  // keys of what the ends of the slider are called
  const char* toMore;
  float least_mm, most_mm;
};

/// In the order of view::CutPlane, without kNone.
constexpr std::array<CutRange, 3> kCutRanges{{{"side_right", "side_left", -40.0f, 40.0f},
                                              {"cut_feet", "cut_head", -90.0f, 150.0f},
                                              {"cut_front", "cut_back", -60.0f, 70.0f}}};

void cutPosition(const Shown& shown, UiOutput& output) {
  const view::Cut& cut = shown.presentation.cut;
  const CutRange& range = kCutRanges[static_cast<std::size_t>(cut.plane) - 1];
  auto at = static_cast<float>(cut.at_mm);
  ImGui::SetNextItemWidth(-1.0f);
  if (ImGui::SliderFloat("##cut", &at, range.least_mm, range.most_mm, "%.1f mm",
                         ImGuiSliderFlags_AlwaysClamp))
    output.change(shown).cut.at_mm = at;
  muted((std::string("\u2190 ") + word(shown, range.toLess) + ", " + word(shown, range.toMore) +
         " \u2192")
            .c_str());
}

void cut(const Shown& shown, UiOutput& output) {
  ImGui::TextUnformatted(word(shown, "cutaway"));
  const auto now = shown.presentation.cut.plane;
  constexpr std::array<const char*, 4> kKeys{"cut_none", "cut_sagittal", "cut_axial",
                                             "cut_coronal"};
  const float gap = ImGui::GetStyle().ItemSpacing.x;
  const float width = 0.5f * (ImGui::GetContentRegionAvail().x - gap);
  for (int n = 0; n < 4; ++n) {  // two and two
    const auto plane = static_cast<view::CutPlane>(n);
    if (n % 2 == 1) ImGui::SameLine(0.0f, gap);
    if (!choiceButton(word(shown, kKeys[static_cast<std::size_t>(n)]), plane == now, width) ||
        plane == now)
      continue;
    output.change(shown).cut = {plane, 0.0};
    if (plane != view::CutPlane::kNone) output.lookAtCut = plane;
  }
  if (now != view::CutPlane::kNone) cutPosition(shown, output);
}

void layer(const Shown& shown, int n, UiOutput& output) {
  const auto index = static_cast<std::size_t>(n);
  const bool plain = shown.presentation.voice == view::Voice::kPlain;
  const std::string key =
      (plain ? "layer_plain_" : "layer_") + std::string(lesson::kLayerNames[index]);
  const float now = shown.presentation.opacity[index];
  bool visible = now > 0.0f;
  ImGui::PushID(n);
  ImGui::BeginGroup();
  if (ImGui::Checkbox(word(shown, key), &visible))
    output.change(shown).opacity[index] = visible ? 1.0f : 0.0f;
  float percent = 100.0f * now;
  ImGui::SetNextItemWidth(-1.0f);
  if (ImGui::SliderFloat("##opacity", &percent, 0.0f, 100.0f, "%.0f %%",
                         ImGuiSliderFlags_AlwaysClamp))
    output.change(shown).opacity[index] = percent / 100.0f;
  ImGui::EndGroup();
  if (ImGui::IsItemHovered() && !ImGui::IsAnyItemActive())
    output.pointedLayer = static_cast<view::Layer>(n);
  ImGui::PopID();
}

}  // namespace

void layersPage(const Shown& shown, UiOutput& output) {
  bool tags = shown.presentation.levelTags;
  if (ImGui::Checkbox(word(shown, "level_tags"), &tags)) output.change(shown).levelTags = tags;
  cut(shown, output);
  for (int n = 0; n < view::kLayerCount; ++n) layer(shown, n, output);
}

}  // namespace unkink::ui
