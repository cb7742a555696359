// The desktop's side of the differences: OpenGL 3.3 core.
#include "render/gl/desktop.hpp"

#include "config/error.hpp"

#include <epoxy/gl.h>

namespace unkink::render::gl {

std::string_view shaderHeader() { return "#version 330 core\n"; }

void requireFeatures() {
  // 3.3 core brings RGBA32F targets and blending into them (the web: EXT_color_buffer_float,
  // EXT_float_blend)
  if (epoxy_gl_version() < 33)
    throw config::Error("OpenGL 3.3 is needed, the driver offers less; update it or use Mesa");
}

void setDefaults() {
  glEnable(GL_MULTISAMPLE);
  glPixelStorei(GL_PACK_ALIGNMENT, 1);
  glPixelStorei(GL_UNPACK_ALIGNMENT, 1);
  glDisable(GL_FRAMEBUFFER_SRGB);
}

void blendMaximum() { glBlendEquation(GL_MAX); }
void blendSum() { glBlendEquation(GL_FUNC_ADD); }

const char* takeError() {
  switch (glGetError()) {
    case GL_NO_ERROR:
      return "";
    case GL_INVALID_ENUM:
      return "invalid enum";
    case GL_INVALID_VALUE:
      return "invalid value";
    case GL_INVALID_OPERATION:
      return "invalid operation";
    case GL_INVALID_FRAMEBUFFER_OPERATION:
      return "invalid framebuffer operation";
    case GL_OUT_OF_MEMORY:
      return "out of memory";
    default:
      return "unknown error";
  }
}

}  // namespace unkink::render::gl
