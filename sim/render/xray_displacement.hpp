// Anatomy cannot be where an instrument is: takes back the paths inside instruments.
#pragma once

#include "render/xray_surfaces.hpp"

#include <span>
#include <vector>

namespace unkink::render {

/// Model: the ends of each convex instrument per pixel, then the anatomy once more with its depths
/// clamped between them. Instruments share a pass four at a time; two that overlap each other both
/// displace.
class XRayDisplacement {
 public:
  /// Adds the (negative) correction to `sum`, whose blending is set to add.
  /// \param mask   the sum's depth texture; what is in it is lost
  void subtract(const view::Scene& scene, const XRayFrame& frame, XRaySurfaces& surfaces,
                MeshCache& cache, const gl::Framebuffer& sum, GLuint mask);

 private:
  using Instruments = std::span<const view::XRaySurface* const>;
  void drawIntervals(const view::Scene& scene, const XRayFrame& frame, XRaySurfaces& surfaces,
                     MeshCache& cache, Instruments instruments);

  gl::Texture low_, high_;  // -entry, exit of two instruments each
  gl::Framebuffer framebuffer_;
  GLuint mask_ = 0;
  int pixels_ = 0;
};

}  // namespace unkink::render
