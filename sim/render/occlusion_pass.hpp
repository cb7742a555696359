// Ambient occlusion in screen space at half resolution: a prepass, the estimate, and its smoothing.
#pragma once

#include "render/depth_draw.hpp"
#include "render/gl/fullscreen.hpp"
#include "render/section_pass.hpp"
#include "render/stage.hpp"

namespace unkink::render {

class OcclusionPass {
 public:
  OcclusionPass();

  void draw(const SurfaceList& surfaces, const view::Camera& camera, Size size,
            const BendUniforms& bend, SectionPass& section, MeshCache& cache);

  GLuint texture() const { return smooth_.name(); }

 private:
  void resize(Size half);
  void prepass(const SurfaceList& surfaces, const view::Camera& camera, const BendUniforms& bend,
               SectionPass& section, MeshCache& cache);

  DepthDraw draw_;
  gl::Program estimate_, smoothing_;
  gl::Fullscreen fullscreen_;
  Size half_;
  gl::Texture normals_, depth_, raw_, smooth_;
  gl::Framebuffer prepassTarget_, rawTarget_, smoothTarget_;
};

}  // namespace unkink::render
