// How much room a level's canal has: the free area inside bone, disc and ligament.
#pragma once

#include "anatomy/spine.hpp"

namespace unkink::anatomy {

/// Free area of the canal in the plane of its axis at the disc's height, mm2.
///
/// Model: the region of a fine raster around the axis that a flood from the station reaches without
/// touching bone, disc or ligament; the lateral recesses, beyond 9.5 mm from the mid-line, are left
/// out. \param severity  0 healthy .. 1 end-point Cost: a few milliseconds.
double freeCanalArea_mm2(const Spine& spine, Level level, double severity);

/// The station nearest to a level's disc.
const CanalStation& stationAtDisc(const Spine& spine, Level level);

}  // namespace unkink::anatomy
