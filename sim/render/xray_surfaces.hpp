// Drawing X-ray surfaces: the programs, their uniforms and the choice of accumulation channels.
#pragma once

#include "render/gl/program.hpp"
#include "render/mesh_cache.hpp"
#include "render/placement.hpp"
#include "render/xray_frame.hpp"

#include <array>

namespace unkink::render {

/// What a face adds to the picture that is being drawn into.
enum class Count {
  kWhole,      // its depth
  kDisplaced,  // minus its depth within the instruments' intervals
  kInterval,   // the ends of a convex instrument's interval
};

/// Sets a program of xray/depth.vert to the geometry; a front face counts as it gives.
void setFrame(const gl::Program& program, const XRayFrame& frame);
/// Sets a fullscreen program that needs to know how oblique each pixel's ray is.
void setDetector(const gl::Program& program, const XRayFrame& frame);
/// Clears what is bound and lets draws add up in it.
void beginSum();

class XRaySurfaces {
 public:
  XRaySurfaces();

  /// Starts a series of draws into the bound framebuffer.
  void begin(const XRayFrame& frame, const view::BendMatrices& bend, Count count);
  /// Draws one surface; for kWhole and kDisplaced it picks the attachments that its materials need.
  /// \param chunks   of the mesh that are drawn; null: all of it
  void draw(const view::XRaySurface& surface, const MeshCache::Entry& mesh,
            const std::vector<std::size_t>* chunks = nullptr);

 private:
  const gl::Program& use(bool bends);

  std::array<std::array<gl::Program, 2>, 3> programs_;  // [Count][bends]
  std::array<bool, 2> isSet_{};
  XRayFrame frame_;
  BendUniforms bend_;
  Count count_ = Count::kWhole;
};

}  // namespace unkink::render
