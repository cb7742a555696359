// The patient: bends and sickens at a body's pace, and the sac answers.
#include "operation/hand.hpp"
#include "support/catch.hpp"

using namespace unkink;
using namespace unkink::operation;
using test::defaultCase;
using test::Hand;

TEST_CASE("a narrowed canal is wider flexed than extended") {
  Hand h;
  h.say(Verb::kPatientSeverity, 1.0);
  h.wait(6.0);
  std::array<double, 3> area{};
  for (const int n : {0, 1, 2}) {
    h.say(Verb::kPatientPosture, n - 1.0);
    h.wait(5.0);
    area[static_cast<std::size_t>(n)] = h.area_mm2();
  }
  CHECK(area[0] + 2.0 < area[1]);
  CHECK(area[1] + 1.5 < area[2]);
}

TEST_CASE("a healthy sac does not shrink on standing up") {
  Hand h;
  h.say(Verb::kPatientLoad, 0.0);
  h.wait(4.0);
  const double lying = h.area_mm2();
  h.say(Verb::kPatientLoad, 1.0);
  h.wait(4.0);
  CHECK(h.area_mm2() >= lying);
}

TEST_CASE("disease narrows the sac, and health gives the room back") {
  Hand h;
  const double healthy = h.area_mm2();
  h.say(Verb::kPatientSeverity, 1.0);
  h.wait(6.0);
  const double ill = h.area_mm2();
  CHECK(ill < 0.75 * healthy);
  h.say(Verb::kPatientSeverity, 0.0);
  h.wait(6.0);
  CHECK(h.area_mm2() == Approx(healthy).margin(0.5));
}

TEST_CASE("posture and severity move steadily and stop at their goals") {
  Hand h;
  h.say(Verb::kPatientPosture, 1.0);
  double before = h.state.patient.posture;
  CHECK(before < 0.05);
  for (int n = 0; n < 300; ++n) {
    h.wait(kTick_s);
    CHECK(h.state.patient.posture >= before);
    CHECK(h.state.patient.posture - before < 0.02);
    before = h.state.patient.posture;
  }
  CHECK(before == 1.0);
}

TEST_CASE("a patient who is left alone comes to rest, and only the clock goes on") {
  Hand h;
  h.layDown();
  CHECK(h.state.sac.asleep);
  const State rested = h.state;
  h.wait(1.0);
  CHECK(h.state.sac.hash == rested.sac.hash);
  CHECK(test::treatedLevel(h.state).relief.now_mm == test::treatedLevel(rested).relief.now_mm);
}
