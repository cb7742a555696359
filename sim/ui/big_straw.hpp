// The big straw beside the spine: its picture with levels, the narrowest place and what passes.
#pragma once

#include "ui/rect.hpp"
#include "ui/ui_state.hpp"

namespace unkink::ui {

/// Draws the straw's picture from shown.pictures with all that belongs on it.
///
/// \param scene  where the 3D view's picture stands: as high, to the left
void drawBigStraw(const Shown& shown, const Rect& picture, const Rect& scene, float scale);

}  // namespace unkink::ui
