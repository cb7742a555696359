// Plane geometry of one section: a polygon given by radii along kSpokes fixed directions.
#pragma once

#include "math/vec.hpp"
#include "thecal_sac/sac.hpp"

#include <array>

namespace unkink::thecal_sac {

using Radii = std::array<float, kSpokes>;
using Outline = std::array<math::Vec2, kSpokes>;  // x to the left, y dorsally

/// How much the membrane may ever lengthen. Source: [zarzur1996] dura is stiff
inline constexpr double kStretchLimit = 0.03;

/// Unit vectors of the spokes; bit for bit symmetric about the mid-line.
const Outline& spokeDirections();

Outline outline(const float* radii);
double area_mm2(const float* radii);
double perimeter_mm(const float* radii);
/// Perimeter of the convex hull.
double convexPerimeter_mm(const Outline& points);
math::Vec2 centroid(const Outline& points);
/// Length of the chord through a point along the dorsal direction.
double dorsalChord_mm(const Outline& points, double x);
/// Signed distance to the outline, negative inside; the outline is star-shaped about the origin.
double signedDistance_mm(const Outline& points, const math::Vec2& p);

}  // namespace unkink::thecal_sac
