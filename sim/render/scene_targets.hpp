// The textures that a 3D picture is drawn through, made anew when its size or quality changes.
#pragma once

#include "render/gl/objects.hpp"

namespace unkink::render {

struct SceneTargets {
  /// \param finer  2: everything is drawn twice as large and averaged at the end; 1: not
  void resize(Size size, int finer);

  Size size;   // of the result
  Size inner;  // of what is drawn: size times finer
  gl::Texture colour, depth;
  gl::Framebuffer opaque;
  gl::Texture sum, weight;  // of transparent surfaces
  gl::Framebuffer glass;    // shares depth
  gl::Texture result;
  gl::Framebuffer finish;
  gl::Texture mask;  // of what is highlighted, twice as fine as the result
  gl::Framebuffer marking;
  gl::Texture share;  // of each pixel of the result that is highlighted
  gl::Framebuffer sharing;
  gl::Texture outlined;  // the result with the outline laid over it
  gl::Framebuffer outlining;

  Size maskSize() const { return {2 * size.width, 2 * size.height}; }
};

}  // namespace unkink::render
