// Owners of OpenGL names: move-only, empty until created, so that they may exist before a context
// does.
#pragma once

#include "render/image.hpp"

#include <epoxy/gl.h>
#include <initializer_list>
#include <utility>

namespace unkink::render::gl {

/// An OpenGL name that is deleted with its owner; `Kind` says how names are made and deleted.
template <class Kind>
class Object {
 public:
  Object() = default;
  ~Object() { reset(); }
  Object(Object&& other) noexcept : name_(std::exchange(other.name_, 0)) {}
  Object& operator=(Object&& other) noexcept {
    std::swap(name_, other.name_);
    return *this;
  }

  explicit operator bool() const { return name_ != 0; }
  GLuint name() const { return name_; }
  /// The name, made now if there is none yet.
  GLuint create() {
    if (name_ == 0) name_ = Kind::make();
    return name_;
  }
  void reset() {
    if (name_ != 0) Kind::remove(name_);
    name_ = 0;
  }

 private:
  GLuint name_ = 0;
};

struct BufferKind {
  static GLuint make() {
    GLuint name = 0;
    glGenBuffers(1, &name);
    return name;
  }
  static void remove(GLuint name) { glDeleteBuffers(1, &name); }
};
struct VertexArrayKind {
  static GLuint make() {
    GLuint name = 0;
    glGenVertexArrays(1, &name);
    return name;
  }
  static void remove(GLuint name) { glDeleteVertexArrays(1, &name); }
};
struct TextureKind {
  static GLuint make() {
    GLuint name = 0;
    glGenTextures(1, &name);
    return name;
  }
  static void remove(GLuint name) { glDeleteTextures(1, &name); }
};
struct RenderbufferKind {
  static GLuint make() {
    GLuint name = 0;
    glGenRenderbuffers(1, &name);
    return name;
  }
  static void remove(GLuint name) { glDeleteRenderbuffers(1, &name); }
};
struct FramebufferKind {
  static GLuint make() {
    GLuint name = 0;
    glGenFramebuffers(1, &name);
    return name;
  }
  static void remove(GLuint name) { glDeleteFramebuffers(1, &name); }
};

using Buffer = Object<BufferKind>;
using VertexArray = Object<VertexArrayKind>;
using Texture = Object<TextureKind>;
using Renderbuffer = Object<RenderbufferKind>;
using Framebuffer = Object<FramebufferKind>;

/// A format in OpenGL's three words.
struct Format {
  GLenum internal, external, type;
};
inline constexpr Format kRgba8{GL_RGBA8, GL_RGBA, GL_UNSIGNED_BYTE};
inline constexpr Format kR8{GL_R8, GL_RED, GL_UNSIGNED_BYTE};
inline constexpr Format kR16F{GL_R16F, GL_RED, GL_HALF_FLOAT};
inline constexpr Format kRg16F{GL_RG16F, GL_RG, GL_HALF_FLOAT};
inline constexpr Format kRgba16F{GL_RGBA16F, GL_RGBA, GL_HALF_FLOAT};
inline constexpr Format kR32F{GL_R32F, GL_RED, GL_FLOAT};
inline constexpr Format kRgba32F{GL_RGBA32F, GL_RGBA, GL_FLOAT};
inline constexpr Format kDepth24{GL_DEPTH_COMPONENT24, GL_DEPTH_COMPONENT, GL_UNSIGNED_INT};

/// Makes an empty clamped 2D texture of that format. \param filter GL_NEAREST or GL_LINEAR
Texture makeTexture(Format format, Size size, GLenum filter);
Renderbuffer makeRenderbuffer(GLenum internal, Size size, int samples);

/// A framebuffer over the given textures (0: none). Throws: config::Error when the driver refuses
/// it
Framebuffer makeFramebuffer(std::initializer_list<GLuint> colours, GLuint depthTexture = 0);
/// One over renderbuffers.
Framebuffer makeFramebuffer(const Renderbuffer& colour, const Renderbuffer& depth);

/// Binds a framebuffer to draw into, all of it.
void drawInto(const Framebuffer& framebuffer, Size size);
/// Binds a texture to a unit for sampling.
void bindTexture(GLint unit, GLuint texture, GLenum target = GL_TEXTURE_2D);

}  // namespace unkink::render::gl
