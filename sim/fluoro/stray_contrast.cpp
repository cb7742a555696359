// Volumes of misplaced contrast, and how they go away.
#include "fluoro/stray_contrast.hpp"

#include <algorithm>
#include <cmath>

namespace unkink::fluoro {
namespace {

constexpr double kSamePlace_mm = 2.0;  // a tip that moved less adds to what it gave
constexpr double kLeast_mL = 1e-4;     // less is nothing
constexpr double kMm3PerMl = 1000.0;

}  // namespace

double halfTime_s(ContrastPlace place) {
  switch (place) {
    case ContrastPlace::kVascular:
      return 1.2;
    case ContrastPlace::kIntrathecal:
      return 3600.0;
    case ContrastPlace::kOutside:
    case ContrastPlace::kEpidural:
    case ContrastPlace::kSubdural:
    case ContrastPlace::kSoftTissue:
      break;
  }
  return 1800.0;
}

void StrayContrast::inject(ContrastPlace place, anatomy::Tissue tissue, const math::Vec3& at,
                           double volume_mL) {
  given_mL += volume_mL;
  if (place == ContrastPlace::kOutside) {
    gone_mL += volume_mL;
    return;
  }
  const auto same = std::ranges::find_if(deposits, [&](const Deposit& d) {
    return d.place == place && d.tissue == tissue && glm::distance(d.at, at) < kSamePlace_mm;
  });
  if (same != deposits.end())
    same->volume_mL += volume_mL;
  else
    deposits.push_back({place, tissue, at, volume_mL, 0.0});
}

void StrayContrast::pass(double dt_s) {
  for (Deposit& d : deposits) {
    const double left = d.volume_mL * std::exp2(-dt_s / halfTime_s(d.place));
    const double now = left < kLeast_mL ? 0.0 : left;
    gone_mL += d.volume_mL - now;
    d.volume_mL = now;
    d.age_s += dt_s;
  }
  std::erase_if(deposits, [](const Deposit& d) { return d.volume_mL <= 0.0; });
}

double StrayContrast::volume_mL() const {
  double sum = 0.0;
  for (const Deposit& d : deposits) sum += d.volume_mL;
  return sum;
}

double shareIn(const Deposit& deposit, double enclosed_mm3) {
  return enclosed_mm3 > 0.0 ? std::min(deposit.volume_mL * kMm3PerMl / enclosed_mm3, 1.0) : 0.0;
}

}  // namespace unkink::fluoro
