// The divider's handle and the halves' names.
#include "ui/compare.hpp"

#include "thecal_sac/sections.hpp"
#include "ui/imgui_compat.hpp"
#include "ui/theme.hpp"
#include "ui/words.hpp"

#include <algorithm>
#include <string>

namespace unkink::ui {
namespace {

using lesson::Comparing;

/// The area in mm2 for those who read areas, the share of the healthy room for everybody.
std::string roomText(const Shown& shown, double area_mm2, double healthy_mm2) {
  const std::string share = decimal(100.0 * area_mm2 / healthy_mm2, 0) + " %";
  if (shown.presentation.voice == view::Voice::kPlain)
    return share + " " + word(shown, "of_healthy_room");
  return decimal(area_mm2, 1) + " " + word(shown, "unit_mm2") + ", " + share;
}

struct Half {
  float left, right;
  const char* name;
  const char* shortName;
  double area_mm2;
  bool now;
};

void nameHalf(const Shown& shown, const Half& half, double healthy_mm2, float top, float s) {
  const float pad = 6.0f * s, room = half.right - half.left - 4.0f * pad;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  std::string lines[] = {half.name, roomText(shown, half.area_mm2, healthy_mm2)};
  float width = 0.0f;
  for (const std::string& line : lines)
    width = std::max(width, ImGui::CalcTextSize(line.c_str()).x);
  const bool whole = width <= room;
  if (!whole) lines[0] = half.shortName, width = ImGui::CalcTextSize(half.shortName).x;
  if (width > room + 2.0f * pad) return;
  const float line = ImGui::GetTextLineHeight();
  const float x = 0.5f * (half.left + half.right - width), height = (whole ? 2.0f : 1.0f) * line;
  list.AddRectFilled(ImVec2(x - pad, top), ImVec2(x + width + pad, top + height + pad),
                     pack(kBackground, 0.78f), 5.0f * s);
  for (int n = 0; n < (whole ? 2 : 1); ++n) {
    const float w = ImGui::CalcTextSize(lines[n].c_str()).x;
    list.AddText(ImVec2(x + 0.5f * (width - w), top + 0.5f * pad + static_cast<float>(n) * line),
                 pack(n == 0 ? (half.now ? kGood : kCare) : kText), lines[n].c_str());
  }
}

void line(const Rect& picture, float x, float s, bool handle, bool lit) {
  ImDrawList& list = *ImGui::GetWindowDrawList();
  list.AddLine(ImVec2(x, picture.y), ImVec2(x, picture.bottom()), pack(kBackground, 0.8f),
               4.0f * s);
  list.AddLine(ImVec2(x, picture.y), ImVec2(x, picture.bottom()), pack(kText), 1.6f * s);
  if (!handle) return;
  const float y = picture.y + 0.72f * picture.height, r = 11.0f * s, a = 4.0f * s;
  list.AddCircleFilled(ImVec2(x, y), r + 1.5f * s, pack(kBackground, 0.8f));
  list.AddCircleFilled(ImVec2(x, y), r, pack(lit ? kAccent : kText));
  for (const float side : {-1.0f, 1.0f})
    list.AddTriangleFilled(ImVec2(x + side * 7.5f * s, y),
                           ImVec2(x + side * 2.5f * s, y - side * a),
                           ImVec2(x + side * 2.5f * s, y + side * a), pack(kBackground));
}

void sayNothing(const Shown& shown, const Rect& picture, float top, float s) {
  const char* text = word(shown, "compare_nothing");
  const float pad = 8.0f * s, room = picture.width - 4.0f * pad;
  const ImVec2 size = ImGui::CalcTextSize(text, nullptr, false, room);
  const float x = picture.x + 0.5f * (picture.width - size.x);
  ImDrawList& list = *ImGui::GetWindowDrawList();
  list.AddRectFilled(ImVec2(x - pad, top), ImVec2(x + size.x + pad, top + size.y + pad),
                     pack(kBackground, 0.82f), 5.0f * s);
  list.AddText(ImGui::GetFont(), ImGui::GetFontSize(), ImVec2(x, top + 0.5f * pad), pack(kCare),
               text, nullptr, room);
}

/// Where the line between the halves is.
float dividerX(const Shown& shown, Comparing mode, const Rect& picture) {
  const float share =
      mode == Comparing::kDivider ? static_cast<float>(shown.presentation.divider) : 0.5f;
  return picture.x + share * picture.width;
}

}  // namespace

bool hasBefore(const Shown& shown) { return shown.scene.untouchedArea_mm2 > 0.0; }

RoomOf roomOf(const Shown& shown) {
  const operation::State& state = shown.state;
  const thecal_sac::SectionMeasure m = thecal_sac::measureLevel(
      shown.theCase.spine(), state.freeSpace.frames, state.sac, shown.theCase.level());
  return {shown.scene.untouchedArea_mm2, m.area_mm2, m.healthyArea_mm2};
}

Rect nowPart(const Shown& shown, Comparing mode, const Rect& r) {
  if (mode != Comparing::kSideBySide || !hasBefore(shown)) return r;
  return {r.x + 0.5f * r.width, r.y, 0.5f * r.width, r.height};
}

void compareNext(view::Presentation& p) {
  const auto now = std::max(p.compare, p.compareXRay);
  const auto next = now == Comparing::kOff       ? Comparing::kDivider
                    : now == Comparing::kDivider ? Comparing::kSideBySide
                                                 : Comparing::kOff;
  p.compare = p.compareXRay = next;
}

void moveDivider(view::Presentation& p, double share) {
  p.divider = std::clamp(share, kLeastShare, 1.0 - kLeastShare);
}

bool takeDivider(const Shown& shown, Comparing mode, const Rect& picture, float s,
                 UiOutput& output) {
  if (mode != Comparing::kDivider || !hasBefore(shown)) return false;
  const float half = 9.0f * s, x = dividerX(shown, mode, picture);
  ImGui::SetCursorScreenPos(ImVec2(x - half, picture.y));
  ImGui::InvisibleButton("divider", ImVec2(2.0f * half, picture.height));
  if (ImGui::IsItemActive() && ImGui::GetIO().MouseDelta.x != 0.0f)
    moveDivider(output.change(shown),
                static_cast<double>((ImGui::GetIO().MousePos.x - picture.x) / picture.width));
  const bool has = ImGui::IsItemActive() || ImGui::IsItemHovered();
  if (has) ImGui::SetMouseCursor(ImGuiMouseCursor_ResizeEW);
  return has;
}

void drawComparison(const Shown& shown, Comparing mode, const Rect& picture, float top, float s,
                    Handle handle) {
  const DarkPalette dark;
  if (mode == Comparing::kOff) return;
  ImGui::PushFont(fontOf(Type::kSmall));
  if (hasBefore(shown)) {
    const float x = dividerX(shown, mode, picture);
    const bool divided = mode == Comparing::kDivider && handle != Handle::kNone;
    line(picture, x, s, divided, handle == Handle::kTaken);
    const RoomOf room = roomOf(shown);
    nameHalf(
        shown,
        {picture.x, x, word(shown, "untouched"), word(shown, "before_short"), room.before, false},
        room.healthy, top, s);
    nameHalf(shown, {x, picture.right(), word(shown, "now"), word(shown, "now"), room.now, true},
             room.healthy, top, s);
  } else {
    sayNothing(shown, picture, top, s);
  }
  ImGui::PopFont();
}

const char* comparisonHonesty(const Shown& shown) {
  const std::string key =
      "stage." + shown.procedure.stages[static_cast<std::size_t>(shown.story.shownStage())].id +
      ".honesty";
  const auto& p = shown.presentation;
  const bool compares = hasBefore(shown) && std::max(p.compare, p.compareXRay) != Comparing::kOff;
  if (shown.catalogue.has(key)) return shown.catalogue.text(key).c_str();
  // the same sentence wherever results are compared
  return compares ? shown.catalogue.text("stage.before_after.honesty").c_str() : "";
}

}  // namespace unkink::ui
