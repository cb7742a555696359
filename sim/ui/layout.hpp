// Where every panel stands, from the window's size alone: a fixed layout, nothing overlaps.
//
// Four shapes. The usual one shows every panel at once. Where text is too large for that, the
// compact one shows the 3D view and one panel, chosen by tabs, with text at its full size. The big
// one is for a room: the 3D view, one inset, and what is said in large type over few large buttons.
// A film has the same without buttons.
#pragma once

#include "ui/rect.hpp"

#include <array>

namespace unkink::ui {

inline constexpr float kTouch = 44.0f;  // that a finger needs at scale 1, pixels. Source: [wcag21]

enum class Shape { kUsual, kCompact, kBig, kFilm };

/// The panel that stands beside the 3D view in the compact shape.
enum class CompactTab { kStory, kPicture, kStraw, kMeasures, kStages, kTime, kPage };
inline constexpr int kCompactTabCount = 7;  // the last one only while a page is open

struct LayoutWish {
  float width = 1280.0f, height = 720.0f;  // of the window
  float scale = 1.0f;                      // of the display: 2 at 200 %
  bool stagesOpen = true;                  // false: the left column is a strip of numbers
  bool setupOpen = false;                  // the set-up page and the 3D view alone
  bool bigStrawOpen = false;               // the straw beside the 3D view
  bool pageOpen = false;                   // a page to read, in place of X-ray and straw
  bool sliderOpen = false;                 // a large slider under the 3D view
  bool pagesOffered = false;               // buttons for them under what is said
  Shape shape = Shape::kUsual;             // compact where the usual one has no room
  CompactTab tab = CompactTab::kStory;
  bool insets = true;  // of the big shape and the film
  bool kiosk = false;  // a booth's screen: see kiosk_layout.hpp
};

struct Layout {
  float scale = 1.0f;  // of text and spacing; multiply all sizes by it
  bool stagesOpen = true;
  Rect stages;     // left, the list or the strip
  Rect controls;   // left, under the stages: measures, patient, layers; empty beside the strip
  Rect scene;      // centre, the 3D view
  Rect narration;  // centre, under it; in the big shape the calm band with title and caption
  Rect xRay;       // right
  Rect straw;      // right, under it
  Rect transport;  // along the bottom
  Rect notice;     // the last line: no medical device
  Rect setup;      // left, in place of all but scene and notice
  Rect bigStraw;   // beside the 3D view and as high; empty while it is not shown
  Rect page;       // right, over X-ray, straw and part of the 3D view; empty while none is open
  Rect slider;     // centre, between 3D view and narration; empty while there is none
  Rect bar;        // compact: the way through story and tabs; big: its large buttons
  Shape shape = Shape::kUsual;

  std::array<Rect, 13> all() const {
    return {stages, controls, scene,    narration, xRay,   straw, transport,
            notice, setup,    bigStraw, page,      slider, bar};
  }
};

/// The scale at which the usual shape fits: smaller than wished in a small window, larger in a big
/// one.
float fittingScale(float width, float height, float scale);

Layout layoutFor(const LayoutWish& wish);

/// How many rows of buttons the X-ray panel needs under its picture.
int xRayButtonRows(float width, float scale);
/// How many rows the compact shape's bar has.
int compactBarRows(float width, float scale);

}  // namespace unkink::ui
