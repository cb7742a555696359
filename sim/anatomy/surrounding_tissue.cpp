// Everything soft around the spine that is not cut.
#include "anatomy/bowel_gas.hpp"
#include "anatomy/interspinous.hpp"
#include "anatomy/longitudinal_ligament.hpp"
#include "anatomy/muscles.hpp"
#include "anatomy/nucleus.hpp"
#include "anatomy/part.hpp"
#include "anatomy/spine.hpp"

namespace unkink::anatomy {
namespace {

constexpr double kSkinSpacing_mm = 12.0;  // smooth, and it meets no live volume
constexpr DecimationLimits kSkinLimits{11000, 0.3}, kMuscleLimits{3300, 0.5};

}  // namespace

std::vector<Part> surroundingTissue(const Spine& spine) {
  std::vector<Part> parts;
  const auto tie = [&spine](const math::Vec3& p) { return spine.tieOfTrunk(p); };
  parts.push_back({Structure::kTrunk, 0, spine.trunkBounds(), kSkinSpacing_mm, kSkinLimits,
                   [&spine](const math::Vec3& p) { return spine.trunk(p); }, tie});
  parts.push_back({Structure::kMuscle, 0, spine.trunkBounds(), kSkinSpacing_mm, kMuscleLimits,
                   [&spine](const math::Vec3& p) { return spine.muscle(p); }, tie});
  for (int l = 0; l < kLevelCount; ++l) {
    parts.push_back(nucleusOf(spine, static_cast<Level>(l)));
    parts.push_back(interspinousLigament(spine, static_cast<Level>(l)));
  }
  parts.push_back(supraspinousLigament(spine));
  parts.push_back(posteriorLongitudinalLigament(spine));
  parts.push_back(anteriorLongitudinalLigament(spine));
  const std::vector<Part> bones = surroundingBones(spine);
  for (Part& muscle : musclesOf(spine, bones)) parts.push_back(std::move(muscle));
  for (Part& pocket : bowelGas(spine, bones)) parts.push_back(std::move(pocket));
  return parts;
}

}  // namespace unkink::anatomy
