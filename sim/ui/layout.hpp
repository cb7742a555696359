// Where every panel stands, from the window's size alone: a fixed layout, nothing overlaps.
#pragma once

#include "ui/rect.hpp"

#include <array>

namespace unkink::ui {

struct LayoutWish {
  float width = 1280.0f, height = 720.0f;  // of the window
  float scale = 1.0f;                      // of the display: 2 at 200 %
  bool stagesOpen = true;                  // false: the left column is a strip of numbers
  bool setupOpen = false;                  // the set-up page and the 3D view alone
  bool bigStrawOpen = false;               // the straw beside the 3D view
  bool pageOpen = false;                   // a page to read, in place of X-ray and straw
  bool kiosk = false;                      // a booth's screen: see kiosk_layout.hpp
};

struct Layout {
  float scale = 1.0f;  // of text and spacing; multiply all sizes by it
  bool stagesOpen = true;
  Rect stages;     // left, the list or the strip
  Rect controls;   // left, under the stages: measures, patient, layers; empty beside the strip
  Rect scene;      // centre, the 3D view
  Rect narration;  // centre, under it
  Rect xRay;       // right
  Rect straw;      // right, under it
  Rect transport;  // along the bottom
  Rect notice;     // the last line: no medical device
  Rect setup;      // left, in place of all but scene and notice
  Rect bigStraw;   // beside the 3D view and as high; empty while it is not shown
  Rect page;       // right, over X-ray, straw and part of the 3D view; empty while none is open

  std::array<Rect, 11> all() const {
    return {stages,    controls, scene, narration, xRay, straw,
            transport, notice,   setup, bigStraw,  page};
  }
};

/// The scale at which everything fits: smaller than wished in a small window, larger in a big one.
float fittingScale(float width, float height, float scale);

Layout layoutFor(const LayoutWish& wish);

/// How many rows of buttons the X-ray panel needs under its picture.
int xRayButtonRows(float width, float scale);

}  // namespace unkink::ui
