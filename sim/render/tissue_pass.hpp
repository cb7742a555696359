// Shading surfaces in their looks: the opaque ones, and the transparent ones' weighted sums.
#pragma once

#include "render/depth_draw.hpp"
#include "render/looks.hpp"
#include "render/stage.hpp"

#include <map>
#include <optional>

namespace unkink::render {

/// What the surfaces of one picture share.
struct TissueLight {
  math::Mat4f viewFromPatient{1.0f}, clipFromView{1.0f};
  const BendUniforms* bend = nullptr;
  Size size;                   // of the target
  math::Vec4f depthCue{0.0f};  // start mm, 1 / length, most, target's distance
  math::Vec4f ground{0.0f};    // in place of the dark gradient: colour and share
  float pixel = 0.0f;          // of the result: mm per mm of distance
  bool full = false;           // finer grain, and the two below
  GLuint grain = 0;            // made by makeGrain
  GLuint occlusion = 0;
  GLuint shadowMap = 0;
  math::Mat4f shadowFromView{1.0f};
  float shadowLift_mm = 0.0f;
};

class TissuePass {
 public:
  TissuePass();

  /// Draws into the bound framebuffer. Transparent: into sums, with blending and depth test set.
  void draw(const SurfaceList& surfaces, const TissueLight& light, bool transparent,
            MeshCache& cache);
  GLuint grain() const { return grain_.name(); }

 private:
  struct Permutation {
    bool bends, transparent, full, reflects, stripes, twoSided, cut;
    auto operator<=>(const Permutation&) const = default;
  };
  const gl::Program& programFor(const Permutation& permutation);
  static void setLight(const gl::Program& program, const TissueLight& light);
  static void setLook(const gl::Program& program, const view::Surface& surface);

  gl::Texture grain_;
  std::map<Permutation, gl::Program> programs_;
};

}  // namespace unkink::render
