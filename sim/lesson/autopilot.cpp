// The autopilot's bookkeeping and the goals that move patient and C-arm.
#include "lesson/autopilot.hpp"

#include "lesson/pilot.hpp"

namespace unkink::lesson {

using operation::Verb;

std::vector<operation::Command> Autopilot::plan(const operation::Case& theCase,
                                                const Procedure& procedure,
                                                const operation::State& state) {
  if (finished(procedure)) return {};
  const Stage& stage = procedure.stages[static_cast<std::size_t>(stage_)];
  Pilot pilot{*this, theCase, state, stage.goals[static_cast<std::size_t>(goal_)]};
  if (entered_) since_ = state.tick;
  const int phase = phase_;
  const bool reached = pilot.work();
  if (phase_ == phase) entered_ = false;
  if (reached) {
    ++goal_;
    pilot.enter(0);
    count_ = aim_ = 0;
    if (goal_ >= static_cast<int>(stage.goals.size())) begin(stage_ + 1);
  }
  for (std::size_t n = 0; n < pilot.said.size(); ++n) {
    pilot.said[n].source = operation::Source::kAutopilot;
    pilot.said[n].sequence = static_cast<std::uint32_t>(n);
  }
  return pilot.said;
}

void Autopilot::Pilot::say(Verb verb, double a, double b, double c, double d) {
  said.push_back(operation::command(verb, a, b, c, d));
}

double Autopilot::Pilot::elapsed_s() const {
  return static_cast<double>(state.tick - self.since_) * operation::kTick_s;
}

void Autopilot::Pilot::enter(int phase) {
  self.phase_ = phase;
  self.entered_ = true;
}

bool Autopilot::Pilot::work() {
  switch (goal.kind) {
    case GoalKind::kPosture:
      return posture();
    case GoalKind::kLoad:
      return load();
    case GoalKind::kSeverity:
      return severity();
    case GoalKind::kWait:
      return elapsed_s() >= goal.amount;
    case GoalKind::kTimePasses:
      return say(Verb::kClockWait, 60.0 * goal.amount), true;
    case GoalKind::kView:
      return view();
    case GoalKind::kImage:
      return image();
    case GoalKind::kNeedleIn:
      return needleIn();
    case GoalKind::kContrast:
      return contrast();
    case GoalKind::kNeedleOut:
      return needleOut();
    case GoalKind::kOpenSkin:
      return openSkin();
    case GoalKind::kPortalDock:
      return portalDock();
    case GoalKind::kPortalToEdge:
      return portalToEdge();
    case GoalKind::kBiteUpperBone:
      return biteBone(true);
    case GoalKind::kBiteLowerBone:
      return biteBone(false);
    case GoalKind::kDebulk:
      return debulk();
    case GoalKind::kToolOut:
      return toolOut();
    case GoalKind::kPortalOut:
      return portalOut();
    case GoalKind::kCloseSkin:
      return closeSkin();
    case GoalKind::kCollimate:
      return collimate();
  }
  return true;
}

bool Autopilot::Pilot::posture() {
  if (entering()) say(Verb::kPatientPosture, goal.amount);
  constexpr double kMost_s = 8.0;
  const bool there =
      state.patient.posture == goal.amount && state.patient.postureGoal == goal.amount;
  return (there && state.sac.asleep) || elapsed_s() > kMost_s;
}

bool Autopilot::Pilot::load() {
  if (entering()) say(Verb::kPatientLoad, goal.amount);
  constexpr double kLieDown_s = 1.0;
  return elapsed_s() >= kLieDown_s;
}

bool Autopilot::Pilot::severity() {
  if (entering()) say(Verb::kPatientSeverity, goal.amount);
  constexpr double kMost_s = 10.0;
  const bool there =
      state.patient.severity == goal.amount && state.patient.severityGoal == goal.amount;
  return (there && state.sac.asleep) || elapsed_s() > kMost_s;
}

bool Autopilot::Pilot::view() {
  const operation::CArmState& arm = state.cArm;
  if (entering()) {
    const fluoro::View view =
        goal.contralateral ? fluoro::contralateralOblique(theCase.side()) : goal.view;
    const fluoro::CArm to = operation::cArmFor(theCase, state, view);
    say(Verb::kCArmPrimary, to.primary.value);
    say(Verb::kCArmSecondary, to.secondary.value);
    say(Verb::kCArmCentre, to.isocentre_mm.x, to.isocentre_mm.y, to.isocentre_mm.z);
    if (arm.goal.swivel != to.swivel) say(Verb::kCArmSwivel, to.swivel.value);
    return false;
  }
  constexpr double kMost_s = 12.0;
  return (arm.now.primary == arm.goal.primary && arm.now.secondary == arm.goal.secondary &&
          arm.now.swivel == arm.goal.swivel && arm.now.isocentre_mm == arm.goal.isocentre_mm) ||
         elapsed_s() > kMost_s;
}

bool Autopilot::Pilot::collimate() {
  if (entering()) {
    say(Verb::kCArmIris, goal.amount);
    return false;
  }
  return state.cArm.now.collimator.irisRadius_mm == state.cArm.goal.collimator.irisRadius_mm;
}

bool Autopilot::Pilot::image() {
  if (entering()) say(Verb::kCArmPedal, 1.0);
  if (elapsed_s() < goal.amount) return false;
  say(Verb::kCArmPedal, 0.0);
  return true;
}

}  // namespace unkink::lesson
