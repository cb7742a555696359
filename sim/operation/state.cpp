// The first State, its hash, and what is at a point of the whole.
#include "operation/state.hpp"

#include "math/hash.hpp"
#include "thecal_sac/sac_mesh.hpp"
#include "thecal_sac/sections.hpp"

namespace unkink::operation {
namespace {

using math::Hash;
using math::Vec3;

void add(Hash& h, const PatientState& p) {
  for (const double v : {p.posture, p.postureGoal, p.severity, p.severityGoal}) h.add(v);
  h.add(p.standing);
}

void add(Hash& h, const fluoro::Collimator& c) {
  h.add(c.irisRadius_mm);
  h.add(c.leafGap_mm);
  h.add(c.leafTurn.value);
}

void add(Hash& h, const fluoro::CArm& c) {
  h.add(c.primary.value);
  h.add(c.secondary.value);
  h.add(c.isocentre_mm);
  h.add(c.fieldOfView_mm);
  h.add(c.swivel.value);
  h.add(c.sourceToIsocentre_mm);
  h.add(c.sourceToDetector_mm);
  h.add(c.detectorDose_nGy);
  add(h, c.collimator);
}

void add(Hash& h, const CArmState& c) {
  add(h, c.now);
  add(h, c.goal);
  h.add(c.pedal.pressed);
  h.add(c.pedal.pulsesPerSecond);
  h.add(c.pedal.untilNextPulse_s);
  h.add(c.pedal.mode);
  h.add(c.brightness.signal);
  h.add(c.exposure.number);
  h.add(c.exposure.brightness);
  h.add(c.exposure.scatterFraction);
  h.add(c.monitor.turn.value);
  h.add(c.monitor.flipped);
}

void add(Hash& h, const fluoro::Dose& d) {
  h.add(d.fluoroscopyTime_s);
  h.add(d.exposures);
  h.add(d.referenceAirKerma_mGy);
  h.add(d.kermaAreaProduct_Gycm2);
}

void add(Hash& h, const Shaft& s) {
  h.add(s.placed);
  h.add(s.entry_mm);
  h.add(s.direction);
  h.add(s.directionGoal);
  h.add(s.depth_mm);
  h.add(s.rate_mm_s);
  h.add(s.onBone);
}

void add(Hash& h, const Tool& t) {
  h.add(t.kind);
  h.add(t.beyond_mm);
  h.add(t.rate_mm_s);
  h.add(t.angle.value);
  h.add(t.turnRate_deg_s);
  h.add(t.closing_s);
  h.add(t.onBone);
  h.add(t.onDura);
  h.add(t.heldBone_mm3);
  h.add(t.heldLigament_mm3);
}

void add(Hash& h, const fluoro::StrayContrast& stray) {
  for (const fluoro::Deposit& d : stray.deposits) {
    h.add(d.place);
    h.add(d.tissue);
    h.add(d.at);
    h.add(d.volume_mL);
    h.add(d.age_s);
  }
  h.add(stray.given_mL);
  h.add(stray.gone_mL);
}

void add(Hash& h, const Event& e) {
  h.add(e.tick);
  h.add(e.kind);
  h.add(e.place);
  for (const double v : e.values) h.add(v);
}

}  // namespace

std::uint64_t hash(const State& s) {
  Hash h;
  h.add(s.tick);
  h.add(s.procedureTime_s);
  add(h, s.patient);
  add(h, s.cArm);
  add(h, s.dose);
  for (const double v : s.contrast.volumes_mm3()) h.add(v);
  h.add(s.contrast.roomKey());
  add(h, s.stray);
  add(h, s.needle);
  h.add(s.needle.toInject_mL);
  h.add(s.needle.injected_mL);
  h.add(s.needle.gives_mL_s);
  h.add(s.needle.inEpiduralSpace);
  h.add(s.needle.resistance);
  add(h, s.portal);
  add(h, s.tool);
  h.add(s.skinOpen);
  h.add(s.dressed);
  h.add(s.skinOpening_mm);
  for (const tissue::Live& level : s.tissue) h.add(tissue::hashOf(level));
  h.add(s.removed.bone_mm3);
  h.add(s.removed.ligament_mm3);
  h.add(s.removed.bites);
  h.add(s.sac.hash);
  h.add(s.duraTorn);
  for (const Event& e : s.events) add(h, e);
  return h.value();
}

State initialState(const Case& theCase) {
  State s;
  s.bend = theCase.spine().bend(s.patient.posture, s.patient.standing);
  s.tissue = tissue::wholeLevels(theCase.bases());
  const anatomy::LevelLandmarks& level = theCase.spine().landmarks(theCase.level());
  s.cArm.now.isocentre_mm = s.cArm.goal.isocentre_mm = level.canalCentre;
  s.cArm.now.detectorDose_nGy = s.cArm.goal.detectorDose_nGy =
      theCase.parameters().detectorDose_nGy;
  s.sac = thecal_sac::restingSac(bodyOf(theCase, s), s.patient.standing);
  thecal_sac::refresh(bodyOf(theCase, s), s.patient.standing, s.freeSpace);
  s.contrast = fluoro::ContrastLayer(thecal_sac::gapCellWidths_mm(s.freeSpace.frames));
  return s;
}

State heldIn(const Case& theCase, const State& state, const Pose& pose) {
  State s = state;
  s.patient = {pose.posture, pose.posture, pose.severity, pose.severity, pose.standing};
  s.bend = theCase.spine().bend(pose.posture, pose.standing);
  tissue::aimRelief(theCase.bases(), pose.severity, s.tissue);
  for (tissue::Live& level : s.tissue) level.relief.now_mm = level.relief.target_mm;
  thecal_sac::fill(s.freeSpace, {}, 0);
  s.freeSpace.fills = false;
  thecal_sac::settle(bodyOf(theCase, s), s.sac, s.freeSpace, pose.standing);
  return s;
}

State untouched(const Case& theCase, const State& s) {
  State whole = s;
  whole.tissue = tissue::wholeLevels(theCase.bases());
  whole.removed = {};
  whole.undo.reset();
  whole.duraTorn = false;
  whole.portal = {};
  whole.tool = {};
  whole.skinOpen = whole.dressed = false;
  whole.skinOpening_mm = math::Vec3(0.0);
  whole.events.clear();
  const tissue::Body body = bodyOf(theCase, whole);
  thecal_sac::settle(body, whole.sac, whole.freeSpace, s.patient.standing);
  return whole;
}

double untouchedArea_mm2(const Case& theCase, const State& s) {
  const tissue::LiveLevels whole = tissue::wholeLevels(theCase.bases());
  const tissue::Body body(theCase.spine(), theCase.bases(), whole, theCase.level(), s.bend,
                          s.patient.severity);
  thecal_sac::FreeSpace space = s.freeSpace;
  thecal_sac::Sac sac;
  thecal_sac::settle(body, sac, space, s.patient.standing);
  return thecal_sac::measureLevel(theCase.spine(), space.frames, sac, theCase.level()).area_mm2;
}

anatomy::Tissue tissueAt(const Case& theCase, const State& s, const Vec3& p) {
  return bodyOf(theCase, s).tissueAt(p, thecal_sac::distance(s.freeSpace.frames, s.sac, p) < 0.0);
}

Vec3 skinBehind(const Case& theCase, const State& s, double x_mm, double z_mm) {
  const anatomy::Spine& spine = theCase.spine();
  const auto skin = [&](const Vec3& p) { return spine.trunk(s.bend.undo(p, spine.tieOfTrunk(p))); };
  // from well behind the body forwards to the first point inside, then halved to the surface
  constexpr double kBehind_mm = 300.0, kFront_mm = -100.0, kStep_mm = 2.0;
  double out = kBehind_mm;
  while (out > kFront_mm && skin({x_mm, out - kStep_mm, z_mm}) > 0.0) out -= kStep_mm;
  double in = out - kStep_mm;
  for (int n = 0; n < 20; ++n) {
    const double mid = 0.5 * (in + out);
    (skin({x_mm, mid, z_mm}) > 0.0 ? out : in) = mid;
  }
  return {x_mm, in, z_mm};
}

}  // namespace unkink::operation
