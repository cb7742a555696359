// The signed distance of a triangle mesh that may have holes and overlaps.
#pragma once

#include "anatomy/mesh_repair.hpp"
#include "math/field.hpp"

namespace unkink::anatomy {

/// Triangles in a tree of boxes: how far a point is, and how much of the surface is around it.
class SurfaceTree {
 public:
  explicit SurfaceTree(const PlainMesh& mesh);

  /// Distance to the nearest triangle, mm.
  /// \param nearest   the triangle to begin with, such as a neighbour's; afterwards the nearest one
  double distance(const math::Vec3& p, std::uint32_t& nearest) const;

  /// Share of all directions in which a ray from p leaves the surface from inside: 1 in a closed
  /// mesh, 0 outside it, in between near a hole.
  ///
  /// Model: solid angles; those of far boxes as one small dipole each.
  /// Source: [barill2018]
  double windingNumber(const math::Vec3& p) const;

 private:
  struct Triangle {
    math::Vec3 a, b, c;
  };
  struct Node {
    math::Box box;
    math::Vec3 normal{0.0};              // sum of the triangles' area vectors, mm2
    math::Vec3 centre{0.0};              // weighted by area
    double radius = 0.0;                 // about the centre, mm
    std::uint32_t first = 0, count = 0;  // triangles of a leaf
    std::uint32_t second = 0;            // child; the first one follows its parent
  };

  std::uint32_t build(std::uint32_t first, std::uint32_t count);
  void describe(Node& node, std::uint32_t first, std::uint32_t count) const;

  std::vector<Triangle> triangles_;
  std::vector<Node> nodes_;
};

/// Signed distance of a mesh, negative inside, sampled on the lattice around it.
///
/// Model: distances exact within 4 samples of the surface; the sign is told by the winding number
/// once for every region that the surface cannot cut, so that a small hole lets nothing leak.
/// \param margin   samples around the mesh
/// Cost: about 0.5 s for a vertebra at 0.5 mm on 2 cores
math::SampledField signedDistance(const PlainMesh& mesh, double spacing_mm, int margin);

}  // namespace unkink::anatomy
