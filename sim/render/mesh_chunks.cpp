// Halving a mesh until its parts are small.
#include "render/mesh_chunks.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <span>

namespace unkink::render {
namespace {

using math::Vec3f;

constexpr std::size_t kChunkTriangles = 96;  // at most; by trial: fewer cost more than they save

struct Bounds {
  Vec3f lo{std::numeric_limits<float>::max()}, hi{std::numeric_limits<float>::lowest()};
  void include(const Vec3f& p) {
    lo = glm::min(lo, p);
    hi = glm::max(hi, p);
  }
};

using Triangles = std::span<std::array<std::uint32_t, 3>>;

/// Halves at the median along the longest side until the parts are small; each is then a chunk.
template <class Take>
void split(const math::Mesh& mesh, Triangles some, const Take& take) {
  if (some.size() <= kChunkTriangles) {
    take(some);
    return;
  }
  const auto corner = [&](const std::array<std::uint32_t, 3>& t) {
    return mesh.vertices[t[0]].position;
  };
  Bounds bounds;
  for (const auto& t : some) bounds.include(corner(t));
  const Vec3f size = bounds.hi - bounds.lo;
  const int axis = size.x > size.y ? (size.x > size.z ? 0 : 2) : (size.y > size.z ? 1 : 2);
  const auto middle = some.begin() + static_cast<std::ptrdiff_t>(some.size() / 2);
  std::nth_element(some.begin(), middle, some.end(),
                   [&](const auto& a, const auto& b) { return corner(a)[axis] < corner(b)[axis]; });
  const std::size_t half = some.size() / 2;
  split(mesh, some.first(half), take);
  split(mesh, some.subspan(half), take);
}

MeshChunk chunkOf(const math::Mesh& mesh, const std::vector<std::uint32_t>& indices,
                  std::size_t first, std::size_t count) {
  Bounds bounds;
  MeshChunk chunk{static_cast<std::uint32_t>(first), static_cast<std::uint32_t>(count)};
  chunk.chainLo = std::numeric_limits<float>::max();
  chunk.chainHi = std::numeric_limits<float>::lowest();
  for (std::size_t i = first; i < first + count; ++i) {
    const math::Vertex& v = mesh.vertices[indices[i]];
    bounds.include(v.position);
    chunk.chainLo = std::min(chunk.chainLo, v.chain);
    chunk.chainHi = std::max(chunk.chainHi, v.chain);
  }
  chunk.centre = 0.5f * (bounds.lo + bounds.hi);
  chunk.radius = 0.5f * glm::length(bounds.hi - bounds.lo);
  return chunk;
}

}  // namespace

ChunkedIndices chunked(const math::Mesh& mesh) {
  std::vector<std::array<std::uint32_t, 3>> triangles;
  triangles.reserve(mesh.triangleCount());
  for (std::size_t i = 0; i + 2 < mesh.indices.size(); i += 3)
    triangles.push_back({mesh.indices[i], mesh.indices[i + 1], mesh.indices[i + 2]});
  ChunkedIndices result;
  result.indices.reserve(mesh.indices.size());
  if (triangles.empty()) return result;
  split(mesh, triangles, [&](Triangles some) {
    const std::size_t first = result.indices.size();
    for (const auto& t : some) result.indices.insert(result.indices.end(), t.begin(), t.end());
    result.chunks.push_back(chunkOf(mesh, result.indices, first, 3 * some.size()));
  });
  return result;
}

}  // namespace unkink::render
