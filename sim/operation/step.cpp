// One tick, in order; each line is a room of its own further down or in its own file.
#include "operation/steps.hpp"

#include <algorithm>
#include <cmath>
#include <tuple>

namespace unkink::operation {
namespace {

// How fast things may move; what a hand, a table or a motor does.
constexpr double kPosturePerSecond = 0.6;
constexpr double kSeverityPerSecond = 0.35;

std::vector<Command> inOrder(std::span<const Command> commands) {
  std::vector<Command> sorted(commands.begin(), commands.end());
  std::stable_sort(sorted.begin(), sorted.end(), [](const Command& a, const Command& b) {
    return std::tie(a.source, a.sequence) < std::tie(b.source, b.sequence);
  });
  return sorted;
}

/// \return whether posture, load or severity changed
bool movePatient(const Case& theCase, State& s) {
  PatientState& p = s.patient;
  const bool moves = p.posture != p.postureGoal || p.severity != p.severityGoal;
  if (!moves) return false;
  p.posture = approach(p.posture, p.postureGoal, kPosturePerSecond * kTick_s);
  p.severity = approach(p.severity, p.severityGoal, kSeverityPerSecond * kTick_s);
  s.bend = theCase.spine().bend(p.posture, p.standing);
  return true;
}

}  // namespace

void step(const Case& theCase, State& state, std::span<const Command> commands) {
  ++state.tick;
  state.procedureTime_s += kTick_s;
  const bool wasStanding = state.patient.standing;
  for (const Command& c : inOrder(commands)) carryOut(theCase, state, c);
  if (wasStanding != state.patient.standing)
    state.bend = theCase.spine().bend(state.patient.posture, state.patient.standing);
  movePatient(theCase, state);
  moveCArm(state.cArm);
  moveNeedle(theCase, state);
  movePortal(theCase, state);
  moveTool(theCase, state);
  easeTissue(theCase, state);
  spreadContrast(theCase, state);
  expose(theCase, state);
}

tissue::Body bodyOf(const Case& theCase, const State& s) {
  return {theCase.spine(), theCase.bases(), s.tissue, theCase.level(), s.bend, s.patient.severity};
}

}  // namespace unkink::operation
