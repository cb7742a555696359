// Everything that changes: one copyable value, and the one function that advances it.
#pragma once

#include "fluoro/c_arm.hpp"
#include "fluoro/contrast.hpp"
#include "fluoro/dose.hpp"
#include "fluoro/exposure.hpp"
#include "fluoro/stray_contrast.hpp"
#include "operation/case.hpp"
#include "operation/command.hpp"
#include "operation/event.hpp"
#include "operation/instruments.hpp"
#include "thecal_sac/sac.hpp"
#include "tissue/body.hpp"

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace unkink::operation {

inline constexpr double kTick_s = 1.0 / 60.0;

/// How the patient is: what is so now, and what it is being moved towards.
struct PatientState {
  double posture = 0.0, postureGoal = 0.0;    // -1 extended, 0 neutral, 1 flexed
  double severity = 0.0, severityGoal = 0.0;  // 0 healthy, 1 the case's disease
  bool standing = true;
};

/// The C-arm on its way.
struct CArmState {
  fluoro::CArm now, goal;
  fluoro::Pedal pedal;
  fluoro::BrightnessControl brightness;
  fluoro::Exposure exposure;  // the last one taken
  fluoro::Monitor monitor{};
};

struct Removed {
  double bone_mm3 = 0.0;
  double ligament_mm3 = 0.0;
  int bites = 0;
};

/// What undo goes back to: tissue and sac before a bite. A chain, shared between States.
struct Before;

struct State {
  std::uint64_t tick = 0;
  double procedureTime_s = 0.0;  // runs with the ticks, and ahead of them where the story skips

  PatientState patient;
  CArmState cArm;
  fluoro::Dose dose;
  fluoro::ContrastLayer contrast;
  fluoro::StrayContrast stray;
  Needle needle;
  Shaft portal;
  Tool tool;
  bool skinOpen = false, dressed = false;
  math::Vec3 skinOpening_mm{0.0};

  tissue::LiveLevels tissue;
  Removed removed;
  thecal_sac::Sac sac;
  bool duraTorn = false;
  std::shared_ptr<const Before> undo;
  std::vector<Event> events;

  // derived from the above and kept because it is dear; not part of the hash
  anatomy::Bend bend;
  thecal_sac::FreeSpace freeSpace;
};

struct Before {
  tissue::LiveLevels tissue;
  Removed removed;
  thecal_sac::Sac sac;
  bool duraTorn = false;
  std::shared_ptr<const Before> earlier;
};

/// The patient before anything: standing, neutral, healthy, untouched, sac at rest.
State initialState(const Case& theCase);

/// Advances one tick of 1/60 s: commands, then posture, C-arm, instruments, bite, sac, contrast,
/// exposure.
///
/// Commands are carried out by source, then sequence. What cannot be done becomes a kRefused event,
/// never an exception.
void step(const Case& theCase, State& state, std::span<const Command> commands);

/// 64 bits that differ when anything that changes differs; equal on every run of one build.
std::uint64_t hash(const State& state);

/// The body as it is in this state, asked about the planned level; a view, valid while both live.
tissue::Body bodyOf(const Case& theCase, const State& state);

/// What is at a Patient point, anywhere from L2 to S1 to the skin.
anatomy::Tissue tissueAt(const Case& theCase, const State& state, const math::Vec3& p);

/// Where a needle's tip at a Patient point would give contrast.
///
/// Model: by the geometry as it now is. Inside the dura: to 1 mm subdural, deeper intrathecal. In
/// fat with nothing but fat between it and the dura: epidural, or in a vein within its radius of
/// the vein's middle. Anywhere else in the body: soft tissue.
fluoro::ContrastPlace contrastPlaceAt(const Case& theCase, const State& state, const math::Vec3& p);
/// What tells one patient's veins from another's (thecal_sac::epiduralVein).
std::uint64_t veinSeed(const Case& theCase);
/// Resistance to giving a little from a needle's tip there, of the ligamentum flavum's, 0..1.
///
/// Model: one number per tissue; their order is that of the textbooks (fat and muscle give way,
/// the interspinous ligament less, the flavum hardly, the epidural space at once, but the less the
/// tighter it is: as one over the cube of the gap), the numbers are house.
/// Source: [reynolds1886] the cube
double resistanceAt(const Case& theCase, const State& state, const math::Vec3& p);

/// How a patient is held: what a number must be read with.
struct Pose {
  double posture = 0.0;  // -1 extended, 0 neutral, 1 flexed
  bool standing = false;
  double severity = 1.0;  // 0 healthy, 1 the case's disease
};
/// The state as it would be in another posture, load and severity, with everything at rest: what is
/// removed stays so, and contrast has left the sac its room again. Cost: about 10 ms
State heldIn(const Case& theCase, const State& state, const Pose& pose);

/// The same patient in the same posture, load and severity had nothing been removed: tissue whole,
/// sac at rest, skin closed, no portal or tool; contrast, needle and C-arm as they are.
/// Cost: about 10 ms
State untouched(const Case& theCase, const State& state);
/// Sac area of the treated level in this posture, load and severity had nothing been removed, mm2.
/// Cost: about 12 ms
double untouchedArea_mm2(const Case& theCase, const State& state);

/// A preset view of the treated level: where the C-arm would stand, and centred on what.
fluoro::CArm cArmFor(const Case& theCase, const State& state, fluoro::View view);

/// The exposure that a preset view would give now; no dose, no change. Its number is a fixed one,
/// past any real.
fluoro::Exposure exposureAt(const Case& theCase, const State& state, fluoro::View view);

/// The skin behind (x, z): the first point of the body on the way in from behind.
math::Vec3 skinBehind(const Case& theCase, const State& state, double x_mm, double z_mm);

}  // namespace unkink::operation
