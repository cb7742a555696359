// Which surface lies under a point of the picture: one pixel drawn for its number.
#pragma once

#include "render/depth_draw.hpp"
#include "render/stage.hpp"

#include <optional>

namespace unkink::render {

/// Model: the nearest surface that is more opaque than not. Inside a solid that is cut open, it is
/// that solid, unless something lies in it.
class PickPass {
 public:
  PickPass();

  /// \param at  of the picture, from its upper left corner, 0..1
  /// \return the index in stage.surfaces
  std::optional<std::size_t> surfaceAt(const Stage& stage, Size size, const math::Vec2f& at,
                                       MeshCache& cache);

 private:
  DepthDraw draw_;
  gl::Texture number_, depth_;
  gl::Framebuffer target_;
};

}  // namespace unkink::render
