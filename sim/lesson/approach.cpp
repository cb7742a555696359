// Planning the way in on this patient's landmarks, in the present posture.
#include "lesson/autopilot.hpp"

#include <algorithm>
#include <cmath>

namespace unkink::lesson {
namespace {

using anatomy::Level;
using math::Vec3;

constexpr units::Deg kPortalCranial{27.0};  // of straight anterior (typical)
constexpr units::Deg kPortalMedial{9.0};    // lateral to medial
constexpr units::Deg kNeedleCranial{12.0};
constexpr double kEdgeBehindLigament_mm = 2.0;

/// Where a line that runs into the body along `direction` through p meets the skin.
Vec3 skinAlong(const operation::Case& theCase, const operation::State& s, const Vec3& p,
               const Vec3& direction) {
  const auto& spine = theCase.spine();
  double out = 0.0;
  constexpr double kStep_mm = 2.0, kMost_mm = 250.0;
  while (out < kMost_mm) {
    const Vec3 at = p - out * direction;
    if (spine.trunk(s.bend.undo(at, spine.tieOfTrunk(at))) >= 0.0) break;
    out += kStep_mm;
  }
  return p - out * direction;
}

}  // namespace

Approach planApproach(const operation::Case& theCase, const operation::State& s, const Site& site) {
  const auto level = static_cast<std::size_t>(site.level);
  const auto side = static_cast<std::size_t>(site.side);
  const double toSide = anatomy::sign(site.side);
  const anatomy::LevelLandmarks& at = theCase.spine().landmarks(site.level);
  const auto onBone = [&](const Vec3& p, std::size_t vertebra) {
    return s.bend.apply(p, {static_cast<double>(vertebra), 0.0});
  };

  Approach a;
  a.dock = onBone(at.dockingPoint[side], level + 1);
  a.upperEdge = onBone(at.upperLaminaInferiorEdge[side], level);
  a.lowerEdge = onBone(at.lowerLaminaSuperiorEdge[side], level + 1);
  a.edge = 0.5 * (a.upperEdge + a.lowerEdge) + Vec3(0.0, kEdgeBehindLigament_mm, 0.0);
  const Vec3 inwards = operation::directionFrom(kPortalCranial, -toSide * kPortalMedial);
  a.skinEntry = skinAlong(theCase, s, a.edge, inwards);

  const auto below = std::min<std::size_t>(level + 1, anatomy::kLevelCount - 1);
  const anatomy::LevelLandmarks& under = theCase.spine().landmarks(static_cast<Level>(below));
  a.needleTarget = s.bend.apply(under.interlaminarMidline, {static_cast<double>(below) + 0.5, 0.0});
  return a;
}

}  // namespace unkink::lesson
