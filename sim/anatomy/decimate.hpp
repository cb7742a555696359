// Fewer triangles for a baked surface, its open borders left as they are.
#pragma once

#include "math/mesh.hpp"

#include <cstddef>

namespace unkink::anatomy {

struct DecimationLimits {
  std::size_t triangles = 0;  // stop at this number ...
  double error_mm = 0.0;      // ... or before this distance between old and new surface
};

/// Collapses edges until a limit is met, then orders triangles and vertices for the GPU's caches.
///
/// Model: quadric edge collapse onto surviving vertices, which keep position, normal and tie;
/// vertices on an open border stay, so that neighbouring pieces still meet vertex for vertex.
math::Mesh decimate(const math::Mesh& mesh, const DecimationLimits& limits);

}  // namespace unkink::anatomy
