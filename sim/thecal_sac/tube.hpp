// Closed tubes around lines: what roots and nerves are drawn as.
#pragma once

#include "anatomy/bend.hpp"
#include "math/mesh.hpp"

#include <vector>

namespace unkink::thecal_sac {

struct TubePoint {
  math::Vec3 centre;
  double radius_mm = 1.0;
  anatomy::Tie tie{0.0, 0.0};  // where the mesh is to bend
};
using Tube = std::vector<TubePoint>;

/// Adds a closed tube, rings carried along without twist; nothing for fewer than two points.
void addTube(const Tube& tube, int sides, math::Mesh& mesh);

}  // namespace unkink::thecal_sac
