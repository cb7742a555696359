// How far one set of path lengths is from another, in the numbers that fluoroscopy is judged by.
#pragma once

#include "fluoro/beam.hpp"
#include "support/catch.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

namespace unkink::test {

inline constexpr double kWorstPath_mm = 0.15;
inline constexpr double kDoubt_mm = 0.01;  // beyond it the judge looks twice

struct XRayAccuracy {
  double p999_mm = 0.0, worst_mm = 0.0;  // path of the worst material of a pixel
  std::ptrdiff_t beyond = 0;             // pixels that are off by more than kWorstPath_mm
  double transmission = 0.0;             // mean error of I/I0
  double lineIntegral = 0.0;             // mean error of the sum of mu L, over the beam's energies
  double correlation = 0.0;              // of I/I0
};

/// \param got, expected   of the same pixels
inline XRayAccuracy accuracyOf(const std::vector<fluoro::PathLengths>& got,
                               const std::vector<fluoro::PathLengths>& expected,
                               const fluoro::Beam& beam) {
  XRayAccuracy a;
  std::vector<double> path_mm;
  double x = 0.0, y = 0.0, xx = 0.0, yy = 0.0, xy = 0.0;
  for (std::size_t i = 0; i < got.size(); ++i) {
    double most = 0.0;
    for (std::size_t m = 0; m < fluoro::kChannelCount; ++m)
      most = std::max(most, std::abs(got[i][m] - expected[i][m]));
    path_mm.push_back(most);
    for (std::size_t bin = 0; bin < beam.weight.size(); ++bin) {
      double sum = 0.0;
      for (std::size_t m = 0; m < fluoro::kChannelCount; ++m)
        sum += beam.attenuation_per_mm[m][bin] * (got[i][m] - expected[i][m]);
      a.lineIntegral += beam.weight[bin] * std::abs(sum);
    }
    const double p = beam.transmission(got[i]), q = beam.transmission(expected[i]);
    a.transmission += std::abs(p - q);
    x += p, y += q, xx += p * p, yy += q * q, xy += p * q;
  }
  const auto n = static_cast<double>(got.size());
  std::ranges::sort(path_mm);
  a.p999_mm = path_mm[path_mm.size() * 999 / 1000];
  a.worst_mm = path_mm.back();
  a.beyond = path_mm.end() - std::ranges::upper_bound(path_mm, kWorstPath_mm);
  a.transmission /= n;
  a.lineIntegral /= n;
  a.correlation = (n * xy - x * y) / std::sqrt((n * xx - x * x) * (n * yy - y * y));
  return a;
}

/// The bars that the fluoroscope is held to, but for the worst pixel's.
inline void checkAccuracy(const XRayAccuracy& a) {
  INFO("path p99.9 " << a.p999_mm << " mm, worst " << a.worst_mm << " mm, beyond " << a.beyond
                     << "; I/I0 " << a.transmission << "; sum of mu L " << a.lineIntegral
                     << "; correlation " << a.correlation);
  CHECK(a.p999_mm <= 0.01);
  CHECK(a.transmission <= 1e-6);
  CHECK(a.lineIntegral <= 1e-4);
  CHECK(a.correlation >= 0.99999);
}

}  // namespace unkink::test
