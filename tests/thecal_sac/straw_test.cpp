// Claims about the straw: it shows room, keeps what flows, and is never new.
#include "thecal_sac/straw.hpp"

#include "support/catch.hpp"
#include "thecal_sac/stand_in.hpp"

using namespace unkink::thecal_sac;

namespace {

Straw strawOf(const stand_in::Disease& disease) {
  const FreeSpace space = stand_in::space(disease);
  return straw(profile(space.frames, stand_in::resting(space)));
}

}  // namespace

TEST_CASE("A healthy straw is open and flows as healthy") {
  const FreeSpace space = stand_in::space({});
  const Straw s = straw(profile(space.frames, healthySac(space.frames)));
  CHECK(s.flow == Approx(1.0));
  for (const float bore : s.bore) CHECK(bore == Approx(1.0f));
}

TEST_CASE("As much passes through the kink as before and behind it") {
  const Straw s = strawOf({.ligament_mm = 3.5, .disc_mm = 2.0});
  for (std::size_t i = 0; i < kStrawPoints; ++i)
    CHECK(static_cast<double>(s.speed[i] * s.bore[i] * s.bore[i]) == Approx(s.flow));
  CHECK(s.speed.front() == Approx(s.speed.back()));
  CHECK(s.speed[static_cast<std::size_t>(s.narrowest)] > 1.4f * s.speed.front());
}

TEST_CASE("Opening the kink lets more through, and the straw is still not new") {
  const Straw before = strawOf({.ligament_mm = 3.5, .disc_mm = 2.0});
  const Straw after = strawOf({.ligament_mm = 2.5, .disc_mm = 2.0});
  CHECK(after.flow > before.flow);
  CHECK(after.narrowestBore > before.narrowestBore);
  CHECK(after.flow < 1.0);
  CHECK(after.narrowestBore < 1.0);
}

TEST_CASE("The narrowest section never falls between two points of the straw") {
  const FreeSpace space = stand_in::space({.ligament_mm = 3.5, .disc_mm = 2.0});
  const std::vector<SectionMeasure> all = profile(space.frames, stand_in::resting(space));
  double least = 1.0;
  for (const SectionMeasure& m : all)
    least = std::min(least, std::sqrt(m.area_mm2 / m.healthyArea_mm2));
  CHECK(straw(all).narrowestBore == Approx(least).epsilon(1e-5));
}

TEST_CASE("A straw over the kink alone is held up more than one over the whole canal") {
  const FreeSpace space = stand_in::space({.ligament_mm = 3.5, .disc_mm = 2.0});
  const std::vector<SectionMeasure> all = profile(space.frames, stand_in::resting(space));
  CHECK(straw(all, 70.0, 110.0).flow < straw(all).flow);
}
