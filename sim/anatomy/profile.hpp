// A quantity along a line, sampled evenly and read in between.
#pragma once

#include <algorithm>
#include <cmath>
#include <vector>

namespace unkink::anatomy {

/// Values at first, first + step, ...; linear in between, held constant beyond the ends.
struct Profile {
  double first = 0.0, step = 1.0;
  std::vector<double> value;

  double operator()(double at) const {
    const double u =
        std::clamp((at - first) / step, 0.0, static_cast<double>(value.size()) - 1.001);
    const auto i = static_cast<std::size_t>(u);
    return std::lerp(value[i], value[i + 1], u - static_cast<double>(i));
  }
  double last() const { return first + step * static_cast<double>(value.size() - 1); }

  /// Passes of a 1-2-1 mean; the ends stay.
  void smoothen(int passes) {
    for (int pass = 0; pass < passes; ++pass) {
      const std::vector<double> old = value;
      for (std::size_t i = 1; i + 1 < value.size(); ++i)
        value[i] = 0.25 * (old[i - 1] + 2.0 * old[i] + old[i + 1]);
    }
  }
};

}  // namespace unkink::anatomy
