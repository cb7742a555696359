// A panel without a frame around it.
#include "ui/single_view.hpp"

#include "ui/big_straw.hpp"
#include "ui/compare.hpp"
#include "ui/fluoro_panel.hpp"
#include "ui/fluoro_reading.hpp"
#include "ui/panel.hpp"
#include "ui/panels.hpp"
#include "ui/slice_panel.hpp"
#include "ui/words.hpp"

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

namespace unkink::ui {
namespace {

/// What every export says, in the last lines: what it is, and what a comparison must say.
class Notice {
 public:
  Notice(const Shown& shown, float width, float s) : width_(width), s_(s) {
    const auto& p = shown.presentation;
    lines_.push_back({word(shown, "not_a_device_line"), kMuted});
    if (std::max(p.compare, p.compareXRay) == lesson::Comparing::kOff) return;
    if (std::string honesty = comparisonHonesty(shown); !honesty.empty())
      lines_.push_back({std::move(honesty), kCare});
  }

  float height() const {
    ImGui::PushFont(fontOf(Type::kSmall));
    float sum = 0.0f;
    for (const Line& line : lines_) sum += high(line);
    ImGui::PopFont();
    return sum;
  }
  void draw(float bottom) const {
    ImGui::PushFont(fontOf(Type::kSmall));
    ImDrawList& list = *ImGui::GetWindowDrawList();
    float y = bottom;
    for (const Line& line : lines_) {
      y -= high(line);
      list.AddRectFilled(ImVec2(0.0f, y), ImVec2(width_, y + high(line)), pack(kBackground, 0.72f));
      list.AddText(ImGui::GetFont(), ImGui::GetFontSize(), ImVec2(6.0f * s_, y + 3.0f * s_),
                   pack(line.colour), line.text.c_str(), nullptr, room());
    }
    ImGui::PopFont();
  }

 private:
  struct Line {
    std::string text;
    Colour colour;
  };
  float room() const { return width_ - 12.0f * s_; }
  float high(const Line& line) const {
    return ImGui::CalcTextSize(line.text.c_str(), nullptr, false, room()).y + 7.0f * s_;
  }

  float width_, s_;
  std::vector<Line> lines_;  // from the last one up
};

}  // namespace

float singleScale(float width, float height) {
  return std::clamp(std::min(width, height) / 600.0f, 0.7f, 3.0f);
}

Rect singlePicture(float width, float height, SingleView view) {
  if (view == SingleView::kScene) return {0.0f, 0.0f, width, height};
  // above the notice, which would hide the straw's words
  const float free = std::floor(height - 22.0f * singleScale(width, height));
  if (view == SingleView::kStraw) {
    const float x = std::floor(0.46f * width);
    return {x, 0.0f, width - x, free};
  }
  const float side = std::min(width, height);
  return {std::floor(0.5f * (width - side)), std::floor(0.5f * (height - side)), side, side};
}

Rect besideBigStraw(float width, float height) {
  const Rect straw = singlePicture(width, height, SingleView::kStraw);
  return {0.0f, 0.0f, straw.x - 2.0f, straw.height};
}

void drawSingleView(const Shown& shown, SingleView view, float width, float height,
                    UiState& state) {
  const DarkPalette dark;
  const float s = singleScale(width, height);
  const Rect picture = singlePicture(width, height, view);
  const Rect now = nowPart(shown, shown.presentation.compare, picture);
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(0.0f, 0.0f));
  beginPanel("single", {0.0f, 0.0f, width, height}, ImGuiWindowFlags_NoBackground);
  const Notice notice(shown, width, s);
  switch (view) {
    case SingleView::kScene:
      drawPicture(shown.pictures.scene, picture, 0.0f);
      drawDirections(shown, {now.x, now.y, now.width, now.height - 26.0f * s}, s);
      drawLabels(shown, now, below(now, 38.0f * s), s, state.labels, state.show);
      drawComparison(shown, shown.presentation.compare, picture, picture.y + 8.0f * s, s,
                     Handle::kNone);
      break;
    case SingleView::kXRay: {
      const Rect above{picture.x, picture.y, picture.width,
                       std::min(picture.bottom(), height - notice.height()) - picture.y};
      drawPicture(shown.pictures.xRay, picture, 0.0f);
      drawFade(shown, picture);
      drawReading(shown, picture, clearOfBurnIn(above, s), s, state.xRayLabels);
      drawComparison(shown, shown.presentation.compareXRay, picture, picture.y + 40.0f * s, s,
                     Handle::kNone);
      drawBurnIn(shown, above, s);
      break;
    }
    case SingleView::kStraw: {
      const Rect scene = besideBigStraw(width, height);
      drawPicture(shown.pictures.scene, scene, 0.0f);
      const Rect sceneNow = nowPart(shown, shown.presentation.compare, scene);
      drawDirections(shown, sceneNow, s);
      drawLabels(shown, sceneNow, below(sceneNow, 38.0f * s), s, state.labels, state.show);
      drawComparison(shown, shown.presentation.compare, scene, scene.y + 8.0f * s, s,
                     Handle::kNone);
      drawBigStraw(shown, picture, scene, s);
      break;
    }
    case SingleView::kSlice:
      drawPicture(shown.pictures.slice, picture, 0.0f);
      drawSliceOutlines(shown, picture, s);
      drawSliceBurnIn(shown, {picture.x, picture.y, picture.width, picture.height - 26.0f * s}, s);
      break;
  }
  notice.draw(height);
  endPanel();
  ImGui::PopStyleVar();
}

}  // namespace unkink::ui
