// Still and moving sums, each kept until something that it shows has changed.
#include "render/xray_paths.hpp"

#include "math/hash.hpp"

namespace unkink::render {
namespace {

void addSurface(math::Hash& hash, const view::XRaySurface& surface) {
  hash.add(surface.mesh.id);
  hash.add(surface.mesh.version);
  hash.add(surface.material ? static_cast<int>(*surface.material) : -1);
  hash.add(surface.host);
  hash.add(surface.share);
  hash.add(surface.bends);
  hash.add(surface.instrument);
  if (!surface.bends) hash.add(surface.patientFromMesh);
}

void addBend(math::Hash& hash, const view::BendMatrices& bend) {
  for (const math::Mat4f& motion : bend.patientFromMaterial) hash.add(motion);
  for (const math::Vec3f& bulge : bend.bulge_mm) hash.add(bulge);
}

std::uint64_t frameKey(const fluoro::Projection& projection, int pixels) {
  math::Hash hash;
  hash.add(projection.source_mm);
  hash.add(projection.detectorCentre_mm);
  hash.add(projection.axisRight);
  hash.add(projection.axisUp);
  hash.add(projection.size_mm);
  hash.add(pixels);
  return hash.value();
}

bool isMoving(const view::XRaySurface& surface) { return surface.moving || surface.instrument; }

/// Everything that the still (or moving) sum depends on.
std::uint64_t sumKey(const view::Scene& scene, int pixels, bool moving) {
  math::Hash hash;
  hash.add(frameKey(scene.xRay.projection, pixels));
  bool bends = false;
  for (const view::XRaySurface& surface : scene.xRay.surfaces) {
    if (surface.mesh.mesh == nullptr || isMoving(surface) != moving) continue;
    addSurface(hash, surface);
    bends = bends || surface.bends;
  }
  if (bends) addBend(hash, scene.bend);
  return hash.value();
}

bool hasInstrument(const view::XRay& xRay) {
  for (const view::XRaySurface& surface : xRay.surfaces)
    if (surface.instrument && surface.mesh.mesh != nullptr) return true;
  return false;
}

}  // namespace

XRayPaths::Sum XRayPaths::makeSum(Size size) {
  Sum sum;
  sum.low = gl::makeTexture(gl::kRgba32F, size, GL_NEAREST);
  sum.high = gl::makeTexture(gl::kRgba32F, size, GL_NEAREST);
  sum.framebuffer = gl::makeFramebuffer({sum.low.name(), sum.high.name()});
  return sum;
}

bool XRayPaths::update(const view::Scene& scene, int pixels, MeshCache& cache) {
  if (pixels != frame_.pixels) {
    still_ = makeSum({pixels, pixels});
    moving_ = makeSum({pixels, pixels});
    stillKey_ = movingKey_ = 0;
  }
  frame_ = xRayFrame(scene.xRay.projection, pixels);
  const std::uint64_t stillKey = sumKey(scene, pixels, false);
  const std::uint64_t movingKey = sumKey(scene, pixels, true);
  const bool newStill = stillKey != stillKey_;
  hasDisplacement_ = hasInstrument(scene.xRay);
  // what an instrument displaces changes with the still anatomy too
  const bool newMoving = movingKey != movingKey_ || (newStill && hasDisplacement_);
  if (newStill) draw(scene, false, still_, cache);
  if (newMoving) draw(scene, true, moving_, cache);
  stillKey_ = stillKey;
  movingKey_ = movingKey;
  return newStill || newMoving;
}

std::array<GLuint, 4> XRayPaths::textures() const {
  return {still_.low.name(), still_.high.name(), moving_.low.name(), moving_.high.name()};
}

void XRayPaths::draw(const view::Scene& scene, bool moving, const Sum& sum, MeshCache& cache) {
  constexpr std::array<GLenum, 2> kBoth{GL_COLOR_ATTACHMENT0, GL_COLOR_ATTACHMENT1};
  gl::drawInto(sum.framebuffer, frame_.size());
  glDrawBuffers(2, kBoth.data());
  glDisable(GL_DEPTH_TEST);
  glDisable(GL_CULL_FACE);
  glClearColor(0.0f, 0.0f, 0.0f, 0.0f);
  glClear(GL_COLOR_BUFFER_BIT);
  glEnable(GL_BLEND);
  glBlendFunc(GL_ONE, GL_ONE);
  surfaces_.begin(frame_, scene.bend, Count::kWhole);
  for (const view::XRaySurface& surface : scene.xRay.surfaces)
    if (surface.mesh.mesh != nullptr && isMoving(surface) == moving)
      surfaces_.draw(surface, cache.get(surface.mesh));
  if (moving && hasDisplacement_)
    displacement_.subtract(scene, frame_, surfaces_, cache, sum.framebuffer);
  glDisable(GL_BLEND);
}

}  // namespace unkink::render
