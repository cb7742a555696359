// Mesh questions: volume, closedness, bounds.
#include "math/mesh.hpp"

#include <algorithm>
#include <numeric>
#include <tuple>
#include <utility>

namespace unkink::math {

void append(Mesh& a, const Mesh& b) {
  const auto offset = static_cast<std::uint32_t>(a.vertices.size());
  a.vertices.insert(a.vertices.end(), b.vertices.begin(), b.vertices.end());
  a.indices.reserve(a.indices.size() + b.indices.size());
  for (const std::uint32_t i : b.indices) a.indices.push_back(i + offset);
}

void mirrorX(Mesh& mesh) {
  for (Vertex& v : mesh.vertices) {
    v.position.x = -v.position.x;
    v.normal.x = -v.normal.x;
  }
  for (std::size_t t = 0; t + 2 < mesh.indices.size(); t += 3)
    std::swap(mesh.indices[t + 1], mesh.indices[t + 2]);
}

double volume(const Mesh& mesh) {
  double six = 0.0;
  for (std::size_t t = 0; t + 2 < mesh.indices.size(); t += 3) {
    const Vec3 a(mesh.vertices[mesh.indices[t]].position),
        b(mesh.vertices[mesh.indices[t + 1]].position),
        c(mesh.vertices[mesh.indices[t + 2]].position);
    six += glm::dot(a, glm::cross(b, c));
  }
  return six / 6.0;
}

std::size_t openEdgeCount(const Mesh& mesh) {
  // weld by position: equal places get the smallest of their indices
  std::vector<std::uint32_t> order(mesh.vertices.size()), weld(mesh.vertices.size());
  std::iota(order.begin(), order.end(), 0u);
  const auto place = [&](std::uint32_t i) {
    const Vec3f& p = mesh.vertices[i].position;
    return std::tuple(p.x, p.y, p.z);
  };
  std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
    return std::tuple(place(a), a) < std::tuple(place(b), b);
  });
  for (std::size_t n = 0; n < order.size(); ++n)
    weld[order[n]] =
        n > 0 && place(order[n - 1]) == place(order[n]) ? weld[order[n - 1]] : order[n];
  // each edge once per triangle, its ends in order, +1 or -1 for its direction
  std::vector<std::pair<std::uint64_t, int>> edges;
  edges.reserve(mesh.indices.size());
  for (std::size_t t = 0; t + 2 < mesh.indices.size(); t += 3)
    for (std::size_t e = 0; e < 3; ++e) {
      const std::uint64_t a = weld[mesh.indices[t + e]], b = weld[mesh.indices[t + (e + 1) % 3]];
      if (a != b) edges.emplace_back(a < b ? a << 32 | b : b << 32 | a, a < b ? 1 : -1);
    }
  std::sort(edges.begin(), edges.end());
  std::size_t open = 0;
  for (std::size_t n = 0; n < edges.size();) {
    int balance = 0;
    const std::uint64_t edge = edges[n].first;
    for (; n < edges.size() && edges[n].first == edge; ++n) balance += edges[n].second;
    open += balance != 0;
  }
  return open;
}

Box bounds(const Mesh& mesh) {
  Box box;
  for (const Vertex& v : mesh.vertices) box.include(Vec3(v.position));
  return box;
}

}  // namespace unkink::math
