// Formats and attachments of a 3D picture's targets.
#include "render/scene_targets.hpp"

namespace unkink::render {

void SceneTargets::resize(Size newSize, int finer) {
  const Size newInner{newSize.width * finer, newSize.height * finer};
  if (newSize == size && newInner == inner) return;
  size = newSize;
  inner = newInner;
  colour = gl::makeTexture(gl::kRgba8, inner, GL_LINEAR);
  depth = gl::makeTexture(gl::kDepth24, inner, GL_NEAREST);
  opaque = gl::makeFramebuffer({colour.name()}, depth.name());
  sum = gl::makeTexture(gl::kRgba16F, inner, GL_NEAREST);
  weight = gl::makeTexture(gl::kR16F, inner, GL_NEAREST);
  glass = gl::makeFramebuffer({sum.name(), weight.name()}, depth.name());
  mask = gl::makeTexture(gl::kR8, maskSize(), GL_LINEAR);
  marking = gl::makeFramebuffer({mask.name()});
  share = gl::makeTexture(gl::kR8, size, GL_NEAREST);
  sharing = gl::makeFramebuffer({share.name()});
  result = gl::makeTexture(gl::kRgba8, size, GL_LINEAR);
  finish = gl::makeFramebuffer({result.name()});
  outlined = gl::makeTexture(gl::kRgba8, size, GL_LINEAR);
  outlining = gl::makeFramebuffer({outlined.name()});
}

}  // namespace unkink::render
