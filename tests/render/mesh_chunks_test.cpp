// Chunks of a mesh hold each triangle once, lie close together and say where they are.
#include "render/mesh_chunks.hpp"

#include "fluoro/shapes.hpp"
#include "support/catch.hpp"

#include <algorithm>
#include <array>
#include <vector>

using namespace unkink;
using namespace unkink::render;

namespace {

using Triangle = std::array<std::uint32_t, 3>;

std::vector<Triangle> sorted(const std::vector<std::uint32_t>& indices) {
  std::vector<Triangle> all;
  for (std::size_t i = 0; i + 2 < indices.size(); i += 3)
    all.push_back({indices[i], indices[i + 1], indices[i + 2]});
  std::ranges::sort(all);
  return all;
}

}  // namespace

TEST_CASE("Chunks hold every triangle once, within their spheres and their part of the chain") {
  math::Mesh ball = fluoro::sphereMesh(math::Vec3(5, -3, 8), 60.0, 60);
  for (math::Vertex& v : ball.vertices) v.chain = 0.03f * (v.position.z + 60.0f);
  const ChunkedIndices made = chunked(ball);
  CHECK(sorted(made.indices) == sorted(ball.indices));
  std::uint32_t next = 0;
  double area = 0.0;
  for (const MeshChunk& chunk : made.chunks) {
    REQUIRE(chunk.first == next);
    next += chunk.count;
    area += 3.15 * static_cast<double>(chunk.radius) * static_cast<double>(chunk.radius);
    for (std::uint32_t i = chunk.first; i < next; ++i) {
      const math::Vertex& v = ball.vertices[made.indices[i]];
      REQUIRE(glm::distance(v.position, chunk.centre) <= chunk.radius * 1.0001f);
      REQUIRE(v.chain >= chunk.chainLo);
      REQUIRE(v.chain <= chunk.chainHi);
    }
  }
  CHECK(next == made.indices.size());
  CHECK(area < 4.0 * 4.0 * 3.15 * 60.0 * 60.0);  // they overlap little: all in all a few spheres
}

TEST_CASE("A mesh of nothing has no chunks of anything") {
  const ChunkedIndices made = chunked({});
  CHECK(made.indices.empty());
  CHECK(made.chunks.empty());
}
