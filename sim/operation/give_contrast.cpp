// The needle's end: how hard it is to give into, and where what it gives goes.
#include "anatomy/soft_tissue.hpp"
#include "operation/steps.hpp"
#include "thecal_sac/epidural_veins.hpp"
#include "thecal_sac/sections.hpp"

#include <algorithm>
#include <cmath>

namespace unkink::operation {
namespace {

using anatomy::Tissue;
using fluoro::ContrastPlace;
using math::Vec3;

constexpr double kSubdural_mm = 1.0;  // inside the dura; house

constexpr double kFatEnds_mm = 6.0;  // of the canal's, from any point in it

/// From a point of the fat in a direction to what is no fat.
struct EndOfFat {
  double away_mm = kFatEnds_mm;
  Tissue what = Tissue::kEpiduralFat;
};
EndOfFat endOfFat(const Case& theCase, const State& s, const Vec3& p, const Vec3& direction) {
  constexpr double kStep_mm = 0.3, kClose_mm = 0.01;
  EndOfFat end;
  double in = 0.0, out = kStep_mm;
  const auto ends = [&](double t) {
    const Tissue there = tissueAt(theCase, s, p + t * direction);
    if (there != Tissue::kEpiduralFat) end = {t, there};
    return there != Tissue::kEpiduralFat;
  };
  for (; out < kFatEnds_mm && !ends(out); out += kStep_mm) in = out;
  if (out >= kFatEnds_mm) return end;
  while (out - in > kClose_mm) {
    const double middle = 0.5 * (in + out);
    (ends(middle) ? out : in) = middle;
  }
  return end;
}

/// Towards the axis of the canal.
Vec3 inwards(const State& s, const Vec3& p) {
  const thecal_sac::Frames& frames = s.freeSpace.frames;
  const auto nearest = std::ranges::min_element(
      frames, {}, [&](const auto& f) { return glm::dot(p - f.centre, p - f.centre); });
  return glm::normalize(nearest->centre - p);
}

/// Whether a point in fat about the sac is inside the canal: nothing but fat between it and the
/// dura.
bool inCanal(const Case& theCase, const State& s, const Vec3& p) {
  return endOfFat(theCase, s, p, inwards(s, p)).what == Tissue::kThecalSac;
}

/// In the canal: as of a thin film, by the room from dura to wall. Outside it the same fat gives
/// way less.
double resistanceInFat(const Case& theCase, const State& s, const Vec3& p) {
  constexpr double kOutside = 0.3, kWide = 0.05, kTight = 0.4, kWide_mm = 1.0;
  const Vec3 in = inwards(s, p);
  const EndOfFat dura = endOfFat(theCase, s, p, in);
  if (dura.what != Tissue::kThecalSac) return kOutside;
  const double gap_mm = dura.away_mm + endOfFat(theCase, s, p, -in).away_mm;
  return std::clamp(kWide * std::pow(kWide_mm / gap_mm, 3.0), kWide, kTight);
}

/// Whether a point is between two spinous processes.
bool inInterspinous(const Case& theCase, const State& s, const Vec3& p) {
  const anatomy::Spine& spine = theCase.spine();
  const Vec3 m = s.bend.undo(p, spine.tieByHeight(p));
  for (int l = 0; l < anatomy::kLevelCount; ++l) {
    const anatomy::LevelLandmarks& at = spine.landmarks(static_cast<anatomy::Level>(l));
    const double thick = anatomy::softTissueSizes().interspinous_mm[static_cast<std::size_t>(l)];
    const bool between = m.z < at.upperSpinousTip.z && m.z > at.lowerSpinousTip.z;
    if (between && std::abs(m.x) < 0.5 * thick && m.y > at.interlaminarMidline.y &&
        m.y < std::max(at.upperSpinousTip.y, at.lowerSpinousTip.y))
      return true;
  }
  return false;
}

}  // namespace

ContrastPlace contrastPlaceAt(const Case& theCase, const State& s, const Vec3& p) {
  const Tissue tissue = tissueAt(theCase, s, p);
  if (tissue == Tissue::kAir) return ContrastPlace::kOutside;
  if (tissue == Tissue::kThecalSac)
    return thecal_sac::distance(s.freeSpace.frames, s.sac, p) > -kSubdural_mm
               ? ContrastPlace::kSubdural
               : ContrastPlace::kIntrathecal;
  if (tissue != Tissue::kEpiduralFat || !inCanal(theCase, s, p)) return ContrastPlace::kSoftTissue;
  const double toVein = thecal_sac::distanceToVein_mm(s.freeSpace, s.sac, veinSeed(theCase), p);
  return toVein < thecal_sac::kVeinRadius_mm ? ContrastPlace::kVascular : ContrastPlace::kEpidural;
}

std::uint64_t veinSeed(const Case& theCase) {
  return anatomy::fingerprint(theCase.spine().parameters());
}

double resistanceAt(const Case& theCase, const State& s, const Vec3& p) {
  switch (tissueAt(theCase, s, p)) {
    case Tissue::kAir:
    case Tissue::kThecalSac:
      return 0.0;
    case Tissue::kEpiduralFat:
      return resistanceInFat(theCase, s, p);
    case Tissue::kSubcutaneousFat:
      return 0.2;
    case Tissue::kMuscle:
      return inInterspinous(theCase, s, p) ? 0.6 : 0.35;
    case Tissue::kDisc:
      return 0.9;
    case Tissue::kLigamentumFlavum:
    case Tissue::kBone:
      break;
  }
  return 1.0;
}

void giveContrast(const Case& theCase, State& s) {
  Needle& n = s.needle;
  if (n.toInject_mL <= 0.0) return;
  const double now = std::min(n.toInject_mL, n.gives_mL_s * kTick_s);
  n.toInject_mL -= now;
  n.injected_mL += now;
  const Vec3 tip = n.tip();
  const ContrastPlace place = contrastPlaceAt(theCase, s, tip);
  if (place == ContrastPlace::kEpidural) {
    const OnSac at = placeOnSac(s, tip);
    s.contrast.inject(at.row, fluoro::ContrastLayer::cellAt(at.angle), now);
  } else {
    s.stray.inject(place, tissueAt(theCase, s, tip), tip, now);
  }
  if (n.toInject_mL > 0.0) return;
  const bool placed = place == ContrastPlace::kEpidural;
  record(s, placed ? EventKind::kContrastGiven : EventKind::kContrastMisplaced, tip, n.injected_mL,
         static_cast<double>(place));
}

}  // namespace unkink::operation
