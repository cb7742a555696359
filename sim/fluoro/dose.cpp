// Brightness control and the dose display.
#include "fluoro/dose.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace unkink::fluoro {

namespace {

// The detector's set dose for one pulse. Source: [boone1993] [radiographics20] 6-45 nGy per pulse
// in use
constexpr double kSetDetectorKerma_nGy = 20.0;
// What a 10:1 grid lets through of the primary, and what scatter adds to it behind 20 cm.
// Source: house, computed for a 23 cm field
constexpr double kGridPrimary = 0.65;
constexpr double kScatterToPrimary = 0.28;
constexpr double kBehindGrid = kGridPrimary * (1.0 + kScatterToPrimary);
// Rate limit at the entrance, here taken at the reference point. Source: [cfr1020_32] 88 mGy/min
constexpr double kGreatestRate_mGyPerMin = 88.0;
constexpr double kPulsesPerSecondAtLimit = 15.0;
constexpr double kLeastOpenKerma_uGy = 0.05;  // the generator's smallest pulse, house
constexpr double kTimeConstant_s = 0.3;       // of the servo, 0.2-0.5 s, house
// Quanta per area and kerma at 75 kV behind 20 cm of tissue, near 30, and what is detected of them.
// Source: [iec62220] RQA5; detective quantum efficiency as usual for caesium iodide
constexpr double kQuantaPerMm2PerNGy = 30.0;
constexpr double kDetectiveEfficiency = 0.6;

// Behind more than this the detector sees only its own noise.
constexpr double kLeastSignal = 1e-6;

constexpr double kReferenceFromSource_mm = kSourceToIsocentre_mm - kReferencePointFromIsocentre_mm;
constexpr double kMGyPerUGy = 1e-3;
constexpr double kSecondsPerMinute = 60.0;

/// Kerma at the detector's distance for a kerma at the reference point.
constexpr double atDetector(double atReference) {
  constexpr double kRatio = kReferenceFromSource_mm / kSourceToDetector_mm;
  return atReference * kRatio * kRatio;
}
constexpr double kGreatestOpenKerma_uGy =
    atDetector(kGreatestRate_mGyPerMin / kMGyPerUGy / kSecondsPerMinute / kPulsesPerSecondAtLimit);

}  // namespace

void follow(BrightnessControl& control, double signal, double sinceLast_s) {
  assert(signal >= 0.0 && sinceLast_s >= 0.0);
  signal = std::max(signal, kLeastSignal);
  const bool first = control.signal <= 0.0;
  const double keep = first ? 0.0 : std::exp(-sinceLast_s / kTimeConstant_s);
  // on the logarithm: a generator steps its output by factors
  control.signal =
      first ? signal : std::exp(std::lerp(std::log(signal), std::log(control.signal), keep));
}

PulseOutput pulseOutput(double signal) {
  assert(signal > 0.0);
  constexpr double kNGyPerUGy = 1e3;
  const double wanted_uGy = kSetDetectorKerma_nGy / kNGyPerUGy / (kBehindGrid * signal);
  PulseOutput output;
  output.openKerma_uGy = std::clamp(wanted_uGy, kLeastOpenKerma_uGy, kGreatestOpenKerma_uGy);
  output.detectorKerma_nGy = output.openKerma_uGy * kNGyPerUGy * kBehindGrid * signal;
  return output;
}

double airKerma_uGy(const PulseOutput& output, double fromSource_mm) {
  const double ratio = kSourceToDetector_mm / fromSource_mm;
  return output.openKerma_uGy * ratio * ratio;
}

double kermaAreaProduct_Gycm2(const PulseOutput& output, const Projection& projection,
                              double fromSource_mm) {
  constexpr double kGyPerUGy = 1e-6, kCmPerMm = 0.1;
  const double edge_cm = projection.size_mm * kCmPerMm * fromSource_mm / kSourceToDetector_mm;
  return airKerma_uGy(output, fromSource_mm) * kGyPerUGy * edge_cm * edge_cm;
}

void addPulse(Dose& dose, const PulseOutput& output, const Projection& projection,
              double interval_s) {
  dose.fluoroscopyTime_s += interval_s;
  ++dose.exposures;
  dose.referenceAirKerma_mGy += airKerma_uGy(output, kReferenceFromSource_mm) * kMGyPerUGy;
  dose.kermaAreaProduct_Gycm2 +=
      kermaAreaProduct_Gycm2(output, projection, kReferenceFromSource_mm);
}

double airKermaRate_mGyPerMin(const PulseOutput& output, double pulsesPerSecond) {
  return airKerma_uGy(output, kReferenceFromSource_mm) * kMGyPerUGy * pulsesPerSecond *
         kSecondsPerMinute;
}

double quantaPerPixel(const PulseOutput& output, double pixel_mm) {
  return output.detectorKerma_nGy * kQuantaPerMm2PerNGy * kDetectiveEfficiency * pixel_mm *
         pixel_mm;
}

}  // namespace unkink::fluoro
