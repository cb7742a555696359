// Camera matrices: from Patient to the eye, and from the eye to clip space (OpenGL, depth -1..1).
#include "view/scene.hpp"

#include <glm/gtc/matrix_transform.hpp>

namespace unkink::view {

math::Mat4f viewFromPatient(const Camera& camera) {
  return glm::lookAt(camera.eye, camera.target, camera.up);
}

math::Mat4f clipFromView(const Camera& camera, float aspect) {
  return glm::perspective(glm::radians(camera.fieldOfView_deg), aspect, camera.near_mm,
                          camera.far_mm);
}

}  // namespace unkink::view
