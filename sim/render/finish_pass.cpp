// Passes over the whole picture.
#include "render/finish_pass.hpp"

#include <algorithm>

namespace unkink::render {
namespace {

const math::Vec3f kOutlineColour{0.55f, 0.93f, 0.98f};  // encoded; no tissue has it

math::Vec2f pixelSize(Size size) {
  return {1.0f / static_cast<float>(size.width), 1.0f / static_cast<float>(size.height)};
}

}  // namespace

FinishPass::FinishPass()
    : background_("common/fullscreen.vert", "scene/background.frag"),
      glass_("common/fullscreen.vert", "scene/glass.frag"),
      despeckle_("common/fullscreen.vert", "scene/despeckle.frag"),
      outline_("common/fullscreen.vert", "scene/outline.frag"),
      fxaa_("common/fullscreen.vert", "scene/finish.frag"),
      mean_("common/fullscreen.vert", "scene/finish.frag", {"SUPERSAMPLED"}),
      mask_("scene/mask.frag") {}

void FinishPass::background(Size size, const math::Vec4f& ground) {
  glEnable(GL_DEPTH_TEST);
  glDepthFunc(GL_LEQUAL);  // the triangle lies at the far end
  glDepthMask(GL_FALSE);
  glDisable(GL_CULL_FACE);
  background_.use();
  background_.set("pixelSize", pixelSize(size));
  background_.set("ground", ground);
  fullscreen_.draw();
  glDepthMask(GL_TRUE);
}

void FinishPass::glass(const SceneTargets& targets, const ScreenBox& box) {
  gl::drawInto(targets.opaque, targets.inner);
  box.scissor();
  glDisable(GL_DEPTH_TEST);
  glDisable(GL_CULL_FACE);
  glEnable(GL_BLEND);
  glBlendFuncSeparate(GL_SRC_ALPHA, GL_ONE_MINUS_SRC_ALPHA, GL_ZERO, GL_ONE);
  glass_.use();
  gl::bindTexture(0, targets.sum.name());
  gl::bindTexture(1, targets.weight.name());
  glass_.set("sum", 0);
  glass_.set("weight", 1);
  fullscreen_.draw();
  glDisable(GL_BLEND);
  glDisable(GL_SCISSOR_TEST);
}

void FinishPass::finish(const SceneTargets& targets) {
  gl::drawInto(targets.finish, targets.size);
  glDisable(GL_DEPTH_TEST);
  glDisable(GL_CULL_FACE);
  const gl::Program& program = targets.inner.width > targets.size.width ? mean_ : fxaa_;
  program.use();
  gl::bindTexture(0, targets.colour.name());
  program.set("picture", 0);
  program.set("pixelSize", pixelSize(targets.size));
  fullscreen_.draw();
}

void FinishPass::outline(const SurfaceList& highlighted, const math::Mat4f& clipFromView,
                         const math::Mat4f& viewFromPatient, const BendUniforms& bend,
                         SectionPass& section, MeshCache& cache, const SceneTargets& targets) {
  copyResult(targets);
  const Size fine = targets.maskSize();
  gl::drawInto(targets.marking, fine);
  glDisable(GL_DEPTH_TEST);
  glDisable(GL_BLEND);
  glDisable(GL_CULL_FACE);
  glClearColor(0.0f, 0.0f, 0.0f, 0.0f);
  glClear(GL_COLOR_BUFFER_BIT);
  gl::bindTexture(0, targets.depth.name());
  mask_.setPixelSize(pixelSize(fine));
  mask_.draw(highlighted, clipFromView, viewFromPatient, bend, cache);
  section.drawMask(highlighted, clipFromView, viewFromPatient, pixelSize(fine));
  despeckle(targets);
  screenBox(highlighted, clipFromView, viewFromPatient, targets.size, cache).scissor();
  layOutline(targets);
  glDisable(GL_SCISSOR_TEST);
}

void FinishPass::copyResult(const SceneTargets& targets) {
  const Size& s = targets.size;
  glBindFramebuffer(GL_READ_FRAMEBUFFER, targets.finish.name());
  glBindFramebuffer(GL_DRAW_FRAMEBUFFER, targets.outlining.name());
  glBlitFramebuffer(0, 0, s.width, s.height, 0, 0, s.width, s.height, GL_COLOR_BUFFER_BIT,
                    GL_NEAREST);
}

void FinishPass::despeckle(const SceneTargets& targets) {
  gl::drawInto(targets.sharing, targets.size);
  despeckle_.use();
  gl::bindTexture(0, targets.mask.name());
  despeckle_.set("mask", 0);
  despeckle_.set("pixelSize", pixelSize(targets.size));
  fullscreen_.draw();
}

void FinishPass::layOutline(const SceneTargets& targets) {
  gl::drawInto(targets.outlining, targets.size);
  glEnable(GL_BLEND);
  glBlendFuncSeparate(GL_SRC_ALPHA, GL_ONE_MINUS_SRC_ALPHA, GL_ZERO, GL_ONE);
  outline_.use();
  gl::bindTexture(0, targets.share.name());
  outline_.set("share", 0);
  outline_.set("outlineColour", kOutlineColour);
  outline_.set("lineWidth",
               std::clamp(static_cast<float>(targets.size.height) / 400.0f, 1.5f, 2.5f));
  fullscreen_.draw();
  glDisable(GL_BLEND);
}

}  // namespace unkink::render
