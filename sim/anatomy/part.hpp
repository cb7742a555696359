// A closed structure that is baked whole, because it meets no live volume.
#pragma once

#include "anatomy/bend.hpp"
#include "anatomy/decimate.hpp"
#include "anatomy/structure.hpp"
#include "math/box.hpp"

#include <functional>
#include <vector>

namespace unkink::anatomy {

class Spine;

/// One surface to be baked; Material frame, mm. What it refers to outlives it.
struct Part {
  Structure structure = Structure::kTrunk;
  int index = 0;
  math::Box bounds;         // contains the surface
  double spacing_mm = 1.0;  // of the samples it is meshed from
  DecimationLimits limits;
  std::function<double(const math::Vec3&)> distance;  // signed, negative inside
  std::function<Tie(const math::Vec3&)> tie;          // how posture moves it
  /// How far the disease's end point moves a place of its surface, mm; empty: nowhere.
  std::function<math::Vec3(const math::Vec3&)> moved = {};
};

/// Bones around the lumbar spine: T11, T12, their ribs, the hip bones, and the inside of their
/// cortex.
/// \param spine  outlives the parts
std::vector<Part> surroundingBones(const Spine& spine);

/// Everything soft that is not cut: skin, muscles, gas, and the ligaments between the bones.
/// \param spine  outlives the parts
std::vector<Part> surroundingTissue(const Spine& spine);

}  // namespace unkink::anatomy
