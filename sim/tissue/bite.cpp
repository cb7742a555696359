// Bites: what a jaw encloses is taken from the bricks, and every cubic millimetre is reported.
#include "tissue/body.hpp"
#include "tissue/cut.hpp"

#include <algorithm>

namespace unkink::tissue {
namespace {

using math::IVec3;
using math::Vec3;

// the ligament stretches and drifts between the bones, so its samples may lie this far from the
// rigid guess
constexpr double kSoftSlack_mm = 5.0;
// the band beyond the jaw's surface that keeps a true distance, so that the new surface is smooth
constexpr double kBand_mm = 0.75;
// how far a cube of it may bulge beyond the hull of its corners, as a share of its edge
constexpr double kBulge = 0.75;
// a film of ligament thinner than this, left between the jaw and bone, comes away with the bite
constexpr double kFilm_mm = 0.4;
// baked pieces begin at the window's border: stay off the given samples whose cells they share
constexpr int kBorder = 2;

/// Samples of the finer lattice that a bite may change.
math::SampleBox cuttable(const Base& base) { return finerOf(base.window().grown(-kBorder)); }

/// A brick's tissue before anything was removed. Sides are told apart by brick: one begins at x =
/// 0.
class Given {
 public:
  Given(const Body& body, Channel c) : body_(&body), channel_(c) {}

  Uncut operator()(const IVec3& brick) {
    body_->base().fineBrick(channel_, brick, static_cast<float>(body_->severity()), values_);
    if (*std::min_element(values_.mm.begin(), values_.mm.end()) > static_cast<float>(kBand_mm))
      return {};
    return {&values_, &kOneSide[brick.x >= 0 ? 0 : 1]};
  }

 private:
  static constexpr std::array<BrickLabels, 2> kOneSide = [] {
    std::array<BrickLabels, 2> labels{};
    labels[1].fill(1);
    return labels;
  }();
  const Body* body_;
  Channel channel_;
  BrickValues values_;
};

/// What a jaw may change of the ligament, Tool frame.
math::Box reachOf(const Jaw& jaw) { return jaw.shape.bounds().grown(kBand_mm + kFilm_mm); }

/// Where the bent ligament is, Tool frame.
class Bent {
 public:
  Bent(const Body& body, const math::Rigid<math::Patient, math::Tool>& patientFromTool)
      : body_(&body), toolFromPatient_(patientFromTool.inverse()) {}

  Vec3 at(const IVec3& given) const {
    return toolFromPatient_ *
           body_->patientFromMaterial(Channel::kLigament, Vec3(given) * body_->base().spacing_mm());
  }
  /// Whether a cube of `edge` given samples may reach into a box.
  bool mayReach(const IVec3& first, int edge, const math::Box& box) const {
    math::Box hull;
    for (int n = 0; n < 8; ++n) hull.include(at(first + edge * IVec3(n & 1, n >> 1 & 1, n >> 2)));
    hull = hull.grown(kBulge * edge * body_->base().spacing_mm());
    for (int axis = 0; axis < 3; ++axis)
      if (hull.lo[axis] > box.hi[axis] || hull.hi[axis] < box.lo[axis]) return false;
    return true;
  }

 private:
  const Body* body_;
  math::Rigid<math::Tool, math::Patient> toolFromPatient_;
};

/// Where the finer samples of a brick of it are: between those of the given samples around them.
class BentBrick {
 public:
  BentBrick(const Bent& bent, const IVec3& brick) {
    const IVec3 first = coarserOf(firstSampleOf(brick));
    for (int n = 0; n < kEdge * kEdge * kEdge; ++n)
      places_[static_cast<std::size_t>(n)] =
          bent.at(first + IVec3(n % kEdge, n / kEdge % kEdge, n / kEdge / kEdge));
  }
  Vec3 of(const IVec3& inBrick) const {
    const IVec3 lo = coarserOf(inBrick), half = inBrick - finerOf(lo);
    const auto place = [&](int x, int y, int z) {
      return places_[static_cast<std::size_t>(lo.x + x + kEdge * (lo.y + y + kEdge * (lo.z + z)))];
    };
    const auto alongX = [&](int y, int z) {
      return half.x == 0 ? place(0, y, z) : 0.5 * (place(0, y, z) + place(1, y, z));
    };
    const auto alongY = [&](int z) {
      return half.y == 0 ? alongX(0, z) : 0.5 * (alongX(0, z) + alongX(1, z));
    };
    return half.z == 0 ? alongY(0) : 0.5 * (alongY(0) + alongY(1));
  }

 private:
  static constexpr int kEdge = kBrickEdge / kFiner + 1;
  std::array<Vec3, kEdge * kEdge * kEdge> places_;
};

/// Distance of the jaw at a brick's samples of the bent ligament; far where there is none of it.
bool jawAtLigament(const Body& body, const Jaw& jaw, const Bent& ligament, const IVec3& brick,
                   const BrickValues& given, BrickValues& out) {
  const math::SampleBox within = cuttable(body.base());
  const math::Box reach = reachOf(jaw);
  const BentBrick bent(ligament, brick);
  BrickValues upper, lower;
  const auto severity = static_cast<float>(body.severity());
  body.base().fineBrick(Channel::kUpperBone, brick, severity, upper);
  body.base().fineBrick(Channel::kLowerBone, brick, severity, lower);
  const IVec3 first = firstSampleOf(brick);
  out.mm.fill(kNothingRemoved_mm);
  bool any = false;
  for (int n = 0; n < kBrickSamples; ++n) {
    const auto at = static_cast<std::size_t>(n);
    const IVec3 inBrick(n & 7, n >> 3 & 7, n >> 6);
    if (given.mm[at] > static_cast<float>(kBand_mm) || !within.contains(first + inBrick)) continue;
    const Vec3 inTool = bent.of(inBrick);
    if (!reach.contains(inTool)) continue;
    const auto toBone = static_cast<double>(std::min(upper.mm[at], lower.mm[at]));
    const double distance =
        jaw.shape.distance_mm(inTool) - std::clamp(kFilm_mm - toBone, 0.0, kFilm_mm);
    if (distance > kBand_mm) continue;
    out.mm[at] = static_cast<float>(distance);
    any = true;
  }
  return any;
}

/// Given samples of the ligament that the jaw may reach, whatever the posture does to it.
math::SampleBox ligamentNear(const Body& body, const Jaw& jaw,
                             const math::Rigid<math::Patient, math::Tool>& patientFromTool) {
  math::Box box;
  const math::Box bounds = jaw.shape.bounds();
  for (int n = 0; n < 8; ++n) {
    const Vec3 corner = glm::mix(bounds.lo, bounds.hi, Vec3(n & 1, (n >> 1) & 1, (n >> 2) & 1));
    const Vec3 p = patientFromTool * corner;
    const auto upper = static_cast<std::size_t>(body.base().level());
    box.include(body.bend().motion[upper].inverse() * p);
    box.include(body.bend().motion[upper + 1].inverse() * p);
  }
  return math::sampleBoxAround(box.grown(kBand_mm + kSoftSlack_mm), body.base().spacing_mm(), 1)
      .clipped(body.base().window());
}

void cutBone(const Body& body, Channel c, const Jaw& jaw,
             const math::Rigid<math::Patient, math::Tool>& patientFromTool, Carving* into,
             Taken& taken) {
  const std::size_t vertebra =
      static_cast<std::size_t>(body.base().level()) + (c == Channel::kUpperBone ? 0 : 1);
  const math::Rigid<math::Tool, math::Material> toolFromMaterial =
      patientFromTool.inverse() * body.bend().motion[vertebra];
  const JawOnLattice held(jaw.shape, toolFromMaterial, body.base().fineSpacing_mm(), kBand_mm);
  Given given(body, c);
  cut(
      held, c, cuttable(body.base()), [&](const IVec3& brick) { return given(brick); },
      body.live().carving, into, taken);
}

void cutLigament(const Body& body, const Jaw& jaw,
                 const math::Rigid<math::Patient, math::Tool>& patientFromTool, Carving* into,
                 Taken& taken) {
  const Carving& from = body.live().carving;
  const Bent bent(body, patientFromTool);
  Given given(body, Channel::kLigament);
  BrickValues distances;
  const auto cutBrick = [&](const IVec3& brick) {
    if (!bent.mayReach(coarserOf(firstSampleOf(brick)), kBrickEdge / kFiner, reachOf(jaw))) return;
    const Uncut tissue = given(brick);
    if (!tissue.mm || !jawAtLigament(body, jaw, bent, brick, *tissue.mm, distances)) return;
    std::shared_ptr<Brick> own = from.writable(Channel::kLigament, brick);
    if (cutAt(distances, body.base().fineSpacing_mm(), *tissue.mm, *tissue.labels, own->removed,
              taken) &&
        into)
      into->replace(Channel::kLigament, brick, std::move(own));
  };
  // coarse bricks first: most of what the ligament's stretching allows for is out of reach
  forEachBrick(ligamentNear(body, jaw, patientFromTool), [&](const IVec3& coarse) {
    const IVec3 first = firstSampleOf(coarse);
    if (!bent.mayReach(first, kBrickEdge, reachOf(jaw))) return;
    forEachBrick(finerOf(math::SampleBox{first, first + IVec3(kBrickEdge)}), cutBrick);
  });
}

BiteReport cutAll(const Body& body, const Jaw& jaw,
                  const math::Rigid<math::Patient, math::Tool>& patientFromTool, Carving* into) {
  BiteReport report;
  for (const Channel c : {Channel::kUpperBone, Channel::kLowerBone, Channel::kLigament}) {
    Taken taken{};
    if (c == Channel::kLigament) {
      if (!jaw.cutsSoft) continue;
      cutLigament(body, jaw, patientFromTool, into, taken);
      report.ligamentBySide_mm3 = {taken[0], taken[1]};
    } else if (jaw.cutsBone) {
      cutBone(body, c, jaw, patientFromTool, into, taken);
    }
    report.removed_mm3[static_cast<std::size_t>(c)] = taken[0] + taken[1];
  }
  return report;
}

}  // namespace

BiteReport bite(const Body& body, Live& live, const Jaw& jaw,
                const math::Rigid<math::Patient, math::Tool>& patientFromTool) {
  Carving after = body.live().carving;
  const BiteReport report = cutAll(body, jaw, patientFromTool, &after);
  live.carving = std::move(after);
  return report;
}

BiteReport biteAll(const Body& body, LiveLevels& live, const Jaw& jaw,
                   const math::Rigid<math::Patient, math::Tool>& patientFromTool) {
  BiteReport sum;
  for (std::size_t l = 0; l < live.size(); ++l) {
    const auto level = static_cast<anatomy::Level>(l);
    if (!body.isLive(level)) continue;
    const BiteReport report = bite(body.at(level), live[l], jaw, patientFromTool);
    for (std::size_t c = 0; c < sum.removed_mm3.size(); ++c)
      sum.removed_mm3[c] += report.removed_mm3[c];
    for (std::size_t side = 0; side < sum.ligamentBySide_mm3.size(); ++side)
      sum.ligamentBySide_mm3[side] += report.ligamentBySide_mm3[side];
  }
  return sum;
}

BiteReport wouldTake(const Body& body, const Jaw& jaw,
                     const math::Rigid<math::Patient, math::Tool>& patientFromTool) {
  return cutAll(body, jaw, patientFromTool, nullptr);
}

}  // namespace unkink::tissue
