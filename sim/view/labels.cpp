// Anchors of the labels, from landmarks and from the state.
#include "view/labels.hpp"

#include <string>

namespace unkink::view {
namespace {

using math::Vec3;

constexpr std::size_t kNear = 0;  // landmarks of the left side come first

}  // namespace

std::vector<Label> labelsOf(const operation::Case& theCase, const operation::State& s,
                            const Presentation& p) {
  std::vector<Label> labels;
  const auto level = static_cast<std::size_t>(theCase.level());
  const auto between = static_cast<double>(level) + 0.5;
  const anatomy::LevelLandmarks& at = theCase.spine().landmarks(theCase.level());
  const std::size_t side = p.orbit.azimuth_deg >= 0.0 ? kNear : 1;
  const auto add = [&](const std::string& key, const Vec3& patient) {
    labels.push_back({math::Vec3f(patient), "structure." + key});
  };
  const auto material = [&](const Vec3& m, double chain) { return s.bend.apply(m, {chain, 0.0}); };
  for (const std::string& name : p.labels) {
    if (name == "vertebra") {
      for (int v = 0; v < anatomy::kVertebraCount; ++v) {
        const auto vertebra = static_cast<anatomy::Vertebra>(v);
        const Vec3 body =
            theCase.spine().materialFromBone(vertebra) * Vec3(side == 0 ? 24.0 : -24.0, 0.0, 0.0);
        add("vertebra_" + std::string(anatomy::kVertebraNames[static_cast<std::size_t>(v)]),
            material(body, v));
      }
    } else if (name == "lamina") {
      add(name, material(at.upperLaminaInferiorEdge[side] + Vec3(0.0, 1.0, 5.0),
                         static_cast<double>(level)));
    } else if (name == "facet") {
      add(name, material(at.facetJoint[side], between));
    } else if (name == "disc") {
      add(name, material(at.discCentre +
                             Vec3(p.cutaway >= 0.5 ? 0.0 : (side == 0 ? 22.0 : -22.0), 0.0, 0.0),
                         between));
    } else if (name == "ligamentum_flavum") {
      add(name, material(at.interlaminarMidline + Vec3(p.cutaway >= 0.5 ? -1.5 : 3.0, -2.0, 0.0),
                         between));
    } else if (name == "thecal_sac") {
      const auto& frames = s.freeSpace.frames;
      if (!frames.empty()) add(name, frames[frames.size() * 2 / 3].centre);
    } else if (name == "skin") {
      add(name, operation::skinBehind(theCase, s, 30.0, at.skinMidline.z));
    } else if (name == "portal" && s.portal.placed) {
      add(name, s.portal.tip() - 45.0 * s.portal.direction);
    } else if (name == "needle" && s.needle.placed) {
      add(name, s.needle.tip() - 25.0 * s.needle.direction);
    } else if (name == "contrast" && s.contrast.volume_mL() > 0.0) {
      add(name, material(at.canalCentre + Vec3(0.0, 6.0, -14.0), between));
    }
  }
  return labels;
}

}  // namespace unkink::view
