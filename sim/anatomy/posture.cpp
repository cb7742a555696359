// Posture: how each segment bends, and what ties soft tissue to the bones around it.
#include "anatomy/assembly.hpp"
#include "anatomy/spine.hpp"
#include "math/sdf.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <oneapi/tbb/parallel_for.h>
#include <vector>

namespace unkink::anatomy {
namespace {

using math::Vec3;
using math::sdf::smoothStep;

// centre of rotation: in the posterior half of the lower endplate region of the disc
constexpr double kCentreBehind = 0.55;   // share of the disc's half depth
constexpr double kCentreBelow_mm = 3.0;  // below the lower rim

constexpr double kHeightLimitFront_mm = -25.0,
                 kHeightLimitBack_mm = 32.0;  // heights are read between these y
constexpr double kBesideDisc_mm =
    3.0;  // the disc's bulge fades over this distance outside its outline

math::Mat3 rotationAbout(const Vec3& axis, units::Rad angle) {
  const double c = std::cos(angle.value), s = std::sin(angle.value);
  const math::Mat3 cross(0.0, axis.z, -axis.y, -axis.z, 0.0, axis.x, axis.y, -axis.x, 0.0);
  return c * math::Mat3(1.0) + s * cross + (1.0 - c) * glm::outerProduct(axis, axis);
}

/// A place on the lower bone where the upper one may come to lie.
struct Contact {
  Vec3 at;
  double distance_mm;  // of the place from the lower bone
};

}  // namespace

math::Rigid<math::Material, math::Material> Spine::turned(Level l, units::Rad angle) const {
  const DiscShape& s = segment(l);
  const Vec3 centre = s.materialFromSegment *
                      Vec3(0.0, kCentreBehind * s.halfDepth_mm, -s.halfHeight_mm - kCentreBelow_mm);
  math::Rigid<math::Material, math::Material> turn;
  turn.rotation = rotationAbout(s.materialFromSegment.rotation[0], angle);
  turn.translation = centre - turn.rotation * centre;
  return turn;
}

void Spine::findMotion() {
  const Assembly& mean = meanAssembly();
  oneapi::tbb::parallel_for(0, kLevelCount, [&](int n) {
    const auto l = static_cast<Level>(n);
    const auto i = static_cast<std::size_t>(n);
    const units::Rad arc = mean.arc[i];
    const std::array<units::Rad, 2> free =
        freeOfContact(l, units::Rad((mean.flexionShare - 1.0) * arc.value),
                      units::Rad(mean.flexionShare * arc.value));
    Motion& m = motion_[i];
    m.extension = free[0];
    m.flexion = free[1];
    const double thick_mm = parameters_.ligamentThickness_mm[i];
    m.slackExtended_mm = thick_mm * mean.buckling * std::max(1.0 - stretched(l, m.extension), 0.0);
    m.slackFlexed_mm = -thick_mm * mean.thinning * std::max(stretched(l, m.flexion) - 1.0, 0.0);
    m.slackLoaded_mm = thick_mm * mean.loaded;
  });
}

double Spine::stretched(Level l, units::Rad angle) const {
  constexpr double kLeastLength_mm = 6.0;
  const LevelLandmarks& m = landmarks(l);
  const auto turn = turned(l, angle);
  double now = 0.0, before = 0.0;
  for (std::size_t side = 0; side < 2; ++side) {
    const Vec3 &upper = m.upperLaminaInferiorEdge[side], &lower = m.lowerLaminaSuperiorEdge[side];
    now += std::max(glm::distance(turn * upper, lower), kLeastLength_mm);
    before += std::max(glm::distance(upper, lower), kLeastLength_mm);
  }
  return now / before;
}

/// The part of a range that a segment's bones leave it.
std::array<units::Rad, 2> Spine::freeOfContact(Level l, units::Rad extension,
                                               units::Rad flexion) const {
  constexpr double kBeside_mm = 27.5;  // transverse processes never meet
  constexpr double kStep_mm = 2.5, kNear_mm = 1.25, kReach_mm = 9.0, kTouching_mm = 0.1;
  const Vertebra u = upperVertebra(l), d = lowerVertebra(l);
  const math::Box a = boneBounds(u), b = boneBounds(d);
  const Vec3 lo = glm::max(a.lo, b.lo) - Vec3(kReach_mm),
             hi = glm::min(a.hi, b.hi) + Vec3(kReach_mm);
  std::vector<Contact> places;
  const double centre = segment(l).materialFromSegment.translation.x;
  for (double x = parameters_.own ? centre - kBeside_mm : centre; x <= centre + kBeside_mm;
       x += kStep_mm)
    for (double y = lo.y; y <= hi.y; y += kStep_mm)
      for (double z = lo.z; z <= hi.z;) {
        const Vec3 p(x, y, z);
        const double lower = bone(d, p, false);
        const double upper = std::abs(lower) < kNear_mm ? bareBone(u, p) : kReach_mm;
        if (upper < kReach_mm) places.push_back({p, lower});
        z += std::max(kStep_mm, std::abs(lower) - kNear_mm);
      }
  const auto clearance = [&](const Contact& c, units::Rad angle) {
    return bareBone(u, turned(l, units::Rad(-angle.value)) * c.at) + c.distance_mm;
  };
  const auto freePart = [&](units::Rad whole) {
    double share = 1.0;
    for (const Contact& c : places) {
      if (clearance(c, units::Rad(share * whole.value)) >= -kTouching_mm) continue;
      double clear = 0.0;  // the neutral posture
      for (int pass = 0; pass < 5; ++pass) {
        const double middle = 0.5 * (clear + share);
        (clearance(c, units::Rad(middle * whole.value)) >= -kTouching_mm ? clear : share) = middle;
      }
      share = clear;
    }
    return units::Rad(share * whole.value);
  };
  return {freePart(extension), freePart(flexion)};
}

Bend Spine::bend(double posture, bool loaded) const {
  Bend out;
  for (std::size_t l = kLevelCount; l-- > 0;) {
    const Motion& m = motion_[l];
    const double angle = posture > 0.0 ? posture * m.flexion.value : -posture * m.extension.value;
    out.motion[l] = out.motion[l + 1] * turned(static_cast<Level>(l), units::Rad(angle));
    const double slack = posture > 0.0 ? posture * m.slackFlexed_mm : -posture * m.slackExtended_mm;
    const Vec3 ventral = disc_[l].materialFromSegment.rotate(Vec3(0.0, -1.0, 0.0));
    out.bulge_mm[l] = out.motion[l].rotate(ventral) * (slack + (loaded ? m.slackLoaded_mm : 0.0));
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
  const double t = u + d > 0.0 ? u / (u + d) : 0.0;
  return {static_cast<double>(l) + t, 4.0 * t * (1.0 - t)};
}

}  // namespace unkink::anatomy
