// Solids of revolution and tubes along paths.
#include "view/shapes.hpp"

#include <array>
#include <cassert>
#include <cmath>
#include <map>
#include <numbers>
#include <utility>

namespace unkink::view {
namespace {

using math::Mesh;
using math::Vec2;
using math::Vec3;
using math::Vec3f;

Vec3 turned(double radius, double z, int side, int sides) {
  const double a = 2.0 * std::numbers::pi * (side % sides) / sides;
  return {radius * std::cos(a), radius * std::sin(a), z};
}

/// One ring of facets between two profile points.
void addBand(Mesh& mesh, const Vec2& a, const Vec2& b, int sides) {
  const Vec2 along = b - a;
  const Vec2 out = glm::normalize(Vec2(along.y, -along.x));  // to the right of the way
  const auto base = static_cast<std::uint32_t>(mesh.vertices.size());
  for (int s = 0; s <= sides; ++s) {
    const Vec3 normal = turned(out.x, out.y, s, sides);
    for (const Vec2& p : {a, b}) {
      math::Vertex v;
      v.position = Vec3f(turned(p.x, p.y, s, sides));
      v.normal = Vec3f(normal);
      mesh.vertices.push_back(v);
    }
  }
  for (int s = 0; s < sides; ++s) {
    const std::uint32_t i = base + static_cast<std::uint32_t>(2 * s);
    // i: a here, i+1: b here, i+2: a next, i+3: b next
    if (a.x > 0.0) mesh.indices.insert(mesh.indices.end(), {i, i + 2, i + 1});
    if (b.x > 0.0) mesh.indices.insert(mesh.indices.end(), {i + 1, i + 2, i + 3});
  }
}

void addCap(Mesh& mesh, std::uint32_t ring, int sides, const Vec3& centre, const Vec3& normal,
            bool last) {
  const auto base = static_cast<std::uint32_t>(mesh.vertices.size());
  math::Vertex v;
  v.normal = Vec3f(normal);
  v.position = Vec3f(centre);
  mesh.vertices.push_back(v);
  for (int s = 0; s < sides; ++s) {
    v.position = mesh.vertices[ring + static_cast<std::uint32_t>(s)].position;
    mesh.vertices.push_back(v);
  }
  for (int s = 0; s < sides; ++s) {
    const std::uint32_t here = base + 1 + static_cast<std::uint32_t>(s);
    const std::uint32_t next = base + 1 + static_cast<std::uint32_t>((s + 1) % sides);
    if (last)
      mesh.indices.insert(mesh.indices.end(), {base, here, next});
    else
      mesh.indices.insert(mesh.indices.end(), {base, next, here});
  }
}

using Triangle = std::array<Vec3f, 3>;

/// \return twice the area along the normal
Vec3f areaOf(const Triangle& t) { return glm::cross(t[1] - t[0], t[2] - t[0]); }

/// Triangles with a normal at each corner, shared among those faces that meet at a blunt angle.
Mesh creased(const std::vector<Triangle>& triangles) {
  constexpr float kBlunt = 0.8f;  // cosine of about 37 degrees
  std::map<std::array<float, 3>, std::vector<Vec3f>> around;
  const auto key = [](const Vec3f& p) { return std::array<float, 3>{p.x, p.y, p.z}; };
  for (const Triangle& t : triangles)
    for (const Vec3f& p : t) around[key(p)].push_back(areaOf(t));
  Mesh mesh;
  for (const Triangle& t : triangles) {
    const float area2 = glm::length(areaOf(t));
    const Vec3f own = area2 > 0.0f ? areaOf(t) / area2 : Vec3f(0.0f, 0.0f, 1.0f);
    for (const Vec3f& p : t) {
      Vec3f sum(0.0f);
      for (const Vec3f& area : around[key(p)])
        if (glm::dot(area, own) > kBlunt * glm::length(area)) sum += area;
      math::Vertex v;
      v.position = p;
      v.normal = glm::length(sum) > 0.0f ? glm::normalize(sum) : own;
      mesh.indices.push_back(static_cast<std::uint32_t>(mesh.vertices.size()));
      mesh.vertices.push_back(v);
    }
  }
  return mesh;
}

}  // namespace

Mesh lathe(std::span<const Vec2> profile, int sides) {
  assert(profile.size() >= 2 && sides >= 3);
  Mesh mesh;
  for (std::size_t n = 0; n + 1 < profile.size(); ++n)
    if (glm::distance(profile[n], profile[n + 1]) > 1e-9)
      addBand(mesh, profile[n], profile[n + 1], sides);
  return mesh;
}

Mesh tube(std::span<const Vec3> centres, std::span<const double> radii, int sides) {
  assert(centres.size() >= 2 && centres.size() == radii.size());
  Mesh mesh;
  const std::size_t n = centres.size();
  Vec3 x(1, 0, 0);
  std::vector<Vec3> tangents(n);
  for (std::size_t i = 0; i < n; ++i) {
    tangents[i] = glm::normalize(centres[std::min(i + 1, n - 1)] - centres[i > 0 ? i - 1 : 0]);
    // carried along the path so that the facets do not twist
    x = x - glm::dot(x, tangents[i]) * tangents[i];
    x = glm::length(x) > 1e-6 ? glm::normalize(x) : Vec3(0, 1, 0);
    const Vec3 y = glm::cross(tangents[i], x);
    for (int s = 0; s < sides; ++s) {
      const double a = 2.0 * std::numbers::pi * s / sides;
      const Vec3 out = std::cos(a) * x + std::sin(a) * y;
      math::Vertex v;
      v.position = Vec3f(centres[i] + radii[i] * out);
      v.normal = Vec3f(out);
      mesh.vertices.push_back(v);
    }
  }
  for (std::size_t i = 0; i + 1 < n; ++i)
    for (int s = 0; s < sides; ++s) {
      const auto at = [&](std::size_t ring, int side) {
        return static_cast<std::uint32_t>(ring) * static_cast<std::uint32_t>(sides) +
               static_cast<std::uint32_t>(side % sides);
      };
      const std::uint32_t a = at(i, s), b = at(i, s + 1), c = at(i + 1, s), d = at(i + 1, s + 1);
      mesh.indices.insert(mesh.indices.end(), {a, b, c, b, d, c});
    }
  addCap(mesh, 0, sides, centres.front(), -tangents.front(), false);
  addCap(mesh, static_cast<std::uint32_t>((n - 1) * static_cast<std::size_t>(sides)), sides,
         centres.back(), tangents.back(), true);
  return mesh;
}

Mesh loft(std::span<const std::vector<Vec3>> rings) {
  assert(rings.size() >= 2 && rings.front().size() % 2 == 0);
  const std::size_t sides = rings.front().size();
  std::vector<Triangle> triangles;
  double volume = 0.0;
  const auto add = [&](const Vec3& a, const Vec3& b, const Vec3& c) {
    const Vec3f p(a), q(b), r(c);
    if (p == q || q == r || r == p) return;
    const Triangle t{p + 0.0f, q + 0.0f, r + 0.0f};
    volume += glm::dot(a, glm::cross(b, c));
    triangles.push_back(t);
  };
  for (std::size_t n = 0; n + 1 < rings.size(); ++n)
    for (std::size_t s = 0; s < sides; ++s) {
      const std::size_t next = (s + 1) % sides;
      add(rings[n][s], rings[n][next], rings[n + 1][s]);
      add(rings[n][next], rings[n + 1][next], rings[n + 1][s]);
    }
  for (std::size_t s = 0; s + 1 < sides / 2; ++s) {
    const std::size_t back = sides - 1 - s;
    for (const bool last : {false, true}) {
      const std::vector<Vec3>& r = last ? rings.back() : rings.front();
      const std::size_t b = last ? s + 1 : back, c = last ? back : s + 1;
      add(r[s], r[b], r[c]);
      if (last)
        add(r[s + 1], r[back - 1], r[back]);
      else
        add(r[s + 1], r[back], r[back - 1]);
    }
  }
  if (volume < 0.0)
    for (Triangle& t : triangles) std::swap(t[1], t[2]);
  return creased(triangles);
}

Mesh moved(Mesh mesh, const Vec3f& by) {
  for (math::Vertex& v : mesh.vertices) v.position += by;
  return mesh;
}

}  // namespace unkink::view
