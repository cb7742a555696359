// The one face of the render layer: scenes in, textures out. Needs OpenGL 3.3 core, shows none of
// it.
#pragma once

#include "fluoro/beam.hpp"
#include "render/image.hpp"
#include "view/mri_slice.hpp"
#include "view/scene.hpp"

#include <array>
#include <memory>
#include <optional>
#include <span>
#include <vector>

namespace unkink::render {

/// kFull: shadow, ambient occlusion, finest anti-aliasing. kReduced: what moves smoothly without a
/// GPU.
enum class Quality : std::uint8_t { kReduced, kFull };

/// What the last pictures cost, ms; measured only after setMeasuring(true), for it waits for the
/// GPU.
struct FrameTimes {
  double section = 0.0, shadow = 0.0, occlusion = 0.0, opaque = 0.0, transparent = 0.0,
         finish = 0.0;  // the scene
  double xRayPaths = 0.0, xRayPicture = 0.0;
};

/// Pictures that can be shown with the untouched patient's.
enum class Pair : std::uint8_t { kScene, kXRay, kStraw, kBigStraw };
inline constexpr std::size_t kPairCount = 4;

/// How two pictures share one.
struct Composition {
  bool sideBySide = false;  // each shows its middle in one half; else they are divided by a line
  float share = 0.5f;       // of the width that is the untouched one's, where divided
  friend bool operator==(const Composition&, const Composition&) = default;
};

/// Draws what view describes. Every method needs the context that was current in the constructor.
class Renderer {
 public:
  /// Throws: config::Error when a shader is missing or broken, or the driver lacks float blending
  Renderer();
  ~Renderer();
  Renderer(Renderer&&) noexcept;
  Renderer& operator=(Renderer&&) noexcept;

  /// Draws the operating field. Changes GL state freely; leaves framebuffer 0 bound.
  /// \return name of an RGBA8 texture of that size, opaque, sRGB-encoded, bottom row first; lives
  /// until the next call
  unsigned drawScene(const view::Scene& scene, Size size);
  /// The last picture of drawScene with another outline; the scene may differ from that one's in
  /// what is highlighted, nothing else.
  unsigned outlineScene(const view::Scene& scene);
  /// The surface under a point of the picture that drawScene would make, of those more opaque than
  /// not. \param at  from the upper left corner, 0..1  \return its index in scene.surfaces
  std::optional<std::size_t> surfaceAt(const view::Scene& scene, Size size, const math::Vec2f& at);
  /// As drawScene, for the drinking straw's own stage.
  unsigned drawStraw(const view::Scene& scene, Size size);
  /// As drawScene, for the big straw. Requires: the scene has one
  unsigned drawBigStraw(const view::Scene& scene, Size size);

  /// Draws the fluoroscope's picture, pixels x pixels grey; works only when the request has changed
  /// (exposure number, projection, surfaces, versions, posture, display), else returns the last
  /// texture.
  unsigned drawXRay(const view::Scene& scene, int pixels);

  /// As drawScene at reduced quality, on a stage of its own: what an X-ray is the shadow of, seen
  /// by its camera (view::cameraOf of a projection). Takes no room until the first call.
  unsigned drawBehindXRay(const view::Scene& scene, int pixels);

  /// The slice's picture, grey. \return as drawScene
  unsigned drawSlice(const view::MriPicture& picture);
  /// Keeps a copy of a picture just drawn as the untouched patient's of a pair.
  void keepBefore(Pair pair, unsigned texture, Size size);
  /// Both pictures of a pair in one of `size`, pixel for pixel; the pair's other picture is `now`,
  /// as large as the kept one. \return a texture as drawScene's, until the next one of this pair
  unsigned compose(Pair pair, unsigned now, Size nowSize, Size size,
                   const Composition& composition);
  /// Lets go of what was kept.
  void releasePairs();

  /// Primary transmission I/I0 without noise, scatter or blur; row 0 at the top.
  std::vector<float> xRayTransmission(const view::Scene& scene, int pixels);
  /// Transmission I/I0 of any closed meshes in a beam of one energy; row 0 at the top.
  std::vector<float> xRayTransmission(const fluoro::Projection& projection,
                                      std::span<const view::XRayWeighted> bodies, int pixels);
  /// Path length per material, mm along each ray, summed with signs as the picture uses it; row 0
  /// at the top.
  std::array<std::vector<float>, fluoro::kChannelCount> pathLengths(const view::Scene& scene,
                                                                    int pixels);

  /// Reads one of the textures above back into memory.
  Image read(unsigned texture, Size size);

  /// The best that drawScene may do; scene.reducedDetail lowers it for one picture.
  void setQuality(Quality quality);
  /// Draws on an even ground, as for a printed page; nothing: on the dark gradient.
  void setGround(const std::optional<math::Vec3f>& colour);

  void setMeasuring(bool on);
  const FrameTimes& times() const;

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace unkink::render
