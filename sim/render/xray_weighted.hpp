// An X-ray of any closed meshes in a beam of one energy: a single channel, drawn anew each time.
#pragma once

#include "render/gl/fullscreen.hpp"
#include "render/gl/program.hpp"
#include "render/mesh_cache.hpp"
#include "render/xray_frame.hpp"

#include <span>
#include <vector>

namespace unkink::render {

/// Model: as XRayPaths, with the attenuation taken into the sum; bodies nest, none displaces.
class XRayWeightedSum {
 public:
  XRayWeightedSum();

  /// Transmission I/I0, row 0 at the top.
  std::vector<float> transmission(const fluoro::Projection& projection, int pixels,
                                  std::span<const view::XRayWeighted> bodies, MeshCache& cache);

 private:
  void resize(int pixels);
  void sum(const XRayFrame& frame, std::span<const view::XRayWeighted> bodies, MeshCache& cache);

  gl::Fullscreen fullscreen_;
  gl::Program weighted_, attenuated_;
  gl::Texture integrals_, signal_;
  gl::Framebuffer integralsInto_, signalInto_;
  int pixels_ = 0;
};

}  // namespace unkink::render
