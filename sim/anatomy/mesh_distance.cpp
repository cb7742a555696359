// Nearest triangles, winding numbers, and a field made of both.
#include "anatomy/mesh_distance.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numbers>
#include <oneapi/tbb/parallel_for.h>

namespace unkink::anatomy {
namespace {

using math::IVec3;
using math::Vec3;

constexpr std::uint32_t kLeaf = 6;  // triangles
constexpr double kFarAway = 2.0;    // radii from which a box counts as one dipole [barill2018]

double boxDistance2(const math::Box& box, const Vec3& p) {
  const Vec3 out = glm::max(glm::max(box.lo - p, p - box.hi), Vec3(0.0));
  return glm::dot(out, out);
}

double square(const Vec3& v) { return glm::dot(v, v); }

/// Square of the distance from p to a triangle: by the region of its plane that p lies over.
/// [ericson2005] section 5.1.5
double triangleDistance2(const Vec3& p, const Vec3& a, const Vec3& b, const Vec3& c) {
  const Vec3 ab = b - a, ac = c - a, ap = p - a;
  const double d1 = glm::dot(ab, ap), d2 = glm::dot(ac, ap);
  if (d1 <= 0.0 && d2 <= 0.0) return square(ap);
  const Vec3 bp = p - b;
  const double d3 = glm::dot(ab, bp), d4 = glm::dot(ac, bp);
  if (d3 >= 0.0 && d4 <= d3) return square(bp);
  const double vc = d1 * d4 - d3 * d2;
  if (vc <= 0.0 && d1 >= 0.0 && d3 <= 0.0) return square(ap - d1 / (d1 - d3) * ab);
  const Vec3 cp = p - c;
  const double d5 = glm::dot(ab, cp), d6 = glm::dot(ac, cp);
  if (d6 >= 0.0 && d5 <= d6) return square(cp);
  const double vb = d5 * d2 - d1 * d6;
  if (vb <= 0.0 && d2 >= 0.0 && d6 <= 0.0) return square(ap - d2 / (d2 - d6) * ac);
  const double va = d3 * d6 - d5 * d4;
  if (va <= 0.0 && d4 >= d3 && d5 >= d6)
    return square(bp - (d4 - d3) / ((d4 - d3) + (d5 - d6)) * (c - b));
  const double share = 1.0 / (va + vb + vc);
  return square(ap - vb * share * ab - vc * share * ac);
}

/// Solid angle of a triangle seen from p, over 4 pi, positive from behind. [vanoosterom1983]
double solidAngleShare(const Vec3& p, const Vec3& a, const Vec3& b, const Vec3& c) {
  const Vec3 u = a - p, v = b - p, w = c - p;
  const double lu = glm::length(u), lv = glm::length(v), lw = glm::length(w);
  const double above = glm::dot(u, glm::cross(v, w));
  const double below =
      lu * lv * lw + glm::dot(u, v) * lw + glm::dot(v, w) * lu + glm::dot(w, u) * lv;
  return std::atan2(above, below) / (2.0 * std::numbers::pi);
}

}  // namespace

SurfaceTree::SurfaceTree(const PlainMesh& mesh) {
  triangles_.reserve(mesh.triangleCount());
  for (std::size_t t = 0; t < mesh.triangleCount(); ++t)
    triangles_.push_back({mesh.corner(t, 0), mesh.corner(t, 1), mesh.corner(t, 2)});
  nodes_.reserve(triangles_.size());
  if (!triangles_.empty()) build(0, static_cast<std::uint32_t>(triangles_.size()));
}

void SurfaceTree::describe(Node& node, std::uint32_t first, std::uint32_t count) const {
  double area = 0.0;
  for (std::uint32_t t = first; t < first + count; ++t) {
    const Triangle& s = triangles_[t];
    node.box.include(s.a).include(s.b).include(s.c);
    const Vec3 vector = 0.5 * glm::cross(s.b - s.a, s.c - s.a);
    const double own = glm::length(vector);
    node.normal += vector;
    node.centre += own / 3.0 * (s.a + s.b + s.c);
    area += own;
  }
  node.centre = area > 0.0 ? node.centre / area : node.box.centre();
  node.radius = glm::length(glm::max(node.box.hi - node.centre, node.centre - node.box.lo));
}

std::uint32_t SurfaceTree::build(std::uint32_t first, std::uint32_t count) {
  const auto self = static_cast<std::uint32_t>(nodes_.size());
  nodes_.emplace_back();
  describe(nodes_[self], first, count);
  if (count <= kLeaf) {
    nodes_[self].first = first;
    nodes_[self].count = count;
    return self;
  }
  const Vec3 size = nodes_[self].box.size();
  const int axis = size.x >= size.y && size.x >= size.z ? 0 : size.y >= size.z ? 1 : 2;
  const std::uint32_t half = count / 2;
  const auto begin = triangles_.begin() + first;
  std::nth_element(begin, begin + half, begin + count, [&](const Triangle& s, const Triangle& t) {
    return s.a[axis] + s.b[axis] + s.c[axis] < t.a[axis] + t.b[axis] + t.c[axis];
  });
  build(first, half);
  const std::uint32_t second = build(first + half, count - half);
  nodes_[self].second = second;
  return self;
}

double SurfaceTree::distance(const Vec3& p, std::uint32_t& nearest) const {
  if (triangles_.empty()) return std::numeric_limits<double>::infinity();
  const auto to = [&](std::uint32_t t) {
    return triangleDistance2(p, triangles_[t].a, triangles_[t].b, triangles_[t].c);
  };
  double best = to(nearest);
  struct Open {
    std::uint32_t node;
    double distance2;
  };
  std::array<Open, 64> open;  // deeper than any tree of 2^32 triangles
  std::size_t count = 0;
  open[count++] = {0, 0.0};
  while (count > 0) {
    const Open next = open[--count];
    if (next.distance2 >= best) continue;
    const Node& node = nodes_[next.node];
    for (std::uint32_t t = node.first; t < node.first + node.count; ++t) {
      const double d = to(t);
      if (d >= best) continue;
      best = d;
      nearest = t;
    }
    if (node.count > 0) continue;
    const Open one{next.node + 1, boxDistance2(nodes_[next.node + 1].box, p)},
        two{node.second, boxDistance2(nodes_[node.second].box, p)};
    const bool oneFirst = one.distance2 < two.distance2;  // the nearer one is taken up first
    open[count++] = oneFirst ? two : one;
    open[count++] = oneFirst ? one : two;
  }
  return std::sqrt(best);
}

double SurfaceTree::windingNumber(const Vec3& p) const {
  if (nodes_.empty()) return 0.0;
  double sum = 0.0;
  std::array<std::uint32_t, 64> open{};
  std::size_t count = 0;
  open[count++] = 0;
  while (count > 0) {
    const std::uint32_t at = open[--count];
    const Node& node = nodes_[at];
    const Vec3 away = node.centre - p;
    const double far2 = square(away);
    if (far2 > kFarAway * kFarAway * node.radius * node.radius) {
      sum += glm::dot(node.normal, away) / (4.0 * std::numbers::pi * far2 * std::sqrt(far2));
      continue;
    }
    for (std::uint32_t t = node.first; t < node.first + node.count; ++t) {
      const Triangle& s = triangles_[t];
      sum += solidAngleShare(p, s.a, s.b, s.c);
    }
    if (node.count > 0) continue;
    open[count++] = at + 1;
    open[count++] = node.second;
  }
  return sum;
}

namespace {

/// Gives a field of unsigned distances its signs.
class Signs {
 public:
  Signs(math::SampledField& field, const SurfaceTree& tree)
      : field_(field), tree_(tree), known_(field.values().size(), false) {}

  void give() {
    const math::SampleBox& box = field_.box();
    for (int k = box.lo.z; k < box.hi.z; ++k)
      for (int j = box.lo.y; j < box.hi.y; ++j)
        for (int i = box.lo.x; i < box.hi.x; ++i)
          if (!known_[field_.index({i, j, k})]) spread({i, j, k});
  }

 private:
  /// The region of a sample: all that can be reached along lattice edges which the surface cannot
  /// cut, since their ends' distances add up to more than their length.
  void spread(const IVec3& from) {
    const bool inside = tree_.windingNumber(field_.position(from)) > 0.5;
    region_.assign(1, from);
    known_[field_.index(from)] = true;
    while (!region_.empty()) {
      const IVec3 s = region_.back();
      region_.pop_back();
      float& value = field_.at(s);
      const float distance = value;
      if (inside) value = -value;
      for (int axis = 0; axis < 3; ++axis)
        for (const int step : {-1, 1}) {
          IVec3 next = s;
          next[axis] += step;
          if (field_.box().contains(next)) take(next, distance);
        }
    }
  }
  void take(const IVec3& s, float neighbour) {
    const std::size_t i = field_.index(s);
    constexpr double kCrack_mm = 0.2;  // gaps up to this width let nothing through
    if (known_[i] ||
        double{neighbour} + double{field_.values()[i]} <= field_.spacing_mm() + kCrack_mm)
      return;
    known_[i] = true;
    region_.push_back(s);
  }

  math::SampledField& field_;
  const SurfaceTree& tree_;
  std::vector<bool> known_;
  std::vector<IVec3> region_;
};

/// Unsigned distances: exact near the surface, in between of exact ones elsewhere.
class Distances {
 public:
  Distances(math::SampledField& field, const SurfaceTree& tree) : field_(field), tree_(tree) {}

  void measure() {
    const IVec3 n = (field_.box().size() + IVec3(kBlock - 1)) / kBlock;
    oneapi::tbb::parallel_for(0, n.x * n.y * n.z, [&](int i) {
      block(field_.box().lo + kBlock * IVec3(i % n.x, i / n.x % n.y, i / (n.x * n.y)));
    });
  }

 private:
  static constexpr int kBlock = 8;  // samples

  using Corners = std::array<double, 8>;
  static IVec3 corner(int n) { return {n & 1, n >> 1 & 1, n >> 2 & 1}; }
  static double least(const Corners& c) { return *std::min_element(c.begin(), c.end()); }
  static double between(const Corners& c, const Vec3& t) {
    const auto row = [&](std::size_t n) { return c[n] + t.x * (c[n + 1] - c[n]); };
    const double y0 = row(0) + t.y * (row(2) - row(0)), y1 = row(4) + t.y * (row(6) - row(4));
    return y0 + t.z * (y1 - y0);
  }

  /// Exact. \param nearest   the triangle near which to look first, and the nearest then
  double at(const IVec3& s, std::uint32_t& nearest) const {
    return tree_.distance(field_.position(s), nearest);
  }
  void put(const IVec3& s, double distance) {
    if (field_.box().contains(s)) field_.at(s) = static_cast<float>(distance);
  }
  template <class Visit>
  static void forEach(int end, int step, const Visit& visit) {
    for (int k = 0; k < end; k += step)
      for (int j = 0; j < end; j += step)
        for (int i = 0; i < end; i += step) visit(IVec3(i, j, k));
  }

  void block(const IVec3& lo) {
    std::uint32_t nearest = 0;
    Corners c;
    for (int n = 0; n < 8; ++n)
      c[static_cast<std::size_t>(n)] = at(lo + kBlock * corner(n), nearest);
    if (least(c) > kBlock * field_.spacing_mm()) {
      forEach(kBlock, 1,
              [&](const IVec3& off) { put(lo + off, between(c, Vec3(off) / double{kBlock})); });
      return;
    }
    forEach(kBlock + 1, 2, [&](const IVec3& off) { coarse(off / 2) = at(lo + off, nearest); });
    forEach(kBlock / 2, 1, [&](const IVec3& cell) { fill(lo, cell, nearest); });
  }

  /// The eight samples of a cell of twice the spacing.
  void fill(const IVec3& lo, const IVec3& cell, std::uint32_t& nearest) {
    Corners c;
    for (int n = 0; n < 8; ++n) c[static_cast<std::size_t>(n)] = coarse(cell + corner(n));
    const bool crossed = least(c) < 2.0 * field_.spacing_mm();
    for (int n = 0; n < 8; ++n) {
      const IVec3 off = corner(n), s = lo + 2 * cell + off;
      if (n == 0 || !crossed)
        put(s, between(c, 0.5 * Vec3(off)));
      else
        put(s, at(s, nearest));
    }
  }

  double& coarse(const IVec3& c) {
    constexpr int kSide = kBlock / 2 + 1;
    static thread_local std::array<double, kSide * kSide * kSide> values;
    return values[static_cast<std::size_t>(c.x + kSide * (c.y + kSide * c.z))];
  }

  math::SampledField& field_;
  const SurfaceTree& tree_;
};

}  // namespace

math::SampledField signedDistance(const PlainMesh& mesh, double spacing_mm, int margin) {
  const SurfaceTree tree(mesh);
  math::SampledField field(math::sampleBoxAround(bounds(mesh), spacing_mm, margin), spacing_mm,
                           0.0f);
  Distances(field, tree).measure();
  Signs(field, tree).give();
  return field;
}

}  // namespace unkink::anatomy
