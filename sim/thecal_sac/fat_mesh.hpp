// The posterior epidural fat: a pad behind the sac at every interlaminar level.
#pragma once

#include "math/mesh.hpp"
#include "thecal_sac/sac.hpp"

namespace unkink::thecal_sac {

/// Stations that a level's pad spans: from under the upper lamina to the lower lamina's edge.
StationRange fatSpan(const anatomy::Spine& spine, anatomy::Level level);

/// The treated level's pad as it is now: closed, Patient frame (not bent again).
///
/// Model: it fills the gap between sac and wall on the back of the sac, deepest in the mid-line
/// between the ligament's halves, so it is squeezed as they close in; it runs out towards the
/// sides and both laminae. It keeps a film's distance to sac and wall.
/// Cost: about 0.1 ms
math::Mesh fatMesh(const FreeSpace& space, const Sac& sac, StationRange span);

/// The pad of a level in health: closed, Material frame, ties filled in. Cost: a few ms
math::Mesh healthyFatMesh(const anatomy::Spine& spine, anatomy::Level level);

/// Walls behind the sac of a spine in health, bone or ligament, along each spoke of every station;
/// kNoWall_mm where none is within some millimetres of it and before the sac. Cost: 20 ms
std::vector<float> healthyWalls_mm(const anatomy::Spine& spine);

/// Greatest thickness of a pad's section in the direction of the mid-line, mm.
double fatDepth_mm(const FreeSpace& space, const Sac& sac, StationRange span);

}  // namespace unkink::thecal_sac
