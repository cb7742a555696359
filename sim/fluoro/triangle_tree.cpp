// Building and walking the triangle tree, and the watertight crossing test.
#include "fluoro/triangle_tree.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <utility>

namespace unkink::fluoro {

namespace {

constexpr std::uint32_t kLeafTriangles = 4;
constexpr float kBoxMargin_mm = 1e-3f;  // far above rounding, so that no crossing is missed

/// The sign of a.x b.y - a.y b.x where the plain difference is too small to be trusted.
int exactSign(const math::Vec3& a, const math::Vec3& b) {
  const double p = a.x * b.y, q = a.y * b.x;
  const double pRest = std::fma(a.x, b.y, -p), qRest = std::fma(a.y, b.x, -q);
  const double exact = (p - q) + (pRest - qRest);
  if (exact != 0.0) return exact > 0.0 ? 1 : -1;
  // the line goes through the edge: decide as if it were shifted by (epsilon, epsilon^2)
  if (a.y != b.y) return b.y > a.y ? -1 : 1;
  if (a.x != b.x) return b.x > a.x ? 1 : -1;
  return 0;
}

/// Twice the signed area of origin, a, b, and its exact sign.
struct Edge {
  double area;
  int sign;
};
Edge edge(const math::Vec3& a, const math::Vec3& b) {
  const double p = a.x * b.y, q = a.y * b.x;
  const double area = p - q;
  constexpr double kTrust = 1e-15;  // several roundings
  const bool trusted = std::abs(area) > kTrust * (std::abs(p) + std::abs(q));
  return {area, trusted ? (area > 0.0 ? 1 : -1) : exactSign(a, b)};
}

}  // namespace

CrossingLine::CrossingLine(const math::Vec3& origin, const math::Vec3& direction)
    : origin_(origin), inverse_(1.0 / direction) {
  const math::Vec3 size = glm::abs(direction);
  z_ = size.x > size.y ? (size.x > size.z ? 0 : 2) : (size.y > size.z ? 1 : 2);
  x_ = (z_ + 1) % 3;
  y_ = (z_ + 2) % 3;
  if (direction[z_] < 0.0) std::swap(x_, y_);  // keeps the winding
  shear_ = math::Vec3(direction[x_], direction[y_], 1.0) / direction[z_];
}

math::Vec3 CrossingLine::sheared(const math::Vec3f& p) const {
  const math::Vec3 v = math::Vec3(p) - origin_;
  return {v[x_] - shear_.x * v[z_], v[y_] - shear_.y * v[z_], shear_.z * v[z_]};
}

void CrossingLine::cross(const math::Vec3f& a, const math::Vec3f& b, const math::Vec3f& c,
                         std::vector<Crossing>& crossings) const {
  const math::Vec3 p = sheared(a), q = sheared(b), r = sheared(c);
  const Edge u = edge(q, r), v = edge(r, p), w = edge(p, q);
  if (u.sign == 0 || u.sign != v.sign || u.sign != w.sign) return;
  const double lo = std::min({p.z, q.z, r.z}), hi = std::max({p.z, q.z, r.z});
  const double area = u.area + v.area + w.area;
  const double at = area != 0.0 ? (u.area * p.z + v.area * q.z + w.area * r.z) / area : lo;
  crossings.push_back({std::clamp(at, lo, hi), static_cast<double>(u.sign)});
}

bool CrossingLine::meets(const math::Vec3f& lo, const math::Vec3f& hi) const {
  double enter = 0.0, leave = std::numeric_limits<double>::infinity();
  for (int i = 0; i < 3; ++i) {
    const double a = (static_cast<double>(lo[i]) - origin_[i]) * inverse_[i];
    const double b = (static_cast<double>(hi[i]) - origin_[i]) * inverse_[i];
    enter = std::max(enter, std::min(a, b));
    leave = std::min(leave, std::max(a, b));
  }
  return enter <= leave;
}

TriangleTree::TriangleTree(const math::Mesh& mesh) {
  const auto at = [&](std::size_t i) { return mesh.vertices[mesh.indices[i]].position; };
  triangles_.reserve(mesh.triangleCount());
  for (std::size_t i = 0; i + 2 < mesh.indices.size(); i += 3)
    triangles_.push_back({at(i), at(i + 1), at(i + 2)});
  nodes_.reserve(triangles_.size());
  if (!triangles_.empty()) build(0, static_cast<std::uint32_t>(triangles_.size()));
}

void TriangleTree::build(std::uint32_t first, std::uint32_t count) {
  const auto begin = triangles_.begin() + first, end = begin + count;
  Node node{math::Vec3f(std::numeric_limits<float>::max()),
            math::Vec3f(std::numeric_limits<float>::lowest())};
  for (auto t = begin; t != end; ++t) {
    node.lo = glm::min(node.lo, glm::min(t->a, glm::min(t->b, t->c)) - kBoxMargin_mm);
    node.hi = glm::max(node.hi, glm::max(t->a, glm::max(t->b, t->c)) + kBoxMargin_mm);
  }
  const std::size_t self = nodes_.size();
  nodes_.push_back(node);
  if (count <= kLeafTriangles) {
    nodes_[self].first = first;
    nodes_[self].count = count;
    return;
  }
  // halve at the median along the longest side
  const math::Vec3f size = node.hi - node.lo;
  const int axis = size.x > size.y ? (size.x > size.z ? 0 : 2) : (size.y > size.z ? 1 : 2);
  const auto key = [axis](const Triangle& t) { return t.a[axis] + t.b[axis] + t.c[axis]; };
  const std::uint32_t half = count / 2;
  std::nth_element(begin, begin + half, end,
                   [&](const Triangle& a, const Triangle& b) { return key(a) < key(b); });
  build(first, half);
  nodes_[self].first = static_cast<std::uint32_t>(nodes_.size());
  build(first + half, count - half);
}

void TriangleTree::cross(const CrossingLine& line, std::vector<Crossing>& crossings) const {
  if (nodes_.empty()) return;
  std::array<std::uint32_t, 64> stack;  // median splits: depth is the logarithm of the count
  std::size_t top = 0;
  stack[top++] = 0;
  while (top > 0) {
    const std::uint32_t at = stack[--top];
    const Node& node = nodes_[at];
    if (!line.meets(node.lo, node.hi)) continue;
    for (std::uint32_t i = 0; i < node.count; ++i) {
      const Triangle& t = triangles_[node.first + i];
      line.cross(t.a, t.b, t.c, crossings);
    }
    if (node.count == 0) {
      stack[top++] = node.first;
      stack[top++] = at + 1;
    }
  }
}

}  // namespace unkink::fluoro
