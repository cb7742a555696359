// The renderer's parts and who is asked for what; the passes are in files of their own.
#include "render/renderer.hpp"

#include "render/comparison.hpp"
#include "render/fluoroscope.hpp"
#include "render/gl/desktop.hpp"
#include "render/mesh_cache.hpp"
#include "render/pick_pass.hpp"
#include "render/scene_painter.hpp"
#include "render/slice_texture.hpp"
#include "render/xray_weighted.hpp"

namespace unkink::render {

struct Renderer::Parts {
  MeshCache meshes;
  ScenePainter scene, straw, bigStraw;
  std::optional<ScenePainter> behindXRay;  // made when first asked for
  PickPass pick;
  Fluoroscope fluoroscope;
  std::optional<XRayWeightedSum> weighted;  // made when first asked for
  SliceTexture slice;
  gl::Framebuffer reading;
  std::array<Comparison, kPairCount> pairs;
  Quality quality = Quality::kFull;
  math::Vec4f ground{0.0f};
  bool measuring = false;
  FrameTimes times;

  unsigned paint(ScenePainter& painter, const Stage& stage, Size size, bool reduced) {
    painter.setQuality(reduced ? Quality::kReduced : quality);
    painter.setGround(ground);
    times = {.xRayPaths = times.xRayPaths, .xRayPicture = times.xRayPicture};
    const unsigned texture = painter.paint(stage, size, meshes, measuring, times);
    finish();
    return texture;
  }
  void finish() {
    meshes.endPicture();
    glBindFramebuffer(GL_FRAMEBUFFER, 0);
  }
};

Renderer::Renderer() {
  gl::requireFeatures();
  gl::setDefaults();
  parts_ = std::make_unique<Parts>();
}
Renderer::~Renderer() = default;
Renderer::Renderer(Renderer&&) noexcept = default;
Renderer& Renderer::operator=(Renderer&&) noexcept = default;

unsigned Renderer::drawScene(const view::Scene& scene, Size size) {
  return parts_->paint(parts_->scene, {scene.camera, scene.bend, scene.surfaces, scene.clipPlane},
                       size, scene.reducedDetail);
}

unsigned Renderer::outlineScene(const view::Scene& scene) {
  const unsigned texture = parts_->scene.outline(
      {scene.camera, scene.bend, scene.surfaces, scene.clipPlane}, parts_->meshes);
  glBindFramebuffer(GL_FRAMEBUFFER, 0);
  return texture;
}

std::optional<std::size_t> Renderer::surfaceAt(const view::Scene& scene, Size size,
                                               const math::Vec2f& at) {
  const auto found = parts_->pick.surfaceAt(
      {scene.camera, scene.bend, scene.surfaces, scene.clipPlane}, size, at, parts_->meshes);
  glBindFramebuffer(GL_FRAMEBUFFER, 0);
  return found;
}

unsigned Renderer::drawStraw(const view::Scene& scene, Size size) {
  return parts_->paint(parts_->straw, {scene.strawCamera, scene.bend, scene.strawSurfaces, {}},
                       size, scene.reducedDetail);
}

unsigned Renderer::drawBigStraw(const view::Scene& scene, Size size) {
  const view::StrawStage& stage = scene.bigStraw;
  return parts_->paint(parts_->bigStraw, {stage.camera, scene.bend, stage.surfaces, {}}, size,
                       scene.reducedDetail);
}

unsigned Renderer::drawXRay(const view::Scene& scene, int pixels) {
  parts_->times.xRayPaths = parts_->times.xRayPicture = 0.0;
  const unsigned texture =
      parts_->fluoroscope.draw(scene, pixels, parts_->meshes, parts_->measuring, parts_->times);
  parts_->finish();
  return texture;
}

unsigned Renderer::drawBehindXRay(const view::Scene& scene, int pixels) {
  if (!parts_->behindXRay) parts_->behindXRay.emplace();
  return parts_->paint(*parts_->behindXRay,
                       {scene.camera, scene.bend, scene.surfaces, scene.clipPlane},
                       {pixels, pixels}, true);
}

unsigned Renderer::drawSlice(const view::MriPicture& picture) {
  return parts_->slice.upload(picture);
}

void Renderer::keepBefore(Pair pair, unsigned texture, Size size) {
  parts_->pairs[static_cast<std::size_t>(pair)].keep(texture, size);
}

unsigned Renderer::compose(Pair pair, unsigned now, Size nowSize, Size size,
                           const Composition& composition) {
  return parts_->pairs[static_cast<std::size_t>(pair)].compose(now, nowSize, size, composition);
}

void Renderer::releasePairs() { parts_->pairs = {}; }

std::vector<float> Renderer::xRayTransmission(const view::Scene& scene, int pixels) {
  std::vector<float> result = parts_->fluoroscope.transmission(scene, pixels, parts_->meshes);
  parts_->finish();
  return result;
}

std::vector<float> Renderer::xRayTransmission(const fluoro::Projection& projection,
                                              std::span<const view::XRayWeighted> bodies,
                                              int pixels) {
  if (!parts_->weighted) parts_->weighted.emplace();
  std::vector<float> result =
      parts_->weighted->transmission(projection, pixels, bodies, parts_->meshes);
  parts_->finish();
  return result;
}

std::array<std::vector<float>, fluoro::kChannelCount> Renderer::pathLengths(
    const view::Scene& scene, int pixels) {
  auto result = parts_->fluoroscope.pathLengths(scene, pixels, parts_->meshes);
  parts_->finish();
  return result;
}

Image Renderer::read(unsigned texture, Size size) {
  glBindFramebuffer(GL_FRAMEBUFFER, parts_->reading.create());
  glFramebufferTexture2D(GL_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_TEXTURE_2D, texture, 0);
  const auto row = static_cast<std::size_t>(size.width) * 4,
             rows = static_cast<std::size_t>(size.height);
  std::vector<std::uint8_t> bottomUp(row * rows);
  glReadBuffer(GL_COLOR_ATTACHMENT0);
  glReadPixels(0, 0, size.width, size.height, GL_RGBA, GL_UNSIGNED_BYTE, bottomUp.data());
  Image image{size.width, size.height, {}};
  image.rgba.reserve(bottomUp.size());
  for (std::size_t y = rows; y-- > 0;) {
    const auto first = bottomUp.begin() + static_cast<std::ptrdiff_t>(y * row);
    image.rgba.insert(image.rgba.end(), first, first + static_cast<std::ptrdiff_t>(row));
  }
  glBindFramebuffer(GL_FRAMEBUFFER, 0);
  return image;
}

void Renderer::setQuality(Quality quality) { parts_->quality = quality; }
void Renderer::setGround(const std::optional<math::Vec3f>& colour) {
  parts_->ground = colour ? math::Vec4f(*colour, 1.0f) : math::Vec4f(0.0f);
}
void Renderer::setMeasuring(bool on) { parts_->measuring = on; }
const FrameTimes& Renderer::times() const { return parts_->times; }

}  // namespace unkink::render
