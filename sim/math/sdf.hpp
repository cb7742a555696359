// Signed distance primitives and blends: negative inside, mm, gradient length at most one.
#pragma once

#include "math/vec.hpp"

#include <algorithm>
#include <cmath>

namespace unkink::math::sdf {

inline double sphere(const Vec3& p, const Vec3& centre, double radius) {
  return glm::length(p - centre) - radius;
}

/// Ellipsoid, first-order distance (exact on the axes and at the surface).
inline double ellipsoid(const Vec3& p, const Vec3& radii) {
  const double k0 = glm::length(p / radii);
  const double k1 = glm::length(p / (radii * radii));
  return k1 > 1e-12 ? k0 * (k0 - 1.0) / k1 : -std::min({radii.x, radii.y, radii.z});
}

/// Nearest parameter in [0,1] along the segment a-b.
inline double segmentParameter(const Vec3& p, const Vec3& a, const Vec3& b) {
  const Vec3 ab = b - a;
  const double len2 = glm::dot(ab, ab);
  return len2 > 0.0 ? std::clamp(glm::dot(p - a, ab) / len2, 0.0, 1.0) : 0.0;
}

inline double capsule(const Vec3& p, const Vec3& a, const Vec3& b, double radius) {
  return glm::length(p - glm::mix(a, b, segmentParameter(p, a, b))) - radius;
}

/// Capsule whose radius runs from ra at a to rb at b (distance exact to first order).
inline double taperedCapsule(const Vec3& p, const Vec3& a, const Vec3& b, double ra, double rb) {
  const double t = segmentParameter(p, a, b);
  return glm::length(p - glm::mix(a, b, t)) - (ra + (rb - ra) * t);
}

/// Box with half sizes `half`, edges rounded by `radius` (half includes the rounding).
inline double roundedBox(const Vec3& p, const Vec3& half, double radius) {
  const Vec3 q = glm::abs(p) - half + Vec3(radius);
  return glm::length(glm::max(q, Vec3(0.0))) + std::min(std::max({q.x, q.y, q.z}), 0.0) - radius;
}

/// Capped cylinder from a to b.
inline double cylinder(const Vec3& p, const Vec3& a, const Vec3& b, double radius) {
  const Vec3 axis = b - a;
  const double len = glm::length(axis);
  const Vec3 n = axis / len;
  const double along = glm::dot(p - a, n);
  const double radial = glm::length((p - a) - along * n) - radius;
  const double axial = std::abs(along - 0.5 * len) - 0.5 * len;
  const double outside = std::hypot(std::max(radial, 0.0), std::max(axial, 0.0));
  return std::min(std::max(radial, axial), 0.0) + outside;
}

/// Quadratic smooth union: rounds the inner edge over about k mm.
inline double smoothMin(double a, double b, double k) {
  const double h = std::max(k - std::abs(a - b), 0.0) / k;
  return std::min(a, b) - 0.25 * h * h * k;
}
inline double smoothMax(double a, double b, double k) { return -smoothMin(-a, -b, k); }

/// Smooth step from 0 at e0 to 1 at e1.
inline double smoothStep(double e0, double e1, double x) {
  const double t = std::clamp((x - e0) / (e1 - e0), 0.0, 1.0);
  return t * t * (3.0 - 2.0 * t);
}

}  // namespace unkink::math::sdf
