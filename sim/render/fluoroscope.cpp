// Sums, transmission, picture: three stages, each done again only when what it depends on has
// changed.
#include "render/fluoroscope.hpp"

#include "math/hash.hpp"
#include "render/stopwatch.hpp"

#include <cassert>
#include <cmath>

namespace unkink::render {
namespace {

std::uint64_t beamKey(const fluoro::Beam& beam) {
  math::Hash hash;
  for (const double w : beam.weight) hash.add(w);
  for (const std::vector<double>& material : beam.attenuation_per_mm)
    for (const double mu : material) hash.add(mu);
  return hash.value();
}

std::uint64_t pictureKey(const view::XRay& xRay) {
  math::Hash hash;
  hash.add(xRay.brightness);
  hash.add(xRay.boneDark);
  hash.add(xRay.quantaPerPixel);
  hash.add(xRay.exposure);
  hash.add(xRay.scatterFraction);
  hash.add(xRay.focalBlur_mm);
  hash.add(xRay.monitor.turn.value);
  hash.add(xRay.monitor.flipped);
  const fluoro::Collimator& c = xRay.projection.collimator;
  for (const double v : {c.irisRadius_mm, c.leafGap_mm, c.leafTurn.value}) hash.add(v);
  return hash.value();
}

/// Reads a framebuffer's attachment; rows from the top.
std::vector<float> readFloats(const gl::Framebuffer& framebuffer, GLenum attachment, int pixels,
                              int components) {
  const std::size_t row = static_cast<std::size_t>(pixels) * static_cast<std::size_t>(components);
  const auto rows = static_cast<std::size_t>(pixels);
  std::vector<float> bottomUp(row * rows), result(row * rows);
  glBindFramebuffer(GL_FRAMEBUFFER, framebuffer.name());
  glReadBuffer(attachment);
  glReadPixels(0, 0, pixels, pixels, components == 1 ? GL_RED : GL_RGBA, GL_FLOAT, bottomUp.data());
  for (std::size_t y = 0; y < rows; ++y)
    std::copy_n(bottomUp.begin() + static_cast<std::ptrdiff_t>((rows - 1 - y) * row), row,
                result.begin() + static_cast<std::ptrdiff_t>(y * row));
  return result;
}

/// How much longer each ray is than its depth, rows from the top.
std::vector<float> obliquities(const XRayFrame& frame) {
  std::vector<float> result;
  const auto slope = [&](int i) { return ((2.0 * i + 1.0) / frame.pixels - 1.0) / frame.focal; };
  for (int y = 0; y < frame.pixels; ++y)
    for (int x = 0; x < frame.pixels; ++x)
      result.push_back(
          static_cast<float>(std::sqrt(1.0 + slope(x) * slope(x) + slope(y) * slope(y))));
  return result;
}

}  // namespace

void Fluoroscope::updateSums(const view::Scene& scene, int pixels, MeshCache& cache, bool measure,
                             FrameTimes& times) {
  const Stopwatch watch(measure, times.xRayPaths);
  const int before = paths_.frame().pixels;
  stale_.include(paths_.update(scene, pixels, cache));
  if (before != pixels) stale_ = Patch::whole(pixels);
}

bool Fluoroscope::transmit(const view::XRay& xRay) {
  const std::uint64_t beam = beamKey(*xRay.beam);
  if (beam != beamKey_) stale_ = Patch::whole(paths_.frame().pixels);
  beamKey_ = beam;
  if (stale_.empty()) return false;
  picture_.transmit(paths_, xRay, stale_);
  stale_ = {};
  return true;
}

GLuint Fluoroscope::draw(const view::Scene& scene, int pixels, MeshCache& cache, bool measure,
                         FrameTimes& times) {
  assert(scene.xRay.beam != nullptr && pixels > 0);
  updateSums(scene, pixels, cache, measure, times);
  const Stopwatch watch(measure, times.xRayPicture);
  const std::uint64_t picture = pictureKey(scene.xRay);
  if (transmit(scene.xRay)) isPictureOld_ = true;
  if (isPictureOld_ || picture != pictureKey_) picture_.show(scene.xRay, pixels);
  isPictureOld_ = false;
  pictureKey_ = picture;
  return picture_.picture();
}

std::vector<float> Fluoroscope::transmission(const view::Scene& scene, int pixels,
                                             MeshCache& cache) {
  FrameTimes unused;
  updateSums(scene, pixels, cache, false, unused);
  if (transmit(scene.xRay)) isPictureOld_ = true;
  return readFloats(picture_.transmissionFramebuffer(), GL_COLOR_ATTACHMENT0, pixels, 1);
}

std::array<std::vector<float>, fluoro::kChannelCount> Fluoroscope::pathLengths(
    const view::Scene& scene, int pixels, MeshCache& cache) {
  FrameTimes unused;
  updateSums(scene, pixels, cache, false, unused);
  const std::vector<float> obliquity = obliquities(paths_.frame());
  std::array<std::vector<float>, fluoro::kChannelCount> result;
  for (auto& channel : result) channel.assign(obliquity.size(), 0.0f);
  for (const gl::Framebuffer* sum : paths_.framebuffers())
    for (const std::size_t half : {0u, 1u}) {
      const auto attachment = GL_COLOR_ATTACHMENT0 + static_cast<GLenum>(half);
      const std::vector<float> four = readFloats(*sum, attachment, pixels, 4);
      for (std::size_t i = 0; i < four.size(); ++i)
        result[4 * half + i % 4][i / 4] += obliquity[i / 4] * four[i];
    }
  return result;
}

}  // namespace unkink::render
