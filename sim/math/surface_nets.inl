// Implementation of surfaceNets for any source of samples; included by field.hpp only.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>

namespace unkink::math {
namespace detail {

// The corner c of a cell has offset (c & 1, c >> 1 & 1, c >> 2 & 1).
inline IVec3 corner(int c) { return {c & 1, (c >> 1) & 1, (c >> 2) & 1}; }

/// Vertex of a cell from its eight corner samples (lattice units from the cell's lower corner).
inline Vec3f cellVertex(const std::array<float, 8>& v) {
  static constexpr int kEdges[12][2] = {{0, 1}, {2, 3}, {4, 5}, {6, 7}, {0, 2}, {1, 3},
                                        {4, 6}, {5, 7}, {0, 4}, {1, 5}, {2, 6}, {3, 7}};
  Vec3f sum(0.0f);
  int count = 0;
  for (const auto& e : kEdges) {
    const float a = v[static_cast<std::size_t>(e[0])], b = v[static_cast<std::size_t>(e[1])];
    if ((a < 0.0f) == (b < 0.0f)) continue;
    Vec3f crossing(corner(e[0]));
    crossing[e[1] - e[0] == 1 ? 0 : e[1] - e[0] == 2 ? 1 : 2] = a / (a - b);
    sum += crossing;
    ++count;
  }
  return count > 0 ? sum / static_cast<float>(count) : Vec3f(0.5f);
}

/// Gradient of the trilinear interpolant of eight corner samples at a point of the unit cell.
inline Vec3f cellGradient(const std::array<float, 8>& v, const Vec3f& p) {
  const auto lerp2 = [](float a, float b, float c, float d, float s, float t) {
    return (a * (1 - s) + b * s) * (1 - t) + (c * (1 - s) + d * s) * t;
  };
  return {lerp2(v[1] - v[0], v[3] - v[2], v[5] - v[4], v[7] - v[6], p.y, p.z),
          lerp2(v[2] - v[0], v[3] - v[1], v[6] - v[4], v[7] - v[5], p.x, p.z),
          lerp2(v[4] - v[0], v[5] - v[1], v[6] - v[2], v[7] - v[3], p.x, p.y)};
}

}  // namespace detail

template <class Value, class Owns>
Mesh surfaceNets(const SampleBox& owned, double spacing_mm, const Value& value, const Owns& owns) {
  Mesh mesh;
  if (owned.empty()) return mesh;
  // cells touched by owned edges: one below the lowest owned sample up to the highest
  const SampleBox cells{owned.lo - IVec3(1), owned.hi};
  const IVec3 n = cells.size();
  const auto h = static_cast<float>(spacing_mm);
  constexpr std::uint32_t kNone = 0xffffffffu;
  // a quad needs the cells of two layers: its sample's and the one below
  const auto layer = static_cast<std::size_t>(n.x) * static_cast<std::size_t>(n.y);
  std::vector<std::uint32_t> vertexOfCell(2 * layer, kNone);
  const auto cellIndex = [&](const IVec3& c) {
    const IVec3 q = c - cells.lo;
    return static_cast<std::size_t>(q.x) +
           static_cast<std::size_t>(n.x) * static_cast<std::size_t>(q.y) +
           layer * static_cast<std::size_t>(q.z & 1);
  };
  const auto vertexFor = [&](const IVec3& c) {
    std::uint32_t& slot = vertexOfCell[cellIndex(c)];
    if (slot != kNone) return slot;
    std::array<float, 8> v;
    for (int k = 0; k < 8; ++k) v[static_cast<std::size_t>(k)] = value(c + detail::corner(k));
    const Vec3f local = detail::cellVertex(v);
    const Vec3f g = detail::cellGradient(v, local);
    const float len = glm::length(g);
    Vertex vertex;
    vertex.position = (Vec3f(c) + local) * h;
    vertex.normal = len > 0.0f ? g / len : Vec3f(0, 0, 1);
    slot = static_cast<std::uint32_t>(mesh.vertices.size());
    mesh.vertices.push_back(vertex);
    return slot;
  };
  const auto emit = [&](const IVec3& s, int axis, bool inside) {
    const int u = (axis + 1) % 3, w = (axis + 2) % 3;
    IVec3 du(0), dw(0);
    du[u] = 1;
    dw[w] = 1;
    const std::uint32_t a = vertexFor(s - du - dw), b = vertexFor(s - dw), c = vertexFor(s),
                        d = vertexFor(s - du);
    // the surface faces along +axis where the lower sample is inside
    if (inside)
      mesh.indices.insert(mesh.indices.end(), {a, b, c, a, c, d});
    else
      mesh.indices.insert(mesh.indices.end(), {a, c, b, a, d, c});
  };

  const auto visit = [&](const IVec3& s) {
    const bool inside = value(s) < 0.0f;
    if (inside != (value({s.x + 1, s.y, s.z}) < 0.0f)) emit(s, 0, inside);
    if (inside != (value({s.x, s.y + 1, s.z}) < 0.0f)) emit(s, 1, inside);
    if (inside != (value({s.x, s.y, s.z + 1}) < 0.0f)) emit(s, 2, inside);
  };
  const auto row = [&](int j, int k) {
    for (int i = owned.lo.x; i < owned.hi.x;) {
      const int next = std::min((i & ~(kBlockSamples - 1)) + kBlockSamples, owned.hi.x);
      if (owns({i, j, k}))
        for (int x = i; x < next; ++x) visit({x, j, k});
      i = next;
    }
  };
  for (int k = owned.lo.z; k < owned.hi.z; ++k) {
    const auto upper =
        vertexOfCell.begin() +
        static_cast<std::ptrdiff_t>(layer * static_cast<std::size_t>((k + 1 - owned.lo.z) & 1));
    std::fill(upper, upper + static_cast<std::ptrdiff_t>(layer), kNone);
    for (int j = owned.lo.y; j < owned.hi.y; ++j) row(j, k);
  }
  return mesh;
}

template <class Value>
Mesh surfaceNets(const SampleBox& owned, double spacing_mm, const Value& value) {
  return surfaceNets(owned, spacing_mm, value, [](const IVec3&) { return true; });
}

}  // namespace unkink::math
