// The choice of quality and resolution.
#include "app/graphics/pace.hpp"

#include <algorithm>
#include <cmath>

namespace unkink::app {
namespace {

constexpr double kSmooth_ms = 30.0;   // a frame with all effects that is good enough in motion
constexpr double kSlowest_ms = 50.0;  // 20 frames a second: below this the picture gets coarser
constexpr float kCoarsest = 0.5f;
constexpr double kWeight = 0.2;  // of the newest frame in the average

void average(double& mean, double value) {
  mean = mean == 0.0 ? value : mean + kWeight * (value - mean);
}

}  // namespace

render::Quality Pace::quality(bool moving) const {
  if (!moving) return render::Quality::kFull;
  const bool cheap = full_ms_ > 0.0 && full_ms_ < kSmooth_ms;
  return cheap ? render::Quality::kFull : render::Quality::kReduced;
}

float Pace::resolution(bool moving) const {
  if (!moving || reduced_ms_ <= kSlowest_ms || quality(true) == render::Quality::kFull) return 1.0f;
  // in steps, so that textures are not remade each frame
  const double wanted = std::sqrt(kSlowest_ms / reduced_ms_);
  return std::max(kCoarsest, static_cast<float>(std::floor(wanted * 4.0) / 4.0));
}

void Pace::measured(double frame_ms, render::Quality quality, float resolution) {
  // as if it had been drawn in all its pixels
  const double whole = frame_ms / static_cast<double>(resolution * resolution);
  average(quality == render::Quality::kFull ? full_ms_ : reduced_ms_, whole);
}

}  // namespace unkink::app
