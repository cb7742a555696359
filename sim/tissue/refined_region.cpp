// Following what was removed brick by brick.
#include "tissue/refined_region.hpp"

#include <algorithm>
#include <cassert>

namespace unkink::tissue {
namespace {

using math::IVec3;
using math::SampleBox;

IVec3 offsetOf(int n) { return {n & 1, n >> 1 & 1, n >> 2 & 1}; }

/// Bit n: cells of the brick below by n, along the axes of n's bits, have a removed sample of this
/// one for a corner.
std::uint8_t reachOf(const Brick& brick) {
  unsigned reach = 0;
  for (int z = 0; z < kBrickEdge; ++z)
    for (int y = 0; y < kBrickEdge; ++y) {
      const float* row = brick.removed.row(y + kBrickEdge * z);
      if (std::none_of(row, row + kBrickEdge, [](float v) { return v < kNothingRemoved_mm; }))
        continue;
      const unsigned faces =
          (row[0] < kNothingRemoved_mm ? 1u : 0u) | (y == 0 ? 2u : 0u) | (z == 0 ? 4u : 0u);
      for (unsigned n = 0; n < 8; ++n)
        if ((n & ~faces) == 0) reach |= 1u << n;
    }
  return static_cast<std::uint8_t>(reach);
}

}  // namespace

RefinedRegion::RefinedRegion(const SampleBox& window)
    : cells_(finerOf(SampleBox{window.lo, window.hi - IVec3(1)})),
      bricks_{brickOf(cells_.lo), brickOf(cells_.hi) + IVec3(1)} {
  const IVec3 n = bricks_.size();
  reach_.assign(
      static_cast<std::size_t>(n.x) * static_cast<std::size_t>(n.y) * static_cast<std::size_t>(n.z),
      0);
  holds_ = reach_;
}

std::size_t RefinedRegion::indexOf(const IVec3& brick) const {
  const IVec3 n = bricks_.size(), q = brick - bricks_.lo;
  return static_cast<std::size_t>(q.x + n.x * (q.y + n.y * q.z));
}

bool RefinedRegion::holdsAllOf(const IVec3& brick) const {
  const IVec3 first = firstSampleOf(brick);
  return holdsBrick(brick) && cells_.contains(first) &&
         cells_.contains(first + IVec3(kBrickEdge - 1));
}

bool RefinedRegion::reached(const IVec3& brick) const {
  for (int n = 0; n < 8; ++n) {
    const IVec3 above = brick + offsetOf(n);
    if (bricks_.contains(above) && (reach_[indexOf(above)] >> n & 1) != 0) return true;
  }
  return false;
}

std::vector<IVec3> RefinedRegion::follow(std::span<const IVec3> changed, const Removed& removed) {
  std::vector<IVec3> doubtful, moved;
  for (const IVec3& brick : changed) {
    assert(bricks_.contains(brick));
    const Brick* gone = removed(brick);
    const std::uint8_t reach = gone ? reachOf(*gone) : std::uint8_t{0};
    std::uint8_t& before = reach_[indexOf(brick)];
    for (int n = 0; n < 8; ++n)
      if (((before ^ reach) >> n & 1) != 0) doubtful.push_back(brick - offsetOf(n));
    before = reach;
  }
  for (const IVec3& brick : doubtful) {
    if (!bricks_.contains(brick) || holdsBrick(brick) == reached(brick)) continue;
    std::uint8_t& holds = holds_[indexOf(brick)];
    holds = holds == 0 ? 1 : 0;
    moved.push_back(brick);
  }
  return moved;
}

}  // namespace unkink::tissue
