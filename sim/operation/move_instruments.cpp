// Instruments in motion: pushed at a hand's speed, stopped by bone and by the limits of the kit.
#include "operation/steps.hpp"
#include "thecal_sac/pressure.hpp"
#include "thecal_sac/sections.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace unkink::operation {
namespace {

using math::Vec3;

constexpr double kBoneContact_mm = 0.25;  // an instrument stops this far from the bone's surface
constexpr double kHandMostInTissue_mm_s = 12.0;
constexpr double kAimMost_deg_s = 25.0;

/// Distance from bone to the rim of a blunt end, mm.
double rimToBone(const tissue::Body& body, const Vec3& tip, const Vec3& direction, double radius) {
  double d = body.bone(tip);
  if (d > 2.0 * radius) return d - radius;  // too far for the rim to matter
  const auto frame = patientFromShaft(tip, direction, units::Deg(0.0));
  constexpr int kRimPoints = 8;
  for (int n = 0; n < kRimPoints; ++n) {
    const double a = 2.0 * std::numbers::pi * n / kRimPoints;
    d = std::min(
        d, body.bone(frame * Vec3(radius * std::cos(a), radius * std::sin(a), -0.5 * radius)));
  }
  return d;
}

/// The rate a hand may push with in tissue.
double handRate(double wanted) {
  return std::clamp(wanted, -kHandMostInTissue_mm_s, kHandMostInTissue_mm_s);
}

void turnTowardsGoal(const tissue::Body& body, Shaft& shaft, double radius, double reach_mm) {
  const double angle =
      std::acos(std::clamp(glm::dot(shaft.direction, shaft.directionGoal), -1.0, 1.0));
  if (angle < 1e-9) return;
  const double most = units::Rad(units::Deg(kAimMost_deg_s * kTick_s)).value;
  const Vec3 next =
      angle <= most ? shaft.directionGoal
                    : glm::normalize(glm::mix(shaft.direction, shaft.directionGoal, most / angle));
  const auto toBone = [&](const Vec3& along) {
    return rimToBone(body, shaft.entry_mm + (shaft.depth_mm + reach_mm) * along, along, radius);
  };
  // bone stops it, but never stops it from turning away
  const double after = shaft.depth_mm > 0.0 ? toBone(next) : kBoneContact_mm;
  if (after < kBoneContact_mm && after < toBone(shaft.direction)) return;
  shaft.direction = next;
}

/// Advances a shaft; stops it at bone. \return whether it came onto bone in this tick
bool advance(const tissue::Body& body, Shaft& shaft, double radius, double leads_mm,
             double longest_mm) {
  if (shaft.rate_mm_s == 0.0) return false;
  const double next =
      std::clamp(shaft.depth_mm + handRate(shaft.rate_mm_s) * kTick_s, 0.0, longest_mm);
  const Vec3 tip = shaft.entry_mm + (next + leads_mm) * shaft.direction;
  const bool blocked =
      shaft.rate_mm_s > 0.0 && rimToBone(body, tip, shaft.direction, radius) < kBoneContact_mm;
  const bool arrived = blocked && !shaft.onBone;
  shaft.onBone = blocked;
  if (blocked)
    shaft.rate_mm_s = 0.0;
  else
    shaft.depth_mm = next;
  return arrived;
}

/// Depth by which the jaw, closed here, would hold dura; 0 where it holds none.
double duraInJaw_mm(const State& s, const tissue::Jaw& jaw,
                    const math::Rigid<math::Patient, math::Tool>& patientFromTool) {
  constexpr int kSteps = 5;
  const math::Box bounds = jaw.shape.bounds();
  double deepest = 0.0;
  for (int n = 0; n < kSteps * kSteps * kSteps; ++n) {
    const Vec3 t(n % kSteps, n / kSteps % kSteps, n / (kSteps * kSteps));
    const Vec3 inTool = glm::mix(bounds.lo, bounds.hi, t / (kSteps - 1.0));
    if (jaw.shape.distance_mm(inTool) > 0.0) continue;
    deepest = std::max(deepest,
                       -thecal_sac::distance(s.freeSpace.frames, s.sac, patientFromTool * inTool));
  }
  return deepest;
}

void closeJaw(const Case& theCase, State& s, const Vec3& tip) {
  const tissue::Jaw jaw = jawOf(s.tool.kind);
  const auto pose = patientFromShaft(tip, s.portal.direction, s.tool.angle);
  auto before = std::make_shared<Before>(Before{s.tissue, s.removed, s.sac, s.duraTorn, s.undo});
  if (const double depth = duraInJaw_mm(s, jaw, pose); depth > 0.0) {
    s.duraTorn = true;
    record(s, EventKind::kDuralTear, tip, depth);
  }
  tissue::LiveLevels cut = s.tissue;
  const tissue::BiteReport report = tissue::biteAll(bodyOf(theCase, s), cut, jaw, pose);
  constexpr double kNothing_mm3 = 0.05;
  if (report.total_mm3() < kNothing_mm3) return record(s, EventKind::kNothingTaken, tip);
  s.undo = std::move(before);
  s.tissue = std::move(cut);
  tissue::aimRelief(theCase.bases(), s.patient.severity, s.tissue);
  s.removed.bone_mm3 += report.bone_mm3();
  s.removed.ligament_mm3 += report.ligament_mm3();
  ++s.removed.bites;
  s.tool.heldBone_mm3 += report.bone_mm3();
  s.tool.heldLigament_mm3 += report.ligament_mm3();
  record(s, EventKind::kBite, tip, report.bone_mm3(), report.ligament_mm3());
}

double furthest(ToolKind kind) {
  return kind == ToolKind::kTrocar ? kTrocarBeyondPortal_mm : kToolReachBeyondPortal_mm;
}

/// Force with which the sac resists a tool's end, N.
double forceOnDura_N(const Case& theCase, const State& s, const Vec3& tip, double depth_mm) {
  const double perimeter =
      thecal_sac::measureLevel(theCase.spine(), s.freeSpace.frames, s.sac, theCase.level())
          .perimeter_mm;
  return thecal_sac::forceOfDent_N({depth_mm, radiusOf(s.tool.kind)},
                                   thecal_sac::csfPressure_mmHg(tip.z, s.patient.standing),
                                   perimeter / (2.0 * std::numbers::pi));
}

/// The dura stops every push within a tick, gives way a little more at the next, and then no more.
void pressOnDura(const Case& theCase, State& s, double next_mm, double depth_mm) {
  constexpr double kGives_mm = 2.0;  // a blunt end goes no deeper; house
  Tool& t = s.tool;
  t.onDura = true;
  t.rate_mm_s = 0.0;
  if (depth_mm > kGives_mm) return;
  t.beyond_mm = next_mm;
  const Vec3 tip = s.portal.tip() + next_mm * s.portal.direction;
  record(s, EventKind::kDuraTouched, tip, depth_mm, forceOnDura_N(theCase, s, tip, depth_mm));
}

void advanceTool(const Case& theCase, State& s) {
  Tool& t = s.tool;
  if (t.rate_mm_s == 0.0) return;
  const tissue::Body body = bodyOf(theCase, s);
  // inside the portal a tool slides freely; beyond its mouth it moves in tissue
  const double rate = t.beyond_mm > -1.0 ? handRate(t.rate_mm_s) : t.rate_mm_s;
  const double next = std::clamp(t.beyond_mm + rate * kTick_s, -kPortalLength_mm, furthest(t.kind));
  const Vec3 tip = s.portal.tip() + next * s.portal.direction;
  const double radius = 0.8 * radiusOf(t.kind);
  const bool blocked = rate > 0.0 && next > 0.0 &&
                       rimToBone(body, tip, s.portal.direction, radius) < kBoneContact_mm;
  const double toDura = next > 0.0 ? thecal_sac::distance(s.freeSpace.frames, s.sac, tip) : 1.0;
  const bool touches = rate > 0.0 && toDura <= 0.0;
  if (blocked && !t.onBone) record(s, EventKind::kToolOnBone, tip);
  t.onBone = blocked;
  t.onDura = false;
  if (touches)
    pressOnDura(theCase, s, blocked ? t.beyond_mm : next, -toDura);
  else if (blocked)
    t.rate_mm_s = 0.0;
  else
    t.beyond_mm = next;
  if (t.beyond_mm <= -kPortalLength_mm) t.heldBone_mm3 = t.heldLigament_mm3 = 0.0;
}

}  // namespace

void moveNeedle(const Case& theCase, State& s) {
  Needle& n = s.needle;
  if (!n.placed) return;
  const tissue::Body body = bodyOf(theCase, s);
  const bool arrived = advance(body, n, kNeedleRadius_mm, 0.0, kNeedleLength_mm);
  if (arrived) record(s, EventKind::kNeedleOnBone, n.tip());
  if (arrived || n.rate_mm_s != 0.0) {
    const fluoro::ContrastPlace place = contrastPlaceAt(theCase, s, n.tip());
    const bool in =
        place == fluoro::ContrastPlace::kEpidural || place == fluoro::ContrastPlace::kVascular;
    if (in && !n.inEpiduralSpace) record(s, EventKind::kNeedleInEpiduralSpace, n.tip());
    n.inEpiduralSpace = in;
    n.resistance = n.onBone ? 1.0 : resistanceAt(theCase, s, n.tip());
  }
  giveContrast(theCase, s);
}

void movePortal(const Case& theCase, State& s) {
  if (!s.portal.placed) return;
  const tissue::Body body = bodyOf(theCase, s);
  const double leads = std::max(0.0, s.tool.kind == ToolKind::kNone ? 0.0 : s.tool.beyond_mm);
  const double radius = leads > 0.0 ? radiusOf(s.tool.kind) : kPortalOuterRadius_mm;
  turnTowardsGoal(body, s.portal, radius, leads);
  if (advance(body, s.portal, radius, leads, kPortalLength_mm))
    record(s, EventKind::kPortalOnBone, s.portal.tip());
}

void moveTool(const Case& theCase, State& s) {
  Tool& t = s.tool;
  if (t.kind == ToolKind::kNone) return;
  t.angle = units::Deg(std::remainder(t.angle.value + t.turnRate_deg_s * kTick_s, 360.0));
  if (t.closing_s > 0.0) {
    t.closing_s = std::max(0.0, t.closing_s - kTick_s);
    if (t.closing_s == 0.0) closeJaw(theCase, s, s.portal.tip() + t.beyond_mm * s.portal.direction);
    return;
  }
  advanceTool(theCase, s);
}

}  // namespace unkink::operation
