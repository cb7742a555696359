// The MRI-like slice: its picture, which way it runs, and the way through the body.
#include "ui/slice_panel.hpp"

#include "ui/compare.hpp"
#include "ui/panel.hpp"
#include "ui/panels.hpp"
#include "ui/words.hpp"

#include <algorithm>
#include <cmath>
#include <string>

namespace unkink::ui {
namespace {

/// On a ground of its own, whatever runs beneath.
void textOnPicture(const ImVec2& at, const char* text, const Colour& colour = kText) {
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const ImVec2 size = ImGui::CalcTextSize(text);
  const float edge = 0.2f * size.y;
  list.AddRectFilled(ImVec2(at.x - edge, at.y), ImVec2(at.x + size.x + edge, at.y + size.y),
                     pack(kBackground, 0.6f), edge);
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
  textOnPicture(ImVec2(middle - 0.5f * width(top), r.y + inset + 0.9f * line), top);
  textOnPicture(ImVec2(middle - 0.5f * width(bottom), r.bottom() - inset - 2.0f * line), bottom);
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
    const char* towards = axial ? (at > 0.0 ? "slice_to_head" : "slice_to_feet")
                                : (at > 0.0 ? "slice_to_left" : "slice_to_right");
    text += ", " + decimal(std::abs(at), 1) + " mm " + word(shown, towards);
  } else if (!axial) {
    text += std::string(", ") + word(shown, "slice_midline");
  }
  return text;
}

/// Millimetres of the slice's plane on the screen.
struct Placing {
  Rect picture;
  double field_mm;

  ImVec2 operator()(const math::Vec2& q) const {
    const auto at = [&](double mm, float from, float length) {
      return from + length * static_cast<float>(mm / field_mm + 0.5);
    };
    return {at(q.x, picture.x, picture.width), at(q.y, picture.y, picture.height)};
  }
  math::Vec2 back(const ImVec2& p) const {
    return {field_mm * (static_cast<double>((p.x - picture.x) / picture.width) - 0.5),
            field_mm * (static_cast<double>((p.y - picture.y) / picture.height) - 0.5)};
  }
};

/// Where the slice of the other kind crosses this one.
void referenceLine(const view::Slice& slice, const Placing& place, float s) {
  const math::Vec3 across = slice.other.normal();
  const double a = glm::dot(slice.plane.right, across), b = glm::dot(slice.plane.down, across);
  const double c = glm::dot(slice.plane.origin - slice.other.origin, across);
  const double half = 0.5 * slice.field_mm;
  const auto point = [&](double along) {
    return std::abs(a) > std::abs(b) ? math::Vec2(-(b * along + c) / a, along)
                                     : math::Vec2(along, -(a * along + c) / b);
  };
  ImDrawList& list = *ImGui::GetWindowDrawList();
  list.AddLine(place(point(-half)), place(point(half)), pack(kBackground, 0.6f), 3.0f * s);
  list.AddLine(place(point(-half)), place(point(half)), pack(kCare, 0.9f), 1.2f * s);
}

void outline(const math::SectionEdges& edges, const Placing& place, const Colour& colour, float s) {
  ImDrawList& list = *ImGui::GetWindowDrawList();
  for (const math::SectionEdge& e : edges)
    list.AddLine(place(math::Vec2(e[0])), place(math::Vec2(e[1])), pack(colour), 1.5f * s);
}

/// What the outlines enclose; patients are shown the outlines alone.
void numbers(const Shown& shown, const Rect& r, float s) {
  const thecal_sac::SliceMeasure& m = shown.scene.slice.measure;
  const bool clinical = shown.presentation.voice == view::Voice::kClinical;
  ImGui::PushFont(fontOf(Type::kSmall));
  float y = r.y + 6.0f * s + 1.2f * ImGui::GetFontSize();
  const auto line = [&](const char* key, double area_mm2, const Colour& colour) {
    std::string text = word(shown, key);
    if (clinical) text += " " + decimal(area_mm2, 0) + " " + word(shown, "unit_mm2");
    textOnPicture(ImVec2(r.x + 7.0f * s, y), text.c_str(), colour);
    y += 1.15f * ImGui::GetFontSize();
  };
  line("slice_sac", m.sacArea_mm2, kAccent);
  line("slice_ligament", m.flavumArea_mm2[0] + m.flavumArea_mm2[1], kCare);
  line("slice_canal", m.canalArea_mm2, kMuted);
  ImGui::PopFont();
}

void drawOutlines(const Shown& shown, const Placing& place, float s) {
  if (!shown.slice || !shown.presentation.slice.outlines) return;
  const view::Slice& slice = shown.scene.slice;
  if (slice.kind == view::SlicePlane::kAxial) {
    math::SectionEdges canal;
    const auto at = [&](std::size_t n) {
      return math::Vec2f(
          slice.plane.project(slice.measured.at(slice.canal[n % slice.canal.size()])));
    };
    for (std::size_t n = 0; n < slice.canal.size(); ++n) canal.push_back({at(n), at(n + 1)});
    outline(canal, place, kMuted, s);
  }
  outline(shown.slice->ligamentEdges, place, kCare, s);
  outline(shown.slice->sacEdges, place, kAccent, s);
  if (slice.kind == view::SlicePlane::kAxial) numbers(shown, place.picture, s);
}

/// What the mouse does on the picture: a click moves the other slice, the wheel this one.
void hand(const Shown& shown, const Placing& place, UiOutput& output) {
  const ImGuiIO& io = ImGui::GetIO();
  const view::Slice& slice = shown.scene.slice;
  if (ImGui::IsItemHovered() && io.MouseWheel != 0.0f)
    moveSlice(shown, kSliceStep_mm * static_cast<double>(io.MouseWheel), output);
  if (!ImGui::IsItemActive() || slice.surfaces.empty()) return;
  const math::Vec3 at = slice.plane.at(place.back(io.MousePos));
  view::SliceLook& look = output.change(shown).slice;
  if (slice.kind == view::SlicePlane::kAxial) {
    look.sagittal_mm = std::clamp(at.x, -view::kSagittalReach_mm, view::kSagittalReach_mm);
  } else {
    const double beyond = glm::dot(at - slice.other.origin, slice.other.normal());
    look.axial_mm = std::clamp(look.axial_mm + beyond, -view::kAxialReach_mm, view::kAxialReach_mm);
  }
}

void planeButtons(const Shown& shown, float width, UiOutput& output) {
  const view::SliceLook& look = shown.presentation.slice;
  const bool axial = look.plane == view::SlicePlane::kAxial;
  const char* names[] = {word(shown, "slice_axial"), word(shown, "slice_sagittal")};
  const int pressed = choiceRow(names, 2, axial ? 0 : 1, width);
  if (pressed >= 0) output.change(shown).slice.plane = static_cast<view::SlicePlane>(pressed);
}

void wayButtons(const Shown& shown, float width, UiOutput& output) {
  const bool axial = shown.presentation.slice.plane == view::SlicePlane::kAxial;
  const char* names[] = {word(shown, axial ? "slice_towards_head" : "slice_towards_left"),
                         word(shown, axial ? "slice_towards_feet" : "slice_towards_right")};
  const int pressed = choiceRow(names, 2, -1, width);
  if (pressed >= 0) moveSlice(shown, pressed == 0 ? kSliceStep_mm : -kSliceStep_mm, output);
}

void outlinesButton(const Shown& shown, UiOutput& output) {
  const bool on = shown.presentation.slice.outlines;
  if (choiceButton(word(shown, "slice_outlines"), on, -1.0f))
    output.change(shown).slice.outlines = !on;
}

/// In as many rows as the X-ray has.
void buttons(const Shown& shown, bool inThree, UiOutput& output) {
  const float width = ImGui::GetContentRegionAvail().x, gap = ImGui::GetStyle().ItemInnerSpacing.x;
  if (inThree) {
    planeButtons(shown, 0.64f * width, output);
    ImGui::SameLine(0.0f, gap);
    outlinesButton(shown, output);
    wayButtons(shown, width, output);
  } else {
    planeButtons(shown, width, output);
    wayButtons(shown, width, output);
    outlinesButton(shown, output);
  }
}

/// A slice is divided by the line wherever others are compared in any way.
lesson::Comparing comparing(const Shown& shown) {
  const bool on = shown.presentation.compare != lesson::Comparing::kOff;
  return on ? lesson::Comparing::kDivider : lesson::Comparing::kOff;
}

/// What is drawn over the present patient's part of the picture alone.
void measuredOverlays(const Shown& shown, lesson::Comparing mode, const Placing& place, float s) {
  const Rect& r = place.picture;
  const bool divided = mode != lesson::Comparing::kOff && hasBefore(shown);
  const float left = divided ? r.x + static_cast<float>(shown.presentation.divider) * r.width : r.x;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  list.PushClipRect(ImVec2(left, r.y), ImVec2(r.right(), r.bottom()), true);
  drawOutlines(shown, place, s);
  referenceLine(shown.scene.slice, place, s);
  list.PopClipRect();
}

}  // namespace

void drawSliceBurnIn(const Shown& shown, const Rect& r, float s) {
  const DarkPalette dark;
  directions(shown, r, s);
  ImGui::PushFont(fontOf(Type::kSmall));
  textOnPicture(ImVec2(r.x + 7.0f * s, r.y + 6.0f * s), place(shown).c_str());
  const float line = ImGui::GetFontSize();
  const char* drawn = word(shown, "slice_not_a_scan");
  textOnPicture(ImVec2(r.x + 7.0f * s, r.bottom() - line - 6.0f * s), drawn, kMuted);
  // a bar of 10 mm
  const float bar = 10.0f / static_cast<float>(shown.scene.slice.field_mm) * r.width;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  // in a small picture over what is written, else beside it
  const bool beside = ImGui::CalcTextSize(drawn).x + bar + 40.0f * s < r.width;
  const ImVec2 end(r.right() - 9.0f * s,
                   r.bottom() - (beside ? 10.0f : 16.0f) * s - (beside ? 0.0f : line)),
      begin(end.x - bar, end.y);
  list.AddLine(begin, end, pack(kBackground), 4.0f * s);
  list.AddLine(begin, end, pack(kText), 2.0f * s);
  const char* length = word(shown, "slice_bar");
  textOnPicture(
      ImVec2(end.x - 0.5f * (bar + ImGui::CalcTextSize(length).x), end.y - line - 3.0f * s),
      length);
  ImGui::PopFont();
}

void drawSliceOutlines(const Shown& shown, const Rect& picture, float s) {
  const DarkPalette dark;
  drawOutlines(shown, {picture, shown.scene.slice.field_mm}, s);
}

void moveSlice(const Shown& shown, double by_mm, UiOutput& output) {
  const view::SliceLook& look = shown.presentation.slice;
  if (!look.open) return;
  const bool axial = look.plane == view::SlicePlane::kAxial;
  const double reach = axial ? view::kAxialReach_mm : view::kSagittalReach_mm;
  const double to = look.at_mm() + by_mm;
  if (std::abs(to) > reach) return;
  view::SliceLook& wanted = output.change(shown).slice;
  (axial ? wanted.axial_mm : wanted.sagittal_mm) = to;
}

namespace {

void sliceOn(const Shown& shown, const Rect& picture, float s, UiOutput& output) {
  const Placing place{picture, shown.scene.slice.field_mm};
  drawPicture(shown.pictures.slice, picture, 6.0f * s);
  const lesson::Comparing mode = comparing(shown);
  const bool taken = takeDivider(shown, mode, picture, s, output);
  measuredOverlays(shown, mode, place, s);
  drawComparison(shown, mode, picture, picture.y + 50.0f * s, s,
                 taken ? Handle::kTaken : Handle::kFree);
  drawSliceBurnIn(shown, picture, s);
  ImGui::SetCursorScreenPos(ImVec2(picture.x, picture.y));
  ImGui::InvisibleButton("slice", ImVec2(picture.width, picture.height));
  if (!taken) hand(shown, place, output);
}

}  // namespace

void slicePanel(const Shown& shown, const Layout& layout, UiState& state, UiOutput& output) {
  picturePanel(
      shown, layout, state, output,
      [&](const Rect& picture) { sliceOn(shown, picture, layout.scale, output); },
      [&](bool wide) { buttons(shown, wide, output); });
}

}  // namespace unkink::ui
