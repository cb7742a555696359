// Before treatment and now in one picture: the line between them, their names and areas.
#pragma once

#include "ui/rect.hpp"
#include "ui/ui_state.hpp"

namespace unkink::ui {

inline constexpr double kLeastShare = 0.06;  // of the picture that a half keeps

/// Whether something has been removed, so that there is a before.
bool hasBefore(const Shown& shown);
/// Sac areas of the treated level, mm2. Requires: hasBefore()
struct RoomOf {
  double before = 0.0, now = 0.0, healthy = 1.0;
};
RoomOf roomOf(const Shown& shown);
/// The part of a picture that shows the patient as he is now alone: all of it, or its right half.
Rect nowPart(const Shown& shown, lesson::Comparing mode, const Rect& picture);
/// Off, divider, side by side, and off again; the X-ray along with the rest.
void compareNext(view::Presentation& presentation);
/// Moves the divider, not beyond kLeastShare of either end.
void moveDivider(view::Presentation& presentation, double share);

/// The strip about the divider that a hand can take hold of; comes before whatever lies under it.
/// \return whether the pointer has it
bool takeDivider(const Shown& shown, lesson::Comparing mode, const Rect& picture, float scale,
                 UiOutput& output);

/// Names the halves of a picture that shows both, and draws the line between them; where nothing
/// has been removed it says so instead.
///
/// \param top     where the names stand
/// \param handle  whether the line can be taken hold of, and is being
enum class Handle { kNone, kFree, kTaken };
void drawComparison(const Shown& shown, lesson::Comparing mode, const Rect& picture, float top,
                    float scale, Handle handle);

/// What must be said of a stage that shows a result, or wherever one is compared; "" elsewhere.
const char* comparisonHonesty(const Shown& shown);

}  // namespace unkink::ui
