// Placing and joining the X-ray's surfaces.
#include "view/xray_bodies.hpp"

#include "view/placed_meshes.hpp"

#include <algorithm>

namespace unkink::view {
namespace {

math::Mesh placedMesh(const XRaySurface& s, const BendMatrices& bend) {
  math::Mesh mesh = *s.mesh.mesh;
  for (math::Vertex& v : mesh.vertices) v.position = placed(v, s.bends, s.patientFromMesh, bend);
  return mesh;
}

}  // namespace

std::vector<XRayBody> xRayBodies(const Scene& scene) {
  std::vector<XRayBody> bodies;
  for (const XRaySurface& s : scene.xRay.surfaces) {
    if (s.mesh.mesh == nullptr) continue;
    const auto same = [&](const XRayBody& b) {
      return !s.name.empty() && b.name == s.name && b.material == s.material && b.host == s.host &&
             b.share == s.share;
    };
    const auto found = std::ranges::find_if(bodies, same);
    math::Mesh mesh = placedMesh(s, scene.bend);
    if (found != bodies.end())
      math::append(found->mesh, mesh);
    else
      bodies.push_back({s.name, std::move(mesh), s.material, s.host, s.instrument, s.bends,
                        s.bends ? math::Mat4f(1.0f) : s.patientFromMesh, s.share});
  }
  return bodies;
}

fluoro::Body fluoroBody(const XRayBody& b) {
  return {&b.mesh, b.material, b.host, b.instrument, {}, static_cast<double>(b.share)};
}

XRaySurface xRaySurface(const XRayBody& b, std::uint64_t id) {
  return {.mesh = {&b.mesh, id, 1},
          .material = b.material,
          .host = b.host,
          .share = b.share,
          .instrument = b.instrument,
          .name = b.name};
}

std::vector<fluoro::Body> fluoroBodies(std::span<const XRayBody> bodies) {
  std::vector<fluoro::Body> all;
  for (const XRayBody& b : bodies) all.push_back(fluoroBody(b));
  return all;
}

}  // namespace unkink::view
