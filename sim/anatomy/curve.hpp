// Smooth tables: a quantity given at evenly spaced places, and read anywhere between them.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>

namespace unkink::anatomy {

/// Values at first, first + step, ...; read by Catmull-Rom interpolation, held constant beyond the
/// ends.
template <std::size_t N>
struct Table {
  double first = 0.0;
  double step = 1.0;
  std::array<double, N> value{};

  double operator()(double at) const {
    const double u = std::clamp((at - first) / step, 0.0, static_cast<double>(N - 1));
    const auto i = std::min(static_cast<std::size_t>(u), N - 2);
    const double t = u - static_cast<double>(i);
    const double b = value[i], c = value[i + 1];
    const double a = i > 0 ? value[i - 1] : 2.0 * b - c;
    const double d = i + 2 < N ? value[i + 2] : 2.0 * c - b;
    return b +
           0.5 * t * (c - a + t * (2.0 * a - 5.0 * b + 4.0 * c - d + t * (3.0 * (b - c) + d - a)));
  }
};

/// Signed distance to an ellipse about the origin, to first order; mm, exact at the outline.
inline double ellipseDistance(double x, double y, double halfX, double halfY) {
  const double u = x / halfX, v = y / halfY;
  const double k = std::hypot(u, v);
  if (k < 1e-9) return -std::min(halfX, halfY);
  return k * (k - 1.0) / std::hypot(u / halfX, v / halfY);
}

}  // namespace unkink::anatomy
