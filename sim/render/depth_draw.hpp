// Drawing surfaces for their shape alone: shadow map, prepass, mask.
#pragma once

#include "render/gl/program.hpp"
#include "render/mesh_cache.hpp"
#include "render/placement.hpp"

#include <array>
#include <functional>
#include <vector>

namespace unkink::render {

using SurfaceList = std::vector<const view::Surface*>;

/// One fragment shader over scene/depth.vert, with and without posture.
class DepthDraw {
 public:
  explicit DepthDraw(const char* fragmentFile);

  /// Of the bound target, for a fragment shader that asks for it; its texture 0 is `depth`.
  void setPixelSize(const math::Vec2f& size) { pixelSize_ = size; }
  /// Of each surface, for a fragment shader that asks for it.
  void setNumber(std::function<float(const view::Surface&)> number) { number_ = std::move(number); }

  void draw(const SurfaceList& surfaces, const math::Mat4f& clipFromView,
            const math::Mat4f& viewFromPatient, const BendUniforms& bend, MeshCache& cache);

 private:
  std::array<std::array<gl::Program, 2>, 2> programs_;  // [bends][cut]
  math::Vec2f pixelSize_{1.0f};
  std::function<float(const view::Surface&)> number_;
};

}  // namespace unkink::render
