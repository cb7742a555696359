// Turning, moving and nearing the camera by hand.
#pragma once

#include "view/presentation.hpp"

namespace unkink::ui {

/// Drags of the mouse in window coordinates, over a picture `height` high.
view::Orbit turned(const view::Orbit& orbit, float dx, float dy);
view::Orbit moved(const view::Orbit& orbit, float dx, float dy, float height);
/// \param clicks   of the wheel, positive nearer
view::Orbit zoomed(const view::Orbit& orbit, float clicks);

}  // namespace unkink::ui
