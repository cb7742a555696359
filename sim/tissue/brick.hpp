// The brick: eight samples cubed of the live volume's lattice, the unit in which tissue is copied,
// cut and drawn.
#pragma once

#include "math/field.hpp"

#include <array>
#include <cstddef>
#include <cstdint>

namespace unkink::tissue {

inline constexpr int kBrickEdge = math::kBlockSamples;
inline constexpr int kBrickRows = kBrickEdge * kBrickEdge;
inline constexpr int kBrickSamples = kBrickRows * kBrickEdge;

/// One float per sample of a brick, x fastest; a row is one vector.
struct alignas(32) BrickValues {
  std::array<float, kBrickSamples> mm;

  const float* row(int row) const { return mm.data() + kBrickEdge * row; }
  float* row(int row) { return mm.data() + kBrickEdge * row; }
};

/// One tissue per sample of a brick, x fastest; the meaning is the owner's.
using BrickLabels = std::array<std::uint8_t, kBrickSamples>;

/// The brick that holds a sample.
inline math::IVec3 brickOf(const math::IVec3& sample) { return math::blockOf(sample); }
inline math::IVec3 firstSampleOf(const math::IVec3& brick) { return brick * kBrickEdge; }

/// Place of a sample in its brick's arrays.
inline std::size_t indexInBrick(const math::IVec3& sample) {
  constexpr int kMask = kBrickEdge - 1;
  return static_cast<std::size_t>(
      (sample.x & kMask) + kBrickEdge * ((sample.y & kMask) + kBrickEdge * (sample.z & kMask)));
}

}  // namespace unkink::tissue
