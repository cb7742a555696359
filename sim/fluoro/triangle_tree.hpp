// A search tree over a mesh's triangles that finds every crossing of a line, without leaks.
#pragma once

#include "math/mesh.hpp"

#include <cstdint>
#include <vector>

namespace unkink::fluoro {

/// Where a line passes through a surface.
struct Crossing {
  double at_mm = 0.0;  // along the line from its origin
  double sign = 1.0;   // +1 leaving, -1 entering the solid
};

/// A line with everything that its triangle test needs worked out once.
///
/// Model: space is sheared so that the line becomes the third axis; a triangle is crossed where its
/// shadow holds the origin. Edge signs are exact, ties are decided as if the line were shifted by
/// (epsilon, epsilon squared), so that neighbours agree about the edge and the vertex they share.
/// Source: [woop2013] shear and edge tests; the exact signs and the tie rule are the house's
class CrossingLine {
 public:
  /// \param direction   unit length
  CrossingLine(const math::Vec3& origin, const math::Vec3& direction);

  /// Appends the crossing with a triangle, if there is one.
  void cross(const math::Vec3f& a, const math::Vec3f& b, const math::Vec3f& c,
             std::vector<Crossing>& crossings) const;
  /// Whether the line from its origin onwards meets the box.
  bool meets(const math::Vec3f& lo, const math::Vec3f& hi) const;

 private:
  math::Vec3 sheared(const math::Vec3f& p) const;

  math::Vec3 origin_, inverse_;
  int x_, y_, z_;  // which coordinates take the roles of the sheared axes
  math::Vec3 shear_;
};

class TriangleTree {
 public:
  /// Cost: 0.3 ms per 1000 triangles
  explicit TriangleTree(const math::Mesh& mesh);

  /// Appends every crossing from the origin onwards, in no particular order.
  void cross(const CrossingLine& line, std::vector<Crossing>& crossings) const;

 private:
  struct Triangle {
    math::Vec3f a, b, c;
  };
  struct Node {
    math::Vec3f lo, hi;
    std::uint32_t first =
        0;  // leaf: first triangle; branch: its second child (the first one follows)
    std::uint32_t count = 0;  // leaf: triangles; branch: 0
  };
  void build(std::uint32_t first, std::uint32_t count);

  std::vector<Triangle> triangles_;
  std::vector<Node> nodes_;
};

}  // namespace unkink::fluoro
