// Brightness control and the dose display.
#include "fluoro/dose.hpp"

#include "fluoro/scatter.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace unkink::fluoro {

namespace {

// What a 10:1 grid lets through of the primary. Source: house
constexpr double kGridPrimary = 0.65;
// Rate limit at the entrance, here taken at the reference point. Source: [cfr1020_32] 88 mGy/min
constexpr double kGreatestRate_mGyPerMin = 88.0;
constexpr double kPulsesPerSecondAtLimit = 15.0;  // slower pulses are no greater
constexpr double kLeastOpenKerma_uGy = 0.05;      // the generator's smallest pulse, house
constexpr double kTimeConstant_s = 0.3;           // of the servo, 0.2-0.5 s, house
// Quanta per area and kerma at 75 kV behind 20 cm of tissue, near 30, and what is detected of them.
// Source: [iec62220] RQA5; detective quantum efficiency as usual for caesium iodide
constexpr double kQuantaPerMm2PerNGy = 30.0;
constexpr double kDetectiveEfficiency = 0.6;

// Behind more than this the detector sees only its own noise.
constexpr double kLeastSignal = 1e-6;

constexpr double kMGyPerUGy = 1e-3;
constexpr double kSecondsPerMinute = 60.0;

/// The generator's largest pulse, as it would be at the detector's distance.
double greatestOpenKerma_uGy(const PulseOutput& output, double pulsesPerSecond) {
  const double atReference_uGy = kGreatestRate_mGyPerMin / kMGyPerUGy / kSecondsPerMinute /
                                 std::max(pulsesPerSecond, kPulsesPerSecondAtLimit);
  const double ratio = output.sourceToReference_mm / output.sourceToDetector_mm;
  return atReference_uGy * ratio * ratio;
}

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

PulseOutput pulseOutput(double signal, const CArm& cArm, double pulsesPerSecond) {
  assert(signal > 0.0);
  constexpr double kNGyPerUGy = 1e3;
  PulseOutput output;
  output.sourceToDetector_mm = cArm.sourceToDetector_mm;
  output.sourceToReference_mm = cArm.sourceToIsocentre_mm - kReferencePointFromIsocentre_mm;
  const double toPrimary = scatterToPrimary(openArea_mm2(cArm.collimator, cArm.fieldOfView_mm),
                                            softTissueFor_mm(signal));
  output.scatterFraction = scatterFraction(toPrimary);
  const double behindGrid = kGridPrimary * (1.0 + toPrimary);
  const double magnified = kFields_mm.front() / cArm.fieldOfView_mm;
  const double wanted_uGy =
      cArm.detectorDose_nGy * magnified * magnified / kNGyPerUGy / (behindGrid * signal);
  output.openKerma_uGy =
      std::clamp(wanted_uGy, kLeastOpenKerma_uGy, greatestOpenKerma_uGy(output, pulsesPerSecond));
  output.detectorKerma_nGy = output.openKerma_uGy * kNGyPerUGy * behindGrid * signal;
  return output;
}

double airKerma_uGy(const PulseOutput& output, double fromSource_mm) {
  const double ratio = output.sourceToDetector_mm / fromSource_mm;
  return output.openKerma_uGy * ratio * ratio;
}

double kermaAreaProduct_Gycm2(const PulseOutput& output, const Projection& projection,
                              double fromSource_mm) {
  constexpr double kGyPerUGy = 1e-6, kCmPerMm = 0.1;
  const double shrunk = kCmPerMm * fromSource_mm / output.sourceToDetector_mm;
  return airKerma_uGy(output, fromSource_mm) * kGyPerUGy * shrunk * shrunk *
         openArea_mm2(projection.collimator, projection.size_mm);
}

void addPulse(Dose& dose, const PulseOutput& output, const Projection& projection,
              double interval_s) {
  dose.fluoroscopyTime_s += interval_s;
  ++dose.exposures;
  dose.referenceAirKerma_mGy += airKerma_uGy(output, output.sourceToReference_mm) * kMGyPerUGy;
  dose.kermaAreaProduct_Gycm2 +=
      kermaAreaProduct_Gycm2(output, projection, output.sourceToReference_mm);
}

double airKermaRate_mGyPerMin(const PulseOutput& output, double pulsesPerSecond) {
  return airKerma_uGy(output, output.sourceToReference_mm) * kMGyPerUGy * pulsesPerSecond *
         kSecondsPerMinute;
}

double quantaPerPixel(const PulseOutput& output, double pixel_mm) {
  return output.detectorKerma_nGy * kQuantaPerMm2PerNGy * kDetectiveEfficiency * pixel_mm *
         pixel_mm;
}

}  // namespace unkink::fluoro
