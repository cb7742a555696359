// Which part of the picture some surfaces can cover: passes over whole pictures need touch no more.
#pragma once

#include "render/depth_draw.hpp"

namespace unkink::render {

/// A rectangle of pixels, bottom-up; empty when a width or height is 0.
struct ScreenBox {
  int x = 0, y = 0, width = 0, height = 0;

  /// Restricts drawing and clearing to it until the scissor test is switched off.
  void scissor() const;
};

/// Model: each surface's bounding sphere, with room for the posture where it bends.
ScreenBox screenBox(const SurfaceList& surfaces, const math::Mat4f& clipFromView,
                    const math::Mat4f& viewFromPatient, Size size, MeshCache& cache);

}  // namespace unkink::render
