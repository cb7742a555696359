// Claims about the sac's membrane: it folds but does not stretch, takes the room it gets, and
// rests.
#include "thecal_sac/sac.hpp"

#include "support/catch.hpp"
#include "thecal_sac/sac_mesh.hpp"
#include "thecal_sac/stand_in.hpp"

using namespace unkink;
using namespace unkink::thecal_sac;
using stand_in::Disease;
using stand_in::kMiddle;
using stand_in::restingArea_mm2;

namespace {

// a membrane that is used up gives at the sides what it takes behind: nearly, not quite for free
constexpr double kGive_mm2 = 0.3;
constexpr double kStretchLimit = 0.03;  // of the dura

Radii radii(const Sac& sac, int station) { return spokeRadii(outline(sac.section(station))); }

double longestAgainstHealthy(const Sac& sac, const Frames& frames) {
  const Sac healthy = healthySac(frames);
  double most = 0.0;
  for (int s = 0; s < sac.stations; ++s)
    most = std::max(
        most, perimeter_mm(outline(sac.section(s))) / perimeter_mm(outline(healthy.section(s))));
  return most;
}

}  // namespace

TEST_CASE("A sac with room around it keeps its healthy area") {
  const double healthy = stand_in::area(healthySac(stand_in::frames()), kMiddle);
  CHECK(restingArea_mm2({}) == Approx(healthy).epsilon(0.01));
}

TEST_CASE("A healthy sac does not shrink on standing") {
  for (int s = 0; s < stand_in::kStations; s += 5)
    CHECK(restingArea_mm2({}, s, true) >= restingArea_mm2({}, s, false));
}

TEST_CASE("Thickened ligament and bulging disc narrow the sac, deeper the more") {
  double before = restingArea_mm2({});
  for (const double t : {0.5, 1.0, 1.5, 2.0, 2.5, 3.0, 3.5, 4.0}) {
    const double area = restingArea_mm2({.ligament_mm = t, .disc_mm = 0.5 * t});
    CHECK(area <= before + 1e-3);
    before = area;
  }
  CHECK(before < 100.0);
}

TEST_CASE("Less ligament never shrinks a section, on one side or both, at any station") {
  for (const double disc : {0.0, 1.5, 3.0})
    for (const int station : {kMiddle - 9, kMiddle - 4, kMiddle, kMiddle + 6}) {
      double before = 0.0;
      for (const double t : {4.0, 3.6, 3.0, 2.4, 1.8, 1.0, 0.4, 0.0}) {
        const double area =
            restingArea_mm2({.ligament_mm = 0.3, .disc_mm = disc, .leftOnly_mm = t}, station);
        CHECK(area >= before - kGive_mm2);
        before = area;
      }
    }
}

TEST_CASE("Room taken at one station never widens and room given never narrows any section") {
  FreeSpace less = stand_in::space({.ligament_mm = 2.5, .disc_mm = 1.0});
  FreeSpace more = less;
  for (int k = 6; k < 19; ++k)
    for (int s = kMiddle - 3; s < kMiddle + 3; ++s)
      more.wall_mm[static_cast<std::size_t>(s * kSpokes + k)] += 1.5f;
  more.rest_mm = restingPlaces(more.frames, more.wall_mm, false);
  const Sac a = stand_in::resting(less), b = stand_in::resting(more);
  for (int s = 0; s < a.stations; ++s)
    CHECK(stand_in::area(b, s) >= stand_in::area(a, s) - kGive_mm2);
}

TEST_CASE("The membrane never stretches by more than three per cent, at rest or on the way") {
  FreeSpace narrow = stand_in::space({.ligament_mm = 4.0, .disc_mm = 3.0}, true);
  FreeSpace wide = stand_in::space({}, true);
  Sac sac = stand_in::resting(wide);
  for (FreeSpace* space : {&narrow, &wide, &narrow}) {
    sac.nearRest = false;
    for (int tick = 0; tick < 40; ++tick) {
      ease(sac, *space, 1.0 / 60.0);
      CHECK(longestAgainstHealthy(sac, space->frames) <= 1.0 + kStretchLimit + 1e-5);
    }
  }
  CHECK(longestAgainstHealthy(stand_in::resting(narrow), narrow.frames) <= 1.0 + kStretchLimit);
}

TEST_CASE("A squeezed section bulges sideways until its membrane is used up") {
  const FreeSpace healthy = stand_in::space({});
  const FreeSpace squeezed = stand_in::space({.ligament_mm = 3.0, .disc_mm = 1.0});
  const Sac a = stand_in::resting(healthy), b = stand_in::resting(squeezed);
  CHECK(radii(b, kMiddle)[0] > radii(a, kMiddle)[0]);
  CHECK(radii(b, kMiddle)[kSpokes / 4] < radii(a, kMiddle)[kSpokes / 4]);
}

TEST_CASE("The sac never lies in a wall") {
  const Disease disease{.ligament_mm = 3.5, .disc_mm = 2.0};
  const Clearance canal = stand_in::canal(disease);
  FreeSpace space = stand_in::space(disease);
  Sac sac = healthySac(space.frames);
  for (int tick = 0; tick < 120; ++tick) {
    ease(sac, space, 1.0 / 60.0);
    // towards the ends of the range walls are not looked for
    for (int s = stand_in::kRange.first + 5; s < stand_in::kRange.last - 5; ++s)
      for (int k = 0; k < kSpokes; ++k) {
        const math::Vec2 p(sac.section(s)[k]);
        REQUIRE(canal(space.frames[static_cast<std::size_t>(s)].point(p)) > 0.0);
      }
  }
}

TEST_CASE("A dent spreads smoothly along the canal and is gone a few centimetres away") {
  const Sac sac = stand_in::resting(stand_in::space({.ligament_mm = 3.5, .disc_mm = 1.0}));
  const Sac healthy = healthySac(stand_in::frames());
  for (int s = 1; s + 1 < sac.stations; ++s)
    for (int k = 0; k < kSpokes; ++k)
      CHECK(glm::length(sac.section(s + 1)[k] - sac.section(s)[k]) < 1.0f);
  for (const int s : {0, kMiddle - 30, kMiddle + 30, stand_in::kStations - 1})
    CHECK(stand_in::area(sac, s) == Approx(stand_in::area(healthy, s)).epsilon(1e-3));
}

TEST_CASE("The sac fills new room gradually, settles exactly and stays") {
  const FreeSpace narrow = stand_in::space({.ligament_mm = 3.5});
  FreeSpace wide = stand_in::space({.ligament_mm = 1.5});
  Sac sac = stand_in::resting(narrow);
  sac.nearRest = false;
  const double from = stand_in::area(sac, kMiddle);
  const double to = stand_in::area(stand_in::resting(wide), kMiddle);
  CHECK(ease(sac, wide, 1.0 / 60.0));
  CHECK(stand_in::area(sac, kMiddle) < from + 0.1 * (to - from));
  int ticks = 1;
  while (ease(sac, wide, 1.0 / 60.0)) REQUIRE(++ticks < 600);
  CHECK(ticks > 30);
  CHECK(sac.place_mm == wide.rest_mm);
  const auto asleep = sac.place_mm;
  for (int i = 0; i < 1000; ++i) CHECK_FALSE(ease(sac, wide, 1.0 / 60.0));
  CHECK(sac.place_mm == asleep);
}

TEST_CASE("The same room gives the same bits, however the threads fall") {
  const FreeSpace first = stand_in::space({.ligament_mm = 2.7, .disc_mm = 1.3});
  for (int i = 0; i < 5; ++i) {
    const FreeSpace again = stand_in::space({.ligament_mm = 2.7, .disc_mm = 1.3});
    CHECK(again.wall_mm == first.wall_mm);
    CHECK(again.rest_mm == first.rest_mm);
    CHECK(stand_in::resting(again).hash == stand_in::resting(first).hash);
  }
}

TEST_CASE("A mirrored canal gives the mirrored sac") {
  const Disease disease{.ligament_mm = 1.5, .disc_mm = 1.0, .leftOnly_mm = 1.5};
  FreeSpace left = stand_in::space(disease), right = left;
  const Clearance one = stand_in::canal(disease);
  const Clearance mirrored = [&](const math::Vec3& p) { return one({-p.x, p.y, p.z}); };
  right.wall_mm = freeRadii(right.frames, std::array{stand_in::kRange}, std::array{mirrored});
  right.rest_mm = restingPlaces(right.frames, right.wall_mm, false);
  const Sac a = stand_in::resting(left), b = stand_in::resting(right);
  for (int s = 0; s < a.stations; ++s)
    for (int k = 0; k < kSpokes; ++k) {
      const math::Vec2f &here = a.section(s)[k],
                        &there = b.section(s)[(kSpokes / 2 - 1 - k + kSpokes) % kSpokes];
      REQUIRE(there.x == Approx(-here.x).margin(1e-3));
      REQUIRE(there.y == Approx(here.y).margin(1e-3));
    }
}

TEST_CASE(
    "Every line along the sac keeps its length within three per cent, however deep the dent") {
  const FreeSpace space = stand_in::space({.ligament_mm = 4.0, .disc_mm = 3.0});
  const Sac sac = stand_in::resting(space);
  for (int k = 0; k < kSpokes; ++k) {
    double now = 0.0;
    for (int s = 0; s + 1 < sac.stations; ++s)
      now += std::hypot(static_cast<double>(glm::length(sac.section(s + 1)[k] - sac.section(s)[k])),
                        stand_in::kSpacing_mm);
    CHECK(now <= (1.0 + kStretchLimit) * stand_in::kSpacing_mm * (sac.stations - 1));
  }
}

TEST_CASE("Wherever it comes from the sac comes to the same rest, by itself and without a jump") {
  FreeSpace space = stand_in::space({.ligament_mm = 2.5, .disc_mm = 1.0});
  for (const Disease& from : {Disease{}, Disease{.ligament_mm = 4.0, .disc_mm = 3.0}}) {
    Sac sac = stand_in::resting(stand_in::space(from));
    sac.nearRest = false;
    int ticks = 0;
    while (!sac.nearRest) {
      ease(sac, space, 1.0 / 60.0);
      REQUIRE(++ticks < 600);
    }
    float off = 0.0f;
    for (std::size_t i = 0; i < sac.place_mm.size(); ++i)
      off = std::max(off, glm::length(sac.place_mm[i] - space.rest_mm[i]));
    CHECK(off < 0.25f);
    CHECK(stand_in::area(sac, kMiddle) ==
          Approx(stand_in::area(stand_in::resting(space), kMiddle)).margin(1.5));
  }
}

TEST_CASE(
    "The sac gives way to what fills the gap behind it, most where it has least room, and back") {
  FreeSpace space = stand_in::space({.ligament_mm = 3.0});
  Sac sac = stand_in::resting(space);
  const std::vector<math::Vec2f> before = sac.place_mm;
  const auto rest = [&] {
    sac.nearRest = false;
    for (int n = 0; n < 3600; ++n)
      if (!ease(sac, space, 1.0 / 60.0)) return true;
    return false;
  };
  const auto lost = [&](int station) {
    return area_mm2(outline(before.data() + station * kSpokes)) - stand_in::area(sac, station);
  };
  fill(space,
       std::vector<float>(static_cast<std::size_t>((stand_in::kStations - 1) * kGapCells), 0.8f),
       7);
  CHECK(space.roomKey() != space.key);
  REQUIRE(rest());
  CHECK(lost(stand_in::kMiddle) > 2.0);
  CHECK(lost(stand_in::kMiddle) < 16.0);
  CHECK(lost(stand_in::kMiddle) > lost(stand_in::kRange.first + 6));
  CHECK(lost(5) == Approx(0.0).margin(1e-3));
  fill(space, {}, 0);
  CHECK(space.roomKey() == space.key);
  REQUIRE(rest());
  CHECK(sac.place_mm == before);
}

TEST_CASE("The hash of a sac changes with its shape") {
  Sac sac = healthySac(stand_in::frames());
  const std::uint64_t before = sac.hash;
  sac.place_mm[100].x += 1e-4f;
  rehash(sac);
  CHECK(sac.hash != before);
}

TEST_CASE("Asking every wall only where it may be nearest finds the same room") {
  const Frames frames = stand_in::frames();
  const Clearance all = stand_in::canal({.ligament_mm = 3.0, .disc_mm = 2.0});
  const Clearance bone = stand_in::canal({.ligament_mm = -1.4, .disc_mm = -3.7});
  const std::vector<float> together =
      freeRadii(frames, std::array{stand_in::kRange}, std::array{all});
  const std::vector<float> apart =
      freeRadii(frames, std::array{stand_in::kRange}, std::array{bone, all});
  for (std::size_t i = 0; i < together.size(); ++i)
    REQUIRE(apart[i] == Approx(together[i]).margin(0.01));
}

TEST_CASE("The free radius ends on the wall") {
  const Frames frames = stand_in::frames();
  const Clearance canal = stand_in::canal({.ligament_mm = 3.0, .disc_mm = 2.0});
  const std::vector<float> walls =
      freeRadii(frames, std::array{StationRange{0, stand_in::kStations}}, std::array{canal});
  for (int s = 0; s < stand_in::kStations; s += 3)
    for (int k = 0; k < kSpokes; ++k) {
      const float r = walls[static_cast<std::size_t>(s * kSpokes + k)];
      if (r >= kNoWall_mm) continue;
      const math::Vec3 p = frames[static_cast<std::size_t>(s)].point(k, static_cast<double>(r));
      CHECK(std::abs(canal(p)) < 0.03);
    }
}

TEST_CASE("While what fills the gap still flows the sac follows, and looks for rest thereafter") {
  FreeSpace space = stand_in::space({.ligament_mm = 3.0});
  Sac sac = stand_in::resting(space);
  fill(space,
       std::vector<float>(static_cast<std::size_t>((stand_in::kStations - 1) * kGapCells), 0.8f),
       7);
  FreeSpace at_once = space;
  sac.nearRest = false;
  space.fills = true;
  for (int n = 0; n < 600; ++n) REQUIRE(ease(sac, space, 1.0 / 60.0));
  CHECK(space.rest_mm.empty());
  space.fills = false;
  bool moves = true;
  for (int n = 0; n < 600 && moves; ++n) moves = ease(sac, space, 1.0 / 60.0);
  CHECK_FALSE(moves);
  CHECK(sac.place_mm == restingPlaces(
                            at_once.frames,
                            [&] {
                              std::vector<float> felt = at_once.wall_mm;
                              for (std::size_t i = 0; i < felt.size(); ++i)
                                if (felt[i] < kNoWall_mm)
                                  felt[i] = std::max(felt[i] - at_once.filled_mm[i], 0.0f);
                              return felt;
                            }(),
                            false));
}
