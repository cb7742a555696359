// Lumps and rivulets as tubes of uneven width.
#include "view/bite_meshes.hpp"

#include "view/shapes.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <vector>

namespace unkink::view {
namespace {

constexpr int kSides = 14;
constexpr double kPool_mm = 2.4, kRivulet_mm = 1.1;  // radius at the tear, and along the shaft

}  // namespace

math::Mesh pieceMesh(double volume_mm3) {
  // a bent, knobbly spindle, then sized by what it holds
  constexpr int kRings = 11;
  std::vector<math::Vec3> path;
  std::vector<double> radius;
  for (int n = 0; n < kRings; ++n) {
    const double t = n / (kRings - 1.0), s = 2.0 * t - 1.0;
    path.emplace_back(0.18 * std::sin(3.0 * s), 0.15 * s * s, 0.9 * s);
    const double knobs = 1.0 + 0.16 * std::sin(11.0 * t + 0.7) + 0.1 * std::sin(23.0 * t);
    radius.push_back(std::max(0.62 * std::sqrt(std::max(1.0 - s * s, 0.0)) * knobs, 0.04));
  }
  math::Mesh mesh = tube(path, radius, kSides);
  const auto scale = static_cast<float>(std::cbrt(volume_mm3 / math::volume(mesh)));
  for (math::Vertex& v : mesh.vertices) v.position *= scale;
  return mesh;
}

math::Mesh leakMesh(const math::Vec3& tear, const math::Vec3& out, double share) {
  constexpr int kPoints = 24;
  // it stands behind the tear as a drop before it runs
  const math::Vec3 drop(0.0, kPool_mm, 0.0);
  const math::Vec3 end = glm::distance(tear, out) > kPool_mm ? out : tear + drop;
  const math::Vec3 way = glm::mix(drop, end - tear, share);
  std::vector<math::Vec3> path;
  std::vector<double> radius;
  for (int n = 0; n < kPoints; ++n) {
    const double t = n / (kPoints - 1.0);
    path.push_back(tear + t * way);
    const double ends = std::sin(std::numbers::pi * std::clamp(0.08 + 0.9 * t, 0.0, 1.0));
    const double body = kRivulet_mm + (kPool_mm - kRivulet_mm) * std::exp(-6.0 * t);
    const double drops = 1.0 + 0.18 * std::sin(17.0 * t);
    radius.push_back(std::max(body * drops * std::sqrt(ends) * (0.4 + 0.6 * share), 0.05));
  }
  return tube(path, radius, kSides);
}

}  // namespace unkink::view
