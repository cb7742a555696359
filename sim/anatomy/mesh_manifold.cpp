// Chessboard faces are taken away before meshing, touching sheets parted after it.
#include "anatomy/mesh_manifold.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <meshoptimizer.h>
#include <numeric>
#include <utility>

namespace unkink::anatomy {
namespace {

using math::IVec3;

/// Takes samples in until no lattice face has signs like a chessboard's.
class ChessboardRemover {
 public:
  explicit ChessboardRemover(math::SampledField& field) : field_(field) {}

  void run() {
    const math::SampleBox& box = field_.box();
    std::vector<IVec3> all;
    for (int k = box.lo.z; k < box.hi.z; ++k)
      for (int j = box.lo.y; j < box.hi.y; ++j)
        for (int i = box.lo.x; i < box.hi.x; ++i) {
          changed_.clear();
          visit({i, j, k});
          all.insert(all.end(), changed_.begin(), changed_.end());
        }
    // what was taken in may have made another chessboard beside it
    while (!all.empty()) {
      changed_.clear();
      for (const IVec3& s : all)
        for (int n = 0; n < 27; ++n) visit(s - IVec3(1) + IVec3(n % 3, n / 3 % 3, n / 9));
      all = changed_;
    }
  }

 private:
  bool inside(const IVec3& s) const { return field_.at(s) < 0.0f; }

  /// The three faces that begin at a sample.
  void visit(const IVec3& s) {
    for (int axis = 0; axis < 3; ++axis) {
      IVec3 u(0), w(0);
      u[(axis + 1) % 3] = 1;
      w[(axis + 2) % 3] = 1;
      const std::array<IVec3, 4> face{s, s + u, s + u + w, s + w};
      if (!field_.box().contains(s) || !field_.box().contains(face[2])) continue;
      const bool a = inside(face[0]), b = inside(face[1]);
      if (a == b || inside(face[2]) != a || inside(face[3]) != b) continue;
      // always inwards, so that it ends
      const IVec3 &p = face[a ? 1 : 0], &q = face[a ? 3 : 2];
      takeIn(field_.at(p) < field_.at(q) ? p : q);
    }
  }
  void takeIn(const IVec3& s) {
    constexpr float kJustInside_mm = -2e-3f;
    field_.at(s) = kJustInside_mm;
    changed_.push_back(s);
  }

  math::SampledField& field_;
  std::vector<IVec3> changed_;
};

PlainMesh plain(const math::Mesh& mesh) {
  PlainMesh out;
  out.points.reserve(mesh.vertices.size());
  for (const math::Vertex& v : mesh.vertices) out.points.push_back(v.position);
  out.indices = mesh.indices;
  return out;
}

/// Edge collapse among the triangles that are not to be kept as they are.
PlainMesh collapsed(const PlainMesh& mesh, const std::vector<bool>& kept, std::size_t triangles,
                    double error_mm) {
  std::vector<std::uint32_t> free, rest;
  for (std::size_t t = 0; t < mesh.triangleCount(); ++t) {
    const auto first = mesh.indices.begin() + static_cast<std::ptrdiff_t>(3 * t);
    std::vector<std::uint32_t>& list = kept[t] ? rest : free;
    list.insert(list.end(), first, first + 3);
  }
  const float* points = &mesh.points.front().x;
  const std::size_t count = mesh.points.size();
  const float extent_mm = meshopt_simplifyScale(points, count, sizeof(math::Vec3f));
  PlainMesh out{mesh.points, free};
  out.indices.resize(meshopt_simplify(out.indices.data(), free.data(), free.size(), points, count,
                                      sizeof(math::Vec3f), std::min(3 * triangles, free.size()),
                                      static_cast<float>(error_mm) / extent_mm,
                                      meshopt_SimplifyLockBorder, nullptr));
  out.indices.insert(out.indices.end(), rest.begin(), rest.end());
  dropUnusedPoints(out);
  partFans(out);
  return out;
}

/// Marks the triangles that reach into balls of a radius about some points.
void keepAround(const std::vector<math::Vec3f>& centres, float radius_mm, const PlainMesh& mesh,
                std::vector<bool>& kept) {
  for (std::size_t i = 0; i < mesh.indices.size(); ++i) {
    const math::Vec3f& p = mesh.points[mesh.indices[i]];
    if (!kept[i / 3])
      kept[i / 3] = std::any_of(centres.begin(), centres.end(), [&](const math::Vec3f& c) {
        return glm::distance(p, c) < radius_mm;
      });
  }
}

}  // namespace

void partFans(PlainMesh& mesh) {
  const std::size_t corners = mesh.indices.size();
  // corners by point
  std::vector<std::uint32_t> first(mesh.points.size() + 1, 0), order(corners);
  for (const std::uint32_t i : mesh.indices) ++first[i + 1];
  std::partial_sum(first.begin(), first.end(), first.begin());
  std::vector<std::uint32_t> next(first.begin(), first.end() - 1);
  for (std::uint32_t c = 0; c < corners; ++c) order[next[mesh.indices[c]]++] = c;

  const auto following = [&](std::uint32_t c, std::uint32_t by) {
    return mesh.indices[c - c % 3 + (c % 3 + by) % 3];
  };
  const std::size_t points = mesh.points.size();
  for (std::size_t p = 0; p < points; ++p) {
    std::vector<std::uint32_t> fan(order.begin() + first[p], order.begin() + first[p + 1]);
    // triangles of a fan share an edge with the next: its incoming edge is the other's outgoing
    bool isFirst = true;
    while (!fan.empty()) {
      std::vector<std::uint32_t> now{fan.back()};
      fan.pop_back();
      for (std::size_t n = 0; n < now.size(); ++n)
        for (std::size_t m = 0; m < fan.size();) {
          const bool shared = following(now[n], 1) == following(fan[m], 2) ||
                              following(now[n], 2) == following(fan[m], 1);
          if (!shared) {
            ++m;
            continue;
          }
          now.push_back(fan[m]);
          fan.erase(fan.begin() + static_cast<std::ptrdiff_t>(m));
        }
      if (std::exchange(isFirst, false)) continue;
      // a little towards its own triangles, so that no reader welds the sheets again
      math::Vec3f towards(0.0f);
      for (const std::uint32_t c : now)
        towards +=
            mesh.points[following(c, 1)] + mesh.points[following(c, 2)] - 2.0f * mesh.points[p];
      constexpr float kApart = 1e-3f;
      const auto copy = static_cast<std::uint32_t>(mesh.points.size());
      mesh.points.push_back(mesh.points[p] + kApart / static_cast<float>(2 * now.size()) * towards);
      for (const std::uint32_t c : now) mesh.indices[c] = copy;
    }
  }
}

PlainMesh manifoldSurface(math::SampledField field, double level_mm) {
  // off the samples, so that no two cells have their vertex at the same place
  constexpr float kOff_mm = 1e-3f;
  for (float& v : field.values()) {
    v -= static_cast<float>(level_mm);
    if (std::abs(v) < kOff_mm) v = v < 0.0f ? -kOff_mm : kOff_mm;
  }
  ChessboardRemover(field).run();
  PlainMesh mesh = plain(math::surfaceNets(field, field.box().grown(-1)));
  partFans(mesh);
  constexpr double kSpeck = 1e-3;  // of the area
  dropIslets(mesh, kSpeck);
  return mesh;
}

PlainMesh thinned(const PlainMesh& mesh, std::size_t triangles, double error_mm) {
  if (mesh.triangleCount() <= triangles) return mesh;
  // a collapse may fold two sheets onto one another: there the fine triangles are kept
  constexpr int kTries = 8;
  constexpr float kKept_mm = 1.5f;  // around a fold, more with every try
  std::vector<bool> kept(mesh.triangleCount(), false);
  for (int n = 1; n <= kTries; ++n) {
    PlainMesh out = collapsed(mesh, kept, triangles, error_mm);
    const std::vector<math::Vec3f> folds = nonManifoldPoints(out);
    if (folds.empty()) return out;
    keepAround(folds, kKept_mm * static_cast<float>(n), mesh, kept);
  }
  return mesh;
}

}  // namespace unkink::anatomy
