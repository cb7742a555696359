// Turning, moving and nearing the camera by hand.
#pragma once

#include "view/presentation.hpp"

namespace unkink::ui {

/// Drags of the mouse in window coordinates, over a picture `height` high.
view::Orbit turned(const view::Orbit& orbit, float dx, float dy);
view::Orbit moved(const view::Orbit& orbit, float dx, float dy, float height);
/// \param clicks   of the wheel, positive nearer
/// How far a drag moves what lies at the orbit's target; Patient, mm.
math::Vec3 dragged_mm(const view::Orbit& orbit, float dx, float dy, float height);
view::Orbit zoomed(const view::Orbit& orbit, float clicks);

}  // namespace unkink::ui
