// Two pictures in one: the untouched patient's left of a line, or beside the present one's.
#pragma once

#include "render/gl/objects.hpp"
#include "render/renderer.hpp"

namespace unkink::render {

class Comparison {
 public:
  /// Takes a copy of the untouched patient's picture.
  void keep(GLuint texture, Size size);
  /// \return a texture of that size with both. Requires: keep() was called
  GLuint compose(GLuint now, Size nowSize, Size size, const Composition& composition);

 private:
  gl::Texture before_, result_;
  gl::Framebuffer beforeTarget_, resultTarget_, reading_;
  Size beforeSize_{0, 0}, resultSize_{0, 0};
};

}  // namespace unkink::render
