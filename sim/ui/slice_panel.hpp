// What lies over the slice's picture.
#pragma once

#include "ui/rect.hpp"
#include "ui/ui_state.hpp"

namespace unkink::ui {

/// Which side is where, what plane it is, and that it is no scan. \param s the scale
void drawSliceBurnIn(const Shown& shown, const Rect& picture, float s);

/// What is measured, over the picture, where that is asked for; with numbers in the clinical voice.
void drawSliceOutlines(const Shown& shown, const Rect& picture, float s);

/// Keys and wheel move through slices by this.
inline constexpr double kSliceStep_mm = 1.0;
/// Asks for the slice so much further on, headwards or to the left; nothing where none is looked at
/// or there is none further on.
void moveSlice(const Shown& shown, double by_mm, UiOutput& output);

}  // namespace unkink::ui
