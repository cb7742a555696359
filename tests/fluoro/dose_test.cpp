// The laws that the dose display obeys.
#include "fluoro/dose.hpp"

#include "fluoro/beam.hpp"
#include "fluoro/exposure.hpp"
#include "fluoro/scatter.hpp"
#include "support/catch.hpp"

#include <cmath>

using namespace unkink::fluoro;

namespace {

/// I/I0 behind a trunk of that depth, with 14 mm of fat on either side and a vertebra in the way.
double signalBehind(double depth_mm) {
  constexpr double kFat_mm = 28.0, kBone_mm = 32.0, kCortex_mm = 8.0;
  PathLengths lengths{};
  lengths[static_cast<std::size_t>(Material::kFat)] = kFat_mm;
  lengths[static_cast<std::size_t>(Material::kBone)] = kBone_mm;
  lengths[static_cast<std::size_t>(Material::kCortical)] = kCortex_mm;
  lengths[static_cast<std::size_t>(Material::kMuscle)] = depth_mm - kFat_mm - kBone_mm - kCortex_mm;
  return makeBeam(Technique{}).transmission(lengths);
}

}  // namespace

TEST_CASE("air kerma falls with the square of the distance from the source") {
  const PulseOutput output = pulseOutput(0.01);
  CHECK(airKerma_uGy(output, kSourceToDetector_mm) == Approx(output.openKerma_uGy));
  CHECK(airKerma_uGy(output, 250.0) / airKerma_uGy(output, 500.0) == Approx(4.0));
}

TEST_CASE("the kerma-area product is the same at any distance") {
  const PulseOutput output = pulseOutput(0.01);
  Projection projection;
  projection.size_mm = 180.0;
  const double atDetector = kermaAreaProduct_Gycm2(output, projection, 1000.0);
  for (const double distance_mm : {300.0, 550.0, 700.0})
    CHECK(kermaAreaProduct_Gycm2(output, projection, distance_mm) == Approx(atDetector));
  CHECK(atDetector == Approx(output.openKerma_uGy * 1e-6 * 18.0 * 18.0));
}

TEST_CASE("collimating lowers the kerma-area product and not the air kerma") {
  const PulseOutput output = pulseOutput(0.01);
  Projection wide, narrow;
  narrow.collimator.leafGap_mm = 0.25 * wide.size_mm;
  Dose a, b;
  addPulse(a, output, wide, 0.125);
  addPulse(b, output, narrow, 0.125);
  CHECK(b.referenceAirKerma_mGy == Approx(a.referenceAirKerma_mGy));
  CHECK(b.kermaAreaProduct_Gycm2 == Approx(0.25 * a.kermaAreaProduct_Gycm2));
}

TEST_CASE("pulses add up to time, number and kerma") {
  Dose dose;
  const PulseOutput output = pulseOutput(0.008);
  for (int i = 0; i < 80; ++i) addPulse(dose, output, Projection{}, 1.0 / 8.0);
  CHECK(dose.exposures == 80);
  CHECK(dose.fluoroscopyTime_s == Approx(10.0));
  CHECK(dose.referenceAirKerma_mGy == Approx(airKermaRate_mGyPerMin(output, 8.0) / 6.0));
}

TEST_CASE("AP of an average patient at 15 pulses a second gives 10 to 30 mGy a minute") {
  const double rate = airKermaRate_mGyPerMin(pulseOutput(signalBehind(220.0)), 15.0);
  INFO(rate);
  CHECK(rate > 10.0);
  CHECK(rate < 30.0);
}

TEST_CASE("a thicker patient takes more dose, up to the limit of 88 mGy a minute") {
  const double thin = airKermaRate_mGyPerMin(pulseOutput(signalBehind(180.0)), 15.0);
  const double usual = airKermaRate_mGyPerMin(pulseOutput(signalBehind(220.0)), 15.0);
  const double stout = airKermaRate_mGyPerMin(pulseOutput(signalBehind(400.0)), 15.0);
  CHECK(thin < 0.7 * usual);
  CHECK(stout == Approx(88.0));
}

TEST_CASE("no rate of pulses gives more than 88 mGy a minute") {
  for (const double rate : {kLeastPulsesPerSecond, 8.0, kMostPulsesPerSecond, kContinuousPerSecond})
    CHECK(airKermaRate_mGyPerMin(pulseOutput(1e-6, {}, rate), rate) < 88.0 + 1e-6);
}

TEST_CASE("the detector gets its set dose until the generator is at its limit") {
  CHECK(pulseOutput(0.02).detectorKerma_nGy == Approx(pulseOutput(0.005).detectorKerma_nGy));
  CHECK(pulseOutput(1e-5).detectorKerma_nGy < 0.1 * pulseOutput(0.005).detectorKerma_nGy);
  CHECK(quantaPerPixel(pulseOutput(0.005), 230.0 / 512.0) == Approx(73.0).margin(8.0));
}

TEST_CASE("brightness control takes the first sample and then follows with a lag") {
  BrightnessControl control;
  follow(control, 0.01, 0.125);
  CHECK(control.signal == Approx(0.01));
  follow(control, 0.02, 0.125);
  CHECK(control.signal > 0.01);
  CHECK(control.signal < 0.02);
  for (int i = 0; i < 40; ++i) follow(control, 0.02, 0.125);
  CHECK(control.signal == Approx(0.02));
  follow(control, 0.0, 0.125);  // nothing comes through
  CHECK(control.signal > 0.0);
}

TEST_CASE(
    "brightness control answers a closed collimator with a little more kerma, for lost scatter") {
  CArm open, closed;
  closed.collimator.irisRadius_mm = 40.0;
  const double more = airKermaRate_mGyPerMin(pulseOutput(0.007, closed), 8.0) /
                      airKermaRate_mGyPerMin(pulseOutput(0.007, open), 8.0);
  CHECK(more > 1.05);
  CHECK(more < 1.30);
  CHECK(pulseOutput(0.007, closed).detectorKerma_nGy ==
        Approx(pulseOutput(0.007, open).detectorKerma_nGy));
  // the area falls far more
  Dose a, b;
  addPulse(a, pulseOutput(0.007, open), projectionOf(open), 0.125);
  addPulse(b, pulseOutput(0.007, closed), projectionOf(closed), 0.125);
  CHECK(b.kermaAreaProduct_Gycm2 < 0.15 * a.kermaAreaProduct_Gycm2);
}

TEST_CASE("magnification raises the kerma as the field's area falls and keeps a pixel's noise") {
  CArm usual, magnified;
  magnified.fieldOfView_mm = kFields_mm[1];
  const PulseOutput a = pulseOutput(0.01, usual), b = pulseOutput(0.01, magnified);
  const double areas = std::pow(usual.fieldOfView_mm / magnified.fieldOfView_mm, 2.0);
  CHECK(b.detectorKerma_nGy / a.detectorKerma_nGy == Approx(areas));
  CHECK(b.openKerma_uGy / a.openKerma_uGy > areas);  // and for lost scatter
  CHECK(b.openKerma_uGy / a.openKerma_uGy < 1.2 * areas);
  CHECK(quantaPerPixel(b, magnified.fieldOfView_mm / 512.0) ==
        Approx(quantaPerPixel(a, usual.fieldOfView_mm / 512.0)));
}

TEST_CASE("kerma and quanta follow the set dose, so that the noise's variance falls as it rises") {
  CArm low, high;
  low.detectorDose_nGy = kDetectorDoses_nGy.front();
  high.detectorDose_nGy = kDetectorDoses_nGy.back();
  const PulseOutput a = pulseOutput(0.01, low), b = pulseOutput(0.01, high);
  const double ratio = high.detectorDose_nGy / low.detectorDose_nGy;
  CHECK(airKerma_uGy(b, 500.0) / airKerma_uGy(a, 500.0) == Approx(ratio));
  CHECK(quantaPerPixel(b, 0.45) / quantaPerPixel(a, 0.45) == Approx(ratio));
}

TEST_CASE("nearer to the tube the patient takes more, by the inverse square") {
  CArm far, close;
  close.sourceToIsocentre_mm = 650.0;
  far.sourceToIsocentre_mm = 750.0;
  CHECK(airKermaRate_mGyPerMin(pulseOutput(0.01, close), 8.0) /
            airKermaRate_mGyPerMin(pulseOutput(0.01, far), 8.0) ==
        Approx(std::pow(600.0 / 500.0, 2.0)));
}

TEST_CASE("scatter lies within 5 per cent of the computed slabs, and within the measured band") {
  struct Slab {
    double tissue_mm, field_mm, toPrimary;
  };
  for (const Slab& s :
       {Slab{200, 100, 0.13}, Slab{200, 150, 0.20}, Slab{200, 230, 0.28}, Slab{200, 300, 0.32},
        Slab{150, 230, 0.19}, Slab{250, 300, 0.45}, Slab{300, 300, 0.61}}) {
    const double got = scatterToPrimary(s.field_mm * s.field_mm, s.tissue_mm);
    INFO(s.tissue_mm << " mm, field " << s.field_mm << " mm: " << got);
    CHECK(got == Approx(s.toPrimary).epsilon(0.05));
    CHECK(scatterFraction(got) > 0.11);
    CHECK(scatterFraction(got) < 0.38);
  }
  CHECK(scatterToPrimary(230.0 * 230.0, 0.0) == 0.0);
}

TEST_CASE("the depth of tissue is read from the signal as the beam has it") {
  const Beam beam = makeBeam(Technique{});
  for (const double depth_mm : {150.0, 200.0, 250.0}) {
    PathLengths lengths{};
    lengths[static_cast<std::size_t>(Material::kMuscle)] = depth_mm;
    CHECK(softTissueFor_mm(beam.transmission(lengths)) == Approx(depth_mm).margin(6.0));
  }
  CHECK(softTissueFor_mm(1.0) == 0.0);
}

TEST_CASE("the operator's scatter follows the kerma-area product and the inverse square") {
  CHECK(operatorScatter_uGy(2.0, 1.0) == Approx(2.0 * operatorScatter_uGy(1.0, 1.0)));
  CHECK(operatorScatter_uGy(1.0, 2.0) == Approx(0.25 * operatorScatter_uGy(1.0, 1.0)));
  // 82 uSv at the badge with 11 Gy cm2, at an arm's length: [mekhail2024]
  CHECK(operatorScatter_uGy(11.0, 0.6) == Approx(82.0).epsilon(0.1));
}
