// Half resolution is enough for what is soft by nature.
#include "render/occlusion_pass.hpp"

#include <algorithm>
#include <cmath>
#include <glm/trigonometric.hpp>

namespace unkink::render {
namespace {

constexpr float kRadius_mm = 14.0f;

float aspectOf(Size size) {
  return static_cast<float>(size.width) / static_cast<float>(size.height);
}

}  // namespace

OcclusionPass::OcclusionPass()
    : draw_("scene/normal.frag"),
      estimate_("common/fullscreen.vert", "scene/occlusion.frag", {"SAMPLES 14", "STRENGTH 1.9"}),
      smoothing_("common/fullscreen.vert", "scene/smooth.frag") {}

void OcclusionPass::resize(Size half) {
  if (half == half_) return;
  half_ = half;
  normals_ = gl::makeTexture(gl::kRgba8, half, GL_NEAREST);
  depth_ = gl::makeTexture(gl::kDepth24, half, GL_NEAREST);
  prepassTarget_ = gl::makeFramebuffer({normals_.name()}, depth_.name());
  raw_ = gl::makeTexture(gl::kR8, half, GL_NEAREST);
  rawTarget_ = gl::makeFramebuffer({raw_.name()});
  smooth_ = gl::makeTexture(gl::kR8, half, GL_LINEAR);
  smoothTarget_ = gl::makeFramebuffer({smooth_.name()});
}

void OcclusionPass::prepass(const SurfaceList& surfaces, const view::Camera& camera,
                            const BendUniforms& bend, SectionPass& section, MeshCache& cache) {
  gl::drawInto(prepassTarget_, half_);
  glEnable(GL_DEPTH_TEST);
  glDepthFunc(GL_LESS);
  glDepthMask(GL_TRUE);
  glEnable(GL_CULL_FACE);
  glClearColor(0.5f, 0.5f, 1.0f, 1.0f);
  glClear(GL_COLOR_BUFFER_BIT | GL_DEPTH_BUFFER_BIT);
  const math::Mat4f clipFromView = view::clipFromView(camera, aspectOf(half_)),
                    viewFromPatient = view::viewFromPatient(camera);
  section.drawNormals(clipFromView, viewFromPatient);
  draw_.draw(surfaces, clipFromView, viewFromPatient, bend, cache);
}

void OcclusionPass::draw(const SurfaceList& surfaces, const view::Camera& camera, Size size,
                         const BendUniforms& bend, SectionPass& section, MeshCache& cache) {
  resize({std::max(size.width / 2, 1), std::max(size.height / 2, 1)});
  prepass(surfaces, camera, bend, section, cache);
  glDisable(GL_DEPTH_TEST);
  glDisable(GL_CULL_FACE);
  const math::Vec2f nearFar(camera.near_mm, camera.far_mm);
  const float up = std::tan(0.5f * glm::radians(camera.fieldOfView_deg));
  gl::bindTexture(1, depth_.name());

  gl::drawInto(rawTarget_, half_);
  estimate_.use();
  gl::bindTexture(0, normals_.name());
  estimate_.set("normals", 0);
  estimate_.set("depth", 1);
  estimate_.set("pixelSize", math::Vec2f(1.0f / static_cast<float>(half_.width),
                                         1.0f / static_cast<float>(half_.height)));
  estimate_.set("halfView", math::Vec2f(up * aspectOf(half_), up));
  estimate_.set("nearFar", nearFar);
  estimate_.set("radius", kRadius_mm);
  fullscreen_.draw();

  gl::drawInto(smoothTarget_, half_);
  smoothing_.use();
  gl::bindTexture(0, raw_.name());
  smoothing_.set("occlusion", 0);
  smoothing_.set("depth", 1);
  smoothing_.set("nearFar", nearFar);
  fullscreen_.draw();
}

}  // namespace unkink::render
