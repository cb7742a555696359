// A closed mesh cut by a plane.
#pragma once

#include "math/mesh.hpp"

namespace unkink::math {

/// What of a mesh lies where dot(normal, p) < offset; closed and wound outward where the mesh is.
///
/// Every outline of the cut is closed by a fan about one point of the plane: along any line it
/// crosses as often, counted with sign, as an exact lid.
/// \param normal   unit, the lid's
/// Cost: 20 ns a triangle
Mesh below(const Mesh& mesh, const Vec3& normal, double offset_mm);

}  // namespace unkink::math
