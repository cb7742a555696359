// Two passes: the weighted sum, then what it leaves of the beam.
#include "render/xray_weighted.hpp"

#include "render/xray_patch.hpp"
#include "render/xray_surfaces.hpp"

namespace unkink::render {
namespace {

/// The part of the picture that anything falls on.
Patch covered(const XRayFrame& frame, std::span<const view::XRayWeighted> bodies,
              MeshCache& cache) {
  Patch patch;
  for (const view::XRayWeighted& body : bodies) {
    const Sphere& sphere = cache.get(body.mesh).bounds;
    patch.include(patchOf(frame, sphere.centre, sphere.radius));
  }
  return patch;
}

}  // namespace

XRayWeightedSum::XRayWeightedSum()
    : weighted_("xray/depth.vert", "xray/weighted.frag"),
      attenuated_("common/fullscreen.vert", "xray/attenuated.frag") {}

void XRayWeightedSum::resize(int pixels) {
  if (pixels == pixels_) return;
  pixels_ = pixels;
  const Size size{pixels, pixels};
  integrals_ = gl::makeTexture(gl::kR32F, size, GL_NEAREST);
  integralsInto_ = gl::makeFramebuffer({integrals_.name()});
  signal_ = gl::makeTexture(gl::kR32F, size, GL_NEAREST);
  signalInto_ = gl::makeFramebuffer({signal_.name()});
}

void XRayWeightedSum::sum(const XRayFrame& frame, std::span<const view::XRayWeighted> bodies,
                          MeshCache& cache) {
  gl::drawInto(integralsInto_, frame.size());
  beginSum();
  weighted_.use();
  setFrame(weighted_, frame);
  weighted_.set("patientFromMesh", math::Mat4f(1.0f));
  for (const view::XRayWeighted& body : bodies) {
    weighted_.set("weight", static_cast<float>(body.weight_perMm));
    cache.get(body.mesh).draw();
  }
  glDisable(GL_BLEND);
}

std::vector<float> XRayWeightedSum::transmission(const fluoro::Projection& projection, int pixels,
                                                 std::span<const view::XRayWeighted> bodies,
                                                 MeshCache& cache) {
  resize(pixels);
  const XRayFrame frame = xRayFrame(projection, pixels);
  sum(frame, bodies, cache);
  gl::drawInto(signalInto_, frame.size());
  glClearColor(1.0f, 1.0f, 1.0f, 1.0f);
  glClear(GL_COLOR_BUFFER_BIT);
  attenuated_.use();
  gl::bindTexture(0, integrals_.name());
  attenuated_.set("integrals", 0);
  setDetector(attenuated_, frame);
  const Patch patch = covered(frame, bodies, cache);
  scissorTo({patch.x0, pixels - patch.y1, patch.x1, pixels - patch.y0});  // upside down
  if (!patch.empty()) fullscreen_.draw();
  glDisable(GL_SCISSOR_TEST);
  const auto edge = static_cast<std::size_t>(pixels);
  std::vector<float> image(edge * edge);
  glReadBuffer(GL_COLOR_ATTACHMENT0);
  glReadPixels(0, 0, pixels, pixels, GL_RED, GL_FLOAT, image.data());
  return image;
}

}  // namespace unkink::render
