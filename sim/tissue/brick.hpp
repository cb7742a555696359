// The brick: eight samples cubed of one of the live volume's two lattices, the unit in which tissue
// is copied, cut and drawn; and how the two lattices lie in each other.
#pragma once

#include "math/field.hpp"

#include <array>
#include <cstddef>
#include <cstdint>

namespace unkink::tissue {

inline constexpr int kBrickEdge = math::kBlockSamples;
inline constexpr int kBrickRows = kBrickEdge * kBrickEdge;
inline constexpr int kBrickSamples = kBrickRows * kBrickEdge;

/// What is given is sampled on the house's lattice; what is removed on a finer one, which has this
/// many steps in one of it. Sample s of the coarse lattice is sample kFiner * s of the fine one,
/// and coarse cell s is divided into the fine cells kFiner * s and the next along every axis.
inline constexpr int kFiner = 2;

inline math::IVec3 finerOf(const math::IVec3& coarse) { return coarse * kFiner; }
inline math::SampleBox finerOf(const math::SampleBox& coarse) {
  return {finerOf(coarse.lo), finerOf(coarse.hi)};
}
/// The coarse cell that holds a fine one, and the coarse brick that holds a fine one.
inline math::IVec3 coarserOf(const math::IVec3& fine) {
  static_assert(kFiner == 2);
  return {fine.x >> 1, fine.y >> 1, fine.z >> 1};
}

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
