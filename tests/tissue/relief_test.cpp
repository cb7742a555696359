// The relief: a ligament thinned from behind gives way dorsally, settles, and is held at bone.
#include "support/catch.hpp"
#include "tissue/level.hpp"

#include <numeric>

using namespace unkink;
using namespace unkink::tissue;
using test::base;
using test::Subject;

namespace {

Subject bitten() {
  Subject s;
  bite(s.body(), s.live, test::softOnly(test::ball(2.0)),
       test::placedAt(test::materialAt(test::deepest(Channel::kLigament))));
  aimRelief(base(), s.live.carving, s.severity, s.live.relief);
  return s;
}

float most(const std::vector<float>& map) { return *std::max_element(map.begin(), map.end()); }

}  // namespace

TEST_CASE("an untouched ligament stays where it is") {
  Subject s;
  CHECK(s.live.relief.settled());
  aimRelief(base(), s.live.carving, 1.0, s.live.relief);
  CHECK(s.live.relief.settled());
  CHECK_FALSE(easeRelief(s.live.relief, 0.1));
}

TEST_CASE("the relief comes to rest at its target within a few seconds and then stops") {
  Subject s = bitten();
  Relief& relief = s.live.relief;
  CHECK(most(relief.target_mm) > 0.5f);
  CHECK(most(relief.target_mm) < 4.0f);
  CHECK_FALSE(relief.settled());
  float before = 0.0f;
  int ticks = 0;
  for (; easeRelief(relief, 1.0 / 60.0) && ticks < 600; ++ticks) {
    CHECK(most(relief.now_mm) >= before);
    before = most(relief.now_mm);
  }
  CHECK(ticks < 240);
  CHECK(relief.settled());
  CHECK(relief.now_mm == relief.target_mm);
}

TEST_CASE("one long wait and many short ones bring the relief equally far") {
  Subject a = bitten(), b = bitten();
  easeRelief(a.live.relief, 0.3);
  for (int n = 0; n < 18; ++n) easeRelief(b.live.relief, 0.3 / 18);
  CHECK(most(a.live.relief.now_mm) == Approx(most(b.live.relief.now_mm)).epsilon(0.02));
}

TEST_CASE("what drifts is the ligament away from bone; bone and its attachments stay") {
  Subject s = bitten();
  s.live.relief.now_mm = s.live.relief.target_mm;
  Subject still;
  double moved = 0.0;
  bool held = true, dorsal = true;
  const math::SampleBox w = base().window().grown(-2);
  for (int k = w.lo.z; k < w.hi.z; k += 2)
    for (int j = w.lo.y; j < w.hi.y; j += 2)
      for (int i = w.lo.x; i < w.hi.x; i += 2) {
        const math::Vec3 m = test::materialAt({i, j, k});
        for (const Channel c : {Channel::kUpperBone, Channel::kLowerBone, Channel::kDisc})
          held =
              held && s.body().patientFromMaterial(c, m) == still.body().patientFromMaterial(c, m);
        const math::Vec3 d = s.body().patientFromMaterial(Channel::kLigament, m) -
                             still.body().patientFromMaterial(Channel::kLigament, m);
        const bool onBone = base().value(Channel::kUpperBone, {i, j, k}, 0.0f) < 0.0f ||
                            base().value(Channel::kLowerBone, {i, j, k}, 0.0f) < 0.0f;
        if (onBone) held = held && glm::length(d) < 1e-9;
        moved = std::max(moved, glm::length(d));
        dorsal = dorsal && glm::dot(d, base().dorsal()) >= -1e-9;
      }
  CHECK(held);
  CHECK(dorsal);
  CHECK(moved > 0.4);
}

TEST_CASE("the relief is local, and goes when the bite is taken back") {
  Subject s = bitten();
  const math::Vec3 at = test::materialAt(test::deepest(Channel::kLigament));
  s.live.relief.now_mm = s.live.relief.target_mm;
  const double h = base().spacing_mm();
  CHECK(s.live.relief.at(at, h) > 0.4);
  CHECK(s.live.relief.at({-at.x, at.y, at.z}, h) == 0.0);
  aimRelief(base(), Carving{}, 1.0, s.live.relief);
  for (int n = 0; n < 600 && easeRelief(s.live.relief, 1.0 / 60.0); ++n) {
  }
  CHECK(most(s.live.relief.now_mm) == 0.0f);
}
