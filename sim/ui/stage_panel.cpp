// The list of stages: where the story is, a way to go elsewhere, and the route that it follows.
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
  const lesson::Route* route = shown.story.chosenRoute();
  const bool leftOut = route && !route->stopAt(stage);
  list.AddText(ImVec2(x, y), pack(written || current ? kAccent : kMuted, leftOut ? 0.5f : 1.0f),
               number.c_str());
  if (wide) {
    const float left = a.x + numbers + 8.0f * scale;
    const std::string title = fitted(stageTitle(shown, stage), b.x - left);
    list.AddText(ImVec2(left, y), pack(leftOut ? kMuted : kText, leftOut ? 0.62f : 1.0f),
                 title.c_str());
  }
  ImGui::PopID();
}

const std::string& routeName(const Shown& shown, const lesson::Route& route) {
  return shown.catalogue.text("route." + route.id);
}

/// How many stages a route has and how long it takes, as computed.
std::string routeLength(const Shown& shown, std::size_t n) {
  const auto lasts_s = shown.story.routeLasts_s[n];
  const std::string count = std::to_string(shown.story.routes[n].stops.size());
  if (!lasts_s) return filled(shown.catalogue.text("route.stages"), "{n}", count);
  return filled(filled(shown.catalogue.text("route.about"), "{n}", count), "{time}",
                minutes(*lasts_s));
}

/// The route that is followed, and the others to choose from.
void routeChoice(const Shown& shown, float width, UiOutput& output) {
  const lesson::Route* route = shown.story.chosenRoute();
  if (!route) return heading(word(shown, "stages"));
  ImGui::SetNextItemWidth(width);
  const bool open = ImGui::BeginCombo("##route", routeName(shown, *route).c_str());
  if (!open && ImGui::IsItemHovered())
    ImGui::SetTooltip("%s\n%s", routeLength(shown, shown.story.route).c_str(),
                      shown.catalogue.text("route.hint").c_str());
  if (!open) return;
  for (std::size_t n = 0; n < shown.story.routes.size(); ++n) {
    const std::string line =
        routeName(shown, shown.story.routes[n]) + ":  " + routeLength(shown, n);
    if (ImGui::Selectable(line.c_str(), n == shown.story.route))
      output.show.route = static_cast<int>(n);
  }
  ImGui::EndCombo();
}

}  // namespace

void stagePanel(const Shown& shown, const Layout& layout, UiState& state, UiOutput& output) {
  const float s = layout.scale;
  const bool wide = layout.stagesOpen;
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2((wide ? 10.0f : 5.0f) * s, 8.0f * s));
  beginPanel("stages", layout.stages);
  if (wide) {
    const float button =
        ImGui::CalcTextSize(word(shown, "hide_stages")).x + 2 * ImGui::GetStyle().FramePadding.x;
    routeChoice(shown, ImGui::GetContentRegionAvail().x - button - ImGui::GetStyle().ItemSpacing.x,
                output);
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
