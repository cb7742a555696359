// Simple solids of revolution for instruments and the straw: closed, outward, sharp where they
// should be.
#pragma once

#include "math/mesh.hpp"

#include <span>

namespace unkink::view {

/// Turns a profile about the z axis.
///
/// \param profile  (radius, z) points, radius >= 0; ends on the axis or closes on itself for a
/// closed solid;
///                 runs so that the outside lies to the right of the direction of travel
/// \param sides    number of facets round the axis
/// Corners between segments stay sharp: each segment has its own normals.
math::Mesh lathe(std::span<const math::Vec2> profile, int sides);

/// A tube that follows a path of centres with a radius at each; capped at both ends, smooth.
math::Mesh tube(std::span<const math::Vec3> centres, std::span<const double> radii, int sides);

/// Moves a mesh by a translation.
math::Mesh moved(math::Mesh mesh, const math::Vec3f& by);

}  // namespace unkink::view
