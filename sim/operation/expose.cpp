// Exposures: at each pulse of the pressed pedal, the brightness control, the dose and the held
// picture.
#include "anatomy/meshes.hpp"
#include "operation/steps.hpp"
#include "operation/table.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
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
    case anatomy::Tissue::kSubcutaneousFat:
    case anatomy::Tissue::kEpiduralFat:
      return Material::kFat;
    default:
      return Material::kMuscle;
  }
}

/// Share of a step about a depth in bone that lies in the cortex.
double cortexAt(double depth_mm, double step_mm) {
  return std::clamp((anatomy::kCortex_mm - depth_mm) / step_mm + 0.5, 0.0, 1.0);
}

/// Of a line, as a share of the way from a to b, what lies in a box.
double shareInside(const math::Box& box, const Vec3& a, const Vec3& b) {
  double from = 0.0, to = 1.0;
  for (int axis = 0; axis < 3; ++axis) {
    const double way = b[axis] - a[axis];
    if (std::abs(way) < 1e-9) {
      if (a[axis] < box.lo[axis] || a[axis] > box.hi[axis]) return 0.0;
      continue;
    }
    const auto [enter, leave] =
        std::minmax({(box.lo[axis] - a[axis]) / way, (box.hi[axis] - a[axis]) / way});
    from = std::max(from, enter);
    to = std::min(to, leave);
  }
  return std::max(0.0, to - from);
}

/// Paths along one ray, by stepping through tissue and table: coarse, but it needs no mesh and no
/// GPU. Instruments, contrast and what CSF
/// attenuates less than muscle are left out.
fluoro::PathLengths stepThrough(const Case& theCase, const State& s, const Vec3& from,
                                const Vec3& to) {
  constexpr double kStep_mm = 3.0, kBends_mm = 60.0;  // the trunk, out of its neutral box
  fluoro::PathLengths lengths{};
  const auto add = [&](Material m, double length_mm) {
    const fluoro::PathLengths& channels = fluoro::channelsOf(m);
    for (std::size_t c = 0; c < lengths.size(); ++c) lengths[c] += length_mm * channels[c];
  };
  const tissue::Body body = bodyOf(theCase, s);
  const math::Box skin = theCase.spine().trunkBounds();
  const Vec3 direction = glm::normalize(to - from);
  const double length = glm::distance(from, to);
  if (!s.patient.standing)
    add(Material::kCarbon, static_cast<double>(kCarbonOfTable) * length *
                               shareInside(tableTop(theCase.spine()), from, to));
  for (double t = 0.5 * kStep_mm; t < length; t += kStep_mm) {
    const Vec3 p = from + t * direction;
    if (!skin.grown(kBends_mm).contains(p)) continue;
    const anatomy::Tissue tissue = body.tissueAt(p, false);
    if (tissue == anatomy::Tissue::kAir) continue;
    const double cortex =
        tissue == anatomy::Tissue::kBone ? cortexAt(-body.bone(p), kStep_mm) : 0.0;
    add(materialOf(tissue), (1.0 - cortex) * kStep_mm);
    add(Material::kCortical, cortex * kStep_mm);
  }
  return lengths;
}

/// Signal over rays of the centre circle that the collimator lets through, I/I0: on the logarithm,
/// the mean of the middle half, so that no thin thing drives it.
double centreSignal(const Case& theCase, const State& s, const fluoro::Projection& projection) {
  constexpr int kRays = 16;
  constexpr double kRadius = 0.3, kGoldenAngle = 2.399963;  // a sunflower's even spread
  std::vector<double> level;
  for (int n = 0; n < kRays; ++n) {
    const double r = kRadius * std::sqrt((n + 0.5) / kRays), angle = kGoldenAngle * n;
    const math::Vec2 ray(r * std::cos(angle), r * std::sin(angle));
    if (n > 0 && !fluoro::isOpen(projection.collimator, 0.5 * projection.size_mm * ray)) continue;
    level.push_back(std::log(theCase.beam().transmission(
        stepThrough(theCase, s, projection.source_mm, projection.detectorPoint(ray)))));
  }
  std::ranges::sort(level);
  const std::size_t cut = level.size() / 4;
  const double sum = std::accumulate(level.begin() + static_cast<std::ptrdiff_t>(cut),
                                     level.end() - static_cast<std::ptrdiff_t>(cut), 0.0);
  return std::exp(sum / static_cast<double>(level.size() - 2 * cut));
}

double quantaFor(const fluoro::PulseOutput& output, const fluoro::Projection& projection) {
  constexpr int kPixels = 512;
  constexpr double kPulsesAveraged = 4.0;  // by the monitor's recursive noise filter, house
  return kPulsesAveraged * fluoro::quantaPerPixel(output, projection.size_mm / kPixels);
}

fluoro::Exposure exposureOf(std::uint64_t number, const fluoro::CArm& arm, double signal,
                            const fluoro::PulseOutput& output, double procedureTime_s) {
  const fluoro::Projection projection = fluoro::projectionOf(arm);
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
  return exposureOf(kPreview + static_cast<std::uint64_t>(view), arm, signal,
                    fluoro::pulseOutput(signal, arm), s.procedureTime_s);
}

void expose(const Case& theCase, State& s) {
  CArmState& c = s.cArm;
  if (!fluoro::tickPedal(c.pedal, kTick_s)) return;
  const fluoro::Projection projection = fluoro::projectionOf(c.now);
  const double interval_s = c.pedal.interval_s();
  fluoro::follow(c.brightness, centreSignal(theCase, s, projection), interval_s);
  const double signal = c.brightness.signal;
  const fluoro::PulseOutput output = fluoro::pulseOutput(signal, c.now, 1.0 / interval_s);
  fluoro::addPulse(s.dose, output, projection, interval_s);
  c.exposure = exposureOf(c.exposure.number + 1, c.now, signal, output, s.procedureTime_s);
}

}  // namespace unkink::operation
