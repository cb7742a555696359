// Handing a surface's place to a shader that includes common/bend.glsl.
#pragma once

#include "math/vec.hpp"
#include "render/gl/program.hpp"
#include "view/scene.hpp"

namespace unkink::render {

/// The posture in the layout of common/bend.glsl.
struct BendUniforms {
  std::vector<math::Vec4f> rows;
  std::vector<math::Vec3f> bulge;
};
BendUniforms bendUniforms(const view::BendMatrices& bend);

/// Sets the posture for a program made with BENDS.
void setBend(const gl::Program& program, const BendUniforms& bend);

}  // namespace unkink::render
