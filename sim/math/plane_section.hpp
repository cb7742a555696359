// Plane sections of meshes: directed outlines, what they measure, and how they cover a raster.
#pragma once

#include "math/mesh.hpp"

#include <array>
#include <span>
#include <vector>

namespace unkink::math {

/// A plane with its own axes: in it a point is (along right, along down) from the origin, mm.
struct PlaneFrame {
  Vec3 origin{0.0};
  Vec3 right{1.0, 0.0, 0.0}, down{0.0, 1.0, 0.0};  // unit, perpendicular

  Vec3 normal() const { return glm::cross(right, down); }
  Vec3 at(const Vec2& p) const { return origin + p.x * right + p.y * down; }
  Vec2 project(const Vec3& p) const {
    return {glm::dot(p - origin, right), glm::dot(p - origin, down)};
  }
  /// The parallel plane so far along the normal.
  PlaneFrame moved(double by_mm) const { return {origin + by_mm * normal(), right, down}; }
};

/// One edge of a section; the inside lies where `down` is from `right`, so areas come out positive.
using SectionEdge = std::array<Vec2f, 2>;
using SectionEdges = std::vector<SectionEdge>;

/// Adds where a plane cuts triangles; edges of a closed mesh make closed outlines.
///
/// \param positions  of the vertices, in the frame that the plane is given in
/// Cost: about 2 ns a triangle that is not cut
void addSection(std::span<const Vec3f> positions, std::span<const std::uint32_t> indices,
                const PlaneFrame& plane, SectionEdges& edges);
SectionEdges sectionOf(const Mesh& mesh, const PlaneFrame& plane);

/// What closed outlines enclose, mm2.
double area_mm2(const SectionEdges& edges);
double perimeter_mm(const SectionEdges& edges);
/// Perimeter of the convex hull of all.
double convexPerimeter_mm(const SectionEdges& edges);
Vec2 centroid(const SectionEdges& edges);
/// Length of what lies inside along the line x = `x`, in all pieces.
double chordDown_mm(const SectionEdges& edges, double x);

/// Exact coverage of pixels by closed outlines; filled, then read row by row.
class CoverageRaster {
 public:
  /// \param lo  the upper left corner of the first pixel, mm \param step_mm  of the pixels
  CoverageRaster(int width, int height, const Vec2& lo, double step_mm);

  void clear();
  void add(const SectionEdges& edges);
  /// A line of a width along every edge; covers more than one where edges meet: it is clamped.
  void addStroke(const SectionEdges& edges, double width_mm);
  bool empty() const { return !any_; }
  /// The share of each pixel that is inside, 0..1, row by row.
  void resolve(std::vector<float>& coverage) const;

 private:
  void line(Vec2f from, Vec2f to);

  int width_, height_;
  Vec2 lo_;
  double step_;
  std::vector<float> change_;  // of the coverage from pixel to pixel, two to spare per row
  bool any_ = false;
};

}  // namespace unkink::math
