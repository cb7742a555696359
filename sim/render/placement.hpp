// Handing a surface's place to a shader that includes common/bend.glsl.
#pragma once

#include "math/vec.hpp"
#include "render/gl/program.hpp"
#include "view/scene.hpp"

namespace unkink::render {

/// The posture in the layout of common/bend.glsl, and the plane of common/cut.glsl.
struct BendUniforms {
  std::vector<math::Vec4f> rows;
  std::vector<math::Vec3f> bulge;
  math::Vec4f cutPlane{0.0f};  // Patient; zero: no cut

  bool cuts(const view::Surface& surface) const {
    return surface.clipped && math::Vec3f(cutPlane) != math::Vec3f(0.0f);
  }
};
BendUniforms bendUniforms(const view::BendMatrices& bend);

/// Sets the plane for a program made with CLIPPED.
void setCut(const gl::Program& program, const BendUniforms& bend,
            const math::Mat4f& viewFromPatient);

/// Sets the posture for a program made with BENDS.
void setBend(const gl::Program& program, const BendUniforms& bend);

}  // namespace unkink::render
