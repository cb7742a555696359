// The parts of one tick, for step.cpp only: each moves its own share of the State by 1/60 s.
#pragma once

#include "operation/state.hpp"

#include <algorithm>

namespace unkink::operation {

/// One step from `now` towards `goal`, of at most `most`.
inline double approach(double now, double goal, double most) {
  return now + std::clamp(goal - now, -most, most);
}

void carryOut(const Case& theCase, State& state, const Command& command);
/// A setting of C-arm, collimator, pedal or monitor. \return false: refused, nothing is changed
bool setCArm(CArmState& arm, const Command& command);
void moveCArm(CArmState& arm);
void moveNeedle(const Case& theCase, State& state);
void giveContrast(const Case& theCase, State& state);
void movePortal(const Case& theCase, State& state);
void moveTool(const Case& theCase, State& state);
void easeTissue(const Case& theCase, State& state);
void spreadContrast(const Case& theCase, State& state);
void expose(const Case& theCase, State& state);

/// The cell of the contrast layer that lies nearest a Patient point.
struct OnSac {
  int row = 0;
  units::Deg angle;  // from dorsal, positive towards the patient's left
};
OnSac placeOnSac(const State& state, const math::Vec3& p);

void record(State& state, EventKind kind, const math::Vec3& place, double a = 0.0, double b = 0.0);

}  // namespace unkink::operation
