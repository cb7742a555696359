// The CPU twin of what the vertex shaders do.
#include "view/placed_meshes.hpp"

#include "math/hash.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <oneapi/tbb/parallel_for.h>

namespace unkink::view {
namespace {

using math::Vec3;
using math::Vec3f;

/// As anatomy::Bend::apply and shaders/common/bend.glsl.
Vec3f bent(const math::Vertex& v, const BendMatrices& bend) {
  const float chain = std::clamp(v.chain, 0.0f, static_cast<float>(anatomy::kVertebraCount - 1));
  const auto upper = static_cast<std::size_t>(
      std::min(std::floor(chain), static_cast<float>(anatomy::kVertebraCount - 2)));
  const float t = chain - static_cast<float>(upper);
  const math::Vec4f p(v.position, 1.0f);
  const Vec3f a(bend.patientFromMaterial[upper] * p), b(bend.patientFromMaterial[upper + 1] * p);
  return a + t * (b - a) + v.bulge * bend.bulge_mm[upper];
}

std::uint64_t poseOf(const SliceSurface& s, std::uint64_t bend) {
  math::Hash h;
  h.add(s.bends ? bend : 0);
  if (!s.bends)
    for (int n = 0; n < 4; ++n) h.add(s.patientFromMesh[n]);
  return h.value();
}

}  // namespace

Vec3f placed(const math::Vertex& v, bool bends, const math::Mat4f& patientFromMesh,
             const BendMatrices& bend) {
  return bends ? bent(v, bend) : Vec3f(patientFromMesh * math::Vec4f(v.position, 1.0f));
}

void PlacedMeshes::update(const Scene& scene) {
  math::Hash bend;
  for (const math::Mat4f& m : scene.bend.patientFromMaterial)
    for (int n = 0; n < 4; ++n) bend.add(m[n]);
  for (const Vec3f& v : scene.bend.bulge_mm) bend.add(v);
  const std::vector<SliceSurface>& surfaces = scene.slice.surfaces;
  forget(surfaces);
  std::vector<Placed*> places;
  for (const SliceSurface& s : surfaces) places.push_back(&placed_[s.mesh.id]);
  oneapi::tbb::parallel_for(std::size_t{0}, surfaces.size(), [&](std::size_t n) {
    const SliceSurface& s = surfaces[n];
    Placed& p = *places[n];
    const std::uint64_t pose = poseOf(s, bend.value());
    if (p.version == s.mesh.version && p.pose == pose) return;
    p.version = s.mesh.version;
    p.pose = pose;
    p.positions.clear();
    Vec3f lo(std::numeric_limits<float>::max()), hi(-lo);
    for (const math::Vertex& v : s.mesh.mesh->vertices) {
      const Vec3f at = placed(v, s.bends, s.patientFromMesh, scene.bend);
      p.positions.push_back(at);
      lo = glm::min(lo, at);
      hi = glm::max(hi, at);
    }
    p.bounds = {Vec3(lo), Vec3(hi)};
  });
}

/// Lets go of what is in no slice any more: another patient's.
void PlacedMeshes::forget(const std::vector<SliceSurface>& surfaces) {
  if (placed_.size() < 2 * surfaces.size()) return;
  std::map<std::uint64_t, Placed> kept;
  for (const SliceSurface& s : surfaces) kept[s.mesh.id] = std::move(placed_[s.mesh.id]);
  placed_ = std::move(kept);
}

void PlacedMeshes::cut(const SliceSurface& surface, const math::PlaneFrame& plane, double half_mm,
                       math::SectionEdges& edges) const {
  const Placed& p = placed_.at(surface.mesh.id);
  const Vec3 centre = p.bounds.centre() - plane.origin, half = 0.5 * p.bounds.size();
  const auto apart = [&](const Vec3& axis, double reach) {
    return std::abs(glm::dot(centre, axis)) > reach + glm::dot(half, glm::abs(axis));
  };
  if (p.positions.empty() || apart(plane.normal(), 0.0) || apart(plane.right, half_mm) ||
      apart(plane.down, half_mm))
    return;
  math::addSection(p.positions, surface.mesh.mesh->indices, plane, edges);
}

}  // namespace unkink::view
