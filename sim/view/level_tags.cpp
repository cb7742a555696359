// Of the points in front of a body and beside it, the one that stands out furthest to the side.
#include "view/level_tags.hpp"

#include <array>
#include <cmath>
#include <string>

namespace unkink::view {
namespace {

using anatomy::Vertebra;
using math::Vec3;

constexpr double kGap_mm = 3.0;          // between bone and tag
constexpr double kSacralBody_mm = 10.0;  // its middle below S1's endplate
constexpr double kSacralSide_mm = 20.0;  // from the mid-line, on the wing, clear of the hip bone
constexpr double kWorthIt = 1.25;        // a place must stand out that much more to be changed to
constexpr double kLeastLevels = 1.3;     // that the picture is high
constexpr float kLeastBone = 0.15f, kMostSkin = 0.55f;  // opacities between which a bone is seen

/// A vertebra as tags need it; Patient.
struct Subject {
  Vec3 middle;                 // of the body
  std::array<Vec3, 3> beside;  // in front, left, right
};

/// The point before a bone's surface on a material ray that starts outside.
Vec3 before(const anatomy::Spine& spine, Vertebra v, Vec3 p, const Vec3& direction) {
  for (int n = 0; n < 60; ++n) {
    const double clear = spine.bone(v, p, false) - kGap_mm;
    if (clear < 0.2) break;
    p += clear * direction;
  }
  return p;
}

Subject subjectOf(const anatomy::Spine& spine, const anatomy::Bend& bend, Vertebra v) {
  constexpr double kOutside_mm = 90.0;
  const bool sacrum = v == Vertebra::kS1;
  const Vec3 middle = spine.materialFromBone(v) * Vec3(0.0, 0.0, sacrum ? -kSacralBody_mm : 0.0);
  const math::Box bounds = spine.boneBounds(v);
  const auto placed = [&](const Vec3& m) { return bend.apply(m, {static_cast<double>(v), 0.0}); };
  const auto beside =
      [&](double side) {  // of the processes; of the sacrum on its wing, from behind
        return sacrum ? before(spine, v, middle + Vec3(side * kSacralSide_mm, kOutside_mm, 0.0),
                               {0.0, -1.0, 0.0})
                      : middle + Vec3(side * (bounds.hi.x + kGap_mm), 0.0, 0.0);
      };
  // along the body's own axis: the sacrum's front looks down past the disc above it
  const Vec3 back = spine.materialFromBone(v).rotate({0.0, 1.0, 0.0});
  const Vec3 front = before(spine, v, middle - kOutside_mm * back, back);
  return {placed(middle), {placed(front), placed(beside(1.0)), placed(beside(-1.0))}};
}

double seenHeight_mm(const Camera& camera, const Orbit& orbit) {
  const units::Rad half(units::Deg(0.5 * static_cast<double>(camera.fieldOfView_deg)));
  return 2.0 * orbit.distance_mm * std::tan(half.value);
}

double levelHeight_mm(const anatomy::Spine& spine, anatomy::Level level) {
  return glm::distance(spine.materialFromBone(upperVertebra(level)).translation,
                       spine.materialFromBone(lowerVertebra(level)).translation);
}

}  // namespace

std::vector<Label> levelTagsOf(const operation::Case& theCase, const operation::State& s,
                               const Presentation& p, const Sight& sight) {
  std::vector<Label> tags;
  const auto opacity = [&](Layer l) { return p.opacity[static_cast<std::size_t>(l)]; };
  const Camera camera = cameraOf(p.orbit);
  if (!p.levelTags || opacity(Layer::kBone) < kLeastBone || opacity(Layer::kSkin) > kMostSkin ||
      seenHeight_mm(camera, p.orbit) <
          kLeastLevels * levelHeight_mm(theCase.spine(), theCase.level()))
    return tags;
  const math::Mat4f view = viewFromPatient(camera);
  const Vec3 right(view[0][0], view[1][0], view[2][0]);
  for (int n = 0; n < anatomy::kVertebraCount; ++n) {
    Subject subject = subjectOf(theCase.spine(), s.bend, static_cast<Vertebra>(n));
    if (p.cut.plane == CutPlane::kSagittal) subject.beside[0] = sight.ontoCut(subject.beside[0]);
    const Vec3* best = nullptr;
    double furthest = 0.0;
    for (const Vec3& at : subject.beside) {
      const double aside = std::abs(glm::dot(right, at - subject.middle));
      if (aside <= kWorthIt * furthest || sight.cutAway(at) || !sight.sees(at)) continue;
      furthest = aside;
      best = &at;
    }
    if (best == nullptr) continue;
    Label tag{math::Vec3f(*best),
              std::string(anatomy::kVertebraNames[static_cast<std::size_t>(n)])};
    tag.beside = math::Vec3f(subject.middle);
    tags.push_back(std::move(tag));
  }
  return tags;
}

}  // namespace unkink::view
