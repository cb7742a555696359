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

/// What moves from frame to frame and what does not; what moves, by whether a hand holds it.
enum class Motion { kStill, kSoft, kHeld };
Motion motionOf(const view::XRaySurface& surface) {
  if (surface.instrument) return Motion::kHeld;
  if (!surface.moving) return Motion::kStill;
  const bool rigid = !surface.bends && surface.material == fluoro::Material::kSteel;
  return rigid ? Motion::kHeld : Motion::kSoft;
}

std::vector<const view::XRaySurface*> surfacesOf(const view::Scene& scene, Motion motion) {
  std::vector<const view::XRaySurface*> found;
  for (const view::XRaySurface& surface : scene.xRay.surfaces)
    if (surface.mesh.mesh != nullptr && motionOf(surface) == motion) found.push_back(&surface);
  return found;
}

/// Everything that the sum of some surfaces depends on.
std::uint64_t sumKey(const view::Scene& scene, int pixels, Motion motion) {
  math::Hash hash;
  hash.add(frameKey(scene.xRay.projection, pixels));
  bool bends = false;
  for (const view::XRaySurface* surface : surfacesOf(scene, motion)) {
    addSurface(hash, *surface);
    bends = bends || surface->bends;
  }
  if (bends) addBend(hash, scene.bend);
  return hash.value();
}

}  // namespace

XRayPaths::Sum XRayPaths::makeSum(Size size) {
  Sum sum;
  sum.low = gl::makeTexture(gl::kRgba32F, size, GL_NEAREST);
  sum.high = gl::makeTexture(gl::kRgba32F, size, GL_NEAREST);
  sum.mask = gl::makeTexture(gl::kDepth24, size, GL_NEAREST);
  sum.framebuffer = gl::makeFramebuffer({sum.low.name(), sum.high.name()}, sum.mask.name());
  return sum;
}

Patch XRayPaths::update(const view::Scene& scene, int pixels, MeshCache& cache) {
  if (pixels != frame_.pixels) {
    still_ = makeSum({pixels, pixels});
    moving_ = makeSum({pixels, pixels});
    stillKey_ = softKey_ = heldKey_ = 0;
  }
  frame_ = xRayFrame(scene.xRay.projection, pixels);
  const std::uint64_t still = sumKey(scene, pixels, Motion::kStill),
                      soft = sumKey(scene, pixels, Motion::kSoft),
                      held = sumKey(scene, pixels, Motion::kHeld);
  // what an instrument displaces changes with the anatomy too
  const bool newStill = still != stillKey_, newSoft = newStill || soft != softKey_;
  if (!newSoft && held == heldKey_) return {};
  Patch changed = held_;
  held_ = patchOf(frame_, surfacesOf(scene, Motion::kHeld));
  changed.include(held_);
  if (newSoft) changed = Patch::whole(pixels);
  if (newStill) drawStill(scene, cache);
  drawMoving(scene, changed, cache);
  stillKey_ = still;
  softKey_ = soft;
  heldKey_ = held;
  return changed;
}

std::array<GLuint, 4> XRayPaths::textures() const {
  return {still_.low.name(), still_.high.name(), moving_.low.name(), moving_.high.name()};
}

namespace {

void beginBoth(const gl::Framebuffer& sum, Size size) {
  constexpr std::array<GLenum, 2> kBoth{GL_COLOR_ATTACHMENT0, GL_COLOR_ATTACHMENT1};
  gl::drawInto(sum, size);
  glDrawBuffers(2, kBoth.data());
  beginSum();
}

}  // namespace

void XRayPaths::drawStill(const view::Scene& scene, MeshCache& cache) {
  beginBoth(still_.framebuffer, frame_.size());
  surfaces_.begin(frame_, scene.bend, Count::kWhole);
  for (const view::XRaySurface* surface : surfacesOf(scene, Motion::kStill))
    surfaces_.draw(*surface, cache.get(surface->mesh));
  glDisable(GL_BLEND);
}

void XRayPaths::drawMoving(const view::Scene& scene, const Patch& patch, MeshCache& cache) {
  if (patch.empty()) return;
  scissorTo(patch);
  beginBoth(moving_.framebuffer, frame_.size());
  surfaces_.begin(frame_, scene.bend, Count::kWhole);
  for (const Motion motion : {Motion::kSoft, Motion::kHeld})
    for (const view::XRaySurface* surface : surfacesOf(scene, motion))
      surfaces_.draw(*surface, cache.get(surface->mesh));
  displacement_.subtract(scene, frame_, surfaces_, cache, moving_.framebuffer, moving_.mask.name());
  glDisable(GL_SCISSOR_TEST);
  glDisable(GL_BLEND);
}

}  // namespace unkink::render
