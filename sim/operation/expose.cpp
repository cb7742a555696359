// Exposures: at each pulse of the pressed pedal, the brightness control, the dose and the held
// picture.
#include "operation/steps.hpp"

#include <algorithm>
#include <array>

namespace unkink::operation {
namespace {

using fluoro::Material;
using math::Vec3;

Material materialOf(anatomy::Tissue t) {
  switch (t) {
    case anatomy::Tissue::kBone:
      return Material::kBone;
    case anatomy::Tissue::kDisc:
      return Material::kDisc;
    case anatomy::Tissue::kThecalSac:
      return Material::kFluid;
    case anatomy::Tissue::kSubcutaneousFat:
    case anatomy::Tissue::kEpiduralFat:
      return Material::kFat;
    default:
      return Material::kMuscle;
  }
}

/// Paths along one ray, by stepping through the tissue: coarse, but it needs no mesh and no GPU.
fluoro::PathLengths stepThrough(const Case& theCase, const State& s, const Vec3& from,
                                const Vec3& to) {
  constexpr double kStep_mm = 5.0;
  fluoro::PathLengths lengths{};
  const Vec3 direction = glm::normalize(to - from);
  const double length = glm::distance(from, to);
  for (double t = 0.5 * kStep_mm; t < length; t += kStep_mm) {
    const anatomy::Tissue tissue = tissueAt(theCase, s, from + t * direction);
    if (tissue != anatomy::Tissue::kAir)
      lengths[static_cast<std::size_t>(materialOf(tissue))] += kStep_mm;
  }
  return lengths;
}

/// Median signal over a few rays of the centre circle, I/I0.
double centreSignal(const Case& theCase, const State& s, const fluoro::Projection& projection) {
  constexpr std::array<math::Vec2, 5> kRays{{{0, 0}, {0.2, 0}, {-0.2, 0}, {0, 0.2}, {0, -0.2}}};
  std::array<double, kRays.size()> signal;
  for (std::size_t n = 0; n < kRays.size(); ++n)
    signal[n] = theCase.beam().transmission(
        stepThrough(theCase, s, projection.source_mm, projection.detectorPoint(kRays[n])));
  std::nth_element(signal.begin(), signal.begin() + 2, signal.end());
  return signal[2];
}

}  // namespace

void expose(const Case& theCase, State& s) {
  CArmState& c = s.cArm;
  if (!fluoro::tickPedal(c.pedal, kTick_s)) return;
  const fluoro::Projection projection = fluoro::projectionOf(c.now);
  const double interval_s = 1.0 / c.pedal.pulsesPerSecond;
  fluoro::follow(c.brightness, centreSignal(theCase, s, projection), interval_s);
  const fluoro::PulseOutput output = fluoro::pulseOutput(c.brightness.signal);
  fluoro::addPulse(s.dose, output, projection, interval_s);
  constexpr int kPixels = 512;
  c.exposure = {c.exposure.number + 1,
                projection,
                c.brightness.signal,
                fluoro::quantaPerPixel(output, projection.size_mm / kPixels),
                c.now,
                s.procedureTime_s};
}

}  // namespace unkink::operation
