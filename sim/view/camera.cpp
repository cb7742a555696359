// Camera matrices: from Patient to the eye, and from the eye to clip space (OpenGL, depth -1..1).
#include "view/scene.hpp"

#include <cmath>
#include <glm/gtc/matrix_transform.hpp>

namespace unkink::view {

math::Mat4f viewFromPatient(const Camera& camera) {
  return glm::lookAt(camera.eye, camera.target, camera.up);
}

namespace {

/// The picture of something nearer is smaller: what is divided by is the distance from where lines
/// of sight meet, in front. Depth rises with the distance from the eye all the same.
math::Mat4f converging(const Camera& camera, float aspect) {
  const float focal = 1.0f / std::tan(0.5f * glm::radians(camera.fieldOfView_deg));
  const float nearest = camera.converges_mm - camera.near_mm;
  const float farthest = camera.converges_mm - camera.far_mm;
  const float depth = -(nearest + farthest) / (camera.far_mm - camera.near_mm);
  math::Mat4f m(0.0f);
  m[0][0] = focal / aspect;
  m[1][1] = focal;
  m[2][2] = depth;
  m[2][3] = 1.0f;
  m[3][2] = depth * camera.near_mm - nearest;
  m[3][3] = camera.converges_mm;
  return m;
}

}  // namespace

math::Mat4f clipFromView(const Camera& camera, float aspect) {
  if (camera.converges_mm > 0.0f) return converging(camera, aspect);
  return glm::perspective(glm::radians(camera.fieldOfView_deg), aspect, camera.near_mm,
                          camera.far_mm);
}

}  // namespace unkink::view
