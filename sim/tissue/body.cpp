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

/// Whether a material point lies in a level's box, or so near that the tissue's bending may take it
/// there.
bool inBox(const Base& base, const Vec3& m, double near_mm = 0.0) {
  const math::SampleBox& b = base.box();
  const Vec3 q = m / base.spacing_mm();
  const double near = near_mm / base.spacing_mm();
  return q.x >= b.lo.x - near && q.y >= b.lo.y - near && q.z >= b.lo.z - near &&
         q.x <= b.hi.x - 1 + near && q.y <= b.hi.y - 1 + near && q.z <= b.hi.z - 1 + near;
}

}  // namespace

Vec3 Body::patientFromMaterial(const Part& part, Channel c, const Vec3& material) const {
  const anatomy::Tie tie = part.base->tie(c, material);
  if (c != Channel::kLigament) return bend_->apply(material, tie);
  // a thinned ligament has drifted dorsally, most in its middle and not at all on bone
  const double drift = part.live->relief.at(material, part.base->spacing_mm()) * tie.bulge;
  return bend_->apply(material + drift * part.base->dorsal(), tie);
}

Vec3 Body::patientFromMaterial(Channel c, const Vec3& material) const {
  return patientFromMaterial(at(), c, material);
}

Body::Body(const anatomy::Spine& spine, anatomy::Level level, const anatomy::Bend& bend,
           double severity)
    : spine_(&spine), level_(level), bend_(&bend), severity_(severity) {
  for (std::size_t v = 0; v < materialFromPatient_.size(); ++v)
    materialFromPatient_[v] = bend.motion[v].inverse();
}

Body::Body(const anatomy::Spine& spine, const Base& base, const Live& live,
           const anatomy::Bend& bend, double severity)
    : Body(spine, base.level(), bend, severity) {
  parts_[static_cast<std::size_t>(level_)] = {&base, &live};
}

Body::Body(const anatomy::Spine& spine, const Bases& bases, const LiveLevels& live,
           anatomy::Level level, const anatomy::Bend& bend, double severity)
    : Body(spine, level, bend, severity) {
  for (std::size_t l = 0; l < parts_.size(); ++l)
    if (bases[l]) parts_[l] = {bases[l], &live[l]};
  assert(isLive(level));
}

Bases Body::bases() const {
  Bases bases;
  for (std::size_t l = 0; l < bases.size(); ++l) bases[l] = parts_[l].base;
  return bases;
}

Body Body::at(anatomy::Level level) const {
  assert(isLive(level));
  Body other = *this;
  other.level_ = level;
  return other;
}

Vec3 Body::materialFromPatient(Channel c, const Vec3& p) const {
  return materialFromPatient(at(), c, p);
}

Vec3 Body::materialFromPatient(const Part& part, Channel c, const Vec3& p) const {
  const auto upper = static_cast<std::size_t>(part.base->level());
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
    const Vec3 error = p - patientFromMaterial(part, c, m);
    if (glm::dot(error, error) < kClose_mm * kClose_mm) break;
    if (const Vec3 change = error - before; i > 0 && glm::dot(change, change) > 0.0)
      step = std::clamp(-step * glm::dot(before, change) / glm::dot(change, change), kShortest,
                        kLongest);
    m += step * error;
    before = error;
  }
  return m;
}

float Body::value(Channel c, const math::IVec3& fine) const {
  const float given = base().fineValue(c, fine, static_cast<float>(severity_));
  if (c == Channel::kDisc || live().carving.empty()) return given;
  return std::max(given, -live().carving.removed_mm(c, fine));
}

double Body::channelDistance(const Part& part, Channel c, const Vec3& m) const {
  const Vec3 at = m / part.base->fineSpacing_mm();
  const math::IVec3 lo(glm::floor(at));
  const Carving& carving = part.live->carving;
  // only near a bite do the samples differ from the given field
  if (c == Channel::kDisc || carving.empty() || !carving.holdsAround(c, lo))
    return part.base->distance(c, m, severity_);
  const Vec3 t = at - Vec3(lo);
  const std::array<double, 8> given = part.base->around(c, lo, static_cast<float>(severity_));
  double sum = 0.0;
  for (int k = 0; k < 8; ++k) {
    const math::IVec3 d(k & 1, (k >> 1) & 1, (k >> 2) & 1);
    const Vec3 w = glm::mix(Vec3(1.0) - t, t, Vec3(d));
    const auto gone = static_cast<double>(carving.removed_mm(c, lo + d));
    sum += w.x * w.y * w.z * std::max(given[static_cast<std::size_t>(k)], -gone);
  }
  return sum;
}

std::optional<double> Body::liveBone(std::size_t vertebra, const Vec3& m) const {
  std::optional<double> d;
  // a bone is the lower one of the level above it and the upper one of its own; both hold the same
  // of it, but each only its own bites
  const auto look = [&](const Part& part, Channel c) {
    if (!part.base || !inBox(*part.base, m)) return;
    const double here = channelDistance(part, c, m);
    d = d ? std::max(*d, here) : here;
  };
  if (vertebra < parts_.size()) look(parts_[vertebra], Channel::kUpperBone);
  if (vertebra > 0) look(parts_[vertebra - 1], Channel::kLowerBone);
  return d;
}

double Body::bone(const Vec3& p) const {
  double d = kFar_mm;
  for (int v = 0; v < anatomy::kVertebraCount; ++v) {
    const Vec3 m = materialFromPatient_[static_cast<std::size_t>(v)] * p;
    if (const auto live = liveBone(static_cast<std::size_t>(v), m)) {
      d = std::min(d, *live);
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

std::optional<double> Body::bentDistance(const Part& part, Channel c, const Vec3& p) const {
  // farther than any posture moves a level's tissue from where one of its bones would have it
  constexpr double kBent_mm = 15.0;
  if (!part.base) return std::nullopt;
  const auto upper = static_cast<std::size_t>(part.base->level());
  if (!inBox(*part.base, materialFromPatient_[upper] * p, kBent_mm) &&
      !inBox(*part.base, materialFromPatient_[upper + 1] * p, kBent_mm))
    return std::nullopt;
  const Vec3 m = materialFromPatient(part, c, p);
  if (!inBox(*part.base, m)) return std::nullopt;
  return channelDistance(part, c, m);
}

double Body::disc(const Vec3& p) const {
  double d = kFar_mm;
  for (const Part& part : parts_)
    if (const auto live = bentDistance(part, Channel::kDisc, p)) d = std::min(d, *live);
  if (d < kFar_mm) return d;
  const Vec3 byHeight = bend_->undo(p, spine_->tieByHeight(p));
  for (int l = 0; l < anatomy::kLevelCount; ++l) {
    const auto level = static_cast<anatomy::Level>(l);
    if (spine_->discBounds(level).grown(2.0).contains(byHeight))
      d = std::min(d, spine_->disc(level, byHeight, false));
  }
  return d;
}

double Body::ligament(const Vec3& p) const {
  double d = kFar_mm;
  for (const Part& part : parts_)
    if (const auto live = bentDistance(part, Channel::kLigament, p)) d = std::min(d, *live);
  return d;
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
    if (!isLive(level) && spine_->ligamentBounds(level).contains(m) &&
        spine_->ligamentumFlavum(level, m, false) < 0.0)
      return Tissue::kLigamentumFlavum;
  }
  if (disc(p) < 0.0) return Tissue::kDisc;
  constexpr double kEpiduralReach_mm = 4.0;  // the healthy sac plus this fills the canal
  if (spine_->healthySac(m) < kEpiduralReach_mm) return Tissue::kEpiduralFat;
  return spine_->muscle(inTrunk) < 0.0 ? Tissue::kMuscle : Tissue::kSubcutaneousFat;
}

void Body::brick(Channel c, const math::IVec3& brick, BrickValues& out, double inset_mm) const {
  base().fineBrick(c, brick, static_cast<float>(severity_), out);
  if (inset_mm != 0.0)
    for (float& v : out.mm) v += static_cast<float>(inset_mm);
  if (const Brick* gone = c == Channel::kDisc ? nullptr : live().carving.find(c, brick))
    takeAway(gone->removed, out);
}

double Body::volume_mm3(Channel c) const {
  const double h = base().fineSpacing_mm();
  const math::SampleBox window = finerOf(base().window());
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
