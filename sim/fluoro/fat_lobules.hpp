// How the epidural fat takes contrast: unevenly, lobule by lobule, and parted in the mid-line.
#pragma once

#include "fluoro/contrast.hpp"

#include <cstdint>
#include <vector>

namespace unkink::fluoro {

/// Of the fat in each cell of the layer, the share that contrast finds free between its lobules.
using FatPattern = std::vector<float>;

/// A patient's lobules and the septum in the mid-line (plica mediana dorsalis).
///
/// Model: lobules are smooth noise, some millimetres wide; contrast finds clefts between them and
/// none within. The septum leaves nothing in the two cells of the mid-line but where it is wanting.
/// \param seed   of the patient
/// Source: house; [epidural_patterns_review] vacuoles of fat within the contrast, one-sided spread
FatPattern fatPattern(int stations, std::uint64_t seed);

/// What of the gap contrast may take: a film along the dura whatever lies behind it, and the clefts
/// of the fat that fills the rest.
///
/// Grows with the gap everywhere, never faster than it, so that a layer that presses the sac comes
/// to rest. Cost: 10 us for 140 stations
GapMap roomForContrast_mm(GapMap gap_mm, const FatPattern& pattern);

}  // namespace unkink::fluoro
