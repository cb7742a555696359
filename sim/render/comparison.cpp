// Copying columns of pixels; nothing is scaled.
#include "render/comparison.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace unkink::render {
namespace {

void make(gl::Texture& texture, gl::Framebuffer& target, Size& now, Size wanted) {
  if (texture && now == wanted) return;
  texture = gl::makeTexture(gl::kRgba8, wanted, GL_LINEAR);
  target = gl::makeFramebuffer({texture.name()});
  now = wanted;
}

/// Copies columns [from, from + width) of the bound source to `to` of the bound target.
void copyColumns(int from, int to, int width, int height) {
  if (width <= 0) return;
  glBlitFramebuffer(from, 0, from + width, height, to, 0, to + width, height, GL_COLOR_BUFFER_BIT,
                    GL_NEAREST);
}

}  // namespace

void Comparison::keep(GLuint texture, Size size) {
  make(before_, beforeTarget_, beforeSize_, size);
  glBindFramebuffer(GL_READ_FRAMEBUFFER, reading_.create());
  glFramebufferTexture2D(GL_READ_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_TEXTURE_2D, texture, 0);
  glReadBuffer(GL_COLOR_ATTACHMENT0);
  glBindFramebuffer(GL_DRAW_FRAMEBUFFER, beforeTarget_.name());
  copyColumns(0, 0, size.width, size.height);
  glBindFramebuffer(GL_FRAMEBUFFER, 0);
}

GLuint Comparison::compose(GLuint now, Size nowSize, Size size, const Composition& composition) {
  assert(before_ && beforeSize_ == nowSize && nowSize.height == size.height);
  make(result_, resultTarget_, resultSize_, size);
  const int half = size.width / 2;
  const int line = composition.sideBySide
                       ? half
                       : std::clamp(static_cast<int>(std::lround(composition.share * size.width)),
                                    0, size.width);
  // side by side each shows its middle
  const int middle = composition.sideBySide ? std::max(0, (nowSize.width - half) / 2) : 0;
  glBindFramebuffer(GL_DRAW_FRAMEBUFFER, resultTarget_.name());
  glClearColor(0.0f, 0.0f, 0.0f, 1.0f);
  glClear(GL_COLOR_BUFFER_BIT);
  glBindFramebuffer(GL_READ_FRAMEBUFFER, beforeTarget_.name());
  glReadBuffer(GL_COLOR_ATTACHMENT0);
  copyColumns(middle, 0, line, size.height);
  glBindFramebuffer(GL_READ_FRAMEBUFFER, reading_.create());
  glFramebufferTexture2D(GL_READ_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_TEXTURE_2D, now, 0);
  glReadBuffer(GL_COLOR_ATTACHMENT0);
  if (composition.sideBySide)
    copyColumns(middle, size.width - half, half, size.height);
  else
    copyColumns(line, line, size.width - line, size.height);
  glBindFramebuffer(GL_FRAMEBUFFER, 0);
  return result_.name();
}

}  // namespace unkink::render
