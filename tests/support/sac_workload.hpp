// A tube that swells against carved slabs: a workload for membrane solvers, with a known answer.
//
// An elliptic tube of 62 rings of 64 vertices, zigzag, 16 x 12 x 60 mm; edges and, across each
// edge, bending pairs held by distance; inflated and pushed off the field of carving_workload.hpp
// after a hundred bites. Ten iterations a step. After some hundreds of steps the middle ring
// is 11.3 to 11.5 mm deep.
#pragma once

#include "support/carving_workload.hpp"
#include "thecal_sac/membrane.hpp"

#include <array>
#include <cmath>
#include <numbers>
#include <vector>

namespace unkink::workload {

inline constexpr int kTubeRings = 62, kTubeAround = 64, kTubeIterations = 10;
inline constexpr float kTubeStep_s = 1.0f / 60.0f, kTubePressure = 40.0f, kTubeDamping = 0.02f;
inline constexpr float kTubeClear_mm = 0.15f;

inline math::Vec3 tubePoint(int ring, int k) {
  const double theta = 2.0 * std::numbers::pi * (k + 0.5 * (ring % 2)) / kTubeAround;
  return {8.0 * std::cos(theta), 4.5 + 6.0 * std::sin(theta), -30.0 + 60.0 * ring / 61.0};
}

/// Every edge of the zigzag, then the pair across every edge; 11,776 and 11,648.
inline const std::array<thecal_sac::Ties, 6> kTubeTies{{{0, {1, 1}, 1e-6f},
                                                        {1, {0, 0}, 1e-6f},
                                                        {1, {-1, 1}, 1e-6f},
                                                        {2, {0, 0}, 1e-4f},
                                                        {1, {-2, 2}, 1e-4f},
                                                        {1, {1, -1}, 1e-4f}}};

/// Three vertices of every triangle, as ring and place; the poles are 62 and 63.
inline std::vector<std::array<std::array<int, 2>, 3>> tubeTriangles() {
  std::vector<std::array<std::array<int, 2>, 3>> all;
  const auto at = [](int r, int k) {
    return std::array<int, 2>{r, (k + kTubeAround) % kTubeAround};
  };
  for (int r = 0; r + 1 < kTubeRings; ++r)
    for (int k = 0; k < kTubeAround; ++k) {
      const int below = r % 2;  // odd rings are turned by half a step
      all.push_back({at(r, k), at(r, k + 1), at(r + 1, k + below)});
      all.push_back({at(r, k), at(r + 1, k + below), at(r + 1, k + below - 1)});
    }
  for (int k = 0; k < kTubeAround; ++k) {
    all.push_back({at(0, k + 1), at(0, k), at(62, 0)});
    all.push_back({at(61, k), at(61, k + 1), at(63, 0)});
  }
  return all;
}

/// The slabs after bites 0 .. 99, between samples trilinear.
class CarvedField {
 public:
  CarvedField() : values_(192u * 128u * 160u) {
    std::size_t i = 0;
    for (int z = 0; z < 160; ++z)
      for (int y = 0; y < 128; ++y)
        for (int x = 0; x < 192; ++x)
          values_[i++] = static_cast<float>(ligament(position_mm({x, y, z})));
    for (int n = 0; n < 100; ++n) take(bite(n));
  }
  /// Distance and its gradient; false outside the box.
  bool at(float x, float y, float z, float& distance, std::array<float, 3>& gradient) const {
    const float u = (x - kFirst[0]) * 4.0f, v = (y - kFirst[1]) * 4.0f, w = (z - kFirst[2]) * 4.0f;
    if (!(u >= 0.0f && v >= 0.0f && w >= 0.0f && u < 191.0f && v < 127.0f && w < 159.0f))
      return false;
    const int i = static_cast<int>(u), j = static_cast<int>(v), k = static_cast<int>(w);
    const float a = u - static_cast<float>(i), b = v - static_cast<float>(j),
                c = w - static_cast<float>(k);
    const float* f = values_.data() + i + 192 * (j + 128 * k);
    const auto mix = [](float p, float q, float t) { return p + t * (q - p); };
    constexpr int kY = 192, kZ = 192 * 128;
    const float x00 = mix(f[0], f[1], a), x10 = mix(f[kY], f[kY + 1], a),
                x01 = mix(f[kZ], f[kZ + 1], a), x11 = mix(f[kZ + kY], f[kZ + kY + 1], a);
    const float y0 = mix(x00, x10, b), y1 = mix(x01, x11, b);
    distance = mix(y0, y1, c);
    gradient = {4.0f * mix(mix(f[1] - f[0], f[kY + 1] - f[kY], b),
                           mix(f[kZ + 1] - f[kZ], f[kZ + kY + 1] - f[kZ + kY], b), c),
                4.0f * mix(x10 - x00, x11 - x01, c), 4.0f * (y1 - y0)};
    return true;
  }

 private:
  static constexpr std::array<float, 3> kFirst{-23.875f, -15.875f, -19.875f};

  void take(const Bite& b) {
    const math::Vec3 reach(1.5 + kBiteRadius_mm + 4.0);
    const math::IVec3 lo(glm::floor((b.centre - reach - kFirst_mm) / kSpacing_mm)),
        hi(glm::ceil((b.centre + reach - kFirst_mm) / kSpacing_mm));
    const math::SampleBox box = math::SampleBox{lo, hi}.clipped(kSamples);
    for (int z = box.lo.z; z < box.hi.z; ++z)
      for (int y = box.lo.y; y < box.hi.y; ++y)
        for (int x = box.lo.x; x < box.hi.x; ++x) {
          const math::Vec3 off = position_mm({x, y, z}) - b.centre;
          const double along = std::clamp(glm::dot(off, b.direction), -1.5, 1.5);
          const auto capsule =
              static_cast<float>(glm::length(off - along * b.direction) - kBiteRadius_mm);
          float& value = values_[static_cast<std::size_t>(x + 192 * (y + 128 * z))];
          value = std::max(value, -capsule);
        }
  }
  std::vector<float> values_;
};

inline const CarvedField& carvedField() {
  static const CarvedField made;
  return made;
}

}  // namespace unkink::workload
