// Hashing what a Scene refers to.
#include "app/graphics/fingerprint.hpp"

#include "math/hash.hpp"

namespace unkink::app {
namespace {

void add(math::Hash& hash, const math::Mat4f& m) {
  for (int n = 0; n < 4; ++n) hash.add(m[n]);
}

void add(math::Hash& hash, const view::Camera& c) {
  hash.add(c.eye);
  hash.add(c.target);
  hash.add(c.up);
  hash.add(c.fieldOfView_deg);
}

void add(math::Hash& hash, const std::vector<view::Surface>& surfaces) {
  for (const view::Surface& s : surfaces) {
    hash.add(s.mesh.id);
    hash.add(s.mesh.version);
    hash.add(s.look);
    hash.add(s.opacity);
    hash.add(s.bends);
    hash.add(s.clipped);
    add(hash, s.patientFromMesh);
  }
}

}  // namespace

std::uint64_t fingerprintOfScene(const view::Scene& scene) {
  math::Hash hash;
  add(hash, scene.camera);
  for (const math::Mat4f& m : scene.bend.patientFromMaterial) add(hash, m);
  for (const math::Vec3f& v : scene.bend.bulge_mm) hash.add(v);
  hash.add(scene.clipPlane);
  add(hash, scene.surfaces);
  return hash.value();
}

std::uint64_t fingerprintOfOutline(const view::Scene& scene) {
  math::Hash hash;
  for (const view::Surface& s : scene.surfaces)
    if (s.highlighted) hash.add(s.mesh.id);
  return hash.value();
}

std::uint64_t fingerprintOfStraw(const view::Scene& scene) {
  math::Hash hash;
  add(hash, scene.strawCamera);
  add(hash, scene.strawSurfaces);
  return hash.value();
}

std::uint64_t fingerprintOfBigStraw(const view::Scene& scene) {
  math::Hash hash;
  add(hash, scene.bigStraw.camera);
  add(hash, scene.bigStraw.surfaces);
  return hash.value();
}

}  // namespace unkink::app
