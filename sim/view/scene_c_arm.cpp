// Filling the scene with the C-arm and its beam, where they are asked for.
#include "view/scene_builder_impl.hpp"

#include <algorithm>

namespace unkink::view {
namespace {

/// What is left of a part's opacity where it stands between the eye and what is looked at.
float seenPast(const Camera& camera, const Vec3& at, double reach_mm) {
  constexpr float kFaded = 0.10f;
  const Vec3 eye(camera.eye), way = Vec3(camera.target) - eye;
  const double share = std::clamp(glm::dot(at - eye, way) / glm::dot(way, way), 0.0, 1.0);
  const bool behind = share >= 1.0;
  return !behind && glm::distance(at, eye + share * way) < reach_mm ? kFaded : 1.0f;
}

std::uint64_t keyOf(const fluoro::Projection& p) {
  math::Hash h;
  for (const Vec3& v : {p.source_mm, p.detectorCentre_mm, p.axisUp}) h.add(v);
  const fluoro::Collimator& c = p.collimator;
  for (const double v : {p.size_mm, c.irisRadius_mm, c.leafGap_mm, c.leafTurn.value}) h.add(v);
  return h.value();
}

}  // namespace

void SceneBuilder::Impl::addCArm(const operation::State& s, const Presentation& p) {
  const float machine = opacity(p, Layer::kCArm), beamAlpha = opacity(p, Layer::kBeam);
  if (machine <= 0.0f && beamAlpha <= 0.0f) return;
  const fluoro::Projection projection =
      fluoro::projectionOf(p.xRayView ? operation::cArmFor(theCase, s, *p.xRayView) : s.cArm.now);
  if (beamAlpha > 0.0f) {
    constexpr float kLikeLight = 0.25f;
    remake(beam, keyOf(projection), [&] { return beamMesh(projection); });
    name(addSurface(beam.ref, Look::kRay, kLikeLight * beamAlpha, false), p, Layer::kBeam,
         {"beam", ""});
  }
  if (machine > 0.0f) addMachine(projection, p, machine);
}

void SceneBuilder::Impl::addMachine(const fluoro::Projection& projection, const Presentation& p,
                                    float alpha) {
  constexpr double kAboveFloor_mm = 1050.0;  // of the first isocentre: a table's usual height
  constexpr double kDetectorReach_mm = 230.0, kTubeReach_mm = 200.0, kArcReach_mm = 90.0;
  if (!cArm) cArm = makeCArmMeshes();
  const double side = theCase.side() == anatomy::Side::kLeft ? -1.0 : 1.0;  // across from the hand
  const CArmPlace place = placeOf(projection, side);
  const auto add = [&](std::size_t n, const math::Mesh& mesh, Look look, const auto& pose,
                       float faded) {
    name(addSurface({&mesh, cArmIds[n], 1}, look, alpha * faded, false,
                    matrixOf(pose.rotation, pose.translation)),
         p, Layer::kCArm, {"c_arm", ""});
  };
  const float tube = seenPast(scene.camera, place.tube.translation, kTubeReach_mm),
              detector = seenPast(scene.camera, place.detector.translation, kDetectorReach_mm),
              arc = seenPast(scene.camera, place.mount_mm, kArcReach_mm);
  add(0, cArm->tube, Look::kEnamel, place.tube, tube);
  add(1, cArm->collimator, Look::kPolymer, place.tube, tube);
  add(2, cArm->detector, Look::kEnamel, place.detector, detector);
  add(3, cArm->plate, Look::kPolymer, place.detector, detector);
  add(4, cArm->arc, Look::kEnamel, place.arc, arc);
  add(5, cArm->rail, Look::kSatin, place.arc, arc);
  math::Hash h;
  h.add(place.mount_mm);
  h.add(side);
  const double floor = theCase.spine().landmarks(theCase.level()).canalCentre.y - kAboveFloor_mm;
  remake(stand, h.value(), [&] { return standMesh(place.mount_mm, side, floor); });
  name(addSurface(stand.ref, Look::kEnamel, alpha, false), p, Layer::kCArm, {"c_arm", ""});
}

}  // namespace unkink::view
