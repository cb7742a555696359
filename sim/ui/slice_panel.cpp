// The MRI-like slice: its picture, which way it runs, and the way through the body.
#include "ui/slice_panel.hpp"

#include "ui/panel.hpp"
#include "ui/panels.hpp"
#include "ui/words.hpp"

#include <algorithm>
#include <string>

namespace unkink::ui {
namespace {

void textOnPicture(const ImVec2& at, const char* text, const Colour& colour = kText) {
  ImDrawList& list = *ImGui::GetWindowDrawList();
  for (const ImVec2& off : {ImVec2(-1, 0), ImVec2(1, 0), ImVec2(0, -1), ImVec2(0, 1)})
    list.AddText(ImVec2(at.x + off.x, at.y + off.y), pack(kBackground), text);
  list.AddText(at, pack(colour), text);
}

/// A letter in the middle of each side.
void directions(const Shown& shown, const Rect& r, float s) {
  const bool axial = shown.presentation.slice.plane == view::SlicePlane::kAxial;
  const char* left = word(shown, axial ? "direction_right" : "direction_anterior");
  const char* right = word(shown, axial ? "direction_left" : "direction_posterior");
  const char* top = word(shown, axial ? "direction_anterior" : "direction_head");
  const char* bottom = word(shown, axial ? "direction_posterior" : "direction_feet");
  ImGui::PushFont(fontOf(Type::kTitle));
  const float inset = 7.0f * s, line = ImGui::GetFontSize();
  const auto width = [](const char* text) { return ImGui::CalcTextSize(text).x; };
  const float middle = r.x + 0.5f * r.width, centre = r.y + 0.5f * (r.height - line);
  textOnPicture(ImVec2(r.x + inset, centre), left);
  textOnPicture(ImVec2(r.right() - inset - width(right), centre), right);
  textOnPicture(ImVec2(middle - 0.5f * width(top), r.y + inset), top);
  textOnPicture(ImVec2(middle - 0.5f * width(bottom), r.bottom() - inset - line), bottom);
  ImGui::PopFont();
}

/// "Axial, L4-L5 +3 mm, 80 mm across".
std::string place(const Shown& shown) {
  const view::SliceLook& look = shown.presentation.slice;
  const bool axial = look.plane == view::SlicePlane::kAxial;
  const auto level = static_cast<std::size_t>(shown.theCase.level());
  std::string text = word(shown, axial ? "slice_axial" : "slice_sagittal");
  text += axial ? ", " + std::string(anatomy::kLevelNames[level]) : std::string();
  const double at = look.at_mm();
  if (at != 0.0) {
    const char* towards =
        axial ? (at > 0.0 ? "cut_head" : "cut_feet") : (at > 0.0 ? "side_left" : "side_right");
    text += ", " + decimal(std::abs(at), 1) + " mm " + word(shown, towards);
  } else if (!axial) {
    text += std::string(", ") + word(shown, "slice_midline");
  }
  return text;
}

}  // namespace

void drawSliceBurnIn(const Shown& shown, const Rect& r, float s) {
  directions(shown, r, s);
  ImGui::PushFont(fontOf(Type::kSmall));
  textOnPicture(ImVec2(r.x + 7.0f * s, r.y + 6.0f * s), place(shown).c_str());
  const float line = ImGui::GetFontSize();
  const char* drawn = word(shown, "slice_not_a_scan");
  textOnPicture(ImVec2(r.x + 7.0f * s, r.bottom() - line - 6.0f * s), drawn, kMuted);
  // a bar of 10 mm
  const float bar = 10.0f / static_cast<float>(shown.scene.slice.field_mm) * r.width;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const ImVec2 end(r.right() - 9.0f * s, r.bottom() - 10.0f * s), begin(end.x - bar, end.y);
  list.AddLine(begin, end, pack(kBackground), 4.0f * s);
  list.AddLine(begin, end, pack(kText), 2.0f * s);
  const char* length = word(shown, "slice_bar");
  textOnPicture(
      ImVec2(end.x - 0.5f * (bar + ImGui::CalcTextSize(length).x), end.y - line - 3.0f * s),
      length);
  ImGui::PopFont();
}

}  // namespace unkink::ui
