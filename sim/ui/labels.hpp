// Names beside structures: in a column left and right of the picture, never on one another.
#pragma once

#include "ui/rect.hpp"

#include <map>
#include <string>
#include <vector>

namespace unkink::ui {

struct Shown;

/// A name and the point that it names, in window coordinates.
struct Callout {
  std::string text;
  float anchorX = 0.0f, anchorY = 0.0f;
  float width = 0.0f, height = 0.0f;  // of its box
};

/// A callout and where its box stands.
struct PlacedCallout {
  Callout callout;
  Rect box;
  bool left = false;  // in the left column
};

/// On which side each name last stood, so that it stays there while the camera moves a little.
using LabelMemory = std::map<std::string, bool>;

/// Places callouts in two columns at the edges of `area`, as near to their anchors' heights as may
/// be.
///
/// A name changes sides only when its anchor is well over on the other one. Names for which there
/// is no room are left out. Sides and order follow the anchors alone, so lines of one column do
/// not cross.
std::vector<PlacedCallout> placeCallouts(const std::vector<Callout>& callouts, const Rect& area,
                                         float gap, LabelMemory& memory);

/// Draws the scene's labels over its picture.
void drawLabels(const Shown& shown, const Rect& picture, float scale, LabelMemory& memory);

}  // namespace unkink::ui
