// An orthographic look along the key light, which is fixed to the viewer.
#include "render/shadow_pass.hpp"

#include <algorithm>
#include <cmath>
#include <glm/gtc/matrix_transform.hpp>

namespace unkink::render {
namespace {

const math::Vec3f kKeyDirection{-0.4060f, 0.6767f, 0.6142f};  // as in shaders/common/light.glsl

/// Half the edge of the box around the camera's target in which shadows fall, mm.
float reachOf(const view::Camera& camera) {
  const float distance = glm::length(camera.target - camera.eye);
  const float seen = distance * std::tan(0.5f * glm::radians(camera.fieldOfView_deg));
  constexpr float kRoom_mm = 420.0f;  // more than that: a room is looked at, not a patient
  return std::clamp(1.6f * seen, 20.0f, seen > kRoom_mm ? 1500.0f : 400.0f);
}

/// From the view frame to the light's clip space.
math::Mat4f clipFromViewOfLight(const view::Camera& camera) {
  const float distance = glm::length(camera.target - camera.eye), reach = reachOf(camera);
  const math::Vec3f middle(0.0f, 0.0f, -distance);
  const math::Mat4f lightFromView =
      glm::lookAt(middle + 3.0f * reach * kKeyDirection, middle, math::Vec3f(0.0f, 1.0f, 0.0f));
  return glm::ortho(-reach, reach, -reach, reach, 0.5f * reach, 6.0f * reach) * lightFromView;
}

}  // namespace

void ShadowPass::create() {
  map_ = gl::makeTexture(gl::kDepth24, {kEdge, kEdge}, GL_LINEAR);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_COMPARE_MODE, GL_COMPARE_REF_TO_TEXTURE);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_COMPARE_FUNC, GL_LEQUAL);
  framebuffer_ = gl::makeFramebuffer({}, map_.name());
}

void ShadowPass::draw(const SurfaceList& casters, const view::Camera& camera,
                      const math::Mat4f& viewFromPatient, const BendUniforms& bend,
                      MeshCache& cache) {
  if (!map_) create();
  const math::Mat4f clipFromView = clipFromViewOfLight(camera);
  gl::drawInto(framebuffer_, {kEdge, kEdge});
  glEnable(GL_DEPTH_TEST);
  glDepthFunc(GL_LESS);
  glDepthMask(GL_TRUE);
  glDisable(GL_CULL_FACE);
  glEnable(GL_POLYGON_OFFSET_FILL);
  glPolygonOffset(2.0f, 4.0f);
  glClear(GL_DEPTH_BUFFER_BIT);
  draw_.draw(casters, clipFromView, viewFromPatient, bend, cache);
  glDisable(GL_POLYGON_OFFSET_FILL);
  lift_mm_ = 0.008f * reachOf(camera);
  const math::Mat4f half =
      glm::scale(glm::translate(math::Mat4f(1.0f), math::Vec3f(0.5f)), math::Vec3f(0.5f));
  mapFromView_ = half * clipFromView;
}

}  // namespace unkink::render
