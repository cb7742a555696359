// What tells one set of imported bones from another, and what of the whole they are.
#include "anatomy/own_bones.hpp"

#include "anatomy/structure.hpp"
#include "math/hash.hpp"

namespace unkink::anatomy {
namespace {

void add(math::Hash& h, const OwnBone& bone) {
  for (int column = 0; column < 3; ++column) h.add(bone.pose.rotation[column]);
  h.add(bone.pose.translation);
  h.add(bone.surface.box().lo);
  h.add(bone.surface.box().hi);
  h.add(bone.surface.spacing_mm());
  // the fitted shape follows from pose and surface
  for (const float v : bone.surface.values()) h.add(v);
}

}  // namespace

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
