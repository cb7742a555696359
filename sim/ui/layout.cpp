// The columns and rows of the window, in each of its shapes.
#include "ui/layout.hpp"

#include "ui/kiosk_layout.hpp"

#include <algorithm>
#include <cmath>

namespace unkink::ui {
namespace {

// at scale 1, pixels
constexpr float kLeastWidth = 900.0f, kLeastHeight = 560.0f;   // below these the shape is compact
constexpr float kLargeWidth = 1700.0f, kLargeHeight = 950.0f;  // above these it gets larger
constexpr float kGap = 4.0f;
constexpr float kTransport = 82.0f, kNotice = 24.0f;
constexpr float kStrip = 48.0f;
constexpr float kSlider = 76.0f;
constexpr float kPageButtons = 44.0f;
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

void placeCentre(Layout& l, float x, float width, float height, bool pagesOffered) {
  const float s = l.scale, gap = kGap * s;
  const float text = std::floor(std::clamp(0.31f * height, 150.0f * s, 330.0f * s) +
                                (pagesOffered ? kPageButtons * s : 0.0f));
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

/// A large slider takes its part from below the 3D view.
void placeSlider(Layout& l) {
  const float height = std::floor(kSlider * l.scale), gap = kGap * l.scale;
  l.scene.height -= height + gap;
  l.slider = {l.scene.x, l.scene.bottom() + gap, l.scene.width, height};
}

/// The set-up page beside the 3D view, or alone where text is large; every other panel is empty.
void placeSetup(Layout& l, float width, float height) {
  const float s = l.scale, gap = kGap * s, least = 200.0f;  // of the 3D view, pixels
  const float wanted = std::floor(std::clamp(0.47f * width, 400.0f * s, 640.0f * s));
  const bool alone = width - wanted - 3 * gap < least;
  l.setup = {gap, gap, alone ? width - 2 * gap : wanted, height - 2 * gap};
  if (alone) return;
  const float x = l.setup.right() + gap;
  l.scene = {x, gap, width - x - gap, height - 2 * gap};
}

/// How high the notice is: its short form, broken where it must be.
float noticeHeight(float width, float s) {
  constexpr float kText = 480.0f;  // as long as it is in any language
  const float rows = std::ceil(kText * s / std::max(1.0f, width - 24.0f * s));
  return std::floor((kNotice + (rows - 1.0f) * 16.0f) * s);
}

float compactRow(float s) { return std::max(44.0f, 32.0f * s); }  // to be touched

/// The panel of a tab in its place; the others are empty.
Rect& panelOf(Layout& l, const LayoutWish& wish) {
  switch (wish.pageOpen || wish.tab != CompactTab::kPage ? wish.tab : CompactTab::kStory) {
    case CompactTab::kStory:
      return l.narration;
    case CompactTab::kPicture:
      return l.xRay;
    case CompactTab::kStraw:
      return wish.bigStrawOpen ? l.bigStraw : l.straw;
    case CompactTab::kMeasures:
      return l.controls;
    case CompactTab::kStages:
      return l.stages;
    case CompactTab::kTime:
      return l.transport;
    default:
      return l.page;
  }
}

/// The 3D view and one panel beside it, or under it in an upright window.
void placeCompact(Layout& l, const LayoutWish& wish) {
  const float s = l.scale, gap = kGap * s, width = wish.width;
  const float bar =
      compactRow(s) * static_cast<float>(compactBarRows(width - 2 * gap, s)) + 2 * gap;
  l.stagesOpen = true;
  l.bar = {gap, l.notice.y - bar, width - 2 * gap, bar};
  const float height = l.bar.y - 2 * gap;
  Rect& panel = panelOf(l, wish);
  if (height > 1.2f * width) {
    l.scene = {gap, gap, width - 2 * gap, std::floor(0.45f * height)};
    panel = {gap, l.scene.bottom() + gap, width - 2 * gap, height - l.scene.height - gap};
    return;
  }
  const bool page = wish.pageOpen && wish.tab == CompactTab::kPage;
  const float wanted =
      page ? 0.62f * width : std::min(std::max(0.46f * width, 270.0f * s), 0.6f * width);
  const float beside = std::floor(wanted);
  panel = {width - gap - beside, gap, beside, height};
  l.scene = {gap, gap, panel.x - 2 * gap, height};
}

/// What the type of a film and of a room is: larger, and as large as the picture.
float largeScale(float width, float height) {
  constexpr float kLarger = 1.35f;
  return std::max(0.16f, kLarger * std::min(width / 1280.0f, height / 720.0f));
}

/// Insets right of the 3D view, where there is room for what is written in them.
void placeInsets(Layout& l, float height, bool bigStraw) {
  const float s = l.scale, gap = kGap * s;
  const float width = std::floor(std::min(0.27f * l.scene.width, 0.64f * height));
  if (width < 200.0f * s) return;
  l.scene.width -= width + gap;
  l.xRay = {l.scene.right() + gap, 0.0f, width, bigStraw ? height : width};
  if (!bigStraw) l.straw = {l.xRay.x, width + gap, width, height - width - gap};
}

/// The 3D view up to the edges, insets beside it, and a calm band under them.
void placeBig(Layout& l, const LayoutWish& wish) {
  constexpr float kBand = 116.0f, kButtons = 216.0f, kWide = 860.0f, kRow = 58.0f;
  const float s = l.scale, gap = kGap * s, width = wish.width;
  const bool buttons = l.shape == Shape::kBig, beside = width >= kWide * s;
  float bottom = l.notice.y;
  if (buttons && !beside) {
    l.bar = {0.0f, bottom - std::floor(kRow * s), width, std::floor(kRow * s)};
    bottom = l.bar.y;
  }
  const float band = std::floor(kBand * s);
  l.narration = {0.0f, bottom - band, width, band};
  if (buttons && beside) {
    l.narration.width = std::floor(width - kButtons * s);
    l.bar = {l.narration.right(), l.narration.y, width - l.narration.width, band};
  }
  const float height = l.narration.y - gap;
  l.scene = {0.0f, 0.0f, width, height};
  if (wish.pageOpen) {
    constexpr float kShare = 0.56f;
    l.scene.width = std::floor((1.0f - kShare) * width);
    l.page = {l.scene.width + gap, 0.0f, width - l.scene.width - gap, height};
    return;
  }
  if (wish.insets) placeInsets(l, height, wish.bigStrawOpen);
  if (wish.bigStrawOpen) divideCentre(l);
}

/// The shape that there is room for, and its scale of text.
void chooseShape(Layout& l, const LayoutWish& wish) {
  constexpr float kBigHeight = 300.0f, kBigWidth = 400.0f;  // at scale 1, the least
  const float large = largeScale(wish.width, wish.height);
  l.shape = wish.shape;
  l.scale = fittingScale(wish.width, wish.height, wish.scale);
  if (l.shape == Shape::kFilm) l.scale = large;
  if (l.shape == Shape::kBig)
    l.scale =
        std::min({std::max(large, wish.scale), wish.height / kBigHeight, wish.width / kBigWidth});
  if (l.shape != Shape::kUsual || l.scale >= 0.999f * wish.scale) return;
  l.shape = Shape::kCompact;
  l.scale = wish.scale;
}

}  // namespace

int compactBarRows(float width, float scale) { return width < 800.0f * scale ? 2 : 1; }

float fittingScale(float width, float height, float scale) {
  const float most = std::min(width / kLeastWidth, height / kLeastHeight);
  const float least = std::min(width / kLargeWidth, height / kLargeHeight);
  return std::max(0.25f, std::min(std::max(scale, least), most));
}

int xRayButtonRows(float width, float scale) { return width < 300.0f * scale ? 4 : 3; }

Layout layoutFor(const LayoutWish& wish) {
  if (wish.kiosk) return kioskLayout(wish);
  Layout l;
  chooseShape(l, wish);
  l.stagesOpen = wish.stagesOpen;
  const float s = l.scale, gap = kGap * s;
  const float notice = noticeHeight(wish.width, s), transport = std::floor(kTransport * s);
  l.notice = {0.0f, wish.height - notice, wish.width, notice};
  if (wish.setupOpen) {
    placeSetup(l, wish.width, l.notice.y);
    return l;
  }
  if (l.shape != Shape::kUsual) {
    (l.shape == Shape::kCompact ? placeCompact : placeBig)(l, wish);
    constexpr float kLeastShare = 2.5f;  // of the 3D view's height, in that of the slider
    if (wish.sliderOpen && l.shape == Shape::kCompact && l.scene.height > kLeastShare * kSlider * s)
      placeSlider(l);
    return l;
  }
  l.transport = {gap, l.notice.y - transport, wish.width - 2 * gap, transport};
  const float height = l.transport.y - 2 * gap;
  const Columns c = columns(l, wish.width, height);
  placeLeft(l, c.left, height);
  const float x = l.stages.right() + gap;
  placeCentre(l, x, wish.width - x - c.right - 2 * gap, height, wish.pagesOffered);
  if (wish.pageOpen) {
    placePage(l, x, wish.width - x - gap, height);
  } else {
    if (wish.bigStrawOpen) divideCentre(l);
    placeRight(l, wish.width - c.right - gap, c.right, height);
  }
  if (wish.sliderOpen) placeSlider(l);
  return l;
}

}  // namespace unkink::ui
