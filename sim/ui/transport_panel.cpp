// Playing: previous, play, next, speed, and a bar over the whole story with a mark for each stage.
#include "ui/panel.hpp"
#include "ui/panels.hpp"
#include "ui/words.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace unkink::ui {
namespace {

constexpr std::array<double, 5> kSpeeds{0.5, 1.0, 1.5, 2.0, 4.0};
constexpr double kTicksPerSecond = 1.0 / operation::kTick_s;

/// Every stage has the same width, so the marks stay where they are while the story is written.
double playHeadShare(const Story& story) {
  if (story.stage >= story.stageCount()) return 1.0;
  return (story.stage + story.stageProgress()) / story.stageCount();
}

Place placeAt(const Story& story, double share) {
  const double stages = std::clamp(share, 0.0, 0.99999) * story.stageCount();
  return {static_cast<int>(stages), stages - std::floor(stages)};
}

void drawBar(const Story& story, const Rect& bar, float s, bool hovered) {
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const auto count = static_cast<float>(story.stageCount());
  const float head = bar.x + static_cast<float>(playHeadShare(story)) * bar.width;
  const float middle = bar.y + 0.5f * bar.height, half = (hovered ? 5.0f : 4.0f) * s;
  for (int n = 0; n < story.stageCount(); ++n) {
    const float a = bar.x + static_cast<float>(n) / count * bar.width + 1.0f * s;
    const float b = bar.x + static_cast<float>(n + 1) / count * bar.width - 1.0f * s;
    const bool written = story.chapters[static_cast<std::size_t>(n)].has_value();
    const ImVec2 low(a, middle - half), high(b, middle + half);
    list.AddRectFilled(low, high, pack(written ? kRaised : kWell), 2.0f * s);
    if (head > a)
      list.AddRectFilled(low, ImVec2(std::min(b, head), high.y), pack(kAccentDeep), 2.0f * s);
  }
  list.AddCircleFilled(ImVec2(head, middle), 7.0f * s, pack(kAccent));
}

void numberMarks(const Story& story, const Rect& bar) {
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const float width = bar.width / static_cast<float>(story.stageCount());
  ImGui::PushFont(fontOf(Type::kSmall));
  for (int n = 0; n < story.stageCount(); ++n) {
    const std::string text = std::to_string(n + 1);
    const float x =
        bar.x + (static_cast<float>(n) + 0.5f) * width - 0.5f * ImGui::CalcTextSize(text.c_str()).x;
    const bool current = n == story.shownStage();
    list.AddText(ImVec2(x, bar.bottom() - 2.0f), pack(current ? kText : kMuted), text.c_str());
  }
  ImGui::PopFont();
}

void scrubBar(const Shown& shown, float s, UiOutput& output) {
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float text = fontOf(Type::kSmall)->FontSize * ImGui::GetIO().FontGlobalScale;
  const Rect bar{at.x, at.y, ImGui::GetContentRegionAvail().x, 15.0f * s};
  ImGui::InvisibleButton("scrub", ImVec2(bar.width, bar.height + text));
  const double share = (ImGui::GetIO().MousePos.x - bar.x) / bar.width;
  if (ImGui::IsItemActive() && (ImGui::IsItemActivated() || ImGui::GetIO().MouseDelta.x != 0.0f))
    output.seek = placeAt(shown.story, share);
  if (ImGui::IsItemHovered()) {
    const int stage = placeAt(shown.story, share).stage;
    ImGui::SetTooltip("%d  %s", stage + 1, stageTitle(shown, stage).c_str());
  }
  drawBar(shown.story, bar, s, ImGui::IsItemHovered() || ImGui::IsItemActive());
  numberMarks(shown.story, bar);
}

void speedChoice(const Shown& shown, float s, UiOutput& output) {
  ImGui::SetNextItemWidth(76.0f * s);
  const std::string now = decimal(shown.story.speed, 1) + " x";
  if (!ImGui::BeginCombo("##speed", now.c_str())) return;
  for (const double speed : kSpeeds)
    if (ImGui::Selectable((decimal(speed, 1) + " x").c_str(), speed == shown.story.speed))
      output.speed = speed;
  ImGui::EndCombo();
}

std::string timeText(const Story& story) {
  const double now = static_cast<double>(story.tick) / kTicksPerSecond;
  const double whole =
      static_cast<double>(std::max(story.writtenTicks, story.tick)) / kTicksPerSecond;
  return minutes(now) + " / " + minutes(whole) + (story.written ? "" : " ...");
}

void stageProgress(const Shown& shown, float s) {
  const Story& story = shown.story;
  const std::string text = std::string(word(shown, "stage_of")) + " " +
                           std::to_string(story.shownStage() + 1) + "/" +
                           std::to_string(story.stageCount());
  ImGui::ProgressBar(static_cast<float>(story.stageProgress()), ImVec2(120.0f * s, 0.0f),
                     text.c_str());
}

const char* playWord(const Shown& shown) {
  if (shown.story.playing) return word(shown, "pause");
  return word(shown, shown.story.handsOn ? "resume" : "play");
}

/// What the story is doing when it is not simply playing; ends before `right`.
void status(const Shown& shown) {
  const char* text = shown.story.waiting   ? word(shown, "preparing_stage")
                     : shown.story.handsOn ? word(shown, "hands_on")
                                           : nullptr;
  if (!text) return;
  ImGui::SameLine();
  ImGui::AlignTextToFramePadding();
  if (ImGui::CalcTextSize(text).x < ImGui::GetContentRegionAvail().x)
    ImGui::TextColored(vec4(kCare), "%s", text);
}

}  // namespace

void transportPanel(const Shown& shown, const Layout& layout, UiState& state, UiOutput& output) {
  const float s = layout.scale;
  beginPanel("transport", layout.transport, ImGuiWindowFlags_NoScrollWithMouse);
  scrubBar(shown, s, output);
  if (ImGui::Button(word(shown, "previous"))) output.step = -1;
  ImGui::SameLine();
  if (choiceButton(playWord(shown), true, (shown.story.handsOn ? 140.0f : 84.0f) * s))
    output.play = !shown.story.playing;
  ImGui::SameLine();
  if (ImGui::Button(word(shown, "next"))) output.step = 1;
  ImGui::SameLine();
  speedChoice(shown, s, output);
  ImGui::SameLine();
  stageProgress(shown, s);
  ImGui::SameLine();
  ImGui::AlignTextToFramePadding();
  ImGui::TextUnformatted(timeText(shown.story).c_str());
  ImGui::SameLine();
  if (ImGui::Button(word(shown, "help"))) state.shortcutsOpen = !state.shortcutsOpen;
  ImGui::SameLine();
  if (ImGui::Button(word(shown, "this_patient_key"))) output.openSetup = true;
  ImGui::SameLine();
  if (choiceButton(word(shown, "hands_take"), state.hands.on))
    takeInstruments(!state.hands.on, shown, state, output);
  status(shown);
  endPanel();
}

}  // namespace unkink::ui
