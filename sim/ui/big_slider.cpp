// Dear ImGui's slider, unseen, under a large drawing of it.
#include "ui/big_slider.hpp"

#include "ui/panel.hpp"

#include <algorithm>
#include <array>

namespace unkink::ui {
namespace {

constexpr float kKnob = 44.0f;

/// The words over the way: its ends, and in the middle what it moves.
void words(const Rect& r, const BigSlider& look, float s) {
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const float y = r.y + 6.0f * s;
  const auto put = [&](const char* text, float share, const Colour& colour) {
    const ImVec2 size = ImGui::CalcTextSize(text);
    list.AddText(ImVec2(r.x + share * (r.width - size.x), y), pack(colour), text);
    return size.x;
  };
  const float ends = put(look.low, 0.0f, kMuted) + put(look.high, 1.0f, kMuted);
  const char* inside = look.middle ? look.middle : look.title;
  if (ends + ImGui::CalcTextSize(inside).x + 24.0f * s > r.width) return;
  put(inside, 0.5f, look.middle ? kMuted : kText);
}

/// The way, filled up to where the knob is.
void way(const Rect& r, float middle, float knob, const BigSlider& look, float s) {
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const float thin = (look.wedge ? 3.0f : 7.0f) * s, thick = (look.wedge ? 15.0f : 7.0f) * s;
  const float left = r.x + 0.5f * kKnob * s, right = r.right() - 0.5f * kKnob * s;
  const auto half = [&](float x) { return thin + (thick - thin) * (x - left) / (right - left); };
  const auto band = [&](float from, float to, ImU32 colour) {
    const std::array<ImVec2, 4> corners{
        ImVec2(from, middle - half(from)), ImVec2(to, middle - half(to)),
        ImVec2(to, middle + half(to)), ImVec2(from, middle + half(from))};
    list.AddConvexPolyFilled(corners.data(), 4, colour);
    for (const float x : {from, to}) list.AddCircleFilled(ImVec2(x, middle), half(x), colour, 24);
  };
  band(left, right, pack(kRaised));
  const float from = look.middle ? 0.5f * (left + right) : left;
  band(std::min(from, knob), std::max(from, knob), pack(kAccentDeep));
  if (!look.middle) return;
  for (const float x : {left, from, right})
    list.AddLine(ImVec2(x, middle - 12.0f * s), ImVec2(x, middle + 12.0f * s), pack(kMuted, 0.8f),
                 2.0f * s);
}

}  // namespace

std::optional<float> bigSlider(const char* id, const Rect& rect, float value,
                               const BigSlider& look, float s) {
  words(rect, look, s);
  const float font = ImGui::GetFontSize();
  ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, ImVec2(0.0f, 0.5f * (kKnob * s - font)));
  ImGui::PushStyleVar(ImGuiStyleVar_GrabMinSize, kKnob * s - 4.0f);
  for (const ImGuiCol c : {ImGuiCol_FrameBg, ImGuiCol_FrameBgHovered, ImGuiCol_FrameBgActive,
                           ImGuiCol_SliderGrab, ImGuiCol_SliderGrabActive})
    ImGui::PushStyleColor(c, vec4(kPanel, 0.0f));
  ImGui::SetCursorScreenPos(ImVec2(rect.x, rect.bottom() - kKnob * s - 2.0f * s));
  ImGui::SetNextItemWidth(rect.width);
  float to = value;
  const bool moved = ImGui::SliderFloat(id, &to, look.least, look.most, "",
                                        ImGuiSliderFlags_AlwaysClamp | ImGuiSliderFlags_NoInput);
  ImGui::PopStyleColor(5);
  ImGui::PopStyleVar(2);
  const float share = (to - look.least) / (look.most - look.least);
  const ImVec2 low = ImGui::GetItemRectMin(), high = ImGui::GetItemRectMax();
  const float middle = 0.5f * (low.y + high.y), reach = 0.5f * kKnob * s;
  const float knob = low.x + reach + share * (high.x - low.x - 2.0f * reach);
  way(rect, middle, knob, look, s);
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const bool held = ImGui::IsItemActive() || ImGui::IsItemHovered();
  list.AddCircleFilled(ImVec2(knob, middle), 0.5f * kKnob * s, pack(kAccent), 40);
  list.AddCircleFilled(ImVec2(knob, middle), (0.5f * kKnob - 3.0f) * s,
                       pack(held ? kAccentDeep : kPanel), 40);
  ImGui::PushFont(fontOf(Type::kSmall));
  const ImVec2 size = ImGui::CalcTextSize(look.value);
  list.AddText(ImVec2(knob - 0.5f * size.x, middle - 0.5f * size.y), pack(kText), look.value);
  ImGui::PopFont();
  return moved ? std::optional(to) : std::nullopt;
}

}  // namespace unkink::ui
