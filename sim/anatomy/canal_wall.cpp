// The wall's parts in the order in which they may be the nearest.
#include "anatomy/canal_wall.hpp"

#include "anatomy/meshes.hpp"

#include <algorithm>
#include <cmath>

namespace unkink::anatomy {

CanalWall::CanalWall(const Spine& spine, double chain, bool endPoint)
    : spine_(spine), endPoint_(endPoint) {
  const int first = std::max(static_cast<int>(std::ceil(chain)) - 1, 0);
  const int last = std::min(static_cast<int>(std::floor(chain)) + 1, kVertebraCount - 1);
  constexpr double kUnknown_mm = -1e9;
  for (int v = first; v <= last; ++v) parts_[count_++] = {v, false, kUnknown_mm};
  for (int v = first; v < last; ++v) parts_[count_++] = {v, true, kUnknown_mm};
}

double CanalWall::distance(const math::Vec3& p) {
  const double change = kBoneSlope * glm::distance(p, last_);
  last_ = p;
  Spine::Probe probe(spine_, p);
  double nearest = 1e9;
  for (std::size_t n = 0; n < count_; ++n) parts_[n].least_mm -= change;
  for (std::size_t n = 0; n < count_; ++n) {
    Part& part = parts_[n];
    if (part.least_mm >= nearest) continue;
    part.least_mm = part.disc ? probe.disc(static_cast<Level>(part.vertebra), endPoint_)
                              : probe.bone(static_cast<Vertebra>(part.vertebra), endPoint_);
    nearest = std::min(nearest, part.least_mm);
    // what is nearest now is asked for first at the next place
    for (std::size_t k = n; k > 0 && parts_[k].least_mm < parts_[k - 1].least_mm; --k)
      std::swap(parts_[k], parts_[k - 1]);
  }
  return nearest;
}

}  // namespace unkink::anatomy
