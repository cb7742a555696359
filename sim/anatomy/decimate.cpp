// Decimation of baked surfaces with meshoptimizer.
#include "anatomy/decimate.hpp"

#include <meshoptimizer.h>

namespace unkink::anatomy {
namespace {

void simplify(math::Mesh& mesh, const DecimationLimits& limits) {
  if (mesh.triangleCount() <= limits.triangles) return;
  const float* positions = &mesh.vertices.front().position.x;
  const std::size_t count = mesh.vertices.size();
  const float extent_mm = meshopt_simplifyScale(positions, count, sizeof(math::Vertex));
  const auto relativeError = static_cast<float>(limits.error_mm) / extent_mm;
  std::vector<std::uint32_t> kept(mesh.indices.size());
  kept.resize(meshopt_simplify(kept.data(), mesh.indices.data(), mesh.indices.size(), positions,
                               count, sizeof(math::Vertex), 3 * limits.triangles, relativeError,
                               meshopt_SimplifyLockBorder, nullptr));
  mesh.indices = std::move(kept);
}

void orderForCaches(math::Mesh& mesh) {
  std::vector<std::uint32_t> ordered(mesh.indices.size());
  meshopt_optimizeVertexCache(ordered.data(), mesh.indices.data(), mesh.indices.size(),
                              mesh.vertices.size());
  std::vector<math::Vertex> used(mesh.vertices.size());
  used.resize(meshopt_optimizeVertexFetch(used.data(), ordered.data(), ordered.size(),
                                          mesh.vertices.data(), mesh.vertices.size(),
                                          sizeof(math::Vertex)));
  mesh = {std::move(used), std::move(ordered)};
}

}  // namespace

math::Mesh decimate(const math::Mesh& mesh, const DecimationLimits& limits) {
  math::Mesh result = mesh;
  if (result.indices.empty()) return result;
  simplify(result, limits);
  orderForCaches(result);
  return result;
}

}  // namespace unkink::anatomy
