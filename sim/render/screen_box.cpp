// Bounding spheres to pixels, generously.
#include "render/screen_box.hpp"

#include <algorithm>
#include <cmath>

namespace unkink::render {
namespace {

constexpr float kBendReach_mm =
    30.0f;                          // how far a posture may carry a surface from its neutral place
constexpr float kMargin_px = 4.0f;  // outline and smoothing

struct Extent {
  math::Vec2f lo{1.0f}, hi{-1.0f};  // of the picture, -1..1

  void include(const math::Vec2f& centre, const math::Vec2f& reach) {
    lo = glm::min(lo, centre - reach);
    hi = glm::max(hi, centre + reach);
  }
};

ScreenBox pixels(const Extent& extent, Size size) {
  const auto pixel = [](float ndc, int length, float margin) {
    const float at = 0.5f * (ndc + 1.0f) * static_cast<float>(length) + margin;
    return static_cast<int>(std::clamp(at, 0.0f, static_cast<float>(length)));
  };
  const int x0 = pixel(extent.lo.x, size.width, -kMargin_px);
  const int y0 = pixel(extent.lo.y, size.height, -kMargin_px);
  const int x1 = pixel(extent.hi.x, size.width, kMargin_px);
  const int y1 = pixel(extent.hi.y, size.height, kMargin_px);
  return {x0, y0, std::max(x1 - x0, 0), std::max(y1 - y0, 0)};
}

}  // namespace

void ScreenBox::scissor() const {
  glEnable(GL_SCISSOR_TEST);
  glScissor(x, y, width, height);
}

ScreenBox screenBox(const SurfaceList& surfaces, const math::Mat4f& clipFromView,
                    const math::Mat4f& viewFromPatient, Size size, MeshCache& cache) {
  Extent extent;
  for (const view::Surface* surface : surfaces) {
    const Sphere& sphere = cache.get(surface->mesh).bounds;
    const math::Mat4f motion = surface->bends ? math::Mat4f(1.0f) : surface->patientFromMesh;
    const math::Vec4f centre = viewFromPatient * motion * math::Vec4f(sphere.centre, 1.0f);
    const float radius = sphere.radius + (surface->bends ? kBendReach_mm : 0.0f);
    const float w = clipFromView[2][3] * centre.z + clipFromView[3][3];
    if (w <= 1.2f * radius) return {0, 0, size.width, size.height};
    const math::Vec2f scale(clipFromView[0][0], clipFromView[1][1]);
    const math::Vec2f middle = scale * math::Vec2f(centre) / w;
    // the sphere's nearest points spread farthest, more so beside the axis
    const math::Vec2f reach = (scale + glm::abs(middle)) * (radius / (w - radius));
    extent.include(middle, reach);
  }
  return pixels(extent, size);
}

}  // namespace unkink::render
