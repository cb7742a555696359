// The disc's outline follows its two rims, bulges a little between them, and more when it is diseased.
#include "anatomy/disc.hpp"

#include <algorithm>
#include <cmath>

#include "math/sdf.hpp"

namespace unkink::anatomy {
namespace {

using math::Vec3;

constexpr double kRimRounding_mm = 1.6;      // the bodies' edges are rounded: the rims lie inside the outlines
constexpr double kHealthyBulge_mm = 0.8;     // of the annulus beyond the rims, at mid-height
constexpr double kDorsalFlattening_mm = 1.6; // the dorsal outline is flat to slightly hollow
constexpr double kSquareness = 0.35;         // of the outline: 0 = ellipse, 1 = 4-norm
constexpr double kHollowReach_mm = 2.6;      // how far the disc may reach into a dished endplate
constexpr double kBulgeHalfWidth_mm = 15.0;  // the dorsal bulge fades over this distance from the mid-line
constexpr double kHeightToBulge = 0.25;      // share of lost disc height that comes out as bulge

double outlineNorm(double u, double v) {
  const double u2 = u * u, v2 = v * v;
  return (1.0 - kSquareness) * std::sqrt(u2 + v2) + kSquareness * std::sqrt(std::sqrt(u2 * u2 + v2 * v2));
}

}  // namespace

Rim rimOf(const VertebraShape& shape, const math::Rigid<math::Material, math::Bone>& pose,
          units::Rad poseTilt, bool upper) {
  const VertebralBody& b = shape.body;
  const BodyOutline& o = upper ? b.upper : b.lower;
  const units::Rad tilt = upper ? b.upperTilt_deg : b.lowerTilt_deg;
  const double forward = 0.5 * (o.posteriorDepth_mm - o.anteriorDepth_mm);
  const double z = (upper ? b.upperRim_mm : b.lowerRim_mm) + forward * std::tan(tilt.value);
  return {pose * Vec3(0.0, b.widest_mm + forward, z), units::Rad(poseTilt.value + tilt.value),
          o.halfWidth_mm, 0.5 * (o.anteriorDepth_mm + o.posteriorDepth_mm)};
}

DiscShape discBetween(const Rim& upper, const Rim& lower, double dorsalBulge_mm,
                      double heightLoss) {
  DiscShape s;
  s.materialFromSegment.rotation =
      math::rotationX(units::Rad(0.5 * (upper.tilt.value + lower.tilt.value)));
  s.materialFromSegment.translation = 0.5 * (upper.centre + lower.centre);
  s.segmentFromMaterial = s.materialFromSegment.inverse();
  s.halfWidth_mm = 0.5 * (upper.halfWidth_mm + lower.halfWidth_mm) - kRimRounding_mm;
  s.halfDepth_mm = 0.5 * (upper.halfDepth_mm + lower.halfDepth_mm) - kRimRounding_mm;
  s.halfHeight_mm = 0.5 * (s.segmentFromMaterial.rotate(upper.centre - lower.centre)).z;
  s.wedge = std::tan(0.5 * (lower.tilt.value - upper.tilt.value));
  s.dorsalBulge_mm = dorsalBulge_mm;
  s.circularBulge_mm = kHeightToBulge * heightLoss * 2.0 * s.halfHeight_mm;
  return s;
}

double DiscShape::halfHeightAt(double y_mm) const {
  const double y = std::clamp(y_mm, -halfDepth_mm, halfDepth_mm);
  return std::max(halfHeight_mm - wedge * y, 1.0);
}

double DiscShape::dorsalWall_mm(bool endPoint) const {
  double y = halfDepth_mm;
  for (int i = 0; i < 8; ++i) y -= outline({0.0, y, 0.0}, endPoint);
  return y;
}

double DiscShape::outline(const Vec3& q, bool endPoint) const {
  // the annulus bulges between the rims like a barrel
  const double rise = std::clamp(q.z / (halfHeightAt(q.y) + 2.0), -1.0, 1.0);
  const double barrel = 1.0 - rise * rise;
  const double u = q.x / halfWidth_mm, v = q.y / halfDepth_mm;
  const double n = std::max(outlineNorm(u, v), 1e-6);
  const double r = std::hypot(q.x, q.y);
  const double slope = std::max(std::hypot(u / halfWidth_mm, v / halfDepth_mm) / std::max(std::hypot(u, v), 1e-6), 1e-6);
  double d = r < 1e-6 ? -halfDepth_mm : (n - 1.0) / slope;
  const double behind = math::sdf::smoothStep(0.3, 0.9, v);
  const double middle = std::max(1.0 - q.x * q.x / (kBulgeHalfWidth_mm * kBulgeHalfWidth_mm), 0.0);
  d -= kHealthyBulge_mm * barrel * (1.0 - 0.6 * behind);
  d += kDorsalFlattening_mm * behind * middle * middle;
  if (endPoint)
    d -= barrel * (circularBulge_mm * (1.0 - behind) + dorsalBulge_mm * behind * (0.35 + 0.65 * middle));
  return d;
}

double DiscShape::distance(const Vec3& q, bool endPoint) const {
  const double side = outline(q, endPoint);
  const double height = std::abs(q.z) - halfHeightAt(q.y) - kHollowReach_mm;
  return math::sdf::smoothMax(side, height, 1.5);
}

}  // namespace unkink::anatomy
