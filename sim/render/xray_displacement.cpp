// Intervals first, then the anatomy within them, both only in the instruments' part of the picture.
#include "render/xray_displacement.hpp"

#include "render/gl/desktop.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace unkink::render {
namespace {

constexpr std::size_t kAtOnce = 4;

/// A rectangle of the picture, pixels; empty when hi <= lo.
struct Patch {
  int x0 = 1 << 20, y0 = 1 << 20, x1 = 0, y1 = 0;

  bool empty() const { return x1 <= x0 || y1 <= y0; }
  void include(float x, float y) {
    x0 = std::min(x0, static_cast<int>(std::floor(x)) - 1);
    y0 = std::min(y0, static_cast<int>(std::floor(y)) - 1);
    x1 = std::max(x1, static_cast<int>(std::ceil(x)) + 1);
    y1 = std::max(y1, static_cast<int>(std::ceil(y)) + 1);
  }
  Patch within(int pixels) const {
    return {std::clamp(x0, 0, pixels), std::clamp(y0, 0, pixels), std::clamp(x1, 0, pixels),
            std::clamp(y1, 0, pixels)};
  }
};

/// Where a Patient point falls, pixels; points beside the picture are brought near it.
math::Vec2f pixelOf(const XRayFrame& frame, const math::Vec3f& p) {
  const math::Vec3f q = p - frame.reference;
  const float depth = std::max(glm::dot(frame.forward, q) + frame.referenceDepth, 1.0f);
  const math::Vec2f ndc =
      frame.focal / depth * math::Vec2f(glm::dot(frame.right, q), glm::dot(frame.up, q));
  return 0.5f * static_cast<float>(frame.pixels) * (glm::clamp(ndc, -2.0f, 2.0f) + 1.0f);
}

Patch patchOf(const XRayFrame& frame, std::span<const view::XRaySurface* const> instruments) {
  Patch patch;
  for (const view::XRaySurface* instrument : instruments)
    for (const math::Vertex& v : instrument->mesh.mesh->vertices) {
      const math::Vec2f at =
          pixelOf(frame, math::Vec3f(instrument->patientFromMesh * math::Vec4f(v.position, 1.0f)));
      patch.include(at.x, at.y);
    }
  return patch.within(frame.pixels);
}

/// Whether a surface can meet the patch, judged by its sphere. Posture may carry a bending one some
/// way.
bool mayMeet(const XRayFrame& frame, const view::XRaySurface& surface, const Sphere& sphere,
             const Patch& patch) {
  constexpr float kBendReach_mm = 40.0f;
  const math::Mat4f motion = surface.bends ? math::Mat4f(1.0f) : surface.patientFromMesh;
  const math::Vec3f centre(motion * math::Vec4f(sphere.centre, 1.0f));
  const float radius = sphere.radius + (surface.bends ? kBendReach_mm : 0.0f);
  const float depth = glm::dot(frame.forward, centre - frame.reference) + frame.referenceDepth;
  if (depth <= 2.0f * radius) return true;
  const float reach =
      0.5f * static_cast<float>(frame.pixels) * frame.focal * radius / (depth - radius);
  const math::Vec2f at = pixelOf(frame, centre);
  return at.x + reach > static_cast<float>(patch.x0) &&
         at.x - reach < static_cast<float>(patch.x1) &&
         at.y + reach > static_cast<float>(patch.y0) && at.y - reach < static_cast<float>(patch.y1);
}

void scissorTo(const Patch& patch) {
  glEnable(GL_SCISSOR_TEST);
  glScissor(patch.x0, patch.y0, patch.x1 - patch.x0, patch.y1 - patch.y0);
}

/// Lets the next draw write only the slot of instrument n: an attachment and a pair of its
/// components.
void chooseSlot(std::size_t n) {
  const std::array<GLenum, 2> targets{n < 2 ? GL_COLOR_ATTACHMENT0 : GLenum{GL_NONE},
                                      n < 2 ? GLenum{GL_NONE} : GL_COLOR_ATTACHMENT1};
  glDrawBuffers(2, targets.data());
  const GLboolean first = n % 2 == 0 ? GL_TRUE : GL_FALSE, second = n % 2 == 1 ? GL_TRUE : GL_FALSE;
  glColorMask(first, first, second, second);
}

}  // namespace

void XRayDisplacement::drawIntervals(const view::Scene& scene, const XRayFrame& frame,
                                     XRaySurfaces& surfaces, MeshCache& cache,
                                     Instruments instruments) {
  constexpr std::array<GLenum, 2> kBoth{GL_COLOR_ATTACHMENT0, GL_COLOR_ATTACHMENT1};
  gl::drawInto(framebuffer_, frame.size());
  glDrawBuffers(2, kBoth.data());
  glClearColor(-1e6f, -1e6f, -1e6f, -1e6f);  // no interval: the exit lies before the entry
  glClear(GL_COLOR_BUFFER_BIT);
  gl::blendMaximum();
  surfaces.begin(frame, scene.bend, Count::kInterval);
  for (std::size_t n = 0; n < instruments.size(); ++n) {
    chooseSlot(n);
    surfaces.draw(*instruments[n], cache.get(instruments[n]->mesh));
  }
  glColorMask(GL_TRUE, GL_TRUE, GL_TRUE, GL_TRUE);
  gl::blendSum();
}

void XRayDisplacement::subtract(const view::Scene& scene, const XRayFrame& frame,
                                XRaySurfaces& surfaces, MeshCache& cache,
                                const gl::Framebuffer& sum) {
  if (pixels_ != frame.pixels) {
    low_ = gl::makeTexture(gl::kRgba32F, frame.size(), GL_NEAREST);
    high_ = gl::makeTexture(gl::kRgba32F, frame.size(), GL_NEAREST);
    framebuffer_ = gl::makeFramebuffer({low_.name(), high_.name()});
    pixels_ = frame.pixels;
  }
  std::vector<const view::XRaySurface*> instruments;
  for (const view::XRaySurface& surface : scene.xRay.surfaces)
    if (surface.instrument && surface.mesh.mesh != nullptr) instruments.push_back(&surface);
  for (std::size_t first = 0; first < instruments.size(); first += kAtOnce) {
    const Instruments some =
        Instruments(instruments).subspan(first, std::min(kAtOnce, instruments.size() - first));
    const Patch patch = patchOf(frame, some);
    if (patch.empty()) continue;
    scissorTo(patch);
    drawIntervals(scene, frame, surfaces, cache, some);
    gl::drawInto(sum, frame.size());
    gl::bindTexture(0, low_.name());
    gl::bindTexture(1, high_.name());
    surfaces.begin(frame, scene.bend, Count::kDisplaced);
    for (const view::XRaySurface& surface : scene.xRay.surfaces) {
      if (surface.instrument || surface.mesh.mesh == nullptr) continue;
      const MeshCache::Entry& mesh = cache.get(surface.mesh);
      if (mayMeet(frame, surface, mesh.bounds, patch)) surfaces.draw(surface, mesh);
    }
  }
  glDisable(GL_SCISSOR_TEST);
}

}  // namespace unkink::render
