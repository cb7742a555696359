// Making a foreign triangle mesh fit to be measured: welded, one way round, its holes found and the
// small ones closed.
#pragma once

#include "math/box.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace unkink::anatomy {

/// Points and triangles, nothing more; mm.
struct PlainMesh {
  std::vector<math::Vec3f> points;
  std::vector<std::uint32_t> indices;

  std::size_t triangleCount() const { return indices.size() / 3; }
  math::Vec3 corner(std::size_t triangle, std::size_t n) const {
    return math::Vec3(points[indices[3 * triangle + n]]);
  }
};

math::Box bounds(const PlainMesh& mesh);
/// Signed volume, mm3; positive for a closed mesh wound outward.
double volume(const PlainMesh& mesh);

/// A closed row of edges with a triangle on one side only.
struct Hole {
  double area_mm2 = 0.0;
  double perimeter_mm = 0.0;
};

/// What was found in a mesh and done to it.
struct MeshFaults {
  std::size_t trianglesRead = 0;
  std::size_t degenerate = 0;        // triangles without area or there twice; left out
  std::size_t islets = 0;            // loose small parts; left out
  std::size_t nonManifoldEdges = 0;  // with more than two triangles; left as they are
  std::vector<Hole> closed;          // small: a lid was put on
  std::vector<Hole> open;            // too large to guess what was there
  bool turned = false;               // was wound inside out
};

struct RepairLimits {
  std::size_t triangles = 120000;  // more are thinned out to this number
  double largestLid_mm2 = 150.0;   // holes up to this are closed
  double smallestPart = 0.02;      // of the area; smaller loose parts are left out
};

struct RepairedMesh {
  PlainMesh mesh;
  MeshFaults faults;
};

/// Merges points at the same place. \return for each point its number among the merged ones
std::vector<std::uint32_t> weld(PlainMesh& mesh);

/// Leaves out parts that hang together with nothing else and are smaller than a share of the area.
/// \return how many
std::size_t dropIslets(PlainMesh& mesh, double smallest);
void dropUnusedPoints(PlainMesh& mesh);

/// Welds, thins, turns and closes.
///
/// Model: points that are equal bit for bit become one; edge collapse down to the limit; triangles
/// are turned to agree with their neighbours and then outwards; a lid is a fan about the middle of
/// its rim. Cost: about 1 s per million triangles.
RepairedMesh repair(PlainMesh mesh, const RepairLimits& limits = {});

/// The middles of edges (welded by index) that have not exactly two triangles, one in each
/// direction.
std::vector<math::Vec3f> nonManifoldPoints(const PlainMesh& mesh);
std::size_t nonManifoldEdgeCount(const PlainMesh& mesh);

}  // namespace unkink::anatomy
