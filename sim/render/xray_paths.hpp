// The sums of path lengths per material and pixel: what the rays have passed through.
#pragma once

#include "render/xray_displacement.hpp"
#include "render/xray_patch.hpp"
#include "render/xray_surfaces.hpp"

#include <array>

namespace unkink::render {

/// Path lengths along the central ray, mm, in eight channels of two RGBA32F textures.
///
/// Model: every closed surface adds the depths of its back faces and takes away those of its front
/// faces (L-buffer, Freud 2006), in the channel of its material and, the other way round, in its
/// host's.
class XRayPaths {
 public:
  /// Brings the sums up to date; still surfaces are drawn again only when one of them or the
  /// geometry changed, and where only instruments moved, only their part of the picture is.
  /// \return what changed; empty: nothing
  Patch update(const view::Scene& scene, int pixels, MeshCache& cache);

  const XRayFrame& frame() const { return frame_; }
  /// Texture names: still low, still high, moving low, moving high.
  std::array<GLuint, 4> textures() const;

  std::array<const gl::Framebuffer*, 2> framebuffers() const {
    return {&still_.framebuffer, &moving_.framebuffer};
  }

 private:
  struct Sum {
    gl::Texture low, high, mask;  // mask: where instruments are
    gl::Framebuffer framebuffer;
  };
  static Sum makeSum(Size size);
  void drawStill(const view::Scene& scene, MeshCache& cache);
  void drawMoving(const view::Scene& scene, const Patch& patch, MeshCache& cache);

  XRaySurfaces surfaces_;
  XRayDisplacement displacement_;
  XRayFrame frame_{.pixels = 0};
  Sum still_, moving_;
  std::uint64_t stillKey_ = 0, softKey_ = 0, heldKey_ = 0;
  Patch held_;  // where the instruments were at the last update
};

}  // namespace unkink::render
