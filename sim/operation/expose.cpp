// Exposures: at each pulse of the pressed pedal, the brightness control, the dose and the held
// picture.
#include "operation/steps.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

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
  constexpr double kCorticalShare = 0.2;  // of the bone on rays through vertebral bodies, house
  fluoro::PathLengths lengths{};
  const Vec3 direction = glm::normalize(to - from);
  const double length = glm::distance(from, to);
  for (double t = 0.5 * kStep_mm; t < length; t += kStep_mm) {
    const anatomy::Tissue tissue = tissueAt(theCase, s, from + t * direction);
    if (tissue == anatomy::Tissue::kAir) continue;
    const double cortex = tissue == anatomy::Tissue::kBone ? kCorticalShare : 0.0;
    lengths[static_cast<std::size_t>(materialOf(tissue))] += (1.0 - cortex) * kStep_mm;
    lengths[static_cast<std::size_t>(Material::kCortical)] += cortex * kStep_mm;
  }
  return lengths;
}

/// Median signal over a few rays of the centre circle, those that the collimator lets through;
/// I/I0.
double centreSignal(const Case& theCase, const State& s, const fluoro::Projection& projection) {
  constexpr std::array<math::Vec2, 5> kRays{{{0, 0}, {0.2, 0}, {-0.2, 0}, {0, 0.2}, {0, -0.2}}};
  std::vector<double> signal;
  for (const math::Vec2& ray : kRays)
    if (fluoro::isOpen(projection.collimator, 0.5 * projection.size_mm * ray))
      signal.push_back(theCase.beam().transmission(
          stepThrough(theCase, s, projection.source_mm, projection.detectorPoint(ray))));
  const auto middle = signal.begin() + static_cast<std::ptrdiff_t>(signal.size() / 2);
  std::nth_element(signal.begin(), middle, signal.end());
  return *middle;
}

double quantaFor(const fluoro::PulseOutput& output, const fluoro::Projection& projection) {
  constexpr int kPixels = 512;
  constexpr double kPulsesAveraged = 4.0;  // by the monitor's recursive noise filter, house
  return kPulsesAveraged * fluoro::quantaPerPixel(output, projection.size_mm / kPixels);
}

fluoro::Exposure exposureOf(std::uint64_t number, const fluoro::CArm& arm, double signal,
                            double procedureTime_s) {
  const fluoro::Projection projection = fluoro::projectionOf(arm);
  const fluoro::PulseOutput output = fluoro::pulseOutput(signal, arm);
  return {number,
          projection,
          signal,
          quantaFor(output, projection),
          arm,
          procedureTime_s,
          output.scatterFraction};
}

/// A vertebra's own upward direction in this posture.
Vec3 levelUp(const Case& theCase, const State& s, anatomy::Vertebra v) {
  return s.bend.rotate(theCase.spine().materialFromBone(v).rotate({0, 0, 1}),
                       static_cast<double>(v));
}

}  // namespace

fluoro::CArm cArmFor(const Case& theCase, const State& s, fluoro::View view) {
  const auto level = static_cast<double>(theCase.level());
  const anatomy::LevelLandmarks& at = theCase.spine().landmarks(theCase.level());
  fluoro::CArm arm = s.cArm.now;
  arm.isocentre_mm = s.bend.apply(at.canalCentre, {level + 0.5, 0.0});
  // the disc's tilt in this posture: positive when its dorsal edge points towards the head
  const math::Vec3 up = 0.5 * (levelUp(theCase, s, anatomy::upperVertebra(theCase.level())) +
                               levelUp(theCase, s, anatomy::lowerVertebra(theCase.level())));
  const units::Deg tilt{units::Rad(std::atan2(-up.y, up.z))};
  const fluoro::Angles angles = fluoro::presetAngles(view, tilt, at.laminarSlope);
  arm.primary = angles.primary;
  arm.secondary = angles.secondary;
  arm.swivel = units::Deg(0);
  return arm;
}

fluoro::Exposure exposureAt(const Case& theCase, const State& s, fluoro::View view) {
  constexpr std::uint64_t kPreview = 1ull << 40;
  const fluoro::CArm arm = cArmFor(theCase, s, view);
  const fluoro::Projection projection = fluoro::projectionOf(arm);
  const double signal = centreSignal(theCase, s, projection);
  return exposureOf(kPreview + static_cast<std::uint64_t>(view), arm, signal, s.procedureTime_s);
}

void expose(const Case& theCase, State& s) {
  CArmState& c = s.cArm;
  if (!fluoro::tickPedal(c.pedal, kTick_s)) return;
  const fluoro::Projection projection = fluoro::projectionOf(c.now);
  const double interval_s = c.pedal.interval_s();
  fluoro::follow(c.brightness, centreSignal(theCase, s, projection), interval_s);
  fluoro::addPulse(s.dose, fluoro::pulseOutput(c.brightness.signal, c.now), projection, interval_s);
  c.exposure = exposureOf(c.exposure.number + 1, c.now, c.brightness.signal, s.procedureTime_s);
}

}  // namespace unkink::operation
