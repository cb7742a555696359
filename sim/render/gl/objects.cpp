// Making textures and framebuffers, with the driver's refusal turned into a clear error.
#include "render/gl/objects.hpp"

#include "config/error.hpp"

#include <array>
#include <string>

namespace unkink::render::gl {
namespace {

void requireComplete() {
  const GLenum status = glCheckFramebufferStatus(GL_FRAMEBUFFER);
  if (status == GL_FRAMEBUFFER_COMPLETE) return;
  throw config::Error("the graphics driver cannot draw into a format that is needed (status " +
                      std::to_string(status) + "); update it or use Mesa's software driver");
}

}  // namespace

Texture makeTexture(Format format, Size size, GLenum filter) {
  Texture texture;
  glBindTexture(GL_TEXTURE_2D, texture.create());
  glTexImage2D(GL_TEXTURE_2D, 0, static_cast<GLint>(format.internal), size.width, size.height, 0,
               format.external, format.type, nullptr);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, static_cast<GLint>(filter));
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, static_cast<GLint>(filter));
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_S, GL_CLAMP_TO_EDGE);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_T, GL_CLAMP_TO_EDGE);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAX_LEVEL, 0);
  return texture;
}

Renderbuffer makeRenderbuffer(GLenum internal, Size size, int samples) {
  Renderbuffer buffer;
  glBindRenderbuffer(GL_RENDERBUFFER, buffer.create());
  glRenderbufferStorageMultisample(GL_RENDERBUFFER, samples, internal, size.width, size.height);
  return buffer;
}

Framebuffer makeFramebuffer(std::initializer_list<GLuint> colours, GLuint depthTexture) {
  Framebuffer framebuffer;
  glBindFramebuffer(GL_FRAMEBUFFER, framebuffer.create());
  std::array<GLenum, 8> targets{};
  GLsizei count = 0;
  for (const GLuint colour : colours) {
    const GLenum target = GL_COLOR_ATTACHMENT0 + static_cast<GLenum>(count);
    glFramebufferTexture2D(GL_FRAMEBUFFER, target, GL_TEXTURE_2D, colour, 0);
    targets[static_cast<std::size_t>(count++)] = target;
  }
  if (depthTexture != 0)
    glFramebufferTexture2D(GL_FRAMEBUFFER, GL_DEPTH_ATTACHMENT, GL_TEXTURE_2D, depthTexture, 0);
  if (count == 0) {
    targets[0] = GL_NONE;
    glReadBuffer(GL_NONE);
  }
  glDrawBuffers(count == 0 ? 1 : count, targets.data());
  requireComplete();
  return framebuffer;
}

Framebuffer makeFramebuffer(const Renderbuffer& colour, const Renderbuffer& depth) {
  Framebuffer framebuffer;
  glBindFramebuffer(GL_FRAMEBUFFER, framebuffer.create());
  glFramebufferRenderbuffer(GL_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_RENDERBUFFER, colour.name());
  glFramebufferRenderbuffer(GL_FRAMEBUFFER, GL_DEPTH_ATTACHMENT, GL_RENDERBUFFER, depth.name());
  requireComplete();
  return framebuffer;
}

void drawInto(const Framebuffer& framebuffer, Size size) {
  glBindFramebuffer(GL_FRAMEBUFFER, framebuffer.name());
  glViewport(0, 0, size.width, size.height);
}

void bindTexture(GLint unit, GLuint texture, GLenum target) {
  glActiveTexture(GL_TEXTURE0 + static_cast<GLenum>(unit));
  glBindTexture(target, texture);
}

}  // namespace unkink::render::gl
