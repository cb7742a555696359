// The key light's shadow map, fitted to what the camera looks at.
#pragma once

#include "render/depth_draw.hpp"
#include "render/stage.hpp"

namespace unkink::render {

class ShadowPass {
 public:
  ShadowPass() : draw_("scene/shadow.frag") {}

  void draw(const SurfaceList& casters, const view::Camera& camera,
            const math::Mat4f& viewFromPatient, const BendUniforms& bend, MeshCache& cache);

  GLuint map() const { return map_.name(); }
  /// View frame to map coordinates, 0..1 in all three.
  const math::Mat4f& mapFromView() const { return mapFromView_; }
  /// How far a point is lifted along its normal before it is looked up.
  float lift_mm() const { return lift_mm_; }
  static constexpr int kEdge = 2048;

 private:
  void create();

  DepthDraw draw_;
  gl::Texture map_;
  gl::Framebuffer framebuffer_;
  math::Mat4f mapFromView_{1.0f};
  float lift_mm_ = 0.0f;
};

}  // namespace unkink::render
