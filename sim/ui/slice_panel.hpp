// What lies over the slice's picture.
#pragma once

#include "ui/rect.hpp"
#include "ui/ui_state.hpp"

namespace unkink::ui {

/// Which side is where, what plane it is, and that it is no scan. \param s the scale
void drawSliceBurnIn(const Shown& shown, const Rect& picture, float s);

}  // namespace unkink::ui
