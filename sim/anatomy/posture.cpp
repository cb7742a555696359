// Posture: how each segment bends, and what ties soft tissue to the bones around it.
#include "anatomy/spine.hpp"
#include "math/sdf.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace unkink::anatomy {
namespace {

using math::Vec3;
using math::sdf::smoothStep;

// [R] recalled: White and Panjabi's representative ranges of flexion-extension, whole arc per
// segment
constexpr std::array<units::Deg, kLevelCount> kRange{units::Deg(12), units::Deg(14), units::Deg(15),
                                                     units::Deg(16), units::Deg(17)};
constexpr double kFlexionShare =
    0.63;  // [R] of the arc, about; the rest is extension, until spinous processes touch

// centre of rotation: in the posterior half of the lower endplate region of the disc
constexpr double kCentreBehind = 0.55;   // share of the disc's half depth
constexpr double kCentreBelow_mm = 3.0;  // below the lower rim

// slackening of the ligament towards the canal: more in extension, a little more when loaded; set
// so that the default patient has about 72 mm2 bent and 61 mm2 extended [kanbara2013]
constexpr double kBulgeExtended_mm = 0.7;
constexpr double kBulgeFlexed_mm = -0.3;
constexpr double kBulgeLoaded_mm = 0.15;

constexpr double kHeightLimitFront_mm = -25.0,
                 kHeightLimitBack_mm = 32.0;  // heights are read between these y
constexpr double kBesideDisc_mm =
    3.0;  // the disc's bulge fades over this distance outside its outline

math::Mat3 rotationAbout(const Vec3& axis, units::Rad angle) {
  const double c = std::cos(angle.value), s = std::sin(angle.value);
  const math::Mat3 cross(0.0, axis.z, -axis.y, -axis.z, 0.0, axis.x, axis.y, -axis.x, 0.0);
  return c * math::Mat3(1.0) + s * cross + (1.0 - c) * glm::outerProduct(axis, axis);
}

}  // namespace

Bend Spine::bend(double posture, bool loaded) const {
  Bend out;
  const double share = posture > 0.0 ? kFlexionShare : 1.0 - kFlexionShare;
  for (std::size_t l = kLevelCount; l-- > 0;) {
    const DiscShape& s = disc_[l];
    const Vec3 centre = s.materialFromSegment * Vec3(0.0, kCentreBehind * s.halfDepth_mm,
                                                     -s.halfHeight_mm - kCentreBelow_mm);
    math::Rigid<math::Material, math::Material> turn;
    turn.rotation = rotationAbout(s.materialFromSegment.rotation[0], share * posture * kRange[l]);
    turn.translation = centre - turn.rotation * centre;
    out.motion[l] = out.motion[l + 1] * turn;
    const double slack = posture > 0.0 ? kBulgeFlexed_mm * posture : -kBulgeExtended_mm * posture;
    out.bulge_mm[l] = out.motion[l].rotate(s.materialFromSegment.rotate(Vec3(0.0, -1.0, 0.0))) *
                      (slack + (loaded ? kBulgeLoaded_mm : 0.0));
  }
  return out;
}

Tie Spine::tieOfTrunk(const Vec3& p) const {
  for (std::size_t v = 0; v + 1 < kVertebraCount; ++v) {
    const double upper = pose_[v].translation.z, lower = pose_[v + 1].translation.z;
    if (p.z >= lower)
      return {double(v) + std::clamp((upper - p.z) / (upper - lower), 0.0, 1.0), 0.0};
  }
  return {kVertebraCount - 1.0, 0.0};
}

Tie Spine::tieByHeight(const Vec3& p) const {
  const Vec3 near(p.x, std::clamp(p.y, kHeightLimitFront_mm, kHeightLimitBack_mm), p.z);
  Tie tie{0.0, 0.0};
  for (const DiscShape& s : disc_) {
    const Vec3 q = s.segmentFromMaterial * near;
    const double half = s.halfHeightAt(q.x, q.y);
    const double t = std::clamp(0.5 - 0.5 * q.z / half, 0.0, 1.0);
    tie.chain += t;
    if (t <= 0.0 || t >= 1.0) continue;
    // the disc bulges forwards in front and backwards behind, most at mid-height
    const Vec3 at = s.segmentFromMaterial * p;
    const double rim = 1.0 - smoothStep(0.0, kBesideDisc_mm, s.outline(at, false));
    tie.bulge = -4.0 * t * (1.0 - t) * rim * smoothStep(0.1, 0.9, std::abs(at.y) / s.halfDepth_mm) *
                (at.y > 0.0 ? 1.0 : -1.0);
  }
  return tie;
}

Tie Spine::tieBetween(Level l, double distanceToUpper_mm, double distanceToLower_mm) {
  const double u = std::max(distanceToUpper_mm, 0.0), d = std::max(distanceToLower_mm, 0.0);
  const double sum = u * u + d * d;
  const double t = sum > 0.0 ? u * u / sum : 0.0;
  return {static_cast<double>(l) + t, 4.0 * t * (1.0 - t)};
}

}  // namespace unkink::anatomy
