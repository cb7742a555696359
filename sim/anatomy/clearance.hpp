// Keeping solids apart: where a box lies, and how one solid gives way to another.
#pragma once

#include "math/box.hpp"
#include "math/rigid.hpp"

#include <algorithm>

namespace unkink::anatomy {

/// How far a place is outside a box, mm; 0 inside.
inline double boxDistance(const math::Box& box, const math::Vec3& p) {
  return glm::length(glm::max(glm::max(box.lo - p, p - box.hi), math::Vec3(0.0)));
}

/// The box around a moved box.
template <class From>
math::Box transformed(const math::Rigid<math::Material, From>& pose, const math::Box& box) {
  math::Box out;
  for (int c = 0; c < 8; ++c)
    out.include(pose * math::Vec3(c & 1 ? box.lo.x : box.hi.x, c & 2 ? box.lo.y : box.hi.y,
                                  c & 4 ? box.lo.z : box.hi.z));
  return out;
}

/// `d` less what lies nearer than `gap` to another solid, which is only asked where that can
/// matter. \param other  its signed distance at p, in the box `bounds`
template <class Distance>
double givenWay(double d, double gap, const math::Box& bounds, const math::Vec3& p,
                const Distance& other) {
  if (d > gap || boxDistance(bounds, p) > gap) return d;
  return std::max(d, gap - other(p));
}

}  // namespace unkink::anatomy
