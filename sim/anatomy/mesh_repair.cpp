// Welding, thinning, turning and closing of a triangle mesh.
#include "anatomy/mesh_repair.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <meshoptimizer.h>
#include <numeric>
#include <unordered_map>

namespace unkink::anatomy {
namespace {

using math::Vec3;
using math::Vec3f;

/// An edge of a triangle, its ends in order.
struct Edge {
  std::uint32_t low, high;
  std::uint32_t triangle;
  bool rising;  // runs from low to high in its triangle

  bool sameEnds(const Edge& o) const { return low == o.low && high == o.high; }
};

std::vector<Edge> edgesOf(const PlainMesh& mesh) {
  std::vector<Edge> edges;
  edges.reserve(mesh.indices.size());
  for (std::uint32_t t = 0; t < mesh.triangleCount(); ++t)
    for (std::size_t n = 0; n < 3; ++n) {
      const std::uint32_t a = mesh.indices[3 * std::size_t{t} + n],
                          b = mesh.indices[3 * std::size_t{t} + (n + 1) % 3];
      edges.push_back({std::min(a, b), std::max(a, b), t, a < b});
    }
  std::sort(edges.begin(), edges.end(), [](const Edge& x, const Edge& y) {
    return std::tie(x.low, x.high, x.triangle) < std::tie(y.low, y.high, y.triangle);
  });
  return edges;
}

/// Calls visit(first, last) for the edges between each two points.
template <class Visit>
void forEachEdge(const std::vector<Edge>& edges, const Visit& visit) {
  for (std::size_t i = 0; i < edges.size();) {
    std::size_t end = i + 1;
    while (end < edges.size() && edges[end].sameEnds(edges[i])) ++end;
    visit(i, end);
    i = end;
  }
}

double areaOf(const PlainMesh& mesh, std::size_t t) {
  const Vec3 a = mesh.corner(t, 0);
  return 0.5 * glm::length(glm::cross(mesh.corner(t, 1) - a, mesh.corner(t, 2) - a));
}

template <class Keep>
std::size_t keepTriangles(PlainMesh& mesh, const Keep& keep) {
  std::size_t kept = 0;
  const std::size_t all = mesh.triangleCount();
  for (std::size_t t = 0; t < all; ++t)
    if (keep(t)) {
      std::copy_n(mesh.indices.begin() + static_cast<std::ptrdiff_t>(3 * t), 3,
                  mesh.indices.begin() + static_cast<std::ptrdiff_t>(3 * kept));
      ++kept;
    }
  mesh.indices.resize(3 * kept);
  return all - kept;
}

std::size_t dropDegenerate(PlainMesh& mesh) {
  // a triangle that is there twice is kept once: by its sorted corners
  std::vector<std::pair<std::array<std::uint32_t, 3>, std::uint32_t>> order;
  order.reserve(mesh.triangleCount());
  for (std::uint32_t t = 0; t < mesh.triangleCount(); ++t) {
    std::array<std::uint32_t, 3> c{};
    std::copy_n(mesh.indices.begin() + static_cast<std::ptrdiff_t>(3 * std::size_t{t}), 3,
                c.begin());
    std::sort(c.begin(), c.end());
    order.emplace_back(c, t);
  }
  std::sort(order.begin(), order.end());
  std::vector<bool> keep(mesh.triangleCount(), false);
  for (std::size_t i = 0; i < order.size(); ++i) {
    const auto& [c, t] = order[i];
    keep[t] = c[0] != c[1] && c[1] != c[2] && (i == 0 || order[i - 1].first != c);
  }
  return keepTriangles(mesh, [&](std::size_t t) { return keep[t]; });
}

bool thin(PlainMesh& mesh, std::size_t triangles) {
  if (mesh.triangleCount() <= triangles) return false;
  constexpr float kAnyError = 1.0f;  // of the mesh's extent: only the number counts
  std::vector<std::uint32_t> kept(mesh.indices.size());
  kept.resize(meshopt_simplify(kept.data(), mesh.indices.data(), mesh.indices.size(),
                               &mesh.points.front().x, mesh.points.size(), sizeof(Vec3f),
                               3 * triangles, kAnyError, 0, nullptr));
  mesh.indices = std::move(kept);
  return true;
}

/// The parts of a mesh that hang together through edges with two triangles, each turned to agree
/// in itself.
class Parts {
 public:
  Parts(PlainMesh& mesh, const std::vector<Edge>& edges) : mesh_(mesh) {
    neighbours_.assign(mesh.indices.size(), {kNone, false});
    std::vector<std::uint8_t> count(mesh.triangleCount(), 0);
    forEachEdge(edges, [&](std::size_t i, std::size_t end) {
      if (end - i != 2) return;
      const Edge &a = edges[i], &b = edges[i + 1];
      const bool agree = a.rising != b.rising;
      neighbours_[3 * std::size_t{a.triangle} + count[a.triangle]++] = {b.triangle, agree};
      neighbours_[3 * std::size_t{b.triangle} + count[b.triangle]++] = {a.triangle, agree};
    });
    part_.assign(mesh.triangleCount(), kNone);
    turn_.assign(mesh.triangleCount(), false);
    for (std::uint32_t t = 0; t < mesh.triangleCount(); ++t)
      if (part_[t] == kNone) spread(t);
  }

  std::uint32_t partOf(std::size_t t) const { return part_[t]; }
  std::uint32_t count() const { return count_; }

  /// Turns the triangles, and whole parts where the volume under them is negative.
  /// \return whether most of the surface was inside out
  bool turn() {
    for (std::size_t t = 0; t < part_.size(); ++t)
      if (turn_[t]) std::swap(mesh_.indices[3 * t + 1], mesh_.indices[3 * t + 2]);
    std::vector<double> volume(count_, 0.0), area(count_, 0.0);
    const Vec3 middle = bounds(mesh_).centre();  // far from it, an open part's volume says nothing
    for (std::size_t t = 0; t < part_.size(); ++t) {
      volume[part_[t]] +=
          glm::dot(mesh_.corner(t, 0) - middle,
                   glm::cross(mesh_.corner(t, 1) - middle, mesh_.corner(t, 2) - middle));
      area[part_[t]] += areaOf(mesh_, t);
    }
    double before = 0.0;
    for (std::size_t t = 0; t < part_.size(); ++t) {
      const bool inward = volume[part_[t]] < 0.0;
      before += (inward != turn_[t] ? -1.0 : 1.0) * areaOf(mesh_, t);
      if (inward) std::swap(mesh_.indices[3 * t + 1], mesh_.indices[3 * t + 2]);
    }
    return before < 0.0;
  }

 private:
  static constexpr std::uint32_t kNone = 0xffffffffu;

  void spread(std::uint32_t from) {
    std::vector<std::uint32_t> open{from};
    part_[from] = count_;
    while (!open.empty()) {
      const std::uint32_t t = open.back();
      open.pop_back();
      for (std::size_t n = 0; n < 3; ++n) {
        const auto& [next, agree] = neighbours_[3 * std::size_t{t} + n];
        if (next == kNone || part_[next] != kNone) continue;
        part_[next] = count_;
        turn_[next] = agree ? turn_[t] : !turn_[t];
        open.push_back(next);
      }
    }
    ++count_;
  }

  PlainMesh& mesh_;
  std::vector<std::pair<std::uint32_t, bool>> neighbours_;
  std::vector<std::uint32_t> part_;
  std::vector<bool> turn_;
  std::uint32_t count_ = 0;
};

std::size_t isletsOf(PlainMesh& mesh, const Parts& parts, double smallest) {
  std::vector<double> area(parts.count(), 0.0);
  double all = 0.0;
  for (std::size_t t = 0; t < mesh.triangleCount(); ++t) {
    const double a = areaOf(mesh, t);
    area[parts.partOf(t)] += a;
    all += a;
  }
  std::size_t islets = 0;
  for (const double a : area) islets += a < smallest * all;
  std::size_t next = 0;
  std::vector<bool> keep(mesh.triangleCount());
  for (; next < keep.size(); ++next) keep[next] = area[parts.partOf(next)] >= smallest * all;
  keepTriangles(mesh, [&](std::size_t t) { return keep[t]; });
  return islets;
}

/// The rims of the holes: rows of points, each edge as its triangle runs along it.
std::vector<std::vector<std::uint32_t>> rimsOf(const std::vector<Edge>& edges) {
  std::unordered_multimap<std::uint32_t, std::uint32_t> next;
  std::vector<std::uint32_t> starts;
  forEachEdge(edges, [&](std::size_t i, std::size_t end) {
    if (end - i != 1) return;
    const Edge& e = edges[i];
    next.emplace(e.rising ? e.low : e.high, e.rising ? e.high : e.low);
    starts.push_back(e.rising ? e.low : e.high);
  });
  std::vector<std::vector<std::uint32_t>> rims;
  for (const std::uint32_t start : starts) {
    std::vector<std::uint32_t> rim;
    for (auto it = next.find(start); it != next.end(); it = next.find(rim.back())) {
      if (rim.empty()) rim.push_back(start);
      const std::uint32_t to = it->second;
      next.erase(it);
      if (to == start) break;
      rim.push_back(to);
    }
    if (rim.size() >= 3) rims.push_back(std::move(rim));
  }
  return rims;
}

Vec3 middleOf(const PlainMesh& mesh, const std::vector<std::uint32_t>& rim) {
  Vec3 sum(0.0);
  for (const std::uint32_t i : rim) sum += Vec3(mesh.points[i]);
  return sum / static_cast<double>(rim.size());
}

Hole measured(const PlainMesh& mesh, const std::vector<std::uint32_t>& rim) {
  const Vec3 middle = middleOf(mesh, rim);
  Hole hole;
  for (std::size_t n = 0; n < rim.size(); ++n) {
    const Vec3 a(mesh.points[rim[n]]), b(mesh.points[rim[(n + 1) % rim.size()]]);
    hole.perimeter_mm += glm::length(b - a);
    hole.area_mm2 += 0.5 * glm::length(glm::cross(a - middle, b - middle));
  }
  return hole;
}

void putLid(PlainMesh& mesh, const std::vector<std::uint32_t>& rim) {
  const auto middle = static_cast<std::uint32_t>(mesh.points.size());
  mesh.points.push_back(Vec3f(middleOf(mesh, rim)));
  for (std::size_t n = 0; n < rim.size(); ++n)
    mesh.indices.insert(mesh.indices.end(), {rim[(n + 1) % rim.size()], rim[n], middle});
}

void closeHoles(PlainMesh& mesh, double largestLid_mm2, MeshFaults& faults) {
  for (const auto& rim : rimsOf(edgesOf(mesh))) {
    const Hole hole = measured(mesh, rim);
    const bool small = hole.area_mm2 <= largestLid_mm2;
    (small ? faults.closed : faults.open).push_back(hole);
    if (small) putLid(mesh, rim);
  }
}

std::size_t crowdedEdges(const std::vector<Edge>& edges) {
  std::size_t count = 0;
  forEachEdge(edges, [&](std::size_t i, std::size_t end) { count += end - i > 2; });
  return count;
}

}  // namespace

math::Box bounds(const PlainMesh& mesh) {
  math::Box box;
  for (const Vec3f& p : mesh.points) box.include(Vec3(p));
  return box;
}

double volume(const PlainMesh& mesh) {
  double six = 0.0;
  for (std::size_t t = 0; t < mesh.triangleCount(); ++t)
    six += glm::dot(mesh.corner(t, 0), glm::cross(mesh.corner(t, 1), mesh.corner(t, 2)));
  return six / 6.0;
}

std::size_t dropIslets(PlainMesh& mesh, double smallest) {
  return isletsOf(mesh, Parts(mesh, edgesOf(mesh)), smallest);
}

void dropUnusedPoints(PlainMesh& mesh) {
  constexpr std::uint32_t kUnused = 0xffffffffu;
  std::vector<std::uint32_t> place(mesh.points.size(), kUnused);
  std::vector<Vec3f> used;
  for (std::uint32_t& i : mesh.indices) {
    if (place[i] == kUnused) {
      place[i] = static_cast<std::uint32_t>(used.size());
      used.push_back(mesh.points[i]);
    }
    i = place[i];
  }
  mesh.points = std::move(used);
}

std::vector<std::uint32_t> weld(PlainMesh& mesh) {
  struct SamePlace {
    std::size_t operator()(const Vec3f& p) const {
      std::uint64_t h = 0;
      for (const float f : {p.x, p.y, p.z})  // +0 makes -0 a 0
        h = (h ^ std::bit_cast<std::uint32_t>(f + 0.0f)) * 0x9e3779b97f4a7c15ull;
      return static_cast<std::size_t>(h ^ (h >> 29));
    }
  };
  std::unordered_map<Vec3f, std::uint32_t, SamePlace> place;
  place.reserve(mesh.points.size() / 4);
  std::vector<Vec3f> merged;
  std::vector<std::uint32_t> number(mesh.points.size());
  for (std::size_t i = 0; i < number.size(); ++i) {
    const auto [it, isNew] =
        place.try_emplace(mesh.points[i], static_cast<std::uint32_t>(merged.size()));
    if (isNew) merged.push_back(mesh.points[i]);
    number[i] = it->second;
  }
  for (std::uint32_t& i : mesh.indices) i = number[i];
  mesh.points = std::move(merged);
  return number;
}

RepairedMesh repair(PlainMesh mesh, const RepairLimits& limits) {
  MeshFaults faults;
  faults.trianglesRead = mesh.triangleCount();
  weld(mesh);
  faults.degenerate = dropDegenerate(mesh);
  faults.islets = dropIslets(mesh, limits.smallestPart);
  if (thin(mesh, limits.triangles)) dropIslets(mesh, limits.smallestPart);  // folded off by it
  const auto edges = edgesOf(mesh);
  faults.nonManifoldEdges = crowdedEdges(edges);
  faults.turned = Parts(mesh, edges).turn();
  closeHoles(mesh, limits.largestLid_mm2, faults);
  dropUnusedPoints(mesh);
  return {std::move(mesh), std::move(faults)};
}

std::vector<Vec3f> nonManifoldPoints(const PlainMesh& mesh) {
  const auto edges = edgesOf(mesh);
  std::vector<Vec3f> points;
  forEachEdge(edges, [&](std::size_t i, std::size_t end) {
    if (end - i == 2 && edges[i].rising != edges[i + 1].rising) return;
    points.push_back(0.5f * (mesh.points[edges[i].low] + mesh.points[edges[i].high]));
  });
  return points;
}

std::size_t nonManifoldEdgeCount(const PlainMesh& mesh) { return nonManifoldPoints(mesh).size(); }

}  // namespace unkink::anatomy
