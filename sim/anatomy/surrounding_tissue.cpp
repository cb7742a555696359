// Everything soft around the spine that is not cut.
#include "anatomy/part.hpp"
#include "anatomy/spine.hpp"

namespace unkink::anatomy {
namespace {

constexpr double kSkinSpacing_mm = 8.0;  // smooth, and it meets no live volume
constexpr DecimationLimits kSkinLimits{40000, 0.01};

}  // namespace

std::vector<Part> surroundingTissue(const Spine& spine) {
  std::vector<Part> parts;
  const auto tie = [&spine](const math::Vec3& p) { return spine.tieOfTrunk(p); };
  parts.push_back({Structure::kTrunk, 0, spine.trunkBounds(), kSkinSpacing_mm, kSkinLimits,
                   [&spine](const math::Vec3& p) { return spine.trunk(p); }, tie});
  parts.push_back({Structure::kMuscle, 0, spine.trunkBounds(), kSkinSpacing_mm, kSkinLimits,
                   [&spine](const math::Vec3& p) { return spine.muscle(p); }, tie});
  return parts;
}

}  // namespace unkink::anatomy
