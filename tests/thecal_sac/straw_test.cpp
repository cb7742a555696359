// Claims about the straw: it shows room, keeps what flows, and is never new.
#include "thecal_sac/straw.hpp"

#include "support/catch.hpp"
#include "thecal_sac/stand_in.hpp"

#include <algorithm>

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

TEST_CASE("Between its points the straw is neither narrower nor wider, and passes as much") {
  const Straw s = strawOf({.ligament_mm = 3.5, .disc_mm = 2.0});
  for (int n = 0; n <= 1000; ++n) {
    const double share = n / 1000.0, at = share * (kStrawPoints - 1);
    const auto i = std::min(static_cast<std::size_t>(at), std::size_t{kStrawPoints - 2});
    const auto room = [&](std::size_t k) { return static_cast<double>(s.bore[k] * s.bore[k]); };
    CHECK(roomAt(s, share) >= std::min(room(i), room(i + 1)) - 1e-6);
    CHECK(roomAt(s, share) <= std::max(room(i), room(i + 1)) + 1e-6);
    CHECK(roomAt(s, share) * speedAt(s, share) == Approx(s.flow));
  }
  const double least = roomAt(s, static_cast<double>(s.narrowest) / (kStrawPoints - 1));
  CHECK(least == Approx(s.narrowestBore * s.narrowestBore).epsilon(1e-5));
}

TEST_CASE("The straw says where it is in the patient: downwards, vertebra by vertebra") {
  const Straw s = strawOf({.ligament_mm = 3.5, .disc_mm = 2.0});
  for (std::size_t i = 1; i < s.middle.size(); ++i) {
    CHECK(s.middle[i].z < s.middle[i - 1].z);
    CHECK(s.chain[i] >= s.chain[i - 1]);
  }
  double before = -1.0;
  for (int vertebra = 0; vertebra < 6; ++vertebra)
    if (const auto share = shareOf(s, vertebra)) {
      CHECK(*share > before);
      CHECK(*share <= 1.0);
      before = *share;
    }
  CHECK_FALSE(shareOf(s, 9.0).has_value());
}
