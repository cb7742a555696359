// Claims about pressure on the roots and resistance along the canal.
#include "thecal_sac/pressure.hpp"

#include "support/catch.hpp"
#include "thecal_sac/stand_in.hpp"

using namespace unkink::thecal_sac;

TEST_CASE("Pressure passes through the two measured points below the critical area") {
  CHECK(rootPressure_mmHg(kCriticalArea_mm2 * (1.0 - 0.19)) == Approx(50.0).epsilon(0.03));
  CHECK(rootPressure_mmHg(kCriticalArea_mm2 * (1.0 - 0.26)) == Approx(100.0).epsilon(0.03));
}

TEST_CASE("Pressure is nothing above the critical area, rises as it falls, and is limited") {
  CHECK(rootPressure_mmHg(77.0) == 0.0);
  CHECK(rootPressure_mmHg(150.0) == 0.0);
  double before = 0.0;
  for (double area = 77.0; area > 1.0; area -= 1.0) {
    CHECK(rootPressure_mmHg(area) >= before);
    before = rootPressure_mmHg(area);
  }
  CHECK(before == kPressureLimit_mmHg);
}

TEST_CASE("Bent forward the default patient's veins are open, standing straight they are not") {
  CHECK(perfusion(rootPressure_mmHg(72.3)) == Perfusion::kFree);
  CHECK(perfusion(rootPressure_mmHg(61.0)) == Perfusion::kCapillariesClosed);
  CHECK(perfusion(rootPressure_mmHg(70.0)) == Perfusion::kFree);
  CHECK(perfusion(35.0) == Perfusion::kVenulesClosed);
}

TEST_CASE("Upright CSF pressure at L4 is the weight of the column above it") {
  CHECK(csfPressure_mmHg(85.0, true) > 33.0);
  CHECK(csfPressure_mmHg(85.0, true) < 37.0);
  CHECK(csfPressure_mmHg(85.0, false) < 17.0);
}

TEST_CASE(
    "The sac pushes back the harder the deeper, the blunter and the fuller, and not from afar") {
  constexpr double kLying_mmHg = 11.0, kRadius_mm = 5.0;
  CHECK(forceOfDent_N({0.0, 2.0}, kLying_mmHg, kRadius_mm) == 0.0);
  CHECK(forceOfDent_N({-1.0, 2.0}, kLying_mmHg, kRadius_mm) == 0.0);
  double before = 0.0;
  for (double depth = 0.1; depth < 2.0; depth += 0.1) {
    const double force = forceOfDent_N({depth, 2.0}, kLying_mmHg, kRadius_mm);
    CHECK(force > before);
    before = force;
  }
  CHECK(forceOfDent_N({1.0, 2.6}, kLying_mmHg, kRadius_mm) >
        forceOfDent_N({1.0, 2.0}, kLying_mmHg, kRadius_mm));
  CHECK(forceOfDent_N({1.0, 2.0}, 35.0, kRadius_mm) >
        3.0 * forceOfDent_N({1.0, 2.0}, kLying_mmHg, kRadius_mm));
  // never less than the pressure on the end's own area, once the bed under it is used up
  const Membrane membrane;
  CHECK(forceOfDent_N({membrane.pressure_mm, 2.0}, kLying_mmHg, kRadius_mm) >
        1.33e-4 * kLying_mmHg * 3.14159 * 4.0);
}

TEST_CASE("A kink takes a greater share of the resistance than of the length") {
  const FreeSpace space = stand_in::space({.ligament_mm = 3.5, .disc_mm = 2.0});
  const HydraulicLine line = hydraulicLine(profile(space.frames, stand_in::resting(space)));
  CHECK(line.share.front() == 0.0f);
  CHECK(line.share.back() == Approx(1.0));
  CHECK(line.resistance > 1.05);
  const double kink =
      static_cast<double>(line.share[stand_in::kMiddle + 6] - line.share[stand_in::kMiddle - 6]);
  CHECK(kink > 1.5 * 12.0 / (stand_in::kStations - 1));
}
