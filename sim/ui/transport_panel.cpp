// Playing: previous, play, next, frame by frame, loop, speed, time, and a bar over the whole story
// with a mark for each stage.
#include "ui/icon_button.hpp"
#include "ui/key_words.hpp"
#include "ui/panel.hpp"
#include "ui/panels.hpp"
#include "ui/words.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace unkink::ui {
namespace {

constexpr double kTicksPerSecond = 1.0 / operation::kTick_s;

/// Whether a stage is on the route that is followed.
bool onRoute(const Story& story, int stage) {
  const lesson::Route* route = story.chosenRoute();
  return !route || route->stopAt(stage);
}

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
    const float tall = onRoute(story, n) ? half : 0.35f * half;  // what is left out is a thin line
    const ImVec2 low(a, middle - tall), high(b, middle + tall);
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
    if (!current && !onRoute(story, n)) continue;
    list.AddText(ImVec2(x, bar.bottom() - 2.0f), pack(current ? kText : kMuted), text.c_str());
  }
  ImGui::PopFont();
}

/// The chapter under the pointer: its name, and the time where it is written.
void sayChapter(const Shown& shown, const Place& place) {
  const auto& chapter = shown.story.chapters[static_cast<std::size_t>(place.stage)];
  std::string time;
  if (chapter) {
    const double ticks = static_cast<double>(chapter->first) +
                         place.share * static_cast<double>(chapter->last - chapter->first);
    time = "  " + minutes(ticks / kTicksPerSecond);
  }
  ImGui::SetTooltip("%d  %s%s", place.stage + 1, stageTitle(shown, place.stage).c_str(),
                    time.c_str());
}

void scrubBar(const Shown& shown, float s, UiOutput& output) {
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float text = fontOf(Type::kSmall)->FontSize * ImGui::GetIO().FontGlobalScale;
  const Rect bar{at.x, at.y, ImGui::GetContentRegionAvail().x, 15.0f * s};
  ImGui::InvisibleButton("scrub", ImVec2(bar.width, bar.height + text));
  const double share = (ImGui::GetIO().MousePos.x - bar.x) / bar.width;
  if (ImGui::IsItemActive() && (ImGui::IsItemActivated() || ImGui::GetIO().MouseDelta.x != 0.0f))
    output.seek = placeAt(shown.story, share);
  if (ImGui::IsItemHovered()) sayChapter(shown, placeAt(shown.story, share));
  drawBar(shown.story, bar, s, ImGui::IsItemHovered() || ImGui::IsItemActive());
  numberMarks(shown.story, bar);
}

std::string speedText(double speed) {
  const bool quarter = speed * 2.0 != std::floor(speed * 2.0);
  return decimal(speed, quarter ? 2 : 1) + " x";
}

void speedChoice(const Shown& shown, float s, UiOutput& output) {
  ImGui::SetNextItemWidth(76.0f * s);
  if (!ImGui::BeginCombo("##speed", speedText(shown.story.speed).c_str())) return;
  for (const double speed : kSpeeds)
    if (ImGui::Selectable(speedText(speed).c_str(), speed == shown.story.speed))
      output.speed = speed;
  ImGui::EndCombo();
}

/// Of the stage, and of the whole story as far as it is written.
void time(const Shown& shown) {
  const Story& story = shown.story;
  const auto n = static_cast<std::size_t>(story.shownStage());
  const auto& chapter = story.chapters[n];
  const auto before = n > 0 ? story.chapters[n - 1] : std::nullopt;
  const std::uint64_t first = before ? before->last : 0;
  const std::uint64_t last = chapter ? chapter->last : std::max(story.writtenTicks, story.tick);
  const auto pair = [](std::uint64_t now, std::uint64_t whole) {
    return minutes(static_cast<double>(now) / kTicksPerSecond) + " / " +
           minutes(static_cast<double>(whole) / kTicksPerSecond);
  };
  const std::string stage = std::string(word(shown, "stage_of")) + " " + std::to_string(n + 1) +
                            "  " + pair(std::clamp(story.tick, first, last) - first, last - first) +
                            (chapter ? "" : " \u2026");
  const std::string whole = shown.catalogue.text("show.whole") + "  " +
                            pair(story.tick, std::max(story.writtenTicks, story.tick)) +
                            (story.written ? "" : " \u2026");
  ImGui::BeginGroup();
  ImGui::PushFont(fontOf(Type::kSmall));
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float line = ImGui::GetTextLineHeight();
  const float up = 0.5f * (2.0f * line - ImGui::GetFrameHeight());
  ImDrawList& list = *ImGui::GetWindowDrawList();
  list.AddText(ImVec2(at.x, at.y - up), pack(kText), stage.c_str());
  list.AddText(ImVec2(at.x, at.y - up + line), pack(kMuted), whole.c_str());
  const float width =
      std::max(ImGui::CalcTextSize(stage.c_str()).x, ImGui::CalcTextSize(whole.c_str()).x);
  ImGui::PopFont();
  ImGui::Dummy(ImVec2(width, ImGui::GetFrameHeight()));
  ImGui::EndGroup();
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

/// Previous, play, next; back and on by a frame; again and again.
void playButtons(const Shown& shown, float s, const KeyMap& keys, UiOutput& output) {
  const auto hint = [&](Action action) { return hintOf(shown, keys, action); };
  if (iconButton(Icon::kPrevious, hint(Action::kPreviousStage).c_str())) output.step = -1;
  ImGui::SameLine();
  if (choiceButton(playWord(shown), true, (shown.story.handsOn ? 140.0f : 84.0f) * s))
    output.play = !shown.story.playing;
  ImGui::SameLine();
  if (iconButton(Icon::kNext, hint(Action::kNextStage).c_str())) output.step = 1;
  ImGui::SameLine(0.0f, 14.0f * s);
  if (iconButton(Icon::kFrameBack, hint(Action::kFrameBack).c_str()))
    output.show.ticks -= kFrame_ticks;
  ImGui::SameLine();
  if (iconButton(Icon::kFrameOn, hint(Action::kFrameOn).c_str())) output.show.ticks += kFrame_ticks;
  ImGui::SameLine();
  if (iconButton(Icon::kLoop, hint(Action::kLoopStage).c_str(), shown.story.loop))
    output.show.loop = !shown.story.loop;
}

}  // namespace

void transportPanel(const Shown& shown, const Layout& layout, UiState& state, UiOutput& output) {
  const float s = layout.scale;
  const KeyMap& keys = state.show.keys;
  beginPanel("transport", layout.transport, ImGuiWindowFlags_NoScrollWithMouse);
  scrubBar(shown, s, output);
  playButtons(shown, s, keys, output);
  ImGui::SameLine(0.0f, 14.0f * s);
  speedChoice(shown, s, output);
  ImGui::SameLine(0.0f, 14.0f * s);
  time(shown);
  ImGui::SameLine(0.0f, 14.0f * s);
  const auto button = [&](const char* key, Action action) {
    return ImGui::Button(withKey(word(shown, key), shown, keys, action).c_str());
  };
  if (button("this_patient", Action::kSetUpPatient)) output.openSetup = true;
  ImGui::SameLine();
  if (choiceButton(withKey(word(shown, "hands_take"), shown, keys, Action::kHands).c_str(),
                   state.hands.on))
    takeInstruments(!state.hands.on, shown, state, output);
  ImGui::SameLine();
  if (button("help", Action::kKeySheet)) state.shortcutsOpen = !state.shortcutsOpen;
  ImGui::SameLine();
  if (iconButton(Icon::kFullScreen, hintOf(shown, keys, Action::kFullScreen).c_str(),
                 state.show.fullScreen))
    output.show.fullScreen = true;
  status(shown);
  endPanel();
}

}  // namespace unkink::ui
