// The drinking straw at the computed ratio: bent and pinched where, and as far as, the sac is.
#pragma once

#include "math/mesh.hpp"
#include "thecal_sac/straw.hpp"

namespace unkink::view {

struct StrawMeshes {
  math::Mesh straw;   // the wall
  math::Mesh liquid;  // what stands in it
};

/// Model: bore and place from thecal_sac::Straw; the bend at the kink grows as the bore narrows
/// (for the eye).
StrawMeshes makeStrawMeshes(const thecal_sac::Straw& straw);

inline constexpr float kStrawLength_mm = 150.0f;

}  // namespace unkink::view
