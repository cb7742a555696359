// The goals that take tissue: nibbles at the laminar edges, and the sculptor's bites behind the
// dura.
#include "lesson/pilot.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace unkink::lesson {
namespace {

using math::Vec3;
using operation::ToolKind;
using operation::Verb;

constexpr double kPortalBack_mm =
    5.0;  // the portal is drawn back this far from the window to be turned
constexpr double kLayerThatStays_mm = 1.6;  // of ligament and fat, between the jaw and the dura
constexpr double kClearOfDura_mm =
    1.3;  // the tip goes no nearer; a ventral layer of ligament stays
constexpr double kWorthTaking_mm3 = 2.0;
constexpr double kLeastWorth = 0.06;  // share of the jaw filled, below which a bite is not made
constexpr std::array<units::Deg, 3> kWindowAngles{units::Deg(0), units::Deg(55), units::Deg(-55)};

constexpr int kMostBites = 45;
constexpr int kMostVain = 4;  // tries that come to nothing before the hand gives up

/// The aims that are weighed: lateral distance from the mid-line, place from lower to upper edge.
constexpr double kLateralFrom_mm = 2.5, kLateralStep_mm = 1.5;
constexpr int kLateralSteps = 7;
constexpr double kBetweenFrom = -0.3, kBetweenStep = 0.2;
constexpr int kBetweenSteps = 9;

/// Share of a jaw that holds ligament, more where the sac is narrowest; 0..1.
double worth(const tissue::Body& body, const tissue::Jaw& jaw,
             const math::Rigid<math::Patient, math::Tool>& patientFromTool, const Vec3& narrowest) {
  constexpr int kPoints = 3;
  constexpr double kCares_mm = 9.0;
  const math::Box bounds = jaw.shape.bounds();
  double sum = 0.0;
  for (int n = 0; n < kPoints * kPoints * kPoints; ++n) {
    const Vec3 t(n % kPoints, n / kPoints % kPoints, n / (kPoints * kPoints));
    const Vec3 p =
        patientFromTool * glm::mix(bounds.lo, bounds.hi, (t + Vec3(0.5)) / double(kPoints));
    if (body.ligament(p) >= 0.0) continue;
    const double away = (p.z - narrowest.z) / kCares_mm;
    sum += std::exp(-away * away);
  }
  return sum / (kPoints * kPoints * kPoints);
}

}  // namespace

bool Autopilot::Pilot::biteBone(bool upper) {
  const int wanted = static_cast<int>(goal.amount);
  switch (self.phase_) {
    case 0:  // tool and plan
      if (entering()) self.approach_ = planApproach(theCase, state, plannedSite(theCase));
      return toolReady(ToolKind::kBoneRongeur) ? (enter(1), false) : false;
    case 1: {  // room to turn
      const double window = glm::distance(self.approach_.edge, state.portal.entry_mm);
      return portalDepth(window - kPortalBack_mm) ? (enter(2), false) : false;
    }
    case 2:  // the next nibble along the edge
      return aimAt(nibble(upper, self.aim_, wanted)) ? (enter(3), false) : false;
    case 3:  // the cup faces the edge
      return windowAt(units::Deg(upper ? 0.0 : 180.0)) ? (enter(4), false) : false;
    case 4: {  // onto the bone: no further than a little past the edge, and clear of the dura
      constexpr double kPastEdge_mm = 1.0;
      const Vec3 edge = nibble(upper, self.aim_, wanted);
      const double reach =
          glm::dot(edge - state.portal.tip(), state.portal.direction) + kPastEdge_mm;
      if (!tooNearDura() && !toolBeyond(std::min(reach, operation::kToolReachBeyondPortal_mm)))
        return false;
      say(Verb::kToolAdvance, 0.0);
      return enter(5), false;
    }
    case 5:
      if (entering()) {
        if (inJaw().bone_mm3() < kWorthTaking_mm3) return enter(6), false;
        say(Verb::kToolBite);
        return false;
      }
      return state.tool.closing_s <= 0.0 ? (enter(6), false) : false;
    case 6:
      if (!toolBeyond(0.0)) return false;
      if (++self.aim_ >= wanted) return enter(7), false;
      return enter(2), false;
    case 7: {  // for the picture, the jaw at the bone and well out of the portal
      const double window = glm::distance(self.approach_.edge, state.portal.entry_mm);
      return portalDepth(window - 2.0 * kPortalBack_mm) ? (enter(8), false) : false;
    }
    default: {
      const Vec3 edge = nibble(upper, wanted - 1, wanted);
      const double reach = glm::dot(edge - state.portal.tip(), state.portal.direction);
      if (!tooNearDura() && !toolBeyond(std::min(reach, operation::kToolReachBeyondPortal_mm)))
        return false;
      say(Verb::kToolAdvance, 0.0);
      return true;
    }
  }
}

bool Autopilot::Pilot::debulk() {
  switch (self.phase_) {
    case 0:
      if (entering()) {
        self.approach_ = planApproach(theCase, state, plannedSite(theCase));
        self.reference_ = narrowest().area_mm2;
      }
      return toolReady(ToolKind::kTissueSculptor) ? (enter(1), false) : false;
    case 1:  // where the next bite is worth most
      self.bite_ = bestBite();
      if (self.bite_.worth < kLeastWorth || self.count_ >= kMostBites || self.aim_ >= kMostVain)
        return enter(8), false;
      return enter(2), false;
    case 2: {  // room to turn
      const double window = glm::distance(self.approach_.edge, state.portal.entry_mm);
      return portalDepth(window - kPortalBack_mm) ? (enter(3), false) : false;
    }
    case 3:
      return aimAt(self.bite_.target) ? (enter(4), false) : false;
    case 4:
      return windowAt(self.bite_.window) ? (enter(5), false) : false;
    case 5: {  // advance behind the dura
      const double beyond = self.bite_.depth_mm - state.portal.depth_mm;
      if (!tooNearDura() && !toolBeyond(beyond)) return false;
      say(Verb::kToolAdvance, 0.0);
      return enter(6), false;
    }
    case 6:
      if (entering()) {
        if (inJaw().ligament_mm3() < kWorthTaking_mm3) return ++self.aim_, enter(7), false;
        say(Verb::kToolBite);
        return false;
      }
      return state.tool.closing_s <= 0.0 ? (++self.count_, enter(7), false) : false;
    case 8:  // for the picture, with the window towards the treated side and free of the portal
      return windowAt(units::Deg(35.0 * anatomy::sign(theCase.side()))) ? (enter(9), false) : false;
    case 9: {
      constexpr double kFree_mm = 11.0;
      if (!tooNearDura() && !toolBeyond(kFree_mm)) return false;
      say(Verb::kToolAdvance, 0.0);
      return true;
    }
    default: {  // out of the way while the sac eases, then judge
      constexpr double kSettles_s = 1.0;
      if (!toolBeyond(0.0) || elapsed_s() < kSettles_s) return false;
      const bool enough = narrowest().area_mm2 - self.reference_ >= goal.amount;
      return enter(enough ? 8 : 1), false;
    }
  }
}

Autopilot::Bite Autopilot::Pilot::bestBite() const {
  const tissue::Body body = operation::bodyOf(theCase, state);
  const tissue::Jaw jaw = operation::jawOf(ToolKind::kTissueSculptor);
  const Vec3 sacNarrowest = narrowest().centroid;
  Bite best;
  for (int n = 0; n < kLateralSteps * kBetweenSteps; ++n) {
    Vec3 target = glm::mix(self.approach_.lowerEdge, self.approach_.upperEdge,
                           kBetweenFrom + kBetweenStep * (n / kLateralSteps));
    target.x =
        anatomy::sign(theCase.side()) * (kLateralFrom_mm + kLateralStep_mm * (n % kLateralSteps));
    const Vec3 along = glm::normalize(target - state.portal.entry_mm);
    const double window = glm::distance(self.approach_.edge, state.portal.entry_mm);
    // as deep as bone and dura allow
    constexpr double kStep_mm = 1.0, kBodyClear_mm = 0.4;
    for (double depth = window - kPortalBack_mm + 2.0; depth < window + 18.0; depth += kStep_mm) {
      const Vec3 tip = state.portal.entry_mm + depth * along;
      if (body.bone(tip) < 0.8 * operation::kSculptorRadius_mm + kBodyClear_mm) break;
      if (toDura_mm(tip) < kClearOfDura_mm) break;
      if (depth < window - 2.0) continue;
      for (const units::Deg angle : kWindowAngles) {
        if (jawToDura_mm(jaw, operation::patientFromShaft(tip, along, angle)) < kLayerThatStays_mm)
          continue;
        const double w =
            worth(body, jaw, operation::patientFromShaft(tip, along, angle), sacNarrowest);
        if (w > best.worth) best = {target, depth, angle, w};
      }
    }
  }
  return best;
}

double Autopilot::Pilot::jawToDura_mm(
    const tissue::Jaw& jaw, const math::Rigid<math::Patient, math::Tool>& patientFromTool) const {
  const math::Box bounds = jaw.shape.bounds();
  double least = 1e3;
  for (int n = 0; n < 12; ++n) {  // the box's corners, and the middles of its long edges
    const Vec3 t(n & 1, (n >> 1) & 1, 0.5 * (n / 4));
    least = std::min(least, toDura_mm(patientFromTool * glm::mix(bounds.lo, bounds.hi, t)));
  }
  return least;
}

bool Autopilot::Pilot::tooNearDura() const {
  return state.tool.beyond_mm > 0.0 && toDura_mm(toolTip()) < kClearOfDura_mm;
}

Vec3 Autopilot::Pilot::nibble(bool upper, int n, int of) const {
  constexpr double kSpacing_mm = 2.2;
  const double along = (n - 0.5 * (of - 1)) * kSpacing_mm * anatomy::sign(theCase.side());
  return (upper ? self.approach_.upperEdge : self.approach_.lowerEdge) + Vec3(along, 0.0, 0.0);
}

tissue::BiteReport Autopilot::Pilot::inJaw() const {
  const auto pose =
      operation::patientFromShaft(toolTip(), state.portal.direction, state.tool.angle);
  return tissue::wouldTake(operation::bodyOf(theCase, state), operation::jawOf(state.tool.kind),
                           pose);
}

}  // namespace unkink::lesson
