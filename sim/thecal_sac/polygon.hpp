// Plane geometry of one section: a closed polygon of kSpokes vertices.
#pragma once

#include "math/vec.hpp"
#include "thecal_sac/sac.hpp"

#include <array>

namespace unkink::thecal_sac {

using Outline = std::array<math::Vec2, kSpokes>;  // x to the left, y dorsally
using Radii = std::array<double, kSpokes>;        // along the spokes

/// Unit vectors of the spokes; bit for bit symmetric about the mid-line.
const Outline& spokeDirections();
/// Unit vectors half a step further than the spokes: where a healthy ring's vertices lie; bit for
/// bit symmetric about the mid-line.
const Outline& vertexDirections();

/// A ring of the sac (Sac::section).
Outline outline(const math::Vec2f* section);
/// From the station's centre to the outline along every spoke; 0 where the centre is outside it.
Radii spokeRadii(const Outline& points);
double area_mm2(const Outline& points);
double perimeter_mm(const Outline& points);
/// Perimeter of the convex hull.
double convexPerimeter_mm(const Outline& points);
math::Vec2 centroid(const Outline& points);
/// Length of the chord through a point along the dorsal direction.
double dorsalChord_mm(const Outline& points, double x);
/// Signed distance to the outline, negative inside.
double signedDistance_mm(const Outline& points, const math::Vec2& p);

}  // namespace unkink::thecal_sac
