// The slider, and the two figures at its ends.
#include "ui/stand_bend_slider.hpp"

#include "ui/panel.hpp"
#include "ui/words.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace unkink::ui {
namespace {

constexpr float kHigh = 64.0f, kThumb = 24.0f;  // at scale 1: a finger needs 44 pixels

/// A person seen from the side, facing right, bent by so much: -1 leaning back, 1 bent forward.
void figure(const Rect& box, float bend, const Colour& colour) {
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const float u = box.height / 100.0f, thick = 9.0f * u;
  const ImVec2 hip(box.x + 0.5f * box.width - 8.0f * bend * u, box.y + 52.0f * u);
  const ImU32 ink = pack(colour);
  list.AddLine(ImVec2(box.x + 0.5f * box.width, box.y + 98.0f * u), hip, ink, thick);
  // the trunk curves as it bends
  constexpr int kParts = 4;
  constexpr float kForward = 0.34f, kBack = 0.09f;  // radians at each part
  ImVec2 at = hip;
  float angle = 0.0f;
  for (int n = 0; n < kParts; ++n) {
    angle += bend * (bend > 0.0f ? kForward : kBack);
    const ImVec2 next(at.x + 9.0f * u * std::sin(angle), at.y - 9.0f * u * std::cos(angle));
    list.AddLine(at, next, ink, thick);
    list.AddCircleFilled(next, 0.5f * thick, ink);
    at = next;
  }
  list.AddCircleFilled(ImVec2(at.x + 9.0f * u * std::sin(angle + 0.1f * bend),
                              at.y - 9.0f * u * std::cos(angle + 0.1f * bend)),
                       7.5f * u, ink);
}

void caption(const char* text, float x, float y, float align, Type type, const Colour& colour) {
  ImGui::PushFont(fontOf(type));
  const float width = ImGui::CalcTextSize(text).x;
  ImGui::GetWindowDrawList()->AddText(ImVec2(x - align * width, y), pack(colour), text);
  ImGui::PopFont();
}

}  // namespace

bool standBendWanted(const Shown& shown, const Layout& layout, const Show& show) {
  if (shown.workshop || layout.page.width > 0.0f || show.black) return false;
  const lesson::Stop* stop = shown.story.stop();
  return stop && stop->slider;
}

Rect standBendPlace(const Rect& picture, float s) {
  const float margin = 12.0f * s, width = std::min(picture.width - 2.0f * margin, 760.0f * s);
  return {picture.x + 0.5f * (picture.width - width), picture.bottom() - kHigh * s - margin, width,
          kHigh * s};
}

void standBendSlider(const Shown& shown, const Rect& place, float s, UiOutput& output) {
  const operation::PatientState& patient = shown.state.patient;
  const float end = 88.0f * s;  // for a figure and its word
  const float left = place.x + end + kThumb * s, right = place.right() - end - kThumb * s;
  ImGui::SetCursorScreenPos(ImVec2(place.x, place.y));
  ImGui::InvisibleButton("stand_bend", ImVec2(place.width, place.height));
  const bool held = ImGui::IsItemActive();
  double at = held ? patient.postureGoal : patient.posture;
  if (held) {
    const float share = std::clamp((ImGui::GetIO().MousePos.x - left) / (right - left), 0.0f, 1.0f);
    constexpr double kSteps = 50.0;  // to either side
    at = std::round((2.0 * static_cast<double>(share) - 1.0) * kSteps) / kSteps;
    if (at != patient.postureGoal)
      output.commands.push_back(operation::command(operation::Verb::kPatientPosture, at));
  }
  ImDrawList& list = *ImGui::GetWindowDrawList();
  list.AddRectFilled(ImVec2(place.x, place.y), ImVec2(place.right(), place.bottom()),
                     pack(kPanel, 0.9f), 0.5f * place.height);
  const float middle = place.y + 0.44f * place.height;
  const float x = left + 0.5f * static_cast<float>(at + 1.0) * (right - left);
  list.AddLine(ImVec2(left, middle), ImVec2(right, middle), pack(kRaised), 8.0f * s);
  list.AddLine(ImVec2(0.5f * (left + right), middle), ImVec2(x, middle), pack(kAccentDeep),
               8.0f * s);
  list.AddCircleFilled(ImVec2(x, middle), (held ? 1.0f : 0.92f) * kThumb * s, pack(kAccent), 40);
  figure({x - 15.0f * s, middle - 17.0f * s, 30.0f * s, 34.0f * s}, static_cast<float>(at),
         kBackground);
  const float figures = 40.0f * s;
  figure({place.x + 22.0f * s, place.y + 4.0f * s, figures, figures}, -1.0f, kText);
  figure({place.right() - 22.0f * s - figures, place.y + 4.0f * s, figures, figures}, 1.0f, kText);
  const auto& words = shown.catalogue;
  const float low = place.bottom() - 17.0f * s;
  caption(words.text("show.slide_stand").c_str(), place.x + 42.0f * s, low, 0.5f, Type::kSmall,
          kText);
  caption(words.text("show.slide_bend").c_str(), place.right() - 42.0f * s, low, 0.5f, Type::kSmall,
          kText);
  caption(words.text("show.slide_hint").c_str(), 0.5f * (left + right), low, 0.5f, Type::kSmall,
          kMuted);
}

}  // namespace unkink::ui
