// Applying a posture to points: the CPU twin of shaders/common/bend.glsl.
#include "anatomy/bend.hpp"

#include <algorithm>
#include <cmath>

namespace unkink::anatomy {
namespace {

struct Blend {
  std::size_t upper, lower;
  double t;
};

Blend blendOf(double chain) {
  const double c = std::clamp(chain, 0.0, kVertebraCount - 1.0);
  const auto upper = static_cast<std::size_t>(std::min(std::floor(c), kVertebraCount - 2.0));
  return {upper, upper + 1, c - static_cast<double>(upper)};
}

}  // namespace

math::Vec3 Bend::apply(const math::Vec3& p, const Tie& tie) const {
  const Blend b = blendOf(tie.chain);
  return glm::mix(motion[b.upper] * p, motion[b.lower] * p, b.t) + tie.bulge * bulge_mm[b.upper];
}

math::Vec3 Bend::rotate(const math::Vec3& d, double chain) const {
  const Blend b = blendOf(chain);
  return glm::normalize(glm::mix(motion[b.upper].rotate(d), motion[b.lower].rotate(d), b.t)) *
         glm::length(d);
}

math::Vec3 Bend::undo(const math::Vec3& p, const Tie& tie) const {
  const Blend b = blendOf(tie.chain);
  const math::Vec3 q = p - tie.bulge * bulge_mm[b.upper];
  math::Vec3 m = glm::mix(motion[b.upper].inverse() * q, motion[b.lower].inverse() * q, b.t);
  // the blend of two inverses is close to the inverse of the blend: a few corrections finish it
  for (int i = 0; i < 4; ++i) m += q - glm::mix(motion[b.upper] * m, motion[b.lower] * m, b.t);
  return m;
}

}  // namespace unkink::anatomy
