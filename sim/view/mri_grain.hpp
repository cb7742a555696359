// What gives an MRI-like picture its grain: texture of tissues, noise, and blur.
#pragma once

#include "view/scene.hpp"

#include <cstdint>
#include <vector>

namespace unkink::view {

/// A value for every pixel, row by row.
using PixelPlane = std::vector<float>;

/// Textures that tissues are painted with, 0..1; tied to the level, so that both planes show the
/// same and posture takes them along.
struct Grain {
  PixelPlane marrow, muscleFat, fat, fibres;
};
void makeGrain(const Slice& slice, int side, Grain& grain);

/// How far an outline at a place of the level's own frame strays from where it is ruled; in the
/// plane, mm.
math::Vec2f unevenness_mm(const math::Vec3f& level_mm);

/// Independent normal noise of unit size for every pixel, two channels; the same for the same seed.
void makeNoise(std::uint64_t seed, int side, PixelPlane& real, PixelPlane& imaginary);

/// A separable blur of square pictures by a Gaussian; beyond the border stands what is at it.
class Blur {
 public:
  /// \param fullWidth_pixels  at half height
  explicit Blur(double fullWidth_pixels);
  void apply(PixelPlane& plane, int side) const;
  /// What independent noise of unit size is after it.
  double noiseLeft() const;

 private:
  double sigma_;
  std::vector<float> weight_;
};

}  // namespace unkink::view
