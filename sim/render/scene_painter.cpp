// The order of a 3D picture's passes.
#include "render/scene_painter.hpp"

#include "render/stopwatch.hpp"

#include <algorithm>
#include <cmath>
#include <glm/trigonometric.hpp>

namespace unkink::render {
namespace {

constexpr int kFinestPixels = 2'500'000;  // larger pictures are not drawn twice as fine

float aspectOf(Size size) {
  return static_cast<float>(size.width) / static_cast<float>(size.height);
}

float distanceTo(const view::Camera& camera, const view::Surface& surface, const Sphere& sphere) {
  const math::Mat4f motion = surface.bends ? math::Mat4f(1.0f) : surface.patientFromMesh;
  const math::Vec3f centre(motion * math::Vec4f(sphere.centre, 1.0f));
  return glm::length(centre - camera.eye) - sphere.radius;
}

/// Where the depth cue starts, how fast it comes and how much it takes at most.
math::Vec4f depthCue(const view::Camera& camera) {
  const float distance = glm::length(camera.target - camera.eye);
  const float seen = distance * std::tan(0.5f * glm::radians(camera.fieldOfView_deg));
  return {distance - 0.2f * seen, 1.0f / (3.0f * seen), 0.62f, distance};
}

}  // namespace

ScenePainter::Lists ScenePainter::sorted(const Stage& stage, MeshCache& cache) {
  Lists lists;
  std::vector<std::pair<float, const view::Surface*>> opaque;
  for (const view::Surface& surface : stage.surfaces) {
    if (surface.mesh.mesh == nullptr || surface.opacity <= 0.0f || surface.inner) continue;
    const Sphere& sphere = cache.get(surface.mesh).bounds;
    if (surface.opacity < 1.0f)
      lists.transparent.push_back(&surface);
    else
      opaque.emplace_back(distanceTo(stage.camera, surface, sphere), &surface);
  }
  // nearest first: what it hides need not be shaded
  std::ranges::stable_sort(opaque, {}, [](const auto& entry) { return entry.first; });
  for (const auto& [distance, surface] : opaque) lists.opaque.push_back(surface);
  return lists;
}

TissueLight ScenePainter::prepare(const Stage& stage, const Lists& lists, MeshCache& cache,
                                  bool measure, FrameTimes& times) {
  TissueLight light;
  light.viewFromPatient = view::viewFromPatient(stage.camera);
  light.clipFromView = view::clipFromView(stage.camera, aspectOf(targets_.size));
  light.bend = &bend_;
  light.grain = tissue_.grain();
  light.size = targets_.inner;
  light.depthCue = depthCue(stage.camera);
  light.ground = ground_;
  light.pixel = 2.0f * std::tan(0.5f * glm::radians(stage.camera.fieldOfView_deg)) /
                static_cast<float>(targets_.size.height);
  light.full = quality_ == Quality::kFull;
  if (!light.full) return light;
  {
    const Stopwatch watch(measure, times.shadow);
    shadow_.draw(lists.opaque, stage.camera, light.viewFromPatient, bend_, cache);
  }
  {
    const Stopwatch watch(measure, times.occlusion);
    occlusion_.draw(lists.opaque, stage.camera, targets_.size, bend_, section_, cache);
  }
  light.occlusion = occlusion_.texture();
  light.shadowMap = shadow_.map();
  light.shadowFromView = shadow_.mapFromView();
  light.shadowLift_mm = shadow_.lift_mm();
  return light;
}

void ScenePainter::paintOpaque(const Lists& lists, const TissueLight& light, MeshCache& cache) {
  gl::drawInto(targets_.opaque, targets_.inner);
  glEnable(GL_DEPTH_TEST);
  glDepthFunc(GL_LESS);
  glDepthMask(GL_TRUE);
  glDisable(GL_BLEND);
  glClear(GL_DEPTH_BUFFER_BIT);
  section_.draw(light, false);  // the nearest of all
  tissue_.draw(lists.opaque, light, false, cache);
  finish_.background(targets_.inner, light.ground);
}

void ScenePainter::paintTransparent(const Lists& lists, const TissueLight& light,
                                    MeshCache& cache) {
  if (lists.transparent.empty()) return;  // then no section is, either
  constexpr std::array<float, 4> kNothing{0.0f, 0.0f, 0.0f, 1.0f}, kNoWeight{};
  const ScreenBox box = screenBox(lists.transparent, light.clipFromView, light.viewFromPatient,
                                  targets_.inner, cache);
  gl::drawInto(targets_.glass, targets_.inner);
  box.scissor();
  glClearBufferfv(GL_COLOR, 0, kNothing.data());
  glClearBufferfv(GL_COLOR, 1, kNoWeight.data());
  glEnable(GL_DEPTH_TEST);
  glDepthFunc(GL_LESS);
  glDepthMask(GL_FALSE);
  glEnable(GL_BLEND);
  glBlendFuncSeparate(GL_ONE, GL_ONE, GL_ZERO, GL_ONE_MINUS_SRC_ALPHA);
  tissue_.draw(lists.transparent, light, true, cache);
  section_.draw(light, true);
  glDepthMask(GL_TRUE);
  glDisable(GL_BLEND);
  finish_.glass(targets_, box);
}

GLuint ScenePainter::paint(const Stage& stage, Size size, MeshCache& cache, bool measure,
                           FrameTimes& times) {
  const bool fine = quality_ == Quality::kFull && size.width * size.height <= kFinestPixels;
  targets_.resize(size, fine ? 2 : 1);
  bend_ = bendUniforms(stage.bend);
  bend_.cutPlane = stage.clipPlane;
  const Lists lists = sorted(stage, cache);
  {
    const Stopwatch watch(measure, times.section);
    section_.update(stage);
  }
  const TissueLight light = prepare(stage, lists, cache, measure, times);
  {
    const Stopwatch watch(measure, times.opaque);
    paintOpaque(lists, light, cache);
  }
  {
    const Stopwatch watch(measure, times.transparent);
    paintTransparent(lists, light, cache);
  }
  const Stopwatch watch(measure, times.finish);
  finish_.finish(targets_);
  return outline(stage, cache);
}

GLuint ScenePainter::outline(const Stage& stage, MeshCache& cache) {
  SurfaceList highlighted;
  for (const view::Surface& surface : stage.surfaces)
    if (surface.highlighted && !surface.inner) highlighted.push_back(&surface);
  if (highlighted.empty()) return targets_.result.name();
  finish_.outline(highlighted, view::clipFromView(stage.camera, aspectOf(targets_.size)),
                  view::viewFromPatient(stage.camera), bend_, section_, cache, targets_);
  return targets_.outlined.name();
}

}  // namespace unkink::render
