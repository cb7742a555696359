// How a ligament thinned from behind gives way dorsally: the missing thickness, smoothed,
// approached in time.
#include "tissue/body.hpp"

#include <algorithm>
#include <cmath>

namespace unkink::tissue {
namespace {

// The share of the missing thickness by which the layer that is left moves dorsally. A design
// default: no source measures it; it is chosen so that the default debulking widens the sac by
// about 9 mm2 (product.md).
constexpr double kYield = 0.95;
constexpr double kTimeConstant_s = 0.5;
constexpr float kSettled_mm = 0.01f;

/// Thickness of ligament gone along the dorsal direction at a column of the map, mm.
double missing_mm(const Base& base, const Carving& carving, float severity, int x, int z) {
  const math::SampleBox& w = base.window();
  const double h = base.spacing_mm();
  double sum = 0.0;
  for (int y = w.lo.y; y < w.hi.y; ++y) {
    const float removed = carving.removed_mm(Channel::kLigament, {x, y, z});
    if (removed >= kNothingRemoved_mm) continue;
    const float given = base.value(Channel::kLigament, {x, y, z}, severity);
    const auto occupied = [&](float d) {
      return std::clamp(0.5 - static_cast<double>(d) / h, 0.0, 1.0);
    };
    sum += occupied(given) - occupied(std::max(given, -removed));
  }
  return sum * h;
}

/// One pass of a 1-2-1 filter along both axes of the map.
void soften(std::vector<float>& map, int columns, int rows) {
  const auto at = [&](int i, int k) {
    return map[static_cast<std::size_t>(std::clamp(k, 0, rows - 1) * columns +
                                        std::clamp(i, 0, columns - 1))];
  };
  std::vector<float> out(map.size());
  for (int k = 0; k < rows; ++k)
    for (int i = 0; i < columns; ++i)
      out[static_cast<std::size_t>(k * columns + i)] =
          0.25f * at(i, k) + 0.125f * (at(i - 1, k) + at(i + 1, k) + at(i, k - 1) + at(i, k + 1)) +
          0.0625f * (at(i - 1, k - 1) + at(i + 1, k - 1) + at(i - 1, k + 1) + at(i + 1, k + 1));
  map.swap(out);
}

}  // namespace

Relief makeRelief(const Base& base) {
  const math::SampleBox& w = base.window();
  Relief relief;
  relief.lo = w.lo;
  relief.columns = w.size().x / kReliefStride;
  relief.rows = w.size().z / kReliefStride;
  relief.now_mm.assign(static_cast<std::size_t>(relief.columns * relief.rows), 0.0f);
  relief.target_mm = relief.now_mm;
  return relief;
}

void aimRelief(const Base& base, const Carving& carving, double severity, Relief& relief) {
  const auto s = static_cast<float>(severity);
  for (int k = 0; k < relief.rows; ++k)
    for (int i = 0; i < relief.columns; ++i)
      relief.target_mm[static_cast<std::size_t>(k * relief.columns + i)] =
          static_cast<float>(kYield * missing_mm(base, carving, s, relief.lo.x + i * kReliefStride,
                                                 relief.lo.z + k * kReliefStride));
  for (int pass = 0; pass < 5; ++pass) soften(relief.target_mm, relief.columns, relief.rows);
}

bool easeRelief(Relief& relief, double dt_s) {
  if (relief.settled()) return false;
  const auto share = static_cast<float>(1.0 - std::exp(-dt_s / kTimeConstant_s));
  for (std::size_t n = 0; n < relief.now_mm.size(); ++n) {
    float& now = relief.now_mm[n];
    const float to = relief.target_mm[n];
    now = std::abs(to - now) < kSettled_mm ? to : now + share * (to - now);
  }
  return true;
}

}  // namespace unkink::tissue
