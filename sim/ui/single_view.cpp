// A panel without a frame around it.
#include "ui/single_view.hpp"

#include "ui/fluoro_panel.hpp"
#include "ui/panel.hpp"
#include "ui/panels.hpp"
#include "ui/slice_panel.hpp"
#include "ui/words.hpp"

#include <algorithm>
#include <cmath>

namespace unkink::ui {
namespace {

/// What every export says, in the last line.
void notice(const Shown& shown, float width, float height, float s) {
  ImGui::PushFont(fontOf(Type::kSmall));
  const char* text = word(shown, "not_a_device_line");
  const float room = width - 12.0f * s;
  const ImVec2 size = ImGui::CalcTextSize(text, nullptr, false, room);
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const float y = height - size.y - 4.0f * s;
  list.AddRectFilled(ImVec2(0.0f, y - 3.0f * s), ImVec2(width, height), pack(kBackground, 0.72f));
  list.AddText(ImGui::GetFont(), ImGui::GetFontSize(), ImVec2(6.0f * s, y), pack(kMuted), text,
               nullptr, room);
  ImGui::PopFont();
}

}  // namespace

float singleScale(float width, float height) {
  return std::clamp(std::min(width, height) / 600.0f, 0.7f, 3.0f);
}

Rect singlePicture(float width, float height, SingleView view) {
  if (view != SingleView::kXRay && view != SingleView::kSlice) return {0.0f, 0.0f, width, height};
  const float side = std::min(width, height);
  return {std::floor(0.5f * (width - side)), std::floor(0.5f * (height - side)), side, side};
}

void drawSingleView(const Shown& shown, SingleView view, float width, float height,
                    UiState& state) {
  const float s = singleScale(width, height);
  const Rect picture = singlePicture(width, height, view);
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(0.0f, 0.0f));
  beginPanel("single", {0.0f, 0.0f, width, height}, ImGuiWindowFlags_NoBackground);
  switch (view) {
    case SingleView::kScene:
      drawPicture(shown.pictures.scene, picture, 0.0f);
      drawDirections(shown, {picture.x, picture.y, picture.width, picture.height - 26.0f * s}, s);
      drawLabels(shown, picture, s, state.labels);
      break;
    case SingleView::kXRay:
      drawPicture(shown.pictures.xRay, picture, 0.0f);
      drawBurnIn(shown, {picture.x, picture.y, picture.width, picture.height - 26.0f * s}, s);
      break;
    case SingleView::kStraw:
      drawPicture(shown.pictures.straw, picture, 0.0f);
      break;
    case SingleView::kSlice:
      drawPicture(shown.pictures.slice, picture, 0.0f);
      drawSliceOutlines(shown, picture, s);
      drawSliceBurnIn(shown, {picture.x, picture.y, picture.width, picture.height - 26.0f * s}, s);
      break;
  }
  notice(shown, width, height, s);
  endPanel();
  ImGui::PopStyleVar();
}

}  // namespace unkink::ui
