// Notes on the left, time and the way through the story on the right.
#include "ui/presenter_view.hpp"

#include "ui/icon_button.hpp"
#include "ui/key_words.hpp"
#include "ui/panel.hpp"
#include "ui/words.hpp"

#include <algorithm>
#include <cmath>

namespace unkink::ui {
namespace {

const std::string& said(const Shown& shown, const char* key) {
  return shown.catalogue.text(std::string("show.") + key);
}

const std::string& textOf(const Shown& shown, int stage, const char* what) {
  const auto& id = shown.procedure.stages[static_cast<std::size_t>(stage)].id;
  return shown.catalogue.text("stage." + id + "." + what);
}

std::string numbered(const Shown& shown, int stage) {
  return std::to_string(stage + 1) + "  " + textOf(shown, stage, "plain_title");
}

void accent(const std::string& text) {
  ImGui::PushStyleColor(ImGuiCol_Text, vec4(kAccent));
  heading(text.c_str());
  ImGui::PopStyleColor();
}

void gap(float height) { ImGui::Dummy(ImVec2(0.0f, height)); }

/// What the present stage is about: notes for who speaks, and what the others read.
void notes(const Shown& shown, const UiState& state, float s) {
  const int stage = shown.story.shownStage();
  if (state.show.black) wrapped(said(shown, "presenter_black").c_str(), Type::kTitle, kCare);
  if (shown.story.waiting) wrapped(said(shown, "presenter_waits").c_str(), Type::kBody, kCare);
  accent(numbered(shown, stage));
  gap(2.0f * s);
  muted(said(shown, "presenter_notes").c_str());
  wrapped(textOf(shown, stage, "clinical").c_str());
  gap(8.0f * s);
  muted(said(shown, "presenter_said").c_str());
  wrapped(stageText(shown, stage).c_str(), Type::kTitle);
}

/// A time in the largest letters there are.
void figure(const std::string& text, float s, const Colour& colour) {
  ImFont* font = fontOf(Type::kTitle);
  const float size = 1.7f * font->FontSize * ImGui::GetIO().FontGlobalScale;
  const ImVec2 at = ImGui::GetCursorScreenPos();
  ImGui::GetWindowDrawList()->AddText(font, size, at, pack(colour), text.c_str());
  ImGui::Dummy(ImVec2(font->CalcTextSizeA(size, 1e4f, 0.0f, text.c_str()).x, size + 2.0f * s));
}

void times(const Shown& shown, const PresenterClock& clock, float s, PresenterWishes& wishes) {
  const float half = 0.5f * ImGui::GetContentRegionAvail().x;
  ImGui::BeginGroup();
  muted(said(shown, "presenter_clock").c_str());
  figure(clock.timeOfDay, s, kText);
  ImGui::EndGroup();
  ImGui::SameLine(half);
  ImGui::BeginGroup();
  muted(said(shown, "presenter_since").c_str());
  figure(minutes(clock.since_s), s, kGood);
  ImGui::EndGroup();
  if (ImGui::Button(said(shown, "presenter_begin").c_str())) wishes.fromZero = true;
}

void buttons(const Shown& shown, const UiState& state, float s, PresenterWishes& wishes) {
  const KeyMap& keys = state.show.keys;
  const float high = 40.0f * s;
  const auto hint = [&](Action action) { return hintOf(shown, keys, action); };
  if (iconButton(Icon::kPrevious, hint(Action::kPreviousStage).c_str(), false, high))
    wishes.step = -1;
  ImGui::SameLine();
  const bool playing = shown.story.playing;
  if (iconButton(playing ? Icon::kPause : Icon::kPlay, hint(Action::kPlay).c_str(), true, high))
    wishes.play = !playing;
  ImGui::SameLine();
  if (iconButton(Icon::kNext, hint(Action::kNextStage).c_str(), false, high)) wishes.step = 1;
  ImGui::SameLine();
  ImGui::BeginGroup();
  ImGui::TextUnformatted(said(shown, playing ? "presenter_playing" : "presenter_paused").c_str());
  muted(minutes(static_cast<double>(shown.story.tick) * operation::kTick_s).c_str());
  ImGui::EndGroup();
}

/// What comes next on the route.
void next(const Shown& shown) {
  const int stage = shown.story.shownStage();
  const lesson::Route* route = shown.story.chosenRoute();
  const int after =
      route ? route->stageAfter(stage, 1) : std::min(stage + 1, shown.story.stageCount() - 1);
  muted(said(shown, "presenter_next").c_str());
  if (after == stage)
    wrapped(said(shown, "presenter_last").c_str());
  else
    wrapped(numbered(shown, after).c_str(), Type::kTitle);
}

void list(const Shown& shown, PresenterWishes& wishes) {
  ImGui::BeginChild("stages", ImVec2(0.0f, 0.0f), true);
  const lesson::Route* route = shown.story.chosenRoute();
  const auto row = [&](int stage) {
    const std::string text = fitted(numbered(shown, stage), ImGui::GetContentRegionAvail().x);
    if (ImGui::Selectable(text.c_str(), stage == shown.story.shownStage())) wishes.jump = stage;
  };
  if (route)
    for (const lesson::Stop& stop : route->stops) row(stop.stage);
  else
    for (int n = 0; n < shown.story.stageCount(); ++n) row(n);
  ImGui::EndChild();
}

}  // namespace

PresenterWishes presenterView(const Shown& shown, const UiState& state, const PresenterClock& clock,
                              float width, float height, float s) {
  PresenterWishes wishes;
  const float pad = 6.0f * s;
  const float right = std::floor(std::clamp(0.36f * width, 200.0f * s, 340.0f * s));
  beginPanel("notes", {pad, pad, width - right - 3.0f * pad, height - 2.0f * pad});
  notes(shown, state, s);
  endPanel();
  beginPanel("times", {width - right - pad, pad, right, height - 2.0f * pad});
  times(shown, clock, s, wishes);
  gap(4.0f * s);
  buttons(shown, state, s, wishes);
  gap(4.0f * s);
  next(shown);
  gap(4.0f * s);
  list(shown, wishes);
  endPanel();
  return wishes;
}

}  // namespace unkink::ui
