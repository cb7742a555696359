// The instruments as surfaces in their own Tool frames, with the dimensions of
// operation/instruments.hpp.
#pragma once

#include "math/mesh.hpp"

namespace unkink::view {

/// Tool frame: tip at the origin, shaft along -z. `body`: what lies in the beam; `handle`: what the
/// hand holds.
struct InstrumentMeshes {
  math::Mesh needle;
  math::Mesh portal, portalHandle;
  math::Mesh trocar, rongeur, sculptor;
  math::Mesh toolHandle;
  math::Mesh dressing;     // a small round pad on the skin
  math::Mesh skinOpening;  // a 10-mm lens on the skin, +z into the body
};

InstrumentMeshes makeInstrumentMeshes();

}  // namespace unkink::view
