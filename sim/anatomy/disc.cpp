// The disc's outline follows its two rims, bulges a little between them, and more when it is
// diseased.
#include "anatomy/disc.hpp"

#include "anatomy/sacrum.hpp"
#include "anatomy/vertebra_body.hpp"
#include "math/sdf.hpp"

#include <algorithm>
#include <cmath>

namespace unkink::anatomy {
namespace {

using math::Vec3;

constexpr double kRimDepth_mm = 5.0;  // the rims are measured within this depth under the endplates
constexpr double kRimReach_mm = 35.0;
constexpr double kLeastHalfHeight_mm = 0.5;
constexpr double kHealthyBulge_mm = 0.8;      // of the annulus beyond the rims, at mid-height
constexpr double kDorsalFlattening_mm = 0.2;  // the dorsal outline is flat to slightly hollow
constexpr double kSquarenessFront = 0.15;     // of the outline: 0 = ellipse, 1 = 4-norm
constexpr double kSquarenessBack = 0.75;
// how far the disc may reach into a dished endplate: near the rim, and more inside it, where a
// patient's own may be as deep as this
constexpr double kHollowReach_mm = 2.6, kDeepestHollow_mm = 7.0;
constexpr double kHollowRise = 0.6;  // mm per mm from the rim
constexpr double kBulgeHalfWidth_mm =
    15.0;  // the dorsal bulge fades over this distance from the mid-line
constexpr double kHeightToBulge = 0.25;  // share of lost disc height that comes out as bulge

double outlineNorm(double u, double v) {
  const double u2 = u * u, v2 = v * v;
  const double s = v > 0.0 ? kSquarenessBack : kSquarenessFront;
  return (1.0 - s) * std::sqrt(u2 + v2) + s * std::sqrt(std::sqrt(u2 * u2 + v2 * v2));
}

}  // namespace

Rim rimOf(const VertebralBody& b, bool upper) {
  const units::Rad tilt = upper ? b.upperTilt_deg : b.lowerTilt_deg;
  const double slope = std::tan(tilt.value), inward = upper ? -1.0 : 1.0;
  const double rim = upper ? b.upperRim_mm : b.lowerRim_mm;
  const auto height = [&](double y) { return rim + (y - b.widest_mm) * slope; };
  // how far the bone reaches from a centre in a direction, in the few millimetres under the rim
  const auto reach = [&](double y, const Vec3& direction) {
    double farthest = 0.0;
    for (double in = 1.0; in <= kRimDepth_mm; in += 1.0) {
      double r = 0.0;
      while (r < kRimReach_mm) {
        const double py = y + r * direction.y;
        const double d = bodyDistance(b, {r * direction.x, py, height(py) + inward * in});
        if (d > -0.02) break;
        r += std::max(-0.8 * d, 0.02);
      }
      farthest = std::max(farthest, r);
    }
    return farthest;
  };
  const double back = reach(0.0, {0, 1, 0}), front = reach(0.0, {0, -1, 0});
  const double middle = 0.5 * (back - front);
  return {{math::rotationX(tilt), Vec3(0.0, middle, height(middle))},
          reach(middle, {1, 0, 0}),
          0.5 * (back + front)};
}

Rim sacralRim(const PelvisSize& size) {
  return {{}, size.body * kSacralEndplateHalfWidth_mm, size.length * kSacralEndplateHalfDepth_mm};
}

DiscShape discBetween(const PlacedRim& upper, const PlacedRim& lower, double lostHeight_mm,
                      double dorsalBulge_mm) {
  const auto mean = [&](const Vec3& axis) {
    return upper.pose.rotate(axis) + lower.pose.rotate(axis);
  };
  const Vec3 up = glm::normalize(mean({0, 0, 1}));
  const Vec3 left = glm::normalize(glm::cross(mean({0, 1, 0}), up));
  DiscShape s;
  s.materialFromSegment.rotation = math::Mat3(left, glm::cross(up, left), up);
  s.materialFromSegment.translation = 0.5 * (upper.pose.translation + lower.pose.translation);
  s.segmentFromMaterial = s.materialFromSegment.inverse();
  s.halfWidth_mm = 0.5 * (upper.halfWidth_mm + lower.halfWidth_mm);
  s.halfDepth_mm = 0.5 * (upper.halfDepth_mm + lower.halfDepth_mm);
  const Vec3 apart = s.segmentFromMaterial.rotate(upper.pose.translation - lower.pose.translation);
  s.halfHeight_mm = 0.5 * apart.z;
  s.lean = math::Vec2(apart) / std::max(apart.z, 1.0);
  const Vec3 normal = s.segmentFromMaterial.rotate(lower.pose.rotate({0, 0, 1}));
  s.wedge = -normal.y / normal.z;
  s.sideWedge = normal.x / normal.z;
  s.circularBulge_mm = kHeightToBulge * lostHeight_mm;
  s.dorsalBulge_mm = dorsalBulge_mm;
  return s;
}

double DiscShape::halfHeightAt(double x_mm, double y_mm) const {
  const double x = std::clamp(x_mm, -halfWidth_mm, halfWidth_mm);
  const double y = std::clamp(y_mm, -halfDepth_mm, halfDepth_mm);
  return std::max(halfHeight_mm - wedge * y + sideWedge * x, kLeastHalfHeight_mm);
}

double DiscShape::dorsalWall_mm(bool endPoint) const {
  double y = halfDepth_mm;
  for (int i = 0; i < 8; ++i) y -= outline({0.0, y, 0.0}, endPoint);
  return y;
}

double DiscShape::outline(const Vec3& at, bool endPoint) const {
  // upright again: the rims may lie shifted against one another, no farther where the disc is high
  const double half = halfHeightAt(at.x, at.y), z = std::clamp(at.z, -half, half);
  const double shift = z * std::min(halfHeight_mm / half, 1.0);
  const Vec3 q(at.x - lean.x * shift, at.y - lean.y * shift, at.z);
  const double oblique = 1.0 / std::sqrt(1.0 + glm::dot(lean, lean));
  // the annulus bulges between the rims like a barrel
  const double rise = std::clamp(q.z / (half + 2.0), -1.0, 1.0);
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
  d -= barrel * circularBulge_mm * (1.0 - behind);
  if (endPoint) d -= barrel * dorsalBulge_mm * behind * (0.5 + 0.5 * middle);
  return d * oblique;
}

double DiscShape::distance(const Vec3& q, bool endPoint) const {
  const double side = outline(q, endPoint);
  const double reach = std::clamp(-kHollowRise * side, kHollowReach_mm, kDeepestHollow_mm);
  const double height = std::abs(q.z) - halfHeightAt(q.x, q.y) - reach;
  return math::sdf::smoothMax(side, height, 1.5);
}

}  // namespace unkink::anatomy
