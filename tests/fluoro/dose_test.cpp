// The laws that the dose display obeys.
#include "fluoro/dose.hpp"

#include "fluoro/beam.hpp"
#include "support/catch.hpp"

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
  narrow.size_mm = 0.5 * wide.size_mm;
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
