// Commands: each sets a goal, a rate or a place; the limits are kept by what moves afterwards.
#include "operation/steps.hpp"

#include <cmath>

namespace unkink::operation {
namespace {

using math::Vec3;
using units::Deg;

void refuse(State& s, const Command& c, const Vec3& place) {
  record(s, EventKind::kRefused, place, static_cast<double>(c.verb));
}

void place(const Case& theCase, State& s, Shaft& shaft, const Command& c) {
  shaft.placed = true;
  shaft.entry_mm = skinBehind(theCase, s, c.values[0], c.values[1]);
  shaft.direction = shaft.directionGoal = directionFrom(Deg(c.values[2]), Deg(c.values[3]));
  shaft.depth_mm = shaft.rate_mm_s = 0.0;
  shaft.onBone = false;
}

void placePortal(const Case& theCase, State& s, const Command& c) {
  const Vec3 entry = skinBehind(theCase, s, c.values[0], c.values[1]);
  const bool throughOpening =
      s.skinOpen && glm::distance(entry, s.skinOpening_mm) <= 0.5 * kSkinOpening_mm;
  if (!throughOpening || s.portal.placed) return refuse(s, c, entry);
  place(theCase, s, s.portal, c);
}

void insertTool(State& s, const Command& c) {
  const auto kind = static_cast<ToolKind>(std::lround(c.values[0]));
  if (!s.portal.placed || s.tool.kind != ToolKind::kNone) return refuse(s, c, s.portal.tip());
  s.tool = {};
  s.tool.kind = kind;
}

void removeTool(State& s, const Command& c) {
  constexpr double kNearlyOut_mm = 5.0;
  const bool out = s.tool.beyond_mm <= -kPortalLength_mm + kNearlyOut_mm;
  if (s.tool.kind == ToolKind::kNone || !out) return refuse(s, c, s.portal.tip());
  s.tool = {};
}

void startBite(State& s, const Command& c) {
  const bool cuts =
      s.tool.kind == ToolKind::kBoneRongeur || s.tool.kind == ToolKind::kTissueSculptor;
  if (!cuts || s.tool.closing_s > 0.0) return refuse(s, c, s.portal.tip());
  s.tool.rate_mm_s = s.tool.turnRate_deg_s = 0.0;
  s.tool.closing_s = kJawCloses_s;
}

void undo(State& s, const Command& c) {
  if (!s.undo) return refuse(s, c, s.portal.tip());
  const std::shared_ptr<const Before> before = s.undo;
  s.tissue = before->tissue;
  s.removed = before->removed;
  s.sac = before->sac;
  s.duraTorn = before->duraTorn;
  s.tool.heldBone_mm3 = s.tool.heldLigament_mm3 = 0.0;
  s.undo = before->earlier;
  record(s, EventKind::kUndone, s.portal.tip());
}

void inject(State& s, const Command& c) {
  if (!s.needle.placed) return refuse(s, c, s.needle.tip());
  s.needle.toInject_mL += c.values[0];
}

void openSkin(const Case& theCase, State& s, const Command& c) {
  s.skinOpening_mm = skinBehind(theCase, s, c.values[0], c.values[1]);
  s.skinOpen = true;
  s.dressed = false;
  record(s, EventKind::kSkinOpened, s.skinOpening_mm);
}

void closeSkin(State& s, const Command& c) {
  if (!s.skinOpen || s.portal.placed) return refuse(s, c, s.skinOpening_mm);
  s.dressed = true;
}

}  // namespace

void record(State& state, EventKind kind, const Vec3& place, double a, double b) {
  state.events.push_back({state.tick, kind, place, {a, b}});
}

void carryOut(const Case& theCase, State& s, const Command& c) {
  const auto& v = c.values;
  switch (c.verb) {
    case Verb::kPatientPosture:
      s.patient.postureGoal = v[0];
      break;
    case Verb::kPatientLoad:
      s.patient.standing = v[0] >= 0.5;
      break;
    case Verb::kPatientSeverity:
      s.patient.severityGoal = v[0];
      break;
    case Verb::kCArmPrimary:
      s.cArm.goal.primary = Deg(v[0]);
      break;
    case Verb::kCArmSecondary:
      s.cArm.goal.secondary = Deg(v[0]);
      break;
    case Verb::kCArmCentre:
      s.cArm.goal.isocentre_mm = {v[0], v[1], v[2]};
      break;
    case Verb::kCArmPedal:
      s.cArm.pedal.pressed = v[0] >= 0.5;
      break;
    case Verb::kNeedlePlace:
      place(theCase, s, s.needle, c);
      theCase.epiduralFat();  // so that it is there when contrast comes
      break;
    case Verb::kNeedleAdvance:
      s.needle.rate_mm_s = v[0];
      break;
    case Verb::kNeedleInject:
      inject(s, c);
      break;
    case Verb::kNeedleRate:
      s.needle.gives_mL_s = v[0];
      break;
    case Verb::kNeedleRemove:
      s.needle = {};
      break;
    case Verb::kSkinOpen:
      openSkin(theCase, s, c);
      break;
    case Verb::kSkinClose:
      closeSkin(s, c);
      break;
    case Verb::kPortalPlace:
      placePortal(theCase, s, c);
      break;
    case Verb::kPortalAim:
      s.portal.directionGoal = directionFrom(Deg(v[0]), Deg(v[1]));
      break;
    case Verb::kPortalAdvance:
      s.portal.rate_mm_s = v[0];
      break;
    case Verb::kPortalRemove:
      if (s.tool.kind != ToolKind::kNone) return refuse(s, c, s.portal.tip());
      s.portal = {};
      break;
    case Verb::kToolInsert:
      insertTool(s, c);
      break;
    case Verb::kToolAdvance:
      s.tool.rate_mm_s = v[0];
      break;
    case Verb::kToolTurn:
      s.tool.turnRate_deg_s = v[0];
      break;
    case Verb::kToolBite:
      startBite(s, c);
      break;
    case Verb::kToolRemove:
      removeTool(s, c);
      break;
    case Verb::kClockWait:
      s.procedureTime_s += v[0];
      s.contrast.washout(v[0]);
      s.stray.pass(v[0]);
      break;
    case Verb::kEditUndo:
      undo(s, c);
      break;
    case Verb::kCArmField:
    case Verb::kCArmIris:
    case Verb::kCArmLeaves:
    case Verb::kCArmSwivel:
    case Verb::kCArmDistances:
    case Verb::kCArmDose:
    case Verb::kCArmPulses:
    case Verb::kCArmMode:
    case Verb::kMonitorTurn:
      if (!setCArm(s.cArm, c)) refuse(s, c, s.cArm.now.isocentre_mm);
      break;
  }
}

}  // namespace unkink::operation
