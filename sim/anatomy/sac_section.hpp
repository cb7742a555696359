// The outline of a healthy thecal sac in one plane: an ellipse that may narrow towards the laminae.
#pragma once

#include "math/vec.hpp"

#include <cmath>

namespace unkink::anatomy {

/// Outline about its own middle: x to the left, y dorsally, mm; symmetric in x.
///
/// Model: an ellipse whose dorsolateral corners are drawn in, and the ventrolateral ones let out,
/// by `taper` (0: an ellipse; 0.5: the rounded triangle of a trefoil canal); mid-lines and area
/// stay.
struct SacSection {
  double halfWidth_mm = 1.0, halfDepth_mm = 1.0, taper = 0.0;

  /// From the middle to the outline along a unit direction.
  double radius_mm(const math::Vec2& direction) const {
    const double u = direction.x / halfWidth_mm, v = direction.y / halfDepth_mm;
    const double k = std::hypot(u, v);
    return (1.0 - taper * u * u * v / (k * k * k)) / k;
  }

  /// Signed distance to the outline, negative inside, to first order; exact at the outline.
  double distance(const math::Vec2& p) const {
    constexpr double kTurn = 1e-3;  // rad
    const double r = std::hypot(p.x, p.y);
    if (r < 1e-9) return -std::min(halfWidth_mm, halfDepth_mm);
    const math::Vec2 along = p / r, aside(-kTurn * along.y, kTurn * along.x);
    const double here = radius_mm(along);
    const double slope = (radius_mm(along + aside) - radius_mm(along - aside)) / (2.0 * kTurn);
    // the level sets r / here: as steep there as across the outline
    return (r - here) / std::sqrt(1.0 + slope * slope / (here * here));
  }
};

}  // namespace unkink::anatomy
