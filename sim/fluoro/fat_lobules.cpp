// Smooth noise over the back of the sac, and the room it leaves.
#include "fluoro/fat_lobules.hpp"

#include "math/hash.hpp"
#include "math/sdf.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace unkink::fluoro {
namespace {

constexpr int kCells = ContrastLayer::kAngleCells;
constexpr double kCellWidth_mm = 1.2;  // of a cell about the mid-line
constexpr double kLobuleLong_mm = 7.0, kLobuleWide_mm = 4.5;
constexpr double kSeptumLong_mm = 12.0;  // from one of its gaps to the next
constexpr double kFilm_mm = 0.35;        // along the dura
constexpr double kLeastCleft = 0.03, kWidestCleft = 0.6;

/// 0..1 at a point of the lattice.
double valueAt(std::uint64_t seed, std::int64_t x, std::int64_t y) {
  math::Hash hash;
  hash.add(seed);
  hash.add(x);
  hash.add(y);
  hash.add(0);  // once more: what was added last is in the low bits alone
  return static_cast<double>(hash.value() >> 11) * 0x1p-53;
}

/// 0..1, smooth, even on the scale of the lattice.
double noise(std::uint64_t seed, double x, double y) {
  const double x0 = std::floor(x), y0 = std::floor(y);
  const double u = math::sdf::smoothStep(0.0, 1.0, x - x0);
  const double v = math::sdf::smoothStep(0.0, 1.0, y - y0);
  const auto at = [&](int dx, int dy) {
    return valueAt(seed, static_cast<std::int64_t>(x0) + dx, static_cast<std::int64_t>(y0) + dy);
  };
  return std::lerp(std::lerp(at(0, 0), at(1, 0), u), std::lerp(at(0, 1), at(1, 1), u), v);
}

}  // namespace

FatPattern fatPattern(int stations, std::uint64_t seed) {
  FatPattern pattern;
  pattern.reserve(static_cast<std::size_t>(stations) * kCells);
  for (int s = 0; s < stations; ++s) {
    const double along_mm = s * ContrastLayer::kStationSpacing_mm;
    const double parted =
        math::sdf::smoothStep(0.25, 0.5, noise(seed + 2, along_mm / kSeptumLong_mm, 0.0));
    for (int c = 0; c < kCells; ++c) {
      const double aside_mm = (c - 0.5 * (kCells - 1)) * kCellWidth_mm;
      const double coarse = noise(seed, along_mm / kLobuleLong_mm, aside_mm / kLobuleWide_mm);
      const double fine =
          noise(seed + 1, 2.2 * along_mm / kLobuleLong_mm, 2.2 * aside_mm / kLobuleWide_mm);
      const double between = math::sdf::smoothStep(0.3, 0.7, 0.65 * coarse + 0.35 * fine);
      const double share = std::lerp(kLeastCleft, kWidestCleft, between);
      const bool middle = std::abs(aside_mm) < kCellWidth_mm;
      pattern.push_back(static_cast<float>(middle ? (1.0 - parted) * share : share));
    }
  }
  return pattern;
}

GapMap roomForContrast_mm(GapMap gap_mm, const FatPattern& pattern) {
  assert(gap_mm.size() == pattern.size());
  constexpr auto kFilm = static_cast<float>(kFilm_mm);
  for (std::size_t i = 0; i < gap_mm.size(); ++i)
    gap_mm[i] = std::min(gap_mm[i], kFilm) + pattern[i] * std::max(gap_mm[i] - kFilm, 0.0f);
  return gap_mm;
}

}  // namespace unkink::fluoro
