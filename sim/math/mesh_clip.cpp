// Triangles cut one by one; an edge that two of them share is cut at the same bits.
#include "math/mesh_clip.hpp"

#include <array>
#include <optional>
#include <tuple>
#include <utility>

namespace unkink::math {
namespace {

class Clipper {
 public:
  Clipper(const Mesh& mesh, const Vec3& normal, double offset_mm)
      : mesh_(mesh), normal_(normal), offset_mm_(offset_mm) {}

  Mesh run() {
    for (std::size_t i = 0; i + 2 < mesh_.indices.size(); i += 3)
      cut({mesh_.indices[i], mesh_.indices[i + 1], mesh_.indices[i + 2]});
    return std::move(cut_);
  }

 private:
  double height(const Vertex& v) const { return glm::dot(normal_, Vec3(v.position)) - offset_mm_; }

  /// Where the plane crosses an edge, whichever way round it is given.
  Vertex crossing(const Vertex* a, const Vertex* b) const {
    const auto order = [](const Vertex& v) {
      return std::tuple(v.position.x, v.position.y, v.position.z);
    };
    if (order(*b) < order(*a)) std::swap(a, b);
    const double ha = height(*a), hb = height(*b);
    const auto t = static_cast<float>(ha / (ha - hb));
    Vertex v = *a;
    v.position += t * (b->position - a->position);
    const Vec3f normal = glm::mix(a->normal, b->normal, t);
    if (glm::dot(normal, normal) > 0.0f) v.normal = glm::normalize(normal);
    return v;
  }

  void add(const std::array<Vertex, 3>& corners) {
    for (const Vertex& v : corners) {
      cut_.indices.push_back(static_cast<std::uint32_t>(cut_.vertices.size()));
      cut_.vertices.push_back(v);
    }
  }

  /// The lid's triangle along one edge of the cut.
  void addLid(Vertex from, Vertex to) {
    if (!middle_) middle_ = from;
    Vertex middle = *middle_;
    for (Vertex* v : {&from, &to, &middle}) v->normal = Vec3f(normal_);
    if (from.position == to.position) return;
    add({to, from, middle});
  }

  void cut(const std::array<std::uint32_t, 3>& triangle) {
    std::array<Vertex, 4> kept;
    std::size_t count = 0;
    std::optional<Vertex> leaves, enters;
    for (std::size_t k = 0; k < 3; ++k) {
      const Vertex& a = mesh_.vertices[triangle[k]];
      const Vertex& b = mesh_.vertices[triangle[(k + 1) % 3]];
      const bool aIn = height(a) < 0.0, bIn = height(b) < 0.0;
      if (aIn) kept[count++] = a;
      if (aIn == bIn) continue;
      kept[count++] = crossing(&a, &b);
      (aIn ? leaves : enters) = kept[count - 1];
    }
    for (std::size_t k = 2; k < count; ++k) add({kept[0], kept[k - 1], kept[k]});
    if (leaves) addLid(*leaves, *enters);
  }

  const Mesh& mesh_;
  Vec3 normal_;
  double offset_mm_;
  std::optional<Vertex> middle_;
  Mesh cut_;
};

}  // namespace

Mesh below(const Mesh& mesh, const Vec3& normal, double offset_mm) {
  return Clipper(mesh, normal, offset_mm).run();
}

}  // namespace unkink::math
