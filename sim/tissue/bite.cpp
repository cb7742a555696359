// Bites: what a jaw encloses is taken from the bricks, and every cubic millimetre is reported.
#include "tissue/body.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>

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

double occupancy(double distance_mm, double spacing_mm) {
  return std::clamp(0.5 - distance_mm / spacing_mm, 0.0, 1.0);
}

math::SampleBox samplesNear(const Body& body, const Jaw& jaw,
                            const math::Rigid<math::Patient, math::Tool>& patientFromTool) {
  math::Box box;
  for (int n = 0; n < 8; ++n) {
    const Vec3 corner =
        glm::mix(jaw.bounds.lo, jaw.bounds.hi, Vec3(n & 1, (n >> 1) & 1, (n >> 2) & 1));
    const Vec3 p = patientFromTool * corner;
    const auto upper = static_cast<std::size_t>(body.base().level());
    box.include(body.bend().motion[upper].inverse() * p);
    box.include(body.bend().motion[upper + 1].inverse() * p);
  }
  const math::SampleBox inner{body.base().window().lo + IVec3(kBorder),
                              body.base().window().hi - IVec3(kBorder)};
  return math::sampleBoxAround(box.grown(kBand_mm + kSoftSlack_mm), body.base().spacing_mm(), 1)
      .clipped(inner);
}

/// The new distance to the removed at one sample, if the jaw brings it nearer.
struct Change {
  Cut cut;
  IVec3 sample;
  float removed_mm;
};

/// Walks the samples of the jaw's neighbourhood and tells `sink` each change, filling the report.
template <class Sink>
BiteReport sweep(const Body& body, const Jaw& jaw,
                 const math::Rigid<math::Patient, math::Tool>& patientFromTool, const Sink& sink) {
  const auto toolFromPatient = patientFromTool.inverse();
  const double h = body.base().spacing_mm();
  const math::SampleBox near = samplesNear(body, jaw, patientFromTool);
  BiteReport report;
  const auto visit = [&](Channel c, const IVec3& s) {
    const float before = body.value(c, s);
    if (before > static_cast<float>(kBand_mm)) return;  // nothing of this tissue here
    const Vec3 material = Vec3(s) * h;
    const Vec3 inTool = toolFromPatient * body.patientFromMaterial(c, material);
    if (!jaw.bounds.grown(kBand_mm).contains(inTool)) return;
    const double jawDistance = jaw.distance_mm(inTool);
    if (jawDistance > kBand_mm) return;
    const double taken =
        occupancy(before, h) - occupancy(std::max<double>(before, -jawDistance), h);
    report.removed_mm3[static_cast<std::size_t>(c)] += taken * h * h * h;
    if (c == Channel::kLigament)
      report.ligamentBySide_mm3[material.x >= 0.0 ? 0 : 1] += taken * h * h * h;
    sink(Change{c == Channel::kLigament ? Cut::kSoft : Cut::kBone, s,
                static_cast<float>(jawDistance)});
  };
  for (int k = near.lo.z; k < near.hi.z; ++k)
    for (int j = near.lo.y; j < near.hi.y; ++j)
      for (int i = near.lo.x; i < near.hi.x; ++i) {
        if (jaw.cutsBone) {
          visit(Channel::kUpperBone, {i, j, k});
          visit(Channel::kLowerBone, {i, j, k});
        }
        if (jaw.cutsSoft) visit(Channel::kLigament, {i, j, k});
      }
  return report;
}

struct ByPlace {
  bool operator()(const IVec3& a, const IVec3& b) const {
    return std::tie(a.z, a.y, a.x) < std::tie(b.z, b.y, b.x);
  }
};

Brick copyOrEmpty(const Carving& carving, const IVec3& at) {
  if (const Brick* old = carving.find(at)) return *old;
  Brick brick;
  for (auto& channel : brick.removed_mm) channel.fill(kNothingRemoved_mm);
  return brick;
}

}  // namespace

BiteReport bite(const Body& body, Live& live, const Jaw& jaw,
                const math::Rigid<math::Patient, math::Tool>& patientFromTool) {
  std::map<IVec3, Brick, ByPlace> edited;
  const BiteReport report = sweep(body, jaw, patientFromTool, [&](const Change& change) {
    const IVec3 at = Carving::brickOf(change.sample);
    const auto it = edited.try_emplace(at, Brick{}).first;
    if (it->second.hash == 0) {
      it->second = copyOrEmpty(live.carving, at);
      it->second.hash = 1;  // taken over
    }
    float& removed =
        it->second
            .removed_mm[static_cast<std::size_t>(change.cut)][Carving::indexIn(change.sample)];
    removed = std::min(removed, change.removed_mm);
  });
  for (auto& [at, brick] : edited) live.carving.replace(at, std::move(brick));
  return report;
}

BiteReport wouldTake(const Body& body, const Jaw& jaw,
                     const math::Rigid<math::Patient, math::Tool>& patientFromTool) {
  return sweep(body, jaw, patientFromTool, [](const Change&) {});
}

}  // namespace unkink::tissue
