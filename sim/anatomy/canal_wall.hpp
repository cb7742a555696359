// Bone and disc around a place along the spine, for many places one after another.
#pragma once

#include "anatomy/spine.hpp"

#include <array>

namespace unkink::anatomy {

/// Distances to the nearest bone or disc; of those that cannot be the nearest at a place,
/// by what was found at the last one, none is asked for.
class CanalWall {
 public:
  /// \param spine  outlives the wall
  /// \param chain  of the place, along the vertebrae
  CanalWall(const Spine& spine, double chain, bool endPoint);

  double distance(const math::Vec3& p);

 private:
  /// One bone, or the disc below it.
  struct Part {
    int vertebra = 0;
    bool disc = false;
    double least_mm = 0.0;  // no nearer than this to the last place
  };
  static constexpr std::size_t kMost = 5;  // a place beside a body has a disc above and one below

  const Spine& spine_;
  bool endPoint_;
  math::Vec3 last_{0.0};
  std::array<Part, kMost> parts_;
  std::size_t count_ = 0;
};

}  // namespace unkink::anatomy
