// The opening as a polygon: the iris, cut by the field's edges and the leaves.
#include "fluoro/collimator.hpp"

#include <cmath>
#include <numbers>

namespace unkink::fluoro {
namespace {

using math::Vec2;

double cross(const Vec2& a, const Vec2& b) { return a.x * b.y - a.y * b.x; }

/// The part of a convex polygon with dot(normal, p) <= reach.
std::vector<Vec2> cut(const std::vector<Vec2>& polygon, const Vec2& normal, double reach) {
  std::vector<Vec2> kept;
  for (std::size_t n = 0; n < polygon.size(); ++n) {
    const Vec2 &a = polygon[n], &b = polygon[(n + 1) % polygon.size()];
    const double overA = glm::dot(normal, a) - reach, overB = glm::dot(normal, b) - reach;
    if (overA <= 0.0) kept.push_back(a);
    if ((overA < 0.0) != (overB < 0.0) && overA != 0.0 && overB != 0.0)
      kept.push_back(glm::mix(a, b, overA / (overA - overB)));
  }
  return kept;
}

}  // namespace

Vec2 leafAxis(const Collimator& collimator) {
  const units::Rad turn = collimator.leafTurn;
  return {std::cos(turn.value), std::sin(turn.value)};
}

bool isOpen(const Collimator& collimator, const Vec2& at_mm) {
  return glm::length(at_mm) <= collimator.irisRadius_mm &&
         std::abs(glm::dot(at_mm, leafAxis(collimator))) <= 0.5 * collimator.leafGap_mm;
}

std::vector<Vec2> openOutline(const Collimator& collimator, double fieldEdge_mm) {
  constexpr int kSides = 180;
  constexpr double kStep = 2.0 * std::numbers::pi / kSides;
  const double radius = collimator.irisRadius_mm * std::sqrt(kStep / std::sin(kStep));
  std::vector<Vec2> outline;
  for (int n = 0; n < kSides; ++n)
    outline.emplace_back(radius * std::cos(kStep * n), radius * std::sin(kStep * n));
  for (const double side : {1.0, -1.0}) {
    outline = cut(outline, {side, 0.0}, 0.5 * fieldEdge_mm);
    outline = cut(outline, {0.0, side}, 0.5 * fieldEdge_mm);
    outline = cut(outline, side * leafAxis(collimator), 0.5 * collimator.leafGap_mm);
  }
  return outline;
}

double openArea_mm2(const Collimator& collimator, double fieldEdge_mm) {
  const std::vector<Vec2> outline = openOutline(collimator, fieldEdge_mm);
  double twice = 0.0;
  for (std::size_t n = 0; n < outline.size(); ++n)
    twice += cross(outline[n], outline[(n + 1) % outline.size()]);
  return 0.5 * twice;
}

}  // namespace unkink::fluoro
