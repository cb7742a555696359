// What tells one set of imported bones from another, and what of the whole they are.
#include "anatomy/own_bones.hpp"

#include "anatomy/disc.hpp"
#include "anatomy/sacrum.hpp"
#include "anatomy/structure.hpp"
#include "math/hash.hpp"

#include <cmath>

namespace unkink::anatomy {
namespace {

void add(math::Hash& h, const OwnBone& bone) {
  for (int column = 0; column < 3; ++column) h.add(bone.pose.rotation[column]);
  h.add(bone.pose.translation);
  h.add(bone.surface.box().lo);
  h.add(bone.surface.box().hi);
  h.add(bone.surface.spacing_mm());
  // the fitted shape follows from pose, surface and nudges
  for (const math::Vec3& by : bone.nudge_mm) h.add(by);
  for (const float v : bone.surface.values()) h.add(v);
}

}  // namespace

std::vector<BonePoint> bonePoints(Vertebra v, const VertebraShape& shape) {
  const auto rim = [](const Rim& r, double left, double back) {
    return r.boneFromRim * math::Vec3(left * r.halfWidth_mm, back * r.halfDepth_mm, 0.0);
  };
  if (v == Vertebra::kS1) {
    const Rim r = sacralRim();
    return {{"endplate_front", rim(r, 0, -1)},
            {"endplate_back", rim(r, 0, 1)},
            {"endplate_left", rim(r, 1, 0)},
            {"endplate_right", rim(r, -1, 0)}};
  }
  const Rim upper = rimOf(shape.body, true), lower = rimOf(shape.body, false);
  const Pedicle& p = shape.pedicle;
  const math::Vec3 pedicle =
      0.25 * (p.bodyUpper.at_mm + p.bodyLower.at_mm + p.neckUpper.at_mm + p.neckLower.at_mm);
  const SpinousProcess& s = shape.spinous;
  const double tipThickness_mm = 0.5 * (s.tipUpper.reach() + s.tipLower.reach());
  return {{"upper_front", rim(upper, 0, -1)},
          {"upper_back", rim(upper, 0, 1)},
          {"lower_front", rim(lower, 0, -1)},
          {"lower_back", rim(lower, 0, 1)},
          {"pedicle_left", pedicle},
          {"pedicle_right", {-pedicle.x, pedicle.y, pedicle.z}},
          {"spinous_tip",
           0.5 * (s.tipUpper.at_mm + s.tipLower.at_mm) + math::Vec3(0.0, tipThickness_mm, 0.0)}};
}

double apart_mm(Vertebra v, const OwnBone& bone, const math::Vec3& at) {
  const double model = v == Vertebra::kS1 ? sacrumDistance(at) : vertebraDistance(bone.shape, at);
  return std::abs(bone.surface.interpolate(at) - model);
}

std::uint64_t fingerprintOf(const OwnBones& bones) {
  math::Hash h;
  for (std::size_t v = 0; v < bones.bone.size(); ++v)
    if (bones.bone[v]) {
      h.add(v);
      add(h, *bones.bone[v]);
    }
  return h.value();
}

std::vector<StructureOrigin> originsOf(const OwnBones* bones) {
  std::vector<StructureOrigin> origins;
  for (const StructureKind& kind : kStructures)
    for (int n = 0; n < countOf(kind.structure); ++n) {
      StructureOrigin origin{structureName(kind.structure, n), nullptr};
      if (bones && kind.structure == Structure::kVertebra)
        origin.bone = bones->bone[static_cast<std::size_t>(n)];
      origins.push_back(std::move(origin));
    }
  return origins;
}

}  // namespace unkink::anatomy
