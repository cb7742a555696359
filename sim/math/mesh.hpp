// Triangle meshes: plain arrays, and the few questions the house asks of them.
#pragma once

#include "math/box.hpp"

#include <cstdint>
#include <vector>

namespace unkink::math {

/// A vertex in the Material frame, with what bends it (see anatomy/warp.hpp).
struct Vertex {
  Vec3f position{0.0f};  // mm
  Vec3f normal{0.0f};    // outward, unit length
  float chain =
      0.0f;  // place along the chain of vertebrae: 0 = L1 ... 4 = L5, 5 = sacrum; a fraction blends
  float bulge = 0.0f;  // how much of the posture's soft-tissue bulge this vertex takes, -1..1
};

/// Triangles wound anticlockwise seen from outside.
struct Mesh {
  std::vector<Vertex> vertices;
  std::vector<std::uint32_t> indices;

  std::size_t triangleCount() const { return indices.size() / 3; }
};

/// Appends b to a (no welding).
void append(Mesh& a, const Mesh& b);

/// Turns a mesh into its mirror image at x = 0, wound outward again.
void mirrorX(Mesh& mesh);

/// Signed volume, mm3; positive for a closed mesh wound outward.
double volume(const Mesh& mesh);

/// Directed edges without a partner running the other way; 0 for a closed, consistently wound mesh.
/// Vertices at bit-equal positions count as one.
std::size_t openEdgeCount(const Mesh& mesh);

Box bounds(const Mesh& mesh);

}  // namespace unkink::math
