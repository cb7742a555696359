// Intervals first, then the anatomy within them, both only in the instruments' part of the picture.
#include "render/xray_displacement.hpp"

#include "render/gl/desktop.hpp"
#include "render/xray_patch.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace unkink::render {
namespace {

constexpr std::size_t kAtOnce = 4;

/// A chunk's sphere where the posture takes it.
///
/// Model: a bent vertex lies between where its neighbouring vertebrae would take it, moved on by no
/// more than the largest bulge.
Sphere placedSphere(const view::Scene& scene, const view::XRaySurface& surface,
                    const MeshChunk& chunk) {
  const math::Vec4f p(chunk.centre, 1.0f);
  if (!surface.bends) return {math::Vec3f(surface.patientFromMesh * p), chunk.radius};
  const auto& motion = scene.bend.patientFromMaterial;
  const auto vertebra = [&](float chain) {
    return static_cast<std::size_t>(std::clamp(chain, 0.0f, static_cast<float>(motion.size() - 1)));
  };
  math::Vec3f lo(motion[vertebra(chunk.chainLo)] * p), hi = lo;
  for (std::size_t v = vertebra(chunk.chainLo); v <= vertebra(std::ceil(chunk.chainHi)); ++v) {
    lo = glm::min(lo, math::Vec3f(motion[v] * p));
    hi = glm::max(hi, math::Vec3f(motion[v] * p));
  }
  float bulge = 0.0f;
  for (const math::Vec3f& b : scene.bend.bulge_mm) bulge = std::max(bulge, glm::length(b));
  return {0.5f * (lo + hi), chunk.radius + 0.5f * glm::length(hi - lo) + bulge};
}

/// The numbers of the chunks that may lie in an instrument's shadow.
std::vector<std::size_t> chunksIn(const XRayReach& reach, const view::Scene& scene,
                                  const view::XRaySurface& surface,
                                  const std::vector<MeshChunk>& chunks) {
  std::vector<std::size_t> numbers;
  for (std::size_t n = 0; n < chunks.size(); ++n) {
    const Sphere sphere = placedSphere(scene, surface, chunks[n]);
    if (reach.meets(sphere.centre, sphere.radius)) numbers.push_back(n);
  }
  return numbers;
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
  glEnable(GL_DEPTH_TEST);
  glDepthFunc(GL_ALWAYS);
  glDepthMask(GL_TRUE);
  glClear(GL_COLOR_BUFFER_BIT | GL_DEPTH_BUFFER_BIT);
  gl::blendMaximum();
  surfaces.begin(frame, scene.bend, Count::kInterval);
  for (std::size_t n = 0; n < instruments.size(); ++n) {
    chooseSlot(n);
    surfaces.draw(*instruments[n], cache.get(instruments[n]->mesh));
  }
  glColorMask(GL_TRUE, GL_TRUE, GL_TRUE, GL_TRUE);
  gl::blendSum();
  glDepthMask(GL_FALSE);
}

void XRayDisplacement::subtract(const view::Scene& scene, const XRayFrame& frame,
                                XRaySurfaces& surfaces, MeshCache& cache,
                                const gl::Framebuffer& sum, GLuint mask) {
  if (mask_ != mask || pixels_ != frame.pixels) {
    low_ = gl::makeTexture(gl::kRgba32F, frame.size(), GL_NEAREST);
    high_ = gl::makeTexture(gl::kRgba32F, frame.size(), GL_NEAREST);
    framebuffer_ = gl::makeFramebuffer({low_.name(), high_.name()}, mask);
    mask_ = mask;
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
    const XRayReach reach(frame, some);
    glDepthFunc(GL_EQUAL);  // only where there is an instrument: every face is drawn at one depth
    surfaces.begin(frame, scene.bend, Count::kDisplaced);
    for (const view::XRaySurface& surface : scene.xRay.surfaces) {
      if (surface.instrument || surface.mesh.mesh == nullptr) continue;
      const MeshCache::Entry& mesh = cache.getChunked(surface.mesh);
      const auto numbers = chunksIn(reach, scene, surface, mesh.chunks);
      if (!numbers.empty()) surfaces.draw(surface, mesh, &numbers);
    }
  }
  glDisable(GL_SCISSOR_TEST);
  glDisable(GL_DEPTH_TEST);
  glDepthMask(GL_TRUE);
}

}  // namespace unkink::render
