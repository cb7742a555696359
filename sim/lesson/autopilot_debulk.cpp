// The goals that take tissue: nibbles at the laminar edges, and the sculptor's bites behind the
// dura.
#include "lesson/pilot.hpp"

#include <algorithm>
#include <array>

namespace unkink::lesson {
namespace {

using math::Vec3;
using operation::ToolKind;
using operation::Verb;

constexpr double kPortalBack_mm =
    5.0;  // the portal is drawn back this far from the window to be turned
constexpr double kClearOfDura_mm =
    2.2;  // the tip goes no nearer; a ventral layer of ligament stays
constexpr double kWorthTaking_mm3 = 2.0;
constexpr double kStepBack_mm = 3.0;  // between two bites along one track
constexpr int kBitesPerTrack = 3;

/// Tracks of the sculptor over one side's ligament: lateral distance from mid-line, place between
/// the edges 0..1.
struct Track {
  double lateral_mm, between;
};
constexpr std::array<Track, 15> kTracks{{{7, 0.5},
                                         {4.5, 0.5},
                                         {9.5, 0.5},
                                         {7, 0.85},
                                         {4.5, 0.85},
                                         {9.5, 0.85},
                                         {7, 0.25},
                                         {4.5, 0.25},
                                         {9.5, 0.25},
                                         {3.5, 0.7},
                                         {11, 0.6},
                                         {6, 1.0},
                                         {8.5, 1.0},
                                         {11, 0.9},
                                         {3.5, 1.0}}};

}  // namespace

bool Autopilot::Pilot::biteBone(bool upper) {
  const int wanted = static_cast<int>(goal.amount);
  switch (self.phase_) {
    case 0:  // tool and plan
      if (entering()) self.approach_ = planApproach(theCase, state);
      return toolReady(ToolKind::kBoneRongeur) ? (enter(1), false) : false;
    case 1: {  // room to turn
      const double window = glm::distance(self.approach_.edge, state.portal.entry_mm);
      return portalDepth(window - kPortalBack_mm) ? (enter(2), false) : false;
    }
    case 2:  // the next nibble along the edge
      return aimAt(nibble(upper, self.aim_, wanted)) ? (enter(3), false) : false;
    case 3: {  // onto the bone: no further than a little past the edge, and clear of the dura
      constexpr double kPastEdge_mm = 1.0;
      const Vec3 edge = nibble(upper, self.aim_, wanted);
      const double reach =
          glm::dot(edge - state.portal.tip(), state.portal.direction) + kPastEdge_mm;
      if (!tooNearDura() && !toolBeyond(std::min(reach, operation::kToolReachBeyondPortal_mm)))
        return false;
      say(Verb::kToolAdvance, 0.0);
      return enter(4), false;
    }
    case 4:
      if (entering()) {
        if (inJaw().bone_mm3() < kWorthTaking_mm3) return enter(5), false;
        say(Verb::kToolBite);
        return false;
      }
      return state.tool.closing_s <= 0.0 ? (enter(5), false) : false;
    default:
      if (!toolBeyond(0.0)) return false;
      if (++self.aim_ >= wanted) return true;
      return enter(2), false;
  }
}

bool Autopilot::Pilot::debulk() {
  switch (self.phase_) {
    case 0:
      if (entering()) {
        self.approach_ = planApproach(theCase, state);
        self.reference_ = narrowestArea_mm2();
      }
      return toolReady(ToolKind::kTissueSculptor) ? (enter(1), false) : false;
    case 1: {
      const double window = glm::distance(self.approach_.edge, state.portal.entry_mm);
      return portalDepth(window - kPortalBack_mm) ? (enter(2), false) : false;
    }
    case 2: {  // aim at the next track
      const Track& track = kTracks[static_cast<std::size_t>(self.aim_)];
      Vec3 target = glm::mix(self.approach_.lowerEdge, self.approach_.upperEdge, track.between);
      target.x = anatomy::sign(theCase.side()) * track.lateral_mm;
      return aimAt(target) ? (enter(3), false) : false;
    }
    case 3: {  // advance behind the dura
      if (!tooNearDura() && !toolBeyond(operation::kToolReachBeyondPortal_mm - 2.0)) return false;
      say(Verb::kToolAdvance, 0.0);
      self.count_ = 0;
      return enter(4), false;
    }
    case 4:  // bite where it is worth it
      if (entering() && inJaw().ligament_mm3() < kWorthTaking_mm3) return enter(5), false;
      if (entering()) {
        say(Verb::kToolBite);
        return false;
      }
      return state.tool.closing_s <= 0.0 && elapsed_s() > 1.0 ? (enter(5), false) : false;
    case 5: {  // a step back along the track
      if (entering()) self.back_mm_ = state.tool.beyond_mm - kStepBack_mm;
      if (self.back_mm_ <= 0.0) return enter(6), false;
      return toolBeyond(self.back_mm_) ? (enter(++self.count_ % kBitesPerTrack == 0 ? 6 : 4), false)
                                       : false;
    }
    default:  // out of the way, then judge
      if (!toolBeyond(0.0)) return false;
      constexpr double kSettles_s = 1.2;
      if (elapsed_s() < kSettles_s) return false;
      const bool enough = narrowestArea_mm2() - self.reference_ >= goal.amount;
      if (enough || ++self.aim_ >= static_cast<int>(kTracks.size())) return true;
      return enter(2), false;
  }
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
