// The autopilot: turns goals into a trainee's verbs, tick by tick, under a trainee's limits.
//
// It is a copyable value, so a keyframe of the story holds it. It reads the State as an expert
// would read the patient (it knows where the dura is) and speaks only commands; nothing is moved by
// any other way.
#pragma once

#include "lesson/procedure.hpp"
#include "operation/state.hpp"

#include <span>
#include <vector>

namespace unkink::lesson {

/// Where the instruments are to go, planned on this patient's landmarks in the present posture;
/// Patient, mm.
struct Approach {
  math::Vec3 skinEntry;     // the centre of the opening
  math::Vec3 dock;          // on the dorsal surface of the lower lamina
  math::Vec3 edge;          // in the interlaminar window, behind the ligament
  math::Vec3 upperEdge;     // inferior edge of the upper lamina
  math::Vec3 lowerEdge;     // superior edge of the lower lamina
  math::Vec3 needleTarget;  // epidural space one level below, mid-line
};

/// One side of one level.
struct Site {
  anatomy::Level level;
  anatomy::Side side;
  bool operator==(const Site&) const = default;
};
/// The one that the case plans.
inline Site plannedSite(const operation::Case& theCase) {
  return {theCase.level(), theCase.side()};
}

/// Plans the way in: inferior-lateral to superior-medial, 27 degrees cranial of straight anterior
/// (typical).
Approach planApproach(const operation::Case& theCase, const operation::State& state,
                      const Site& site);

class Autopilot {
 public:
  Autopilot() = default;

  /// Begins a stage's goals from the present state.
  void begin(int stage) {
    stage_ = stage;
    goal_ = phase_ = 0;
    entered_ = true;
  }

  int stage() const { return stage_; }
  int goal() const { return goal_; }  // of that stage, which the next plan works on
  bool finished(const Procedure& procedure) const {
    return stage_ >= static_cast<int>(procedure.stages.size());
  }

  /// The commands of the next tick; moves on to the next goal and stage as they are reached.
  std::vector<operation::Command> plan(const operation::Case& theCase, const Procedure& procedure,
                                       const operation::State& state);

 private:
  /// A bite that is worth making: where the portal points, how deep the tip goes, where the window
  /// faces.
  struct Bite {
    math::Vec3 target{0.0};
    double depth_mm = 0.0;  // from the skin
    units::Deg window{0.0};
    double worth = 0.0;
  };

  struct Pilot;  // one tick's work, in autopilot.cpp
  friend struct Pilot;

  int stage_ = 0, goal_ = 0, phase_ = 0;
  bool entered_ = true;      // the phase has just begun
  std::uint64_t since_ = 0;  // tick at which the phase began
  int count_ = 0;            // bites done in the present goal
  int aim_ = 0;              // which of the goal's aims is being worked on
  double reference_ = 0.0;   // what the goal compares with: an area, a depth
  double back_mm_ = 0.0;     // how far the tool is being drawn back to
  Approach approach_;
  Bite bite_;
};

}  // namespace unkink::lesson
