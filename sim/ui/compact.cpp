// One panel at a time.
#include "ui/compact.hpp"

#include "ui/big_type.hpp"
#include "ui/keyboard.hpp"
#include "ui/panel.hpp"
#include "ui/words.hpp"

#include <array>

namespace unkink::ui {
namespace {

constexpr std::array<const char*, kCompactTabCount> kTabKeys{
    "compact_story",  "compact_picture", "compact_straw", "compact_measures",
    "compact_stages", "compact_time",    "compact_page"};

/// The tabs of the panels that Tab goes through, in the order of panels.cpp; the 3D view has none.
constexpr std::array<CompactTab, kPanelCount> kTabOfPanel{
    CompactTab::kStages, CompactTab::kMeasures, CompactTab::kStory,
    CompactTab::kStory,  CompactTab::kPicture,  CompactTab::kTime};

}  // namespace

void turnTabs(UiState& state) {
  if (state.page != state.compactPage) {
    state.compactTab = state.page == Page::kNone ? CompactTab::kStory : CompactTab::kPage;
    state.compactPage = state.page;
  }
  if (state.inPanels && state.focusWanted)
    state.compactTab = kTabOfPanel[static_cast<std::size_t>(state.panelInFocus)];
}

void compactBar(const Shown& shown, const Layout& layout, UiState& state, UiOutput& output) {
  const float s = layout.scale, gap = 4.0f * s;
  const Rect& r = layout.bar;
  const int rows = compactBarRows(r.width, s);
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(gap, gap));
  beginPanel("bar", r, ImGuiWindowFlags_NoScrollWithMouse);
  ImGui::PopStyleVar();
  const float row = (r.height - gap * static_cast<float>(rows + 1)) / static_cast<float>(rows);
  const int count = state.page == Page::kNone ? kCompactTabCount - 1 : kCompactTabCount;
  std::array<const char*, kCompactTabCount> names{};
  for (std::size_t n = 0; n < names.size(); ++n) names[n] = word(shown, kTabKeys[n]);
  ImGui::PushStyleVar(ImGuiStyleVar_ItemInnerSpacing, ImVec2(gap, gap));
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2(gap, gap));
  const float padding = 0.5f * (row - ImGui::GetTextLineHeight());
  ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, ImVec2(2.0f * s, std::max(0.0f, padding)));
  const float step = rows == 1 ? 52.0f * s : (r.width - 4.0f * gap) / 3.0f;
  storyButtons(shown, step, row, output);
  if (rows == 1) ImGui::SameLine(0.0f, 3.0f * gap);
  const int pressed = choiceRow(names.data(), count, static_cast<int>(state.compactTab));
  if (pressed >= 0) state.compactTab = static_cast<CompactTab>(pressed);
  ImGui::PopStyleVar(3);
  endPanel();
}

}  // namespace unkink::ui
