// Questions to the body in the Patient frame: where things are now, and what is at a point.
#include "tissue/body.hpp"

#include "tissue/cut.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace unkink::tissue {
namespace {

using anatomy::Tissue;
using anatomy::Vertebra;
using math::Vec3;

constexpr double kFar_mm = 1.0e3;

}  // namespace

Vec3 Body::patientFromMaterial(Channel c, const Vec3& material) const {
  const anatomy::Tie tie = base_->tie(c, material);
  if (c != Channel::kLigament) return bend_->apply(material, tie);
  // a thinned ligament has drifted dorsally, most in its middle and not at all on bone
  const double drift = live_->relief.at(material, base_->spacing_mm()) * tie.bulge;
  return bend_->apply(material + drift * base_->dorsal(), tie);
}

Body::Body(const anatomy::Spine& spine, const Base& base, const Live& live,
           const anatomy::Bend& bend, double severity)
    : spine_(&spine), base_(&base), live_(&live), bend_(&bend), severity_(severity) {
  for (std::size_t v = 0; v < materialFromPatient_.size(); ++v)
    materialFromPatient_[v] = bend.motion[v].inverse();
}

Vec3 Body::materialFromPatient(Channel c, const Vec3& p) const {
  const auto upper = static_cast<std::size_t>(base_->level());
  const Vec3 withUpper = materialFromPatient_[upper] * p,
             withLower = materialFromPatient_[upper + 1] * p;
  if (c == Channel::kUpperBone) return withUpper;
  if (c == Channel::kLowerBone) return withLower;
  // between the two rigid answers, corrected until it maps back; the step is adapted (Aitken), for
  // where the tissue stretches to more than twice its length plain corrections would overshoot
  constexpr double kClose_mm = 1.0e-3, kShortest = 0.25, kLongest = 1.5;
  Vec3 m = 0.5 * (withUpper + withLower), before(0.0);
  double step = 1.0;
  for (int i = 0; i < 24; ++i) {
    const Vec3 error = p - patientFromMaterial(c, m);
    if (glm::dot(error, error) < kClose_mm * kClose_mm) break;
    if (const Vec3 change = error - before; i > 0 && glm::dot(change, change) > 0.0)
      step = std::clamp(-step * glm::dot(before, change) / glm::dot(change, change), kShortest,
                        kLongest);
    m += step * error;
    before = error;
  }
  return m;
}

bool Body::inBox(const Vec3& m) const {
  const math::SampleBox& b = base_->box();
  const Vec3 q = m / base_->spacing_mm();
  return q.x >= b.lo.x && q.y >= b.lo.y && q.z >= b.lo.z && q.x <= b.hi.x - 1 &&
         q.y <= b.hi.y - 1 && q.z <= b.hi.z - 1;
}

float Body::value(Channel c, const math::IVec3& fine) const {
  const float given = base_->fineValue(c, fine, static_cast<float>(severity_));
  if (c == Channel::kDisc || live_->carving.empty()) return given;
  return std::max(given, -live_->carving.removed_mm(c, fine));
}

double Body::channelDistance(Channel c, const Vec3& m) const {
  const Vec3 at = m / base_->fineSpacing_mm();
  const math::IVec3 lo(glm::floor(at));
  const Carving& carving = live_->carving;
  // only near a bite do the samples differ from the given field
  if (c == Channel::kDisc || carving.empty() || !carving.holdsAround(c, lo))
    return base_->distance(c, m, severity_);
  const Vec3 t = at - Vec3(lo);
  const std::array<double, 8> given = base_->around(c, lo, static_cast<float>(severity_));
  double sum = 0.0;
  for (int k = 0; k < 8; ++k) {
    const math::IVec3 d(k & 1, (k >> 1) & 1, (k >> 2) & 1);
    const Vec3 w = glm::mix(Vec3(1.0) - t, t, Vec3(d));
    const auto gone = static_cast<double>(carving.removed_mm(c, lo + d));
    sum += w.x * w.y * w.z * std::max(given[static_cast<std::size_t>(k)], -gone);
  }
  return sum;
}

double Body::bone(const Vec3& p) const {
  double d = kFar_mm;
  for (int v = 0; v < anatomy::kVertebraCount; ++v) {
    const Vec3 m = materialFromPatient_[static_cast<std::size_t>(v)] * p;
    const int upper = static_cast<int>(base_->level());
    const bool live = (v == upper || v == upper + 1) && inBox(m);
    if (live) {
      d = std::min(d, channelDistance(v == upper ? Channel::kUpperBone : Channel::kLowerBone, m));
    } else {
      const auto vertebra = static_cast<Vertebra>(v);
      const math::Box box = spine_->boneBounds(vertebra);
      const double gap = glm::length(glm::max(glm::max(box.lo - m, m - box.hi), Vec3(0.0)));
      if (gap >= d) continue;
      const double analytic = spine_->bone(vertebra, m, false);
      d = std::min(d, gap > 0.0 ? std::max(gap, analytic) : analytic);
    }
  }
  return d;
}

double Body::disc(const Vec3& p) const {
  const Vec3 m = materialFromPatient(Channel::kDisc, p);
  if (inBox(m)) return channelDistance(Channel::kDisc, m);
  double d = kFar_mm;
  const Vec3 byHeight = bend_->undo(p, spine_->tieByHeight(p));
  for (int l = 0; l < anatomy::kLevelCount; ++l) {
    const auto level = static_cast<anatomy::Level>(l);
    if (spine_->discBounds(level).grown(2.0).contains(byHeight))
      d = std::min(d, spine_->disc(level, byHeight, false));
  }
  return d;
}

double Body::ligament(const Vec3& p) const {
  const Vec3 m = materialFromPatient(Channel::kLigament, p);
  return inBox(m) ? channelDistance(Channel::kLigament, m) : kFar_mm;
}

double Body::clearance(const Vec3& p) const { return std::min({bone(p), disc(p), ligament(p)}); }

Tissue Body::tissueAt(const Vec3& p, bool inSac) const {
  const Vec3 m = bend_->undo(p, spine_->tieByHeight(p));
  const Vec3 inTrunk = bend_->undo(p, spine_->tieOfTrunk(p));
  if (spine_->trunk(inTrunk) > 0.0) return Tissue::kAir;
  if (inSac) return Tissue::kThecalSac;
  if (bone(p) < 0.0) return Tissue::kBone;
  if (ligament(p) < 0.0) return Tissue::kLigamentumFlavum;
  for (int l = 0; l < anatomy::kLevelCount; ++l) {
    const auto level = static_cast<anatomy::Level>(l);
    if (level != base_->level() && spine_->ligamentBounds(level).contains(m) &&
        spine_->ligamentumFlavum(level, m, false) < 0.0)
      return Tissue::kLigamentumFlavum;
  }
  if (disc(p) < 0.0) return Tissue::kDisc;
  constexpr double kEpiduralReach_mm = 4.0;  // the healthy sac plus this fills the canal
  if (spine_->healthySac(m) < kEpiduralReach_mm) return Tissue::kEpiduralFat;
  return spine_->muscle(inTrunk) < 0.0 ? Tissue::kMuscle : Tissue::kSubcutaneousFat;
}

void Body::brick(Channel c, const math::IVec3& brick, BrickValues& out, double inset_mm) const {
  base_->fineBrick(c, brick, static_cast<float>(severity_), out);
  if (inset_mm != 0.0)
    for (float& v : out.mm) v += static_cast<float>(inset_mm);
  if (const Brick* gone = c == Channel::kDisc ? nullptr : live_->carving.find(c, brick))
    takeAway(gone->removed, out);
}

double Body::volume_mm3(Channel c) const {
  const double h = base_->fineSpacing_mm();
  const math::SampleBox window = finerOf(base_->window());
  assert(firstSampleOf(brickOf(window.lo)) == window.lo &&
         firstSampleOf(brickOf(window.hi)) == window.hi);
  BrickValues values;
  double sum = 0.0;
  forEachBrick(window, [&](const math::IVec3& at) {
    brick(c, at, values);
    for (const float v : values.mm) sum += occupancy(static_cast<double>(v), h);
  });
  return sum * h * h * h;
}

}  // namespace unkink::tissue
