// One tick of the autopilot: the state it reads, the commands it says, the phase it is in. For
// autopilot*.cpp only.
#pragma once

#include "lesson/autopilot.hpp"
#include "thecal_sac/sections.hpp"

#include <vector>

namespace unkink::lesson {

struct Autopilot::Pilot {
  Autopilot& self;
  const operation::Case& theCase;
  const operation::State& state;
  const Goal& goal;
  std::vector<operation::Command> said{};

  /// Works on the goal for one tick. \return whether it is reached
  bool work();

  // saying and waiting
  void say(operation::Verb verb, double a = 0.0, double b = 0.0, double c = 0.0, double d = 0.0);
  bool entering() const { return self.entered_; }
  double elapsed_s() const;
  void enter(int phase);

  // the goals, one by one
  bool posture();
  bool load();
  bool severity();
  bool view();
  bool image();
  bool collimate();
  bool needleIn();
  bool contrast();
  bool needleOut();
  bool openSkin();
  bool portalDock();
  bool portalToEdge();
  bool biteBone(bool upper);
  bool debulk();
  bool portalOut();
  bool closeSkin();

  // what a hand does over and over
  bool toolOut();                            // true once the portal is empty
  bool toolReady(operation::ToolKind kind);  // true once that tool waits at the portal's mouth
  bool aimAt(
      const math::Vec3& target);      // true once the portal points there, or will not turn further
  bool portalDepth(double depth_mm);  // true once it is there, or on bone
  bool toolBeyond(double beyond_mm);  // true once it is there, or stopped

  bool windowAt(units::Deg angle);  // true once the tool's window faces there

  math::Vec3 toolTip() const;
  double toDura_mm(const math::Vec3& p) const;
  double jawToDura_mm(const tissue::Jaw& jaw,
                      const math::Rigid<math::Patient, math::Tool>& patientFromTool) const;
  Autopilot::Bite bestBite() const;
  thecal_sac::SectionMeasure narrowest() const;  // of the treated level
  bool tooNearDura() const;                      // the tool's tip must go no further
  math::Vec3 nibble(bool upper, int n,
                    int of) const;   // where the n-th bite at a laminar edge is aimed
  tissue::BiteReport inJaw() const;  // what the tool would take now
};

}  // namespace unkink::lesson
