// Lattice noise, and sums along rows and columns.
#include "view/mri_grain.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <oneapi/tbb/parallel_for.h>

namespace unkink::view {
namespace {

using math::Vec2;
using math::Vec3;
using math::Vec3f;

std::uint32_t mixed(std::uint32_t x) {
  x = (x ^ (x >> 16)) * 0x7feb352du;
  x = (x ^ (x >> 15)) * 0x846ca68bu;
  return x ^ (x >> 16);
}

/// 0 .. 1 at a corner of the lattice.
float cornerValue(int x, int y, int z) {
  const auto u = [](int v) { return static_cast<std::uint32_t>(v); };
  return static_cast<float>(mixed(u(x) * 73856093u ^ u(y) * 19349663u ^ u(z) * 83492791u) >> 8) *
         (1.0f / 16777216.0f);
}

/// Smooth noise, 0 .. 1, with one bump about every unit.
float smoothNoise(const Vec3f& p) {
  const Vec3f base = glm::floor(p), f = p - base, t = f * f * (3.0f - 2.0f * f);
  const math::IVec3 b(base);
  const auto along = [&](int y, int z) {
    const float a = cornerValue(b.x, b.y + y, b.z + z), c = cornerValue(b.x + 1, b.y + y, b.z + z);
    return a + t.x * (c - a);
  };
  const float low = along(0, 0) + t.y * (along(1, 0) - along(0, 0));
  const float high = along(0, 1) + t.y * (along(1, 1) - along(0, 1));
  return low + t.z * (high - low);
}

float smoothStep(float e0, float e1, float x) {
  const float t = std::clamp((x - e0) / (e1 - e0), 0.0f, 1.0f);
  return t * t * (3.0f - 2.0f * t);
}

/// Narrow ridges between the cells of a noise: septa.
float septa(const Vec3f& p) {
  const float off = std::abs(smoothNoise(p) - 0.5f);
  return 1.0f - smoothStep(0.0f, 0.075f, off);
}

/// Septa run obliquely and are not ruled: off the lattice's own axes.
Vec3f oblique(const Vec3f& p) {
  const float side = p.x < 0.0f ? -1.0f : 1.0f, x = std::abs(p.x) + 40.0f;
  const math::Vec2f bent = 2.2f * unevenness_mm(p * 1.3f);
  const float a = x + bent.x + 0.25f * p.z, b = p.y + bent.y;
  return {0.78f * a + 0.62f * b + 60.0f * side, -0.62f * a + 0.78f * b, p.z + 0.3f * bent.x};
}

/// Older muscle turns to fat beside the spinous processes first.
float nearMidline(const Vec3f& p) { return 1.0f - smoothStep(8.0f, 26.0f, std::abs(p.x)); }

}  // namespace

void makeGrain(const Slice& slice, int side, Grain& grain) {
  const auto count = static_cast<std::size_t>(side * side);
  for (PixelPlane* p : {&grain.marrow, &grain.muscleFat, &grain.fat, &grain.fibres})
    p->resize(count);
  const double step = slice.field_mm / side;
  oneapi::tbb::parallel_for(0, side, [&](int row) {
    for (int column = 0; column < side; ++column) {
      const Vec2 q(step * (column + 0.5) - 0.5 * slice.field_mm,
                   step * (row + 0.5) - 0.5 * slice.field_mm);
      const Vec3 from = slice.plane.at(q) - slice.texture.origin;
      // in the level's own frame, so that it goes with the level and both planes show the same
      const Vec3f p(Vec3(glm::dot(from, slice.texture.right), glm::dot(from, slice.texture.down),
                         glm::dot(from, slice.texture.normal())));
      const auto i = static_cast<std::size_t>(row * side + column);
      grain.marrow[i] =
          0.62f * smoothNoise(p / 2.3f) + 0.38f * smoothNoise(p / 0.95f + Vec3f(31.0f));
      const Vec3f m = oblique(p);
      // fat between bundles: long along the spine, patchy
      const float patch = smoothStep(
          0.38f, 0.8f, smoothNoise(m / Vec3f(9.0f, 9.0f, 22.0f)) + 0.18f * nearMidline(p));
      const float streak = septa(m / Vec3f(2.0f, 3.6f, 26.0f) + Vec3f(7.0f)) *
                           smoothStep(0.3f, 0.6f, smoothNoise(m / Vec3f(3.0f, 3.0f, 14.0f)));
      const float fine = smoothNoise(m / Vec3f(0.9f, 1.3f, 9.0f) + Vec3f(3.0f));
      grain.muscleFat[i] =
          std::min(1.0f, (0.2f + 0.6f * patch) * streak + (0.1f + 0.5f * patch) * fine * fine);
      grain.fat[i] = 0.75f * septa(m / 6.5f + Vec3f(11.0f)) * smoothNoise(m / 5.0f) +
                     0.25f * smoothNoise(p / 1.6f);
      grain.fibres[i] = smoothNoise(p / Vec3f(1.0f, 2.6f, 2.0f));
    }
  });
}

math::Vec2f unevenness_mm(const Vec3f& level_mm) {
  constexpr float kBump_mm = 7.5f, kMost_mm = 1.5f;
  const Vec3f p = level_mm / kBump_mm;
  return kMost_mm * (math::Vec2f(smoothNoise(p + Vec3f(5.0f)), smoothNoise(p + Vec3f(57.0f))) -
                     math::Vec2f(0.5f));
}

void makeNoise(std::uint64_t seed, int side, PixelPlane& real, PixelPlane& imaginary) {
  constexpr float kTurn = 2.0f * std::numbers::pi_v<float> / 16777216.0f;
  const auto start = static_cast<std::uint32_t>(seed ^ (seed >> 32));
  for (PixelPlane* p : {&real, &imaginary}) p->resize(static_cast<std::size_t>(side * side));
  oneapi::tbb::parallel_for(std::size_t{0}, real.size(), [&](std::size_t i) {
    const std::uint32_t a = mixed(start ^ mixed(static_cast<std::uint32_t>(i) * 2u + 1u)),
                        b = mixed(a + 0x9e3779b9u);
    const float u = (static_cast<float>(a >> 8) + 1.0f) / 16777217.0f;
    const float radius = std::sqrt(-2.0f * std::log(u)), angle = kTurn * static_cast<float>(b >> 8);
    real[i] = radius * std::cos(angle);
    imaginary[i] = radius * std::sin(angle);
  });
}

Blur::Blur(double fullWidth_pixels)
    : sigma_(fullWidth_pixels / (2.0 * std::sqrt(2.0 * std::numbers::ln2))) {
  const int reach = std::max(1, static_cast<int>(std::ceil(3.0 * sigma_)));
  double sum = 0.0;
  std::vector<double> weights;
  for (int n = -reach; n <= reach; ++n) {
    weights.push_back(std::exp(-0.5 * n * n / (sigma_ * sigma_)));
    sum += weights.back();
  }
  for (const double w : weights) weight_.push_back(static_cast<float>(w / sum));
}

double Blur::noiseLeft() const {
  double squares = 0.0;
  for (const float w : weight_) squares += static_cast<double>(w) * static_cast<double>(w);
  return squares;  // along rows, and the same along columns
}

void Blur::apply(PixelPlane& plane, int side) const {
  const auto width = static_cast<std::size_t>(side);
  const int reach = static_cast<int>(weight_.size()) / 2;
  PixelPlane padded(width + 2 * static_cast<std::size_t>(reach)), across(plane.size());
  for (std::size_t row = 0; row < width; ++row) {
    const float* in = plane.data() + row * width;
    for (std::size_t x = 0; x < padded.size(); ++x)
      padded[x] = in[std::clamp(static_cast<int>(x) - reach, 0, side - 1)];
    float* out = across.data() + row * width;
    for (std::size_t k = 0; k < weight_.size(); ++k)
      for (std::size_t x = 0; x < width; ++x) out[x] += weight_[k] * padded[x + k];
  }
  std::fill(plane.begin(), plane.end(), 0.0f);
  for (int row = 0; row < side; ++row)
    for (int k = -reach; k <= reach; ++k) {
      const float w = weight_[static_cast<std::size_t>(k + reach)];
      const float* in =
          across.data() + static_cast<std::size_t>(std::clamp(row + k, 0, side - 1)) * width;
      float* out = plane.data() + static_cast<std::size_t>(row) * width;
      for (std::size_t x = 0; x < width; ++x) out[x] += w * in[x];
    }
}

}  // namespace unkink::view
