// Drawing one triangle over the viewport; core OpenGL wants a vertex array even when it holds
// nothing.
#pragma once

#include "render/gl/objects.hpp"

namespace unkink::render::gl {

class Fullscreen {
 public:
  void draw() {
    glBindVertexArray(empty_.create());
    glDrawArrays(GL_TRIANGLES, 0, 3);
  }

 private:
  VertexArray empty_;
};

}  // namespace unkink::render::gl
