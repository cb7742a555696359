// The C-arm's settings, and how fast its motors bring them about.
#include "operation/steps.hpp"

#include <cmath>

namespace unkink::operation {
namespace {

using units::Deg;

// What motors do; house.
constexpr double kCArmDegPerSecond = 22.0;
constexpr double kCArmMmPerSecond = 60.0;
constexpr double kSwivelDegPerSecond = 8.0;
constexpr double kDistanceMmPerSecond = 25.0;
constexpr double kBladeMmPerSecond = 120.0;  // at the detector
constexpr double kBladeDegPerSecond = 60.0;

Deg approach(Deg now, Deg goal, double mostPerSecond) {
  return Deg(operation::approach(now.value, goal.value, mostPerSecond * kTick_s));
}

/// The short way round.
Deg swungTowards(Deg now, Deg goal) {
  constexpr double kMost = kCArmDegPerSecond * kTick_s;
  const double turn = std::remainder(goal.value - now.value, 360.0);
  if (std::abs(turn) <= kMost) return goal;
  return Deg(std::remainder(now.value + std::clamp(turn, -kMost, kMost), 360.0));
}

void moveBlades(fluoro::Collimator& now, const fluoro::Collimator& goal) {
  constexpr double kMost_mm = kBladeMmPerSecond * kTick_s;
  now.irisRadius_mm = operation::approach(now.irisRadius_mm, goal.irisRadius_mm, kMost_mm);
  now.leafGap_mm = operation::approach(now.leafGap_mm, goal.leafGap_mm, kMost_mm);
  now.leafTurn = approach(now.leafTurn, goal.leafTurn, kBladeDegPerSecond);
}

}  // namespace

bool setCArm(CArmState& arm, const Command& c) {
  if (!isInRange(c)) return false;
  const auto& v = c.values;
  switch (c.verb) {
    case Verb::kCArmField:
      if (std::ranges::find(fluoro::kFields_mm, v[0]) == fluoro::kFields_mm.end()) return false;
      arm.now.fieldOfView_mm = arm.goal.fieldOfView_mm = v[0];
      return true;
    case Verb::kCArmIris:
      arm.goal.collimator.irisRadius_mm = v[0];
      return true;
    case Verb::kCArmLeaves:
      arm.goal.collimator.leafGap_mm = v[0];
      arm.goal.collimator.leafTurn = Deg(v[1]);
      return true;
    case Verb::kCArmSwivel:
      arm.goal.swivel = Deg(v[0]);
      return true;
    case Verb::kCArmDistances:
      arm.goal.sourceToIsocentre_mm = v[0];
      arm.goal.sourceToDetector_mm = v[1];
      return true;
    case Verb::kCArmDose:
      arm.now.detectorDose_nGy = arm.goal.detectorDose_nGy = v[0];
      return true;
    case Verb::kCArmPulses:
      arm.pedal.pulsesPerSecond = v[0];
      return true;
    case Verb::kCArmMode:
      arm.pedal.mode = static_cast<fluoro::PedalMode>(std::lround(v[0]));
      return true;
    case Verb::kMonitorTurn:
      arm.monitor = {Deg(v[0]), v[1] >= 0.5};
      return true;
    default:
      return false;
  }
}

void moveCArm(CArmState& arm) {
  fluoro::CArm& now = arm.now;
  const fluoro::CArm& goal = arm.goal;
  now.primary = swungTowards(now.primary, goal.primary);
  now.secondary = approach(now.secondary, goal.secondary, kCArmDegPerSecond);
  now.swivel = approach(now.swivel, goal.swivel, kSwivelDegPerSecond);
  for (int i = 0; i < 3; ++i)
    now.isocentre_mm[i] =
        operation::approach(now.isocentre_mm[i], goal.isocentre_mm[i], kCArmMmPerSecond * kTick_s);
  constexpr double kMost_mm = kDistanceMmPerSecond * kTick_s;
  now.sourceToIsocentre_mm =
      operation::approach(now.sourceToIsocentre_mm, goal.sourceToIsocentre_mm, kMost_mm);
  now.sourceToDetector_mm =
      operation::approach(now.sourceToDetector_mm, goal.sourceToDetector_mm, kMost_mm);
  moveBlades(now.collimator, goal.collimator);
}

}  // namespace unkink::operation
