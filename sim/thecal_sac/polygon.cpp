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

/// A quarter by sine and cosine, the others by reflection. \param first_rad  0 or half a step
Outline makeDirections(double first_rad) {
  Outline d;
  constexpr std::size_t kQuarter = kSpokes / 4;
  const bool onAxis = first_rad == 0.0;
  const std::size_t half = onAxis ? kSpokes / 2 : kSpokes / 2 - 1;  // of what the first one is
  const std::size_t all = onAxis ? kSpokes : kSpokes - 1;
  for (std::size_t k = 0; 2 * k <= half; ++k) {
    const double a = first_rad + kStep_rad * static_cast<double>(k);
    d[k] = {std::cos(a), std::sin(a)};
  }
  if (onAxis) d[kQuarter] = {0.0, 1.0};
  for (std::size_t k = half / 2 + 1; k <= half; ++k) d[k] = {-d[half - k].x, d[half - k].y};
  for (std::size_t k = half + 1; k < kSpokes; ++k) d[k] = {d[all - k].x, -d[all - k].y};
  return d;
}

}  // namespace

const Outline& spokeDirections() {
  static const Outline directions = makeDirections(0.0);
  return directions;
}

const Outline& vertexDirections() {
  static const Outline directions = makeDirections(0.5 * kStep_rad);
  return directions;
}

Outline outline(const math::Vec2f* section) {
  Outline points;
  for (std::size_t k = 0; k < kSpokes; ++k) points[k] = math::Vec2(section[k]);
  return points;
}

Radii spokeRadii(const Outline& points) {
  Radii radii{};
  constexpr std::size_t kNear = 5;  // an edge crosses few spokes, and those near its number
  for (std::size_t k = 0; k < kSpokes; ++k) {
    const math::Vec2 &a = points[k], &b = points[next(k)];
    for (std::size_t n = 0; n <= 2 * kNear; ++n) {
      const std::size_t spoke = (k + 1 + kSpokes - kNear + n) % kSpokes;
      const math::Vec2& along = spokeDirections()[spoke];
      const double from = cross(along, a), to = cross(along, b);
      if ((from < 0.0) == (to < 0.0)) continue;
      const double r = glm::dot(along, glm::mix(a, b, from / (from - to)));
      radii[spoke] = std::max(radii[spoke], r);
    }
  }
  return radii;
}

double area_mm2(const Outline& points) {
  double twice = 0.0;
  for (std::size_t k = 0; k < kSpokes; ++k) twice += cross(points[k], points[next(k)]);
  return 0.5 * twice;
}

double perimeter_mm(const Outline& points) {
  double sum = 0.0;
  for (std::size_t k = 0; k < kSpokes; ++k) sum += glm::length(points[next(k)] - points[k]);
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
    if ((a.y > p.y) != (b.y > p.y) && p.x < a.x + (p.y - a.y) / (b.y - a.y) * (b.x - a.x))
      inside = !inside;
  }
  return inside ? -std::sqrt(best) : std::sqrt(best);
}

}  // namespace unkink::thecal_sac
