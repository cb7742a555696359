// Plane geometry of one section.
#include "thecal_sac/polygon.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

namespace unkink::thecal_sac {
namespace {

constexpr double kStep_rad = 2.0 * std::numbers::pi / kSpokes;

std::size_t next(std::size_t k) { return (k + 1) % kSpokes; }
double cross(const math::Vec2& a, const math::Vec2& b) { return a.x * b.y - a.y * b.x; }

/// One octant by sine and cosine, the others by reflection.
Outline makeDirections() {
  Outline d;
  constexpr std::size_t kQuarter = kSpokes / 4, kHalf = kSpokes / 2;
  for (std::size_t k = 0; k <= kQuarter; ++k) {
    const double a = kStep_rad * static_cast<double>(k);
    const double b = kStep_rad * static_cast<double>(kQuarter - k);
    d[k] = k <= kQuarter / 2 ? math::Vec2(std::cos(a), std::sin(a))
                             : math::Vec2(std::sin(b), std::cos(b));
  }
  for (std::size_t k = kQuarter + 1; k <= kHalf; ++k) d[k] = {-d[kHalf - k].x, d[kHalf - k].y};
  for (std::size_t k = kHalf + 1; k < kSpokes; ++k) d[k] = {d[kSpokes - k].x, -d[kSpokes - k].y};
  return d;
}

}  // namespace

const Outline& spokeDirections() {
  static const Outline directions = makeDirections();
  return directions;
}

Outline outline(const float* radii) {
  Outline points;
  for (std::size_t k = 0; k < kSpokes; ++k)
    points[k] = static_cast<double>(radii[k]) * spokeDirections()[k];
  return points;
}

double area_mm2(const float* radii) {
  static const double half = 0.5 * std::sin(kStep_rad);
  double sum = 0.0;
  for (std::size_t k = 0; k < kSpokes; ++k)
    sum += static_cast<double>(radii[k]) * static_cast<double>(radii[next(k)]);
  return half * sum;
}

double perimeter_mm(const float* radii) {
  // the chord between spokes a and b: sqrt((a - b)^2 + a b (2 sin(step / 2))^2)
  static const double chord = 2.0 * std::sin(0.5 * kStep_rad), chord2 = chord * chord;
  double sum = 0.0;
  for (std::size_t k = 0; k < kSpokes; ++k) {
    const double a = static_cast<double>(radii[k]), b = static_cast<double>(radii[next(k)]);
    sum += std::sqrt((a - b) * (a - b) + a * b * chord2);
  }
  return sum;
}

double convexPerimeter_mm(const Outline& points) {
  Outline sorted = points;
  std::sort(sorted.begin(), sorted.end(), [](const math::Vec2& a, const math::Vec2& b) {
    return a.x < b.x || (a.x == b.x && a.y < b.y);
  });
  double sum = 0.0;
  for (const bool upper : {false, true}) {
    std::array<math::Vec2, kSpokes> hull;
    std::size_t n = 0;
    for (const math::Vec2& p : sorted) {
      const auto inward = [&] {
        const double turn = cross(hull[n - 1] - hull[n - 2], p - hull[n - 1]);
        return upper ? turn >= 0.0 : turn <= 0.0;
      };
      while (n >= 2 && inward()) --n;
      hull[n++] = p;
    }
    for (std::size_t i = 1; i < n; ++i) sum += glm::length(hull[i] - hull[i - 1]);
  }
  return sum;
}

math::Vec2 centroid(const Outline& points) {
  math::Vec2 moment(0.0);
  double twice = 0.0;
  for (std::size_t k = 0; k < kSpokes; ++k) {
    const double c = cross(points[k], points[next(k)]);
    moment += c * (points[k] + points[next(k)]);
    twice += c;
  }
  return twice > 0.0 ? moment / (3.0 * twice) : math::Vec2(0.0);
}

double dorsalChord_mm(const Outline& points, double x) {
  double lo = std::numeric_limits<double>::infinity(), hi = -lo;
  for (std::size_t k = 0; k < kSpokes; ++k) {
    const math::Vec2 &a = points[k], &b = points[next(k)];
    if ((a.x < x) == (b.x < x)) continue;
    const double y = a.y + (b.y - a.y) * (x - a.x) / (b.x - a.x);
    lo = std::min(lo, y);
    hi = std::max(hi, y);
  }
  return std::max(0.0, hi - lo);
}

double signedDistance_mm(const Outline& points, const math::Vec2& p) {
  double best = std::numeric_limits<double>::infinity();
  bool inside = false;
  for (std::size_t k = 0; k < kSpokes; ++k) {
    const math::Vec2 &a = points[k], &b = points[next(k)];
    const math::Vec2 ab = b - a, ap = p - a;
    const double t = std::clamp(glm::dot(ap, ab) / std::max(glm::dot(ab, ab), 1e-12), 0.0, 1.0);
    const math::Vec2 off = ap - t * ab;
    best = std::min(best, glm::dot(off, off));
    // p between the two spokes: which side of the edge?
    if (cross(a, p) >= 0.0 && cross(p, b) > 0.0) inside = cross(ab, ap) >= 0.0;
  }
  if (p == math::Vec2(0.0)) inside = true;
  return inside ? -std::sqrt(best) : std::sqrt(best);
}

}  // namespace unkink::thecal_sac
