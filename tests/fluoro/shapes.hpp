// Closed test solids with known paths.
#pragma once

#include "math/mesh.hpp"

#include <cmath>
#include <numbers>

namespace unkink::fluoro {

/// A box, wound outward.
inline math::Mesh boxMesh(const math::Vec3& lo, const math::Vec3& hi) {
  math::Mesh mesh;
  for (int i = 0; i < 8; ++i) {
    const math::Vec3 p(i & 1 ? hi.x : lo.x, i & 2 ? hi.y : lo.y, i & 4 ? hi.z : lo.z);
    mesh.vertices.push_back({math::Vec3f(p), math::Vec3f(0.0f)});
  }
  mesh.indices = {0, 4, 6, 0, 6, 2, 1, 3, 7, 1, 7, 5, 0, 1, 5, 0, 5, 4,
                  2, 6, 7, 2, 7, 3, 0, 2, 3, 0, 3, 1, 4, 5, 7, 4, 7, 6};
  return mesh;
}

/// A sphere of triangles between meridians and parallels, wound outward.
inline math::Mesh sphereMesh(const math::Vec3& centre, double radius, int parallels) {
  const int meridians = 2 * parallels;
  math::Mesh mesh;
  const auto add = [&](double polar, double azimuth) {
    const math::Vec3 n(std::sin(polar) * std::cos(azimuth), std::sin(polar) * std::sin(azimuth),
                       std::cos(polar));
    mesh.vertices.push_back({math::Vec3f(centre + radius * n), math::Vec3f(n)});
  };
  for (int p = 1; p < parallels; ++p)
    for (int m = 0; m < meridians; ++m)
      add(std::numbers::pi * p / parallels, 2.0 * std::numbers::pi * m / meridians);
  add(0.0, 0.0);
  add(std::numbers::pi, 0.0);
  const auto at = [&](int p, int m) {
    if (p == 0) return static_cast<std::uint32_t>((parallels - 1) * meridians);
    if (p == parallels) return static_cast<std::uint32_t>((parallels - 1) * meridians + 1);
    return static_cast<std::uint32_t>((p - 1) * meridians + m % meridians);
  };
  for (int p = 0; p < parallels; ++p)
    for (int m = 0; m < meridians; ++m) {
      const std::uint32_t a = at(p, m), b = at(p + 1, m), c = at(p + 1, m + 1), d = at(p, m + 1);
      if (p + 1 < parallels) mesh.indices.insert(mesh.indices.end(), {a, b, c});
      if (p > 0) mesh.indices.insert(mesh.indices.end(), {a, c, d});
    }
  return mesh;
}

/// A capped prism of many sides along z from 0 to length: a needle in its own frame.
inline math::Mesh needleMesh(double radius, double length, int sides) {
  math::Mesh mesh;
  for (const double z : {0.0, length})
    for (int i = 0; i < sides; ++i) {
      const double a = 2.0 * std::numbers::pi * i / sides;
      mesh.vertices.push_back(
          {math::Vec3f(math::Vec3(radius * std::cos(a), radius * std::sin(a), z)),
           math::Vec3f(0.0f)});
    }
  const auto n = static_cast<std::uint32_t>(sides);
  for (std::uint32_t i = 0; i < n; ++i) {
    const std::uint32_t j = (i + 1) % n;
    mesh.indices.insert(mesh.indices.end(), {i, j, n + j, i, n + j, n + i});
    if (i > 0 && j > 0) mesh.indices.insert(mesh.indices.end(), {0, j, i, n, n + i, n + j});
  }
  return mesh;
}

}  // namespace unkink::fluoro
