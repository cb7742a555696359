// The veins that run along the canal beside the sac: where a needle finds blood.
#pragma once

#include "anatomy/levels.hpp"
#include "thecal_sac/sac.hpp"

#include <cstdint>
#include <vector>

namespace unkink::thecal_sac {

inline constexpr double kVeinRadius_mm = 1.0;  // of a filled internal vertebral vein; house

/// The middle of one side's longitudinal vein of the internal vertebral plexus, station by station;
/// Patient, mm.
///
/// Model: one channel a side, in the fat of the lateral recess, between the dura and the wall; it
/// wanders to and fro about 75 degrees from dorsal, in each patient otherwise. Left out: the
/// anterior channels, and that veins fill and empty with posture.
/// \param seed    of the patient
/// \param range   stations that are asked for: the answer has as many places
/// Source: house
std::vector<math::Vec3> epiduralVein(const FreeSpace& space, const Sac& sac, anatomy::Side side,
                                     std::uint64_t seed, StationRange range);

/// Distance from a Patient point to the nearest vein's middle, mm.
/// Cost: 20 us
double distanceToVein_mm(const FreeSpace& space, const Sac& sac, std::uint64_t seed,
                         const math::Vec3& patient);

}  // namespace unkink::thecal_sac
