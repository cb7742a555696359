// What is drawn over the X-ray to read it by, and its fade into what it is.
#pragma once

#include "fluoro/exposure.hpp"
#include "math/vec.hpp"
#include "ui/labels.hpp"
#include "ui/rect.hpp"

namespace unkink::view {
struct XRayLook;
}

namespace unkink::ui {

struct Shown;
struct UiOutput;

/// Everything that can be read drawn over the X-ray, or nothing.
void readOrNot(view::XRayLook& look);
/// What you see, half of both, what it is, and what you see again.
void fadeOn(view::XRayLook& look);

/// Where points of the detector are on a picture that the monitor turns, and that may be one of a
/// pair.
class OnPicture {
 public:
  OnPicture(const Shown& shown, const Rect& picture);
  math::Vec2f operator()(const math::Vec2& detector) const;
  /// The part of the picture that shows the patient as he is now.
  const Rect& seen() const { return seen_; }

 private:
  fluoro::Monitor monitor_;
  Rect picture_, seen_;
};

/// Lays what the X-ray is the shadow of over its picture, as far as it has faded to that.
void drawFade(const Shown& shown, const Rect& picture);
/// Draws outlines, lines and depths over a picture, and their names inside `free`.
void drawReading(const Shown& shown, const Rect& picture, const Rect& free, float scale,
                 LabelMemory& memory);

/// A row of widgets: what is read, and the fade.
void readingRow(const Shown& shown, UiOutput& output);

}  // namespace unkink::ui
