// A workbench for tests that need OpenGL: a context, a renderer, simple closed meshes, a C-arm set
// AP.
#pragma once

#include "render/egl_context.hpp"
#include "render/gl/desktop.hpp"
#include "render/renderer.hpp"

#include <algorithm>
#include <cmath>
#include <epoxy/gl.h>
#include <map>
#include <string>
#include <utility>

namespace unkink::render::bench {

struct Bench {
  HeadlessContext context;
  Renderer renderer;

  ~Bench() { glFinish(); }
  std::string error() const { return gl::takeError(); }
};

inline math::Mesh box(const math::Vec3f& lo, const math::Vec3f& hi) {
  math::Mesh mesh;
  for (int i = 0; i < 8; ++i) {
    const math::Vec3f at(i & 1 ? hi.x : lo.x, i & 2 ? hi.y : lo.y, i & 4 ? hi.z : lo.z);
    mesh.vertices.push_back({at, glm::normalize(at - 0.5f * (lo + hi))});
  }
  mesh.indices = {0, 2, 1, 1, 2, 3, 4, 5, 6, 5, 7, 6, 0, 1, 4, 1, 5, 4,
                  2, 6, 3, 3, 6, 7, 0, 4, 2, 2, 4, 6, 1, 3, 5, 3, 7, 5};
  return mesh;
}

inline math::Mesh octahedron() {
  math::Mesh mesh;
  for (int axis = 0; axis < 3; ++axis)
    for (const float sign : {1.0f, -1.0f}) {
      math::Vec3f p(0.0f);
      p[axis] = sign;
      mesh.vertices.push_back({p, p});
    }
  mesh.indices = {0, 2, 4, 2, 1, 4, 1, 3, 4, 3, 0, 4, 2, 0, 5, 1, 2, 5, 3, 1, 5, 0, 3, 5};
  return mesh;
}

/// Splits every triangle in four and lays the new corners on the unit sphere.
inline math::Mesh refined(const math::Mesh& mesh) {
  math::Mesh finer;
  finer.vertices = mesh.vertices;
  std::map<std::pair<std::uint32_t, std::uint32_t>, std::uint32_t> middles;
  const auto middle = [&](std::uint32_t a, std::uint32_t b) {
    const auto [place, isNew] =
        middles.try_emplace(std::minmax(a, b), static_cast<std::uint32_t>(finer.vertices.size()));
    if (isNew) {
      const math::Vec3f p = glm::normalize(finer.vertices[a].position + finer.vertices[b].position);
      finer.vertices.push_back({p, p});
    }
    return place->second;
  };
  for (std::size_t i = 0; i < mesh.indices.size(); i += 3) {
    const std::uint32_t a = mesh.indices[i], b = mesh.indices[i + 1], c = mesh.indices[i + 2];
    const std::uint32_t ab = middle(a, b), bc = middle(b, c), ca = middle(c, a);
    for (const std::uint32_t v : {a, ab, ca, ab, b, bc, ca, bc, c, ab, bc, ca})
      finer.indices.push_back(v);
  }
  return finer;
}

inline math::Mesh sphere(const math::Vec3f& centre, float radius, int refinements) {
  math::Mesh mesh = octahedron();
  for (int i = 0; i < refinements; ++i) mesh = refined(mesh);
  for (math::Vertex& v : mesh.vertices) v.position = centre + radius * v.position;
  return mesh;
}

/// A prism of `sides` sides about the segment a-b: long thin triangles.
inline math::Mesh prism(const math::Vec3& a, const math::Vec3& b, double radius, int sides) {
  const math::Vec3 along = glm::normalize(b - a);
  const math::Vec3 across = glm::normalize(glm::cross(along, math::Vec3(0.3, 0.2, 0.9)));
  const math::Vec3 other = glm::cross(along, across);
  math::Mesh mesh;
  for (const math::Vec3& end : {a, b})
    for (int i = 0; i < sides; ++i) {
      const double turn = 2.0 * 3.14159265358979 * i / sides;
      const math::Vec3 out = std::cos(turn) * across + std::sin(turn) * other;
      mesh.vertices.push_back({math::Vec3f(end + radius * out), math::Vec3f(out)});
    }
  mesh.vertices.push_back({math::Vec3f(a), math::Vec3f(-along)});
  mesh.vertices.push_back({math::Vec3f(b), math::Vec3f(along)});
  const auto n = static_cast<std::uint32_t>(sides);
  for (std::uint32_t i = 0; i < n; ++i) {
    const std::uint32_t j = (i + 1) % n;
    for (const std::uint32_t v :
         {i, j, n + i, j, n + j, n + i, j, i, 2 * n, n + i, n + j, 2 * n + 1})
      mesh.indices.push_back(v);
  }
  return mesh;
}

/// Length of a ray's way through a convex mesh, by its planes, mm.
inline double convexPath(const math::Mesh& mesh, const math::Vec3& from, const math::Vec3& to) {
  const math::Vec3 direction = glm::normalize(to - from);
  double enter = 0.0, leave = 1e9;
  for (std::size_t i = 0; i < mesh.indices.size(); i += 3) {
    const auto corner = [&](std::size_t k) {
      return math::Vec3(mesh.vertices[mesh.indices[i + k]].position);
    };
    const math::Vec3 n = glm::cross(corner(1) - corner(0), corner(2) - corner(0));
    const double slope = glm::dot(n, direction), height = glm::dot(n, corner(0) - from);
    if (slope < 0.0) enter = std::max(enter, height / slope);
    if (slope > 0.0) leave = std::min(leave, height / slope);
    if (slope == 0.0 && height < 0.0) return 0.0;
  }
  return std::max(leave - enter, 0.0);
}

/// A prone patient seen AP: source in front (-y), detector behind the back, head up, patient's left
/// at image left.
inline fluoro::Projection anteroposterior() {
  fluoro::Projection p;
  p.source_mm = {0.0, -700.0, 0.0};
  p.detectorCentre_mm = {0.0, 300.0, 0.0};
  p.axisUp = {0.0, 0.0, 1.0};
  p.axisRight = {-1.0, 0.0, 0.0};  // axisUp x detector direction
  p.size_mm = 230.0;
  return p;
}

/// Two energies; numbers of the order of 60 keV.
inline fluoro::Beam beam() {
  fluoro::Beam b;
  b.energy_keV = {45.0, 65.0};
  b.weight = {0.4, 0.6};
  b.attenuation_per_mm = {{{0.0200, 0.0180},
                           {0.0240, 0.0205},
                           {0.0600, 0.0430},
                           {0.0900, 0.0600},
                           {0.0250, 0.0210},
                           {0.0225, 0.0200},
                           {0.1500, 0.1000},
                           {1.5000, 0.8000}}};
  return b;
}

/// The ray of pixel (x, y), y from the top.
inline math::Vec3 detectorPoint(const fluoro::Projection& projection, int pixels, int x, int y) {
  return projection.detectorPoint({(2.0 * x + 1.0) / pixels - 1.0, 1.0 - (2.0 * y + 1.0) / pixels});
}

inline std::size_t index(int pixels, int x, int y) {
  return static_cast<std::size_t>(y) * static_cast<std::size_t>(pixels) +
         static_cast<std::size_t>(x);
}

}  // namespace unkink::render::bench
