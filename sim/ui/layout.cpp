// The columns and rows of the window.
#include "ui/layout.hpp"

#include "ui/kiosk_layout.hpp"

#include <algorithm>
#include <cmath>

namespace unkink::ui {
namespace {

// at scale 1, pixels
constexpr float kLeastWidth = 800.0f, kLeastHeight = 560.0f;   // below these text gets smaller
constexpr float kLargeWidth = 1700.0f, kLargeHeight = 950.0f;  // above these it gets larger
constexpr float kGap = 4.0f;
constexpr float kTransport = 82.0f, kNotice = 24.0f;
constexpr float kStrip = 48.0f;
constexpr float kStageRow = 22.6f, kStageHead = 50.0f;

struct Columns {
  float left, right;  // widths
};

Columns columns(const Layout& l, float width, float rowHeight) {
  const float s = l.scale;
  const float left = l.stagesOpen ? std::clamp(0.195f * width, 196.0f * s, 310.0f * s) : kStrip * s;
  const float right = std::clamp(0.265f * width, 216.0f * s, 560.0f * s);
  return {std::floor(left), std::floor(std::min(right, 0.56f * rowHeight))};
}

void placeLeft(Layout& l, float width, float height) {
  const float s = l.scale, gap = kGap * s;
  l.stages = {gap, gap, width, height};
  if (!l.stagesOpen) return;
  const float wanted = (kStageHead + 15 * kStageRow) * s;
  l.stages.height = std::floor(std::min(wanted, 0.64f * height));
  l.controls = {gap, l.stages.bottom() + gap, width, height - l.stages.height - gap};
}

void placeCentre(Layout& l, float x, float width, float height) {
  const float s = l.scale, gap = kGap * s;
  const float text = std::floor(std::clamp(0.31f * height, 150.0f * s, 330.0f * s));
  l.scene = {x, gap, width, height - text - gap};
  l.narration = {x, l.scene.bottom() + gap, width, text};
}

/// The straw takes its part of the 3D view.
void divideCentre(Layout& l) {
  constexpr float kStraw = 0.46f;
  const float width = std::floor(kStraw * l.scene.width), gap = kGap * l.scale;
  l.bigStraw = {l.scene.right() - width, l.scene.y, width, l.scene.height};
  l.scene.width -= width + gap;
}

void placeRight(Layout& l, float x, float width, float height) {
  const float s = l.scale, gap = kGap * s;
  const float rows = static_cast<float>(xRayButtonRows(width, s));
  const float wanted = width + ((rows + 1.0f) * 31.0f + 4.0f) * s;  // the tabs are one more
  const float least = 150.0f * s;                                   // for the straw
  l.xRay = {x, gap, width, std::floor(std::min(wanted, height - least - gap))};
  l.straw = {x, l.xRay.bottom() + gap, width, height - l.xRay.height - gap};
}

/// A page in place of the right column, with a part of the centre.
void placePage(Layout& l, float x, float width, float height) {
  constexpr float kShare = 0.56f;
  const float gap = kGap * l.scale, page = std::floor(kShare * width);
  l.page = {x + width - page, gap, page, height};
  l.scene.width = l.narration.width = width - page - gap;
  l.bigStraw = {};
}

/// The set-up page beside the 3D view; every other panel is empty.
void placeSetup(Layout& l, float width, float height) {
  const float s = l.scale, gap = kGap * s;
  const float page = std::floor(std::clamp(0.47f * width, 400.0f * s, 640.0f * s));
  l.setup = {gap, gap, page, height - 2 * gap};
  const float x = l.setup.right() + gap;
  l.scene = {x, gap, width - x - gap, height - 2 * gap};
}

}  // namespace

float fittingScale(float width, float height, float scale) {
  const float most = std::min(width / kLeastWidth, height / kLeastHeight);
  const float least = std::min(width / kLargeWidth, height / kLargeHeight);
  return std::max(0.25f, std::min(std::max(scale, least), most));
}

int xRayButtonRows(float width, float scale) { return width < 300.0f * scale ? 4 : 3; }

Layout layoutFor(const LayoutWish& wish) {
  if (wish.kiosk) return kioskLayout(wish);
  Layout l;
  l.scale = fittingScale(wish.width, wish.height, wish.scale);
  l.stagesOpen = wish.stagesOpen;
  const float s = l.scale, gap = kGap * s;
  const float notice = std::floor(kNotice * s), transport = std::floor(kTransport * s);
  l.notice = {0.0f, wish.height - notice, wish.width, notice};
  if (wish.setupOpen) {
    placeSetup(l, wish.width, l.notice.y);
    return l;
  }
  l.transport = {gap, l.notice.y - transport, wish.width - 2 * gap, transport};
  const float height = l.transport.y - 2 * gap;
  const Columns c = columns(l, wish.width, height);
  placeLeft(l, c.left, height);
  const float x = l.stages.right() + gap;
  placeCentre(l, x, wish.width - x - c.right - 2 * gap, height);
  if (wish.pageOpen) {
    placePage(l, x, wish.width - x - gap, height);
    return l;
  }
  if (wish.bigStrawOpen) divideCentre(l);
  placeRight(l, wish.width - c.right - gap, c.right, height);
  return l;
}

}  // namespace unkink::ui
