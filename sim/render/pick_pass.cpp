// Surfaces whose spheres the ray meets, drawn into a target of one pixel.
#include "render/pick_pass.hpp"

#include <array>
#include <cmath>
#include <glm/matrix.hpp>

namespace unkink::render {
namespace {

constexpr float kLeastOpacity = 0.5f;   // what is fainter is looked through
constexpr float kBendReach_mm = 30.0f;  // how far a posture may carry a surface

/// Takes a picture's pixel to the whole of clip space.
math::Mat4f pixelOnly(const math::Vec2f& at, Size size) {
  const math::Vec2f centre(2.0f * at.x - 1.0f, 1.0f - 2.0f * at.y);
  const math::Vec2f scale(static_cast<float>(size.width), static_cast<float>(size.height));
  math::Mat4f m(1.0f);
  m[0][0] = scale.x;
  m[1][1] = scale.y;
  m[3][0] = -scale.x * centre.x;
  m[3][1] = -scale.y * centre.y;
  return m;
}

/// A ray from the eye.
struct Ray {
  math::Vec3f from, direction;

  float distance(const math::Vec3f& p) const {
    return glm::length(glm::cross(p - from, direction));
  }
};

Ray rayAt(const view::Camera& camera, const math::Mat4f& clipFromPatient, const math::Vec2f& at) {
  const math::Vec4f far = glm::inverse(clipFromPatient) *
                          math::Vec4f(2.0f * at.x - 1.0f, 1.0f - 2.0f * at.y, 1.0f, 1.0f);
  return {camera.eye, glm::normalize(math::Vec3f(far) / far.w - camera.eye)};
}

}  // namespace

PickPass::PickPass() : draw_("scene/pick.frag") {
  number_ = gl::makeTexture(gl::kRgba8, {1, 1}, GL_NEAREST);
  depth_ = gl::makeTexture(gl::kDepth24, {1, 1}, GL_NEAREST);
  target_ = gl::makeFramebuffer({number_.name()}, depth_.name());
}

std::optional<std::size_t> PickPass::surfaceAt(const Stage& stage, Size size, const math::Vec2f& at,
                                               MeshCache& cache) {
  const float aspect = static_cast<float>(size.width) / static_cast<float>(size.height);
  const math::Mat4f clipFromView = view::clipFromView(stage.camera, aspect),
                    viewFromPatient = view::viewFromPatient(stage.camera);
  const Ray ray = rayAt(stage.camera, clipFromView * viewFromPatient, at);
  SurfaceList met;
  for (const view::Surface& surface : stage.surfaces) {
    if (surface.inner || surface.opacity < kLeastOpacity) continue;
    const Sphere& sphere = cache.get(surface.mesh).bounds;
    const math::Mat4f motion = surface.bends ? math::Mat4f(1.0f) : surface.patientFromMesh;
    const math::Vec3f centre(motion * math::Vec4f(sphere.centre, 1.0f));
    if (ray.distance(centre) < sphere.radius + (surface.bends ? kBendReach_mm : 0.0f))
      met.push_back(&surface);
  }
  BendUniforms bend = bendUniforms(stage.bend);
  bend.cutPlane = stage.clipPlane;
  gl::drawInto(target_, {1, 1});
  glEnable(GL_DEPTH_TEST);
  glDepthFunc(GL_LESS);
  glDepthMask(GL_TRUE);
  glDisable(GL_BLEND);
  glEnable(GL_CULL_FACE);
  glClearColor(0.0f, 0.0f, 0.0f, 0.0f);
  glClear(GL_COLOR_BUFFER_BIT | GL_DEPTH_BUFFER_BIT);
  draw_.setNumber(
      [&](const view::Surface& s) { return static_cast<float>(&s - stage.surfaces.data() + 1); });
  draw_.draw(met, pixelOnly(at, size) * clipFromView, viewFromPatient, bend, cache);
  std::array<unsigned char, 4> pixel{};
  glReadBuffer(GL_COLOR_ATTACHMENT0);
  glReadPixels(0, 0, 1, 1, GL_RGBA, GL_UNSIGNED_BYTE, pixel.data());
  const std::size_t number = pixel[0] + 256u * pixel[1];
  if (number == 0) return std::nullopt;
  return number - 1;
}

}  // namespace unkink::render
