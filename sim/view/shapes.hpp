// Simple solids of revolution for instruments and the straw: closed, outward, sharp where they
// should be.
#pragma once

#include "math/mesh.hpp"

#include <span>
#include <vector>

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

/// A solid through a row of rings, capped at both ends; smooth but where faces meet at an edge.
///
/// \param rings  of as many points each, an even number; in each the first half runs along one side
/// and the second half back along the other, so that a cap is a strip between the two
math::Mesh loft(std::span<const std::vector<math::Vec3>> rings);

/// Moves a mesh by a translation.
math::Mesh moved(math::Mesh mesh, const math::Vec3f& by);

}  // namespace unkink::view
