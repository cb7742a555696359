// A hand for the tests of operation: says commands, lets time pass, and looks.
#pragma once

#include "operation/default_case.hpp"
#include "thecal_sac/sections.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace unkink::test {

/// The default patient and a State of its own.
struct Hand {
  operation::State state = operation::initialState(defaultCase());

  void say(operation::Verb verb, double a = 0.0, double b = 0.0, double c = 0.0, double d = 0.0) {
    operation::step(defaultCase(), state, std::array{operation::command(verb, a, b, c, d)});
  }
  void wait(double seconds) {
    for (int n = 0; n < std::lround(seconds / operation::kTick_s); ++n)
      operation::step(defaultCase(), state, {});
  }
  tissue::Body body() const { return operation::bodyOf(defaultCase(), state); }
  double area_mm2() const {
    return thecal_sac::measureLevel(defaultCase().spine(), state.freeSpace.frames, state.sac,
                                    defaultCase().level())
        .area_mm2;
  }
  const anatomy::LevelLandmarks& landmarks() const {
    return defaultCase().spine().landmarks(defaultCase().level());
  }
  int count(operation::EventKind kind) const {
    return static_cast<int>(
        std::count_if(state.events.begin(), state.events.end(),
                      [&](const operation::Event& e) { return e.kind == kind; }));
  }

  /// Lays the patient down, ill as the case has it, and lets everything come to rest.
  void layDown() {
    say(operation::Verb::kPatientLoad, 0.0);
    say(operation::Verb::kPatientSeverity, 1.0);
    wait(6.0);
  }
  /// Puts portal and tool straight where the jaw's middle is at p, past all limits.
  void holdJawAt(const math::Vec3& p, operation::ToolKind kind) {
    const math::Vec3 direction = operation::directionFrom(units::Deg(30.0), units::Deg(0.0));
    const auto frame = operation::patientFromShaft(math::Vec3(0.0), direction, units::Deg(0.0));
    const math::Vec3 tip = p - frame.rotate(operation::jawOf(kind).shape.centre_mm);
    constexpr double kDeep_mm = 60.0;
    state.portal.placed = true;
    state.portal.direction = state.portal.directionGoal = direction;
    state.portal.entry_mm = tip - kDeep_mm * direction;
    state.portal.depth_mm = kDeep_mm;
    state.tool = {};
    state.tool.kind = kind;
    state.tool.beyond_mm = 0.0;
  }
  void bite() {
    say(operation::Verb::kToolBite);
    wait(2.0 * operation::kJawCloses_s);
  }
};

/// The deepest point of the treated level's ligament at severity 1 on one side, Material.
inline math::Vec3 inLigament(anatomy::Side side = anatomy::Side::kLeft) {
  const tissue::Base& base = defaultCase().base();
  const math::SampleBox w = base.window().grown(-12);
  math::IVec3 at = w.lo;
  float least = 0.0f;
  for (int k = w.lo.z; k < w.hi.z; ++k)
    for (int j = w.lo.y; j < w.hi.y; ++j)
      for (int i = w.lo.x; i < w.hi.x; ++i) {
        if (i * anatomy::sign(side) <= 0.0) continue;
        const float v = base.value(tissue::Channel::kLigament, {i, j, k}, 1.0f);
        if (v < least) least = v, at = {i, j, k};
      }
  return math::Vec3(at) * base.spacing_mm();
}

}  // namespace unkink::test
