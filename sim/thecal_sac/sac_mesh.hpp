// The surface of the sac, and the gap behind it that contrast fills.
#pragma once

#include "math/mesh.hpp"
#include "thecal_sac/sections.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace unkink::thecal_sac {

/// The dura: closed, smooth normals, outward. Patient frame (chain and bulge stay 0: not bent
/// again). Cost: about 0.5 ms.
math::Mesh sacMesh(const Frames& frames, const Sac& sac);

inline constexpr int kGapCells = 24;               // across the back of the sac
inline constexpr double kGapHalfSpan_deg = 100.0;  // from the dorsal direction to either side

/// The room between the dura and the canal's wall behind it, where contrast spreads.
///
/// Angles rise from the patient's right to the left. Row s of cells lies between stations s and
/// s + 1, cell c between corners c and c + 1 (the layout of fluoro::ContrastLayer).
struct DorsalGap {
  int rows = 0;                       // stations less one
  std::vector<float> gap_mm;          // rows x kGapCells, row-major; the fat's room included
  std::vector<math::Vertex> corners;  // (rows + 1) x (kGapCells + 1), on the dura, Patient, outward
};
DorsalGap dorsalGap(const FreeSpace& space, const Sac& sac);
/// Its gap_mm alone. Cost: 0.1 ms
std::vector<float> dorsalGapWidths_mm(const FreeSpace& space, const Sac& sac);

/// Tells what lies in the gap and takes room from the sac, which gives way to it as to a wall.
///
/// \param room_mm   in DorsalGap's layout; not looked at where `filling` is 0
/// \param filling   a number that differs when room_mm does; 0: nothing lies there
void fill(FreeSpace& space, std::span<const float> room_mm, std::uint64_t filling);

/// Mean arc length of one cell in each row, on the healthy sac, mm.
std::vector<double> gapCellWidths_mm(const Frames& frames);

}  // namespace unkink::thecal_sac
