// The goals that reach the level: needle, contrast, opening, portal; and the hand's own habits.
#include "lesson/pilot.hpp"
#include "thecal_sac/sections.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace unkink::lesson {
namespace {

using math::Vec3;
using operation::ToolKind;
using operation::Verb;
using units::Deg;
using units::Rad;

constexpr double kNear_mm = 0.2;
constexpr double kFirm_mm_s = 10.0;
constexpr double kGentle_mm_s = 4.0;
constexpr double kSlide_mm_s = 80.0;
constexpr double kPatience_s =
    25.0;  // no phase of a hand's work takes longer; then the next thing is tried

}  // namespace

bool Autopilot::Pilot::needleIn() {
  // the ways in that are tried in turn when a bone is met: cranial tilt and paramedian distance
  struct Way {
    double cranial_deg, beside_mm;
  };
  constexpr std::array<Way, 6> kWays{{{6, 7}, {14, 7}, {24, 7}, {0, 10}, {18, 11}, {32, 5}}};
  const auto& needle = state.needle;
  if (self.phase_ == 0) {
    self.approach_ = planApproach(theCase, state, plannedSite(theCase));
    const Way way = kWays[static_cast<std::size_t>(self.aim_) % kWays.size()];
    // from the side that is not worked on, to just beside the mid-line
    const double away = -anatomy::sign(theCase.side());
    const Vec3 target = self.approach_.needleTarget;
    const Vec3 from = target + Vec3(away * way.beside_mm, 50.0,
                                    -50.0 * std::tan(Rad(Deg(way.cranial_deg)).value));
    const Vec3 d = glm::normalize(target - from);
    Vec3 skin = operation::skinBehind(theCase, state, from.x, from.z);
    // along the line to the skin's own depth
    skin = target - d * ((skin.y - target.y) / -d.y);
    const operation::Aim aim = operation::aimOf(d);
    say(Verb::kNeedlePlace, skin.x, skin.z, aim.cranial.value, aim.left.value);
    say(Verb::kNeedleAdvance, kFirm_mm_s);
    return enter(1), false;
  }
  if (needle.inEpiduralSpace) return say(Verb::kNeedleAdvance, 0.0), true;
  const double left = glm::distance(needle.tip(), self.approach_.needleTarget);
  constexpr double kSlowFrom_mm = 14.0, kTooDeep_mm = 12.0;
  const bool past =
      glm::dot(needle.tip() - self.approach_.needleTarget, needle.direction) > kTooDeep_mm;
  if (needle.onBone || past || elapsed_s() > kPatience_s) {
    if (++self.aim_ >= static_cast<int>(kWays.size())) return say(Verb::kNeedleAdvance, 0.0), true;
    say(Verb::kNeedleRemove);
    return enter(0), false;
  }
  if (left < kSlowFrom_mm && needle.rate_mm_s > kGentle_mm_s)
    say(Verb::kNeedleAdvance, kGentle_mm_s);
  return false;
}

bool Autopilot::Pilot::contrast() {
  if (entering()) {
    say(Verb::kNeedleInject, goal.amount * theCase.parameters().contrastVolume_mL);
    return false;
  }
  constexpr double kSpreads_s = 2.0;
  return state.needle.toInject_mL <= 0.0 && elapsed_s() > kSpreads_s;
}

bool Autopilot::Pilot::needleOut() {
  if (!state.needle.placed) return true;
  if (entering()) say(Verb::kNeedleAdvance, -12.0);
  if (state.needle.depth_mm > 0.0) return false;
  say(Verb::kNeedleRemove);
  return true;
}

bool Autopilot::Pilot::openSkin() {
  if (entering()) {
    self.approach_ = planApproach(theCase, state, plannedSite(theCase));
    say(Verb::kSkinOpen, self.approach_.skinEntry.x, self.approach_.skinEntry.z);
  }
  constexpr double kTakes_s = 1.5;
  return elapsed_s() >= kTakes_s;
}

bool Autopilot::Pilot::portalDock() {
  if (self.phase_ == 0) {
    self.approach_ = planApproach(theCase, state, plannedSite(theCase));
    const Vec3 d = glm::normalize(self.approach_.dock - state.skinOpening_mm);
    const operation::Aim aim = operation::aimOf(d);
    say(Verb::kPortalPlace, state.skinOpening_mm.x, state.skinOpening_mm.z, aim.cranial.value,
        aim.left.value);
    return enter(1), false;
  }
  if (self.phase_ == 1) {
    if (entering()) say(Verb::kToolInsert, static_cast<double>(ToolKind::kTrocar));
    return toolBeyond(operation::kTrocarBeyondPortal_mm) ? (enter(2), false) : false;
  }
  if (entering()) say(Verb::kPortalAdvance, kFirm_mm_s);
  const bool deep =
      state.portal.depth_mm > glm::distance(self.approach_.dock, state.skinOpening_mm) + 5.0;
  if (!state.portal.onBone && !deep && elapsed_s() < kPatience_s) return false;
  say(Verb::kPortalAdvance, 0.0);
  return true;
}

bool Autopilot::Pilot::portalToEdge() {
  constexpr double kDrawBack_mm = 5.0;
  if (self.phase_ == 0) {
    self.approach_ = planApproach(theCase, state, plannedSite(theCase));
    self.reference_ = state.portal.depth_mm - kDrawBack_mm;
    return enter(1), false;
  }
  if (self.phase_ == 1) return portalDepth(self.reference_) ? (enter(2), false) : false;
  if (self.phase_ == 2) return aimAt(self.approach_.edge) ? (enter(3), false) : false;
  if (self.phase_ == 3) {
    const double reach = glm::distance(self.approach_.edge, state.skinOpening_mm);
    return portalDepth(reach - operation::kTrocarBeyondPortal_mm) ? (enter(4), false) : false;
  }
  return toolOut();
}

bool Autopilot::Pilot::portalOut() {
  if (!state.portal.placed) return true;
  if (state.tool.kind != ToolKind::kNone) return toolOut(), false;
  if (!portalDepth(0.0)) return false;
  say(Verb::kPortalRemove);
  return true;
}

bool Autopilot::Pilot::closeSkin() {
  if (entering()) say(Verb::kSkinClose);
  constexpr double kTakes_s = 1.0;
  return elapsed_s() >= kTakes_s;
}

bool Autopilot::Pilot::toolOut() {
  if (state.tool.kind == ToolKind::kNone) return true;
  if (state.tool.beyond_mm > -operation::kPortalLength_mm) {
    if (state.tool.rate_mm_s != -kSlide_mm_s && state.tool.closing_s <= 0.0)
      say(Verb::kToolAdvance, -kSlide_mm_s);
  } else {
    say(Verb::kToolRemove);
  }
  return false;
}

bool Autopilot::Pilot::toolReady(ToolKind kind) {
  if (state.tool.kind != kind) {
    if (toolOut()) say(Verb::kToolInsert, static_cast<double>(kind));
    return false;
  }
  return toolBeyond(0.0);
}

bool Autopilot::Pilot::aimAt(const Vec3& target) {
  const Vec3 d = glm::normalize(target - state.portal.entry_mm);
  if (entering()) {
    const operation::Aim aim = operation::aimOf(d);
    say(Verb::kPortalAim, aim.cranial.value, aim.left.value);
    return false;
  }
  constexpr double kMost_s = 1.5;
  return glm::distance(state.portal.direction, state.portal.directionGoal) < 1e-6 ||
         elapsed_s() > kMost_s;
}

bool Autopilot::Pilot::portalDepth(double depth_mm) {
  const double left = depth_mm - state.portal.depth_mm;
  const bool arrived = std::abs(left) < kNear_mm || (left > 0.0 && state.portal.onBone);
  if (arrived || elapsed_s() > kPatience_s) {
    if (state.portal.rate_mm_s != 0.0) say(Verb::kPortalAdvance, 0.0);
    return true;
  }
  if (entering() || state.portal.rate_mm_s == 0.0)
    say(Verb::kPortalAdvance, left > 0.0 ? kFirm_mm_s : -kFirm_mm_s);
  return false;
}

bool Autopilot::Pilot::toolBeyond(double beyond_mm) {
  const double left = beyond_mm - state.tool.beyond_mm;
  const bool stopped = !entering() && left > 0.0 && (state.tool.onBone || state.tool.onDura);
  if (std::abs(left) < kNear_mm || stopped || elapsed_s() > kPatience_s) {
    if (state.tool.rate_mm_s != 0.0) say(Verb::kToolAdvance, 0.0);
    return true;
  }
  // slide inside the portal, firmly in tissue, gently at the end
  const bool inside = state.tool.beyond_mm < -2.0 && beyond_mm > state.tool.beyond_mm;
  const double far =
      inside ? std::min(kSlide_mm_s, 20.0 * std::max(1.0, std::abs(left))) : kFirm_mm_s;
  const double rate = std::copysign(std::abs(left) < 1.0 ? kGentle_mm_s : far, left);
  if (state.tool.rate_mm_s != rate) say(Verb::kToolAdvance, rate);
  return false;
}

bool Autopilot::Pilot::windowAt(Deg angle) {
  constexpr double kTurn_deg_s = 120.0, kNear_deg = 1.5;
  const double left = std::remainder(angle.value - state.tool.angle.value, 360.0);
  if (std::abs(left) < kNear_deg) {
    if (state.tool.turnRate_deg_s != 0.0) say(Verb::kToolTurn, 0.0);
    return true;
  }
  if (state.tool.turnRate_deg_s == 0.0) say(Verb::kToolTurn, std::copysign(kTurn_deg_s, left));
  return false;
}

Vec3 Autopilot::Pilot::toolTip() const {
  return state.portal.tip() + state.tool.beyond_mm * state.portal.direction;
}

double Autopilot::Pilot::toDura_mm(const Vec3& p) const {
  return thecal_sac::distance(state.freeSpace.frames, state.sac, p);
}

thecal_sac::SectionMeasure Autopilot::Pilot::narrowest() const {
  return thecal_sac::measureLevel(theCase.spine(), state.freeSpace.frames, state.sac,
                                  theCase.level());
}

}  // namespace unkink::lesson
