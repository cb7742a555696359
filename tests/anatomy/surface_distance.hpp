// How far two surfaces are from each other once one is laid onto the other: iterative closest
// points and the symmetric surface distance.
#pragma once

#include "math/mesh.hpp"
#include "math/vec.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <glm/gtc/quaternion.hpp>
#include <limits>
#include <random>
#include <unordered_map>
#include <vector>

namespace unkink::test {

using Triangle = std::array<math::Vec3, 3>;
using Triangles = std::vector<Triangle>;

inline Triangles trianglesOf(const math::Mesh& mesh) {
  Triangles out;
  for (std::size_t i = 0; i + 2 < mesh.indices.size(); i += 3) {
    Triangle t;
    for (std::size_t k = 0; k < 3; ++k)
      t[k] = math::Vec3(mesh.vertices[mesh.indices[i + k]].position);
    out.push_back(t);
  }
  return out;
}

/// A binary STL file.
inline Triangles trianglesOf(const std::filesystem::path& stl) {
  std::ifstream in(stl, std::ios::binary);
  std::uint32_t count = 0;
  in.ignore(80).read(reinterpret_cast<char*>(&count), sizeof count);
  Triangles out;
  std::array<char, 50> record{};
  while (out.size() < count && in.read(record.data(), record.size())) {
    std::array<float, 12> v{};
    std::memcpy(v.data(), record.data(), sizeof v);
    out.push_back({math::Vec3(v[3], v[4], v[5]), math::Vec3(v[6], v[7], v[8]),
                   math::Vec3(v[9], v[10], v[11])});
  }
  return out;
}

/// Points of a surface and their unit normals.
struct Spread {
  std::vector<math::Vec3> points, normals;
};

/// Points spread evenly over a surface.
inline Spread spreadOver(const Triangles& surface, std::size_t count) {
  std::vector<double> area;
  for (const Triangle& t : surface)
    area.push_back(glm::length(glm::cross(t[1] - t[0], t[2] - t[0])) +
                   (area.empty() ? 0.0 : area.back()));
  std::mt19937 random(1);
  std::uniform_real_distribution<double> share(0.0, 1.0);
  Spread out;
  while (out.points.size() < count) {
    const auto found = std::lower_bound(area.begin(), area.end(), share(random) * area.back());
    const Triangle& t = surface[static_cast<std::size_t>(found - area.begin())];
    const double a = std::sqrt(share(random)), b = share(random);
    out.points.push_back((1.0 - a) * t[0] + a * (1.0 - b) * t[1] + a * b * t[2]);
    out.normals.push_back(glm::normalize(glm::cross(t[1] - t[0], t[2] - t[0])));
  }
  return out;
}

/// Points in cells of 2 mm, so that the nearest is found quickly.
class PointGrid {
 public:
  explicit PointGrid(const std::vector<math::Vec3>& points) : points_(points) {
    for (std::size_t i = 0; i < points_.size(); ++i) cells_[key(cellOf(points_[i]))].push_back(i);
  }
  const math::Vec3& nearest(const math::Vec3& p) const { return points_[nearestIndex(p)]; }
  std::size_t nearestIndex(const math::Vec3& p) const {
    const math::IVec3 centre = cellOf(p);
    double best2 = std::numeric_limits<double>::max();
    std::size_t best = 0;
    for (int reach = 0; reach < 40; ++reach) {
      const double sure = (reach - 1) * kCell_mm;
      if (reach > 1 && best2 < sure * sure) break;
      visitShell(centre, reach, [&](std::size_t i) {
        const math::Vec3 off = points_[i] - p;
        if (glm::dot(off, off) < best2) best2 = glm::dot(off, off), best = i;
      });
    }
    return best;
  }

 private:
  static constexpr double kCell_mm = 2.0;
  static math::IVec3 cellOf(const math::Vec3& p) { return math::IVec3(glm::floor(p / kCell_mm)); }
  static std::int64_t key(const math::IVec3& c) {
    return (std::int64_t{c.x} * 2048 + c.y) * 2048 + c.z;
  }
  template <class Visit>
  void visitShell(const math::IVec3& centre, int reach, const Visit& visit) const {
    for (int x = -reach; x <= reach; ++x)
      for (int y = -reach; y <= reach; ++y)
        for (int z = -reach; z <= reach; ++z) {
          if (std::max({std::abs(x), std::abs(y), std::abs(z)}) != reach) continue;
          const auto found = cells_.find(key(centre + math::IVec3(x, y, z)));
          if (found == cells_.end()) continue;
          for (const std::size_t i : found->second) visit(i);
        }
  }

  std::vector<math::Vec3> points_;
  std::unordered_map<std::int64_t, std::vector<std::size_t>> cells_;
};

struct SurfaceDistance {
  double mean_mm = 0.0, p95_mm = 0.0;  // over both directions
  double scale = 1.0;                  // of the first surface
};

/// Where a point goes: turned, scaled, shifted.
struct Similarity {
  glm::dmat3 turn{1.0};
  double scale = 1.0;
  math::Vec3 shift{0.0};
  math::Vec3 operator()(const math::Vec3& p) const { return scale * (turn * p) + shift; }
};

/// The turn that lays `from` onto `to` best, both about their centres: Horn's quaternion, found by
/// power iteration.
inline glm::dmat3 bestTurn(const std::vector<math::Vec3>& from, const std::vector<math::Vec3>& to) {
  double s[3][3] = {};
  for (std::size_t i = 0; i < from.size(); ++i)
    for (int r = 0; r < 3; ++r)
      for (int c = 0; c < 3; ++c) s[r][c] += from[i][r] * to[i][c];
  const double n[4][4] = {
      {s[0][0] + s[1][1] + s[2][2], s[1][2] - s[2][1], s[2][0] - s[0][2], s[0][1] - s[1][0]},
      {s[1][2] - s[2][1], s[0][0] - s[1][1] - s[2][2], s[0][1] + s[1][0], s[2][0] + s[0][2]},
      {s[2][0] - s[0][2], s[0][1] + s[1][0], s[1][1] - s[0][0] - s[2][2], s[1][2] + s[2][1]},
      {s[0][1] - s[1][0], s[2][0] + s[0][2], s[1][2] + s[2][1], s[2][2] - s[0][0] - s[1][1]}};
  double most = 0.0;
  for (const auto& row : n) {
    double sum = 0.0;
    for (const double v : row) sum += std::abs(v);
    most = std::max(most, sum);
  }
  std::array<double, 4> q{1.0, 0.0, 0.0, 0.0};
  for (int i = 0; i < 400; ++i) {
    std::array<double, 4> next{};
    double length2 = 0.0;
    for (std::size_t r = 0; r < 4; ++r) {
      next[r] = most * q[r];
      for (std::size_t c = 0; c < 4; ++c) next[r] += n[r][c] * q[c];
      length2 += next[r] * next[r];
    }
    for (std::size_t r = 0; r < 4; ++r) q[r] = next[r] / std::sqrt(length2);
  }
  return glm::mat3_cast(glm::dquat(q[0], q[1], q[2], q[3]));
}

/// The similarity (or the rigid motion) that lays each point of `from` onto its partner best.
inline Similarity bestMotion(std::vector<math::Vec3> from, std::vector<math::Vec3> to,
                             bool scaled) {
  const auto centre = [](const std::vector<math::Vec3>& all) {
    math::Vec3 sum(0.0);
    for (const math::Vec3& p : all) sum += p;
    return sum / static_cast<double>(all.size());
  };
  const math::Vec3 a = centre(from), b = centre(to);
  for (math::Vec3& p : from) p -= a;
  for (math::Vec3& p : to) p -= b;
  Similarity out;
  out.turn = bestTurn(from, to);
  if (scaled) {
    double along = 0.0, size2 = 0.0;
    for (std::size_t i = 0; i < from.size(); ++i) {
      along += glm::dot(out.turn * from[i], to[i]);
      size2 += glm::dot(from[i], from[i]);
    }
    out.scale = along / size2;
  }
  out.shift = b - out.scale * (out.turn * a);
  return out;
}

/// Distance from p to the surface about the nearest of its spread points: to the plane through it.
inline double distanceTo(const Spread& surface, const PointGrid& grid, const math::Vec3& p) {
  const std::size_t i = grid.nearestIndex(p);
  constexpr double kSpacing_mm = 1.0;  // of the spread points, about
  const math::Vec3 off = p - surface.points[i];
  const double height = std::abs(glm::dot(off, surface.normals[i]));
  const double beside = std::sqrt(std::max(glm::dot(off, off) - height * height, 0.0));
  return std::hypot(height, std::max(beside - kSpacing_mm, 0.0));
}

/// Symmetric distance of two surfaces that lie roughly alike, after moving the first onto the
/// second.
inline SurfaceDistance surfaceDistance(const Triangles& a, const Triangles& b, bool scaled) {
  constexpr std::size_t kAligned = 2500, kMeasured = 40000;
  constexpr int kRounds = 40;
  const std::vector<math::Vec3> p = spreadOver(a, kAligned).points,
                                q = spreadOver(b, kAligned).points;
  const PointGrid grid(q);
  Similarity motion;
  for (int round = 0; round < kRounds; ++round) {
    std::vector<math::Vec3> moved;
    for (const math::Vec3& x : p) moved.push_back(motion(x));
    const PointGrid back(moved);
    std::vector<math::Vec3> from = p, to;
    for (const math::Vec3& x : moved) to.push_back(grid.nearest(x));
    for (const math::Vec3& x : q) {
      const math::Vec3 partner = back.nearest(x);
      const glm::dmat3 undo = glm::transpose(motion.turn);
      from.push_back(undo * (partner - motion.shift) / motion.scale);
      to.push_back(x);
    }
    motion = bestMotion(std::move(from), std::move(to), scaled);
  }
  Spread first = spreadOver(a, kMeasured);
  for (math::Vec3& x : first.points) x = motion(x);
  for (math::Vec3& n : first.normals) n = motion.turn * n;
  const Spread second = spreadOver(b, kMeasured);
  const PointGrid firstGrid(first.points), secondGrid(second.points);
  std::vector<double> distances;
  for (std::size_t i = 0; i < kMeasured; i += 4) {
    distances.push_back(distanceTo(second, secondGrid, first.points[i]));
    distances.push_back(distanceTo(first, firstGrid, second.points[i]));
  }
  std::sort(distances.begin(), distances.end());
  SurfaceDistance out;
  for (const double d : distances) out.mean_mm += d / static_cast<double>(distances.size());
  out.p95_mm = distances[distances.size() * 95 / 100];
  out.scale = motion.scale;
  return out;
}

}  // namespace unkink::test
