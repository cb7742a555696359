// What the patient would be like had nothing been removed: equal in all but that.
#include "operation/default_case.hpp"
#include "support/catch.hpp"
#include "thecal_sac/sections.hpp"

using namespace unkink;
using namespace unkink::operation;

namespace {

/// Standing bent forward with the disease, something bitten away, the sac not at rest.
State treated(int bites) {
  const Case& theCase = test::defaultCase();
  State s = initialState(theCase);
  const Command posture = command(Verb::kPatientPosture, 0.5),
                severity = command(Verb::kPatientSeverity, 1.0);
  for (int n = 0; n < 200; ++n)
    step(theCase, s, n == 0 ? std::vector<Command>{posture, severity} : std::vector<Command>{});
  s.removed.bites = bites;
  s.removed.ligament_mm3 = 12.0 * bites;
  s.duraTorn = bites > 3;
  s.skinOpen = bites > 0;
  s.portal.placed = bites > 0;
  s.events.push_back({});
  for (math::Vec2f& p : s.sac.place_mm) p *= 1.0f - 0.01f * static_cast<float>(bites);
  thecal_sac::rehash(s.sac);
  return s;
}

}  // namespace

TEST_CASE("the untouched patient has the same posture, load and severity, and lacks nothing") {
  const State now = treated(5), before = untouched(test::defaultCase(), now);
  CHECK(before.patient.posture == now.patient.posture);
  CHECK(before.patient.severity == now.patient.severity);
  CHECK(before.patient.standing == now.patient.standing);
  CHECK(before.tick == now.tick);
  CHECK(before.cArm.exposure.number == now.cArm.exposure.number);
  CHECK(before.removed.bites == 0);
  CHECK(before.removed.ligament_mm3 == 0.0);
  CHECK(before.removed.bone_mm3 == 0.0);
  CHECK_FALSE(before.duraTorn);
  CHECK_FALSE(before.skinOpen);
  CHECK_FALSE(before.portal.placed);
  CHECK(before.undo == nullptr);
}

TEST_CASE("its sac rests, and its area is the untouched one") {
  const Case& theCase = test::defaultCase();
  const State now = treated(5);
  State before = untouched(theCase, now);
  const auto area = [&](const State& s) {
    return thecal_sac::measureLevel(theCase.spine(), s.freeSpace.frames, s.sac, theCase.level())
        .area_mm2;
  };
  CHECK(area(before) == Approx(untouchedArea_mm2(theCase, now)));
  const double rested = area(before);
  for (int n = 0; n < 60; ++n) step(theCase, before, {});
  CHECK(area(before) == Approx(rested).margin(0.05));
}

TEST_CASE("what has been carved away does not tell in it") {
  const Case& theCase = test::defaultCase();
  CHECK(hash(untouched(theCase, treated(1))) == hash(untouched(theCase, treated(9))));
  CHECK(hash(treated(1)) != hash(treated(9)));
}
