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
constexpr double kBand_mm = 1.5;
// baked pieces begin at the window's border: stay off the samples whose cells they share
constexpr int kBorder = 2;

/// Samples that a bite may change.
math::SampleBox cuttable(const Base& base) { return base.window().grown(-kBorder); }

/// A brick's tissue before anything was removed. Sides are told apart by brick: one begins at x =
/// 0.
class Given {
 public:
  Given(const Body& body, Channel c) : body_(&body), channel_(c) {}

  Uncut operator()(const IVec3& brick) {
    body_->base().brick(channel_, brick, static_cast<float>(body_->severity()), values_);
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

/// Distance of the jaw at a brick's samples of the bent ligament; far where there is none of it.
bool jawAtLigament(const Body& body, const Jaw& jaw,
                   const math::Rigid<math::Tool, math::Patient>& toolFromPatient,
                   const IVec3& brick, const BrickValues& given, BrickValues& out) {
  const math::SampleBox within = cuttable(body.base());
  const math::Box reach = jaw.shape.bounds().grown(kBand_mm);
  const IVec3 first = firstSampleOf(brick);
  out.mm.fill(kNothingRemoved_mm);
  bool any = false;
  for (int n = 0; n < kBrickSamples; ++n) {
    const auto at = static_cast<std::size_t>(n);
    const IVec3 s = first + IVec3(n & 7, n >> 3 & 7, n >> 6);
    if (given.mm[at] > static_cast<float>(kBand_mm) || !within.contains(s)) continue;
    const Vec3 inTool =
        toolFromPatient *
        body.patientFromMaterial(Channel::kLigament, Vec3(s) * body.base().spacing_mm());
    if (!reach.contains(inTool)) continue;
    const double distance = jaw.shape.distance_mm(inTool);
    if (distance > kBand_mm) continue;
    out.mm[at] = static_cast<float>(distance);
    any = true;
  }
  return any;
}

/// Samples of the ligament that the jaw may reach, whatever the posture does to it.
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
      .clipped(cuttable(body.base()));
}

void cutBone(const Body& body, Channel c, const Jaw& jaw,
             const math::Rigid<math::Patient, math::Tool>& patientFromTool, Carving* into,
             Taken& taken) {
  const std::size_t vertebra =
      static_cast<std::size_t>(body.base().level()) + (c == Channel::kUpperBone ? 0 : 1);
  const math::Rigid<math::Tool, math::Material> toolFromMaterial =
      patientFromTool.inverse() * body.bend().motion[vertebra];
  const JawOnLattice held(jaw.shape, toolFromMaterial, body.base().spacing_mm(), kBand_mm);
  Given given(body, c);
  cut(
      held, c, cuttable(body.base()), [&](const IVec3& brick) { return given(brick); },
      body.live().carving, into, taken);
}

void cutLigament(const Body& body, const Jaw& jaw,
                 const math::Rigid<math::Patient, math::Tool>& patientFromTool, Carving* into,
                 Taken& taken) {
  const auto toolFromPatient = patientFromTool.inverse();
  const Carving& from = body.live().carving;
  Given given(body, Channel::kLigament);
  BrickValues distances;
  forEachBrick(ligamentNear(body, jaw, patientFromTool), [&](const IVec3& brick) {
    const Uncut tissue = given(brick);
    if (!tissue.mm || !jawAtLigament(body, jaw, toolFromPatient, brick, *tissue.mm, distances))
      return;
    std::shared_ptr<Brick> own = from.writable(Channel::kLigament, brick);
    if (cutAt(distances, body.base().spacing_mm(), *tissue.mm, *tissue.labels, own->removed,
              taken) &&
        into)
      into->replace(Channel::kLigament, brick, std::move(own));
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

BiteReport wouldTake(const Body& body, const Jaw& jaw,
                     const math::Rigid<math::Patient, math::Tool>& patientFromTool) {
  return cutAll(body, jaw, patientFromTool, nullptr);
}

}  // namespace unkink::tissue
