// One 3D picture from start to end: lists, shadow, occlusion, opaque, transparent, finish.
#pragma once

#include "render/finish_pass.hpp"
#include "render/occlusion_pass.hpp"
#include "render/renderer.hpp"
#include "render/section_pass.hpp"
#include "render/shadow_pass.hpp"
#include "render/tissue_pass.hpp"

namespace unkink::render {

class ScenePainter {
 public:
  void setQuality(Quality quality) { quality_ = quality; }
  void setGround(const math::Vec4f& ground) { ground_ = ground; }

  /// \return the result's texture
  GLuint paint(const Stage& stage, Size size, MeshCache& cache, bool measure, FrameTimes& times);

  /// The last picture with another outline. Requires: stage differs in what is highlighted alone
  /// \return the texture of the result, or of its outlined copy
  GLuint outline(const Stage& stage, MeshCache& cache);

 private:
  struct Lists {
    SurfaceList opaque, transparent;
  };
  static Lists sorted(const Stage& stage, MeshCache& cache);
  TissueLight prepare(const Stage& stage, const Lists& lists, MeshCache& cache, bool measure,
                      FrameTimes& times);
  void paintOpaque(const Lists& lists, const TissueLight& light, MeshCache& cache);
  void paintTransparent(const Lists& lists, const TissueLight& light, MeshCache& cache);

  Quality quality_ = Quality::kFull;
  math::Vec4f ground_{0.0f};
  BendUniforms bend_;
  SceneTargets targets_;
  ShadowPass shadow_;
  OcclusionPass occlusion_;
  TissuePass tissue_;
  SectionPass section_;
  FinishPass finish_;
};

}  // namespace unkink::render
