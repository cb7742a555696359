// Samples, cells and edges of a brick as bits, and what can be asked of many of them at once.
#pragma once

#include "math/box.hpp"
#include "math/vector8.hpp"
#include "tissue/brick.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

namespace unkink::tissue {

inline constexpr int kPadEdge = kBrickEdge + 1;  // a brick's samples and the first beyond

/// One bit per sample or cell of a brick: bit x + 8 y of word z.
using BrickBits = std::array<std::uint64_t, kBrickEdge>;

inline bool any(const BrickBits& bits) {
  return std::any_of(bits.begin(), bits.end(), [](std::uint64_t word) { return word != 0; });
}

/// The cells that look at changed samples of the brick at `offset` (0 or 1 along each axis) from
/// theirs: each cell has its own sample and the next along every axis for corners.
inline BrickBits cellsThatSee(const BrickBits& changed, const math::IVec3& offset) {
  constexpr std::uint64_t kFirstOfRows = 0x0101010101010101ull, kButLast = 0x7f7f7f7f7f7f7f7full;
  constexpr int kLast = kBrickEdge - 1;
  BrickBits seen{};
  for (std::size_t z = 0; z < kBrickEdge; ++z) {
    const std::uint64_t x = offset.x == 0 ? changed[z] | (changed[z] >> 1 & kButLast)
                                          : (changed[z] & kFirstOfRows) << kLast;
    const std::uint64_t y = offset.y == 0 ? x | x >> 8 : x << 8 * kLast;
    if (offset.z == 0) seen[z] |= y;
    if (offset.z == 0 && z > 0) seen[z - 1] |= y;
    if (offset.z == 1 && z == 0) seen[kLast] |= y;
  }
  return seen;
}

/// The rows, as bits y + 8 z, in which any bit is set.
inline std::uint64_t rowsWithAny(const BrickBits& bits) {
  std::uint64_t rows = 0;
  for (std::size_t z = 0; z < kBrickEdge; ++z) {
    std::uint64_t word = bits[z] | bits[z] >> 4;
    word |= word >> 2;
    word = (word | word >> 1) & 0x0101010101010101ull;
    // brings the lowest bit of byte y to bit 56 + y
    rows |= (word * 0x0102040810204080ull >> 56) << kBrickEdge * z;
  }
  return rows;
}

/// The samples or cells of a brick that lie in a box, counted from its first sample.
inline BrickBits bitsWithin(const math::SampleBox& box) {
  const math::IVec3 lo = glm::clamp(box.lo, math::IVec3(0), math::IVec3(kBrickEdge)),
                    hi = glm::clamp(box.hi, lo, math::IVec3(kBrickEdge));
  const std::uint64_t columns = (1ull << hi.x) - (1ull << lo.x);
  BrickBits bits{};
  for (int z = lo.z; z < hi.z; ++z)
    for (int y = lo.y; y < hi.y; ++y) bits[static_cast<std::size_t>(z)] |= columns << 8 * y;
  return bits;
}

/// Per row y + 9 z of a brick and the first rows beyond it: bit x says that a sample is tissue.
using Inside = std::array<std::uint16_t, kPadEdge * kPadEdge>;

/// The same as words of 8 x 8 samples, one per layer and the first beyond, with their neighbours.
struct Signs {
  std::array<std::uint64_t, kPadEdge> here{}, right{}, behind{}, rightBehind{};  // +x, +y, both

  explicit Signs(const Inside& inside) {
    for (std::size_t z = 0; z < kPadEdge; ++z)
      for (std::size_t y = 0; y < kPadEdge; ++y) {
        const std::uint64_t row = inside[y + kPadEdge * z], first = row & 0xff, second = row >> 1;
        if (y < kBrickEdge) here[z] |= first << 8 * y;
        if (y < kBrickEdge) right[z] |= second << 8 * y;
        if (y > 0) behind[z] |= first << 8 * (y - 1);
        if (y > 0) rightBehind[z] |= second << 8 * (y - 1);
      }
  }
  /// Cells of a layer whose corners differ.
  std::uint64_t crossedCells(std::size_t z) const {
    const auto any = [&](std::size_t l) { return here[l] | right[l] | behind[l] | rightBehind[l]; };
    const auto all = [&](std::size_t l) { return here[l] & right[l] & behind[l] & rightBehind[l]; };
    return (any(z) | any(z + 1)) & ~(all(z) & all(z + 1));
  }
  /// Samples of a layer that differ from their neighbour along an axis.
  std::uint64_t crossedEdges(std::size_t z, int axis) const {
    return here[z] ^ (axis == 0 ? right[z] : axis == 1 ? behind[z] : here[z + 1]);
  }
};

/// Clears the edges, by their lower samples, for which keep(sample in the brick, axis) fails.
template <class Keep>
void keepOnly(std::array<BrickBits, 3>& edges, const Keep& keep) {
  for (std::size_t axis = 0; axis < 3; ++axis)
    for (std::size_t z = 0; z < kBrickEdge; ++z)
      math::forEachBit(edges[axis][z], [&](int n) {
        const math::IVec3 at(n & (kBrickEdge - 1), n >> 3, static_cast<int>(z));
        if (!keep(at, static_cast<int>(axis))) edges[axis][z] &= ~(1ull << n);
      });
}

}  // namespace unkink::tissue
