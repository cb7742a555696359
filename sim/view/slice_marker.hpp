// The pane that shows in the 3D view where the slice lies.
#pragma once

#include "math/mesh.hpp"

namespace unkink::view {

struct SliceMarker {
  math::Mesh pane, frame;  // about the origin: x along the slice's right, y along its down
};
SliceMarker makeSliceMarker(double field_mm);

}  // namespace unkink::view
