// What bites leave to be seen: the piece in the jaw, and the fluid that leaves a torn sac.
#pragma once

#include "math/mesh.hpp"
#include "math/vec.hpp"

namespace unkink::view {

/// A torn-off lump of tissue about the origin, of so much volume; mm.
math::Mesh pieceMesh(double volume_mm3);

/// Cerebrospinal fluid that wells up from a tear and runs back along the way that leads out.
///
/// \param tear, out  Patient; the mouth of the portal, or the tear itself where there is none
/// \param share      of the way that it has come, 0..1
math::Mesh leakMesh(const math::Vec3& tear, const math::Vec3& out, double share);

}  // namespace unkink::view
