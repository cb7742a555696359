// The list of stages: where the story is, and a way to go elsewhere.
#include "ui/panel.hpp"
#include "ui/panels.hpp"
#include "ui/words.hpp"

namespace unkink::ui {
namespace {

void row(const Shown& shown, int stage, float scale, bool wide, UiState& state, UiOutput& output) {
  const bool current = stage == shown.story.shownStage();
  const std::string number = std::to_string(stage + 1);
  ImGui::PushID(stage);
  const float height = 18.6f * scale;
  if (ImGui::Selectable("##stage", current, 0, ImVec2(0.0f, height))) output.jump = stage;
  if (ImGui::IsItemHovered()) ImGui::SetTooltip("%s", stageTitle(shown, stage).c_str());
  if (current && state.listedStage != stage) {
    ImGui::SetScrollHereY();
    state.listedStage = stage;
  }
  const ImVec2 a = ImGui::GetItemRectMin(), b = ImGui::GetItemRectMax();
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const float y = 0.5f * (a.y + b.y - ImGui::GetFontSize());
  const float numbers = 22.0f * scale;
  const bool written = shown.story.chapters[static_cast<std::size_t>(stage)].has_value();
  const float x = a.x + numbers - ImGui::CalcTextSize(number.c_str()).x;
  list.AddText(ImVec2(x, y), pack(written || current ? kAccent : kMuted), number.c_str());
  if (wide) {
    const float left = a.x + numbers + 8.0f * scale;
    const std::string title = fitted(stageTitle(shown, stage), b.x - left);
    list.AddText(ImVec2(left, y), pack(kText), title.c_str());
  }
  ImGui::PopID();
}

}  // namespace

void stagePanel(const Shown& shown, const Layout& layout, UiState& state, UiOutput& output) {
  const float s = layout.scale;
  const bool wide = layout.stagesOpen;
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2((wide ? 10.0f : 5.0f) * s, 8.0f * s));
  beginPanel("stages", layout.stages);
  if (wide) {
    heading(word(shown, "stages"));
    const float button =
        ImGui::CalcTextSize(word(shown, "hide_stages")).x + 2 * ImGui::GetStyle().FramePadding.x;
    ImGui::SameLine(ImGui::GetWindowContentRegionMax().x - button);
  }
  const char* label = wide ? word(shown, "hide_stages") : "\u2192";
  if (ImGui::Button(label, ImVec2(wide ? 0.0f : -1.0f, 0.0f))) state.stagesOpen = !wide;
  if (!wide && ImGui::IsItemHovered()) ImGui::SetTooltip("%s", word(shown, "show_stages"));
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2(4.0f * s, 4.0f * s));
  ImGui::BeginChild("list");
  for (int n = 0; n < shown.story.stageCount(); ++n) row(shown, n, s, wide, state, output);
  ImGui::EndChild();
  ImGui::PopStyleVar();
  endPanel();
  ImGui::PopStyleVar();
}

}  // namespace unkink::ui
