// What lies over all surfaces: background, transparent layer, outline of the highlighted,
// anti-aliasing.
#pragma once

#include "render/depth_draw.hpp"
#include "render/gl/fullscreen.hpp"
#include "render/scene_targets.hpp"
#include "render/screen_box.hpp"
#include "render/section_pass.hpp"

namespace unkink::render {

class FinishPass {
 public:
  FinishPass();

  /// Fills what the depth buffer of the bound framebuffer shows as empty.
  /// \param ground  colour in place of the dark gradient, and how far it takes its place
  void background(Size size, const math::Vec4f& ground);
  /// Lays the transparent surfaces' mean over the opaque picture.
  void glass(const SceneTargets& targets, const ScreenBox& box);
  /// Makes the result from the inner picture.
  void finish(const SceneTargets& targets);
  /// Copies the result and outlines there what of the highlighted surfaces is seen.
  void outline(const SurfaceList& highlighted, const math::Mat4f& clipFromView,
               const math::Mat4f& viewFromPatient, const BendUniforms& bend, SectionPass& section,
               MeshCache& cache, const SceneTargets& targets);

 private:
  static void copyResult(const SceneTargets& targets);
  void despeckle(const SceneTargets& targets);
  void layOutline(const SceneTargets& targets);

  gl::Program background_, glass_, despeckle_, outline_, fxaa_, mean_;
  DepthDraw mask_;
  gl::Fullscreen fullscreen_;
};

}  // namespace unkink::render
