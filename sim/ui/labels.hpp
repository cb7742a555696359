// Names beside structures: in a column left and right of the picture, never on one another.
#pragma once

#include "ui/palette.hpp"
#include "ui/rect.hpp"

#include <map>
#include <string>
#include <vector>

namespace unkink::ui {

struct Shown;
struct Show;

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

/// Draws one in the window: its box, and a line in a colour to what it names. Text that is broken
/// into lines is drawn so.
void drawCallout(const PlacedCallout& placed, float scale, const Colour& line);

/// A level's tag: where its end nearest to the bone stands, and on which side of the bone.
struct Tag {
  std::string text;
  float anchorX = 0.0f, anchorY = 0.0f;
  float width = 0.0f, height = 0.0f;  // of its box
  bool left = false;                  // stands to the left of the anchor
};

struct PlacedTag {
  std::string text;
  Rect box;
};

/// Places tags inside `area`, clear of callouts, their lines and each other; moved up or down a
/// little where that is enough, else left out.
std::vector<PlacedTag> placeTags(const std::vector<Tag>& tags,
                                 const std::vector<PlacedCallout>& callouts, const Rect& area,
                                 float gap);

/// Draws the name of what the pointer is on, beside it and inside the picture.
void drawPointed(const std::string& name, float x, float y, const Rect& picture, float scale);

/// Draws the letters of the patient's directions at the edges of a picture that shows a cut.
void drawDirections(const Shown& shown, const Rect& picture, float scale);

/// What is left of a picture under what covers so much of its upper edge.
inline Rect below(const Rect& picture, float covered) {
  return {picture.x, picture.y + covered, picture.width, picture.height - covered};
}

/// Draws the scene's labels over its picture, and the name of what was picked.
/// \param room   the part of the picture that nothing covers
void drawLabels(const Shown& shown, const Rect& picture, const Rect& room, float scale,
                LabelMemory& memory, Show& show);

}  // namespace unkink::ui
