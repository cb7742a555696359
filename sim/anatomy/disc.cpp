// The disc's outline follows its two rims, bulges a little between them, and more when it is
// diseased.
#include "anatomy/disc.hpp"

#include "anatomy/vertebra_body.hpp"
#include "math/sdf.hpp"

#include <algorithm>
#include <cmath>

namespace unkink::anatomy {
namespace {

using math::Vec3;

constexpr double kRimDepth_mm = 5.0;  // the rims are measured within this depth under the endplates
constexpr double kRimReach_mm = 35.0;
constexpr double kHealthyBulge_mm = 0.8;      // of the annulus beyond the rims, at mid-height
constexpr double kDorsalFlattening_mm = 0.2;  // the dorsal outline is flat to slightly hollow
constexpr double kSquarenessFront = 0.15;     // of the outline: 0 = ellipse, 1 = 4-norm
constexpr double kSquarenessBack = 0.75;
constexpr double kHollowReach_mm = 2.6;  // how far the disc may reach into a dished endplate
constexpr double kBulgeHalfWidth_mm =
    15.0;  // the dorsal bulge fades over this distance from the mid-line
constexpr double kHeightToBulge = 0.25;  // share of lost disc height that comes out as bulge

double outlineNorm(double u, double v) {
  const double u2 = u * u, v2 = v * v;
  const double s = v > 0.0 ? kSquarenessBack : kSquarenessFront;
  return (1.0 - s) * std::sqrt(u2 + v2) + s * std::sqrt(std::sqrt(u2 * u2 + v2 * v2));
}

}  // namespace

Rim rimOf(const VertebraShape& shape, const math::Rigid<math::Material, math::Bone>& pose,
          units::Rad poseTilt, bool upper) {
  const VertebralBody& b = shape.body;
  const units::Rad tilt = upper ? b.upperTilt_deg : b.lowerTilt_deg;
  const double slope = std::tan(tilt.value), inward = upper ? -1.0 : 1.0;
  const double rim = upper ? b.upperRim_mm : b.lowerRim_mm;
  const auto height = [&](double y) { return rim + (y - b.widest_mm) * slope; };
  // how far the bone reaches from a centre in a direction, in the few millimetres under the rim
  const auto reach = [&](double y, const Vec3& direction) {
    double farthest = 0.0;
    for (double in = 1.0; in <= kRimDepth_mm; in += 0.5) {
      double r = 0.0;
      const auto at = [&](double along) {
        const double py = y + along * direction.y;
        return Vec3(along * direction.x, py, height(py) + inward * in);
      };
      while (r < kRimReach_mm && bodyDistance(b, at(r)) < 0.0) r += 0.1;
      farthest = std::max(farthest, r);
    }
    return farthest;
  };
  const double back = reach(0.0, {0, 1, 0}), front = reach(0.0, {0, -1, 0});
  const double middle = 0.5 * (back - front);
  return {pose * Vec3(0.0, middle, height(middle)), units::Rad(poseTilt.value + tilt.value),
          reach(middle, {1, 0, 0}), 0.5 * (back + front)};
}

DiscShape discBetween(const Rim& upper, const Rim& lower, double dorsalBulge_mm,
                      double heightLoss) {
  DiscShape s;
  s.materialFromSegment.rotation =
      math::rotationX(units::Rad(0.5 * (upper.tilt.value + lower.tilt.value)));
  s.materialFromSegment.translation = 0.5 * (upper.centre + lower.centre);
  s.segmentFromMaterial = s.materialFromSegment.inverse();
  s.halfWidth_mm = 0.5 * (upper.halfWidth_mm + lower.halfWidth_mm);
  s.halfDepth_mm = 0.5 * (upper.halfDepth_mm + lower.halfDepth_mm);
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
  const double slope = std::max(
      std::hypot(u / halfWidth_mm, v / halfDepth_mm) / std::max(std::hypot(u, v), 1e-6), 1e-6);
  double d = r < 1e-6 ? -halfDepth_mm : (n - 1.0) / slope;
  const double behind = math::sdf::smoothStep(0.3, 0.9, v);
  const double middle = std::max(1.0 - q.x * q.x / (kBulgeHalfWidth_mm * kBulgeHalfWidth_mm), 0.0);
  d -= kHealthyBulge_mm * barrel * (1.0 - 0.1 * behind);
  d += kDorsalFlattening_mm * behind * middle * middle;
  if (endPoint)
    d -= barrel *
         (circularBulge_mm * (1.0 - behind) + dorsalBulge_mm * behind * (0.5 + 0.5 * middle));
  return d;
}

double DiscShape::distance(const Vec3& q, bool endPoint) const {
  const double side = outline(q, endPoint);
  const double height = std::abs(q.z) - halfHeightAt(q.y) - kHollowReach_mm;
  return math::sdf::smoothMax(side, height, 1.5);
}

}  // namespace unkink::anatomy
