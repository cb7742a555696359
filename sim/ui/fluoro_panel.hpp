// What is burned into every X-ray, wherever it is shown.
#pragma once

#include "ui/rect.hpp"

namespace unkink::ui {

struct Shown;

/// Draws side markers, the small patient figure and the detector's place in words over a picture.
void drawBurnIn(const Shown& shown, const Rect& picture, float scale);

}  // namespace unkink::ui
