// How posture moves the Material frame: a chain of rigid vertebrae with soft tissue blended
// between.
//
// Everything that is shaped or cut lives in the Material frame (the neutral posture). A point
// carries two numbers: its place along the chain of vertebrae (an integer is rigid with that
// vertebra, a fraction blends its neighbours) and how much of its level's soft-tissue bulge it
// takes. CPU and GPU bend a vertex by the same rule: see Bend::apply and shaders/common/bend.glsl.
#pragma once

#include "anatomy/levels.hpp"
#include "math/rigid.hpp"

#include <array>

namespace unkink::anatomy {

/// What ties a material point to the chain (math::Vertex carries the same two numbers).
struct Tie {
  double chain = 5.0;  // 0 = rigid with L1 ... 5 = rigid with the sacrum
  double bulge = 0.0;  // multiple of the level's bulge vector, -1..1
};

/// One posture, ready to be applied to points.
struct Bend {
  std::array<math::Rigid<math::Patient, math::Material>, kVertebraCount> motion;
  std::array<math::Vec3, kLevelCount> bulge_mm{};  // Patient frame, per level, for a tie of bulge 1

  /// Patient position of a material point.
  math::Vec3 apply(const math::Vec3& p, const Tie& tie) const;
  /// Patient direction of a material direction (bulge left out).
  math::Vec3 rotate(const math::Vec3& d, double chain) const;
  /// Material point that apply() takes to p, for a tie that is known (rigid parts; exact there).
  math::Vec3 undo(const math::Vec3& p, const Tie& tie) const;
};

}  // namespace unkink::anatomy
