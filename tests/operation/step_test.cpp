// One tick after another: the same every time, in the order of source and sequence, never thrown.
#include "operation/hand.hpp"
#include "support/catch.hpp"

#include <random>
#include <vector>

using namespace unkink;
using namespace unkink::operation;
using test::defaultCase;
using test::Hand;

namespace {

/// Commands that anybody might say, sensible or not, within their ranges.
std::vector<Command> babble(std::mt19937& random) {
  std::vector<Command> said;
  if (random() % 4 != 0) return said;
  const auto verb = static_cast<Verb>(random() % kVerbCount);
  Command c = command(verb);
  for (int k = 0; k < info(verb).valueCount; ++k) {
    const ValueInfo& range = info(verb).values[static_cast<std::size_t>(k)];
    const double share = static_cast<double>(random() % 1001) / 1000.0;
    c.values[static_cast<std::size_t>(k)] = range.min + share * (range.max - range.min);
  }
  said.push_back(c);
  return said;
}

State afterBabble(unsigned seed, int ticks) {
  std::mt19937 random(seed);
  State s = initialState(defaultCase());
  for (int n = 0; n < ticks; ++n) step(defaultCase(), s, babble(random));
  return s;
}

}  // namespace

TEST_CASE("whatever is said, a step is taken, and taken the same way every time") {
  for (const unsigned seed : {1u, 2u, 3u}) {
    const State s = afterBabble(seed, 200);
    CHECK(s.tick == 200);
    CHECK(std::isfinite(s.procedureTime_s));
    CHECK(std::isfinite(s.portal.depth_mm));
    for (const math::Vec2f& p : s.sac.place_mm) CHECK(glm::length(p) < 40.0f);
    CHECK(hash(afterBabble(seed, 200)) == hash(s));
  }
}

TEST_CASE("a copy of a state goes on as the original does") {
  Hand one;
  one.say(Verb::kPatientSeverity, 1.0);
  one.wait(0.5);
  Hand other = one;
  for (Hand* h : {&one, &other}) {
    h->say(Verb::kPatientPosture, -0.5);
    h->wait(1.0);
  }
  CHECK(hash(one.state) == hash(other.state));
}

TEST_CASE("within a tick the autopilot speaks first, then the user, each in sequence") {
  Command first = command(Verb::kPatientPosture, 0.1), second = command(Verb::kPatientPosture, 0.2),
          last = command(Verb::kPatientPosture, 0.3);
  first.source = Source::kAutopilot;
  first.sequence = 9;
  second.sequence = 1;
  last.sequence = 2;
  std::vector<std::uint64_t> hashes;
  std::vector<Command> said{first, second, last};
  for (int n = 0; n < 3; ++n) {
    Hand h;
    step(defaultCase(), h.state, said);
    CHECK(h.state.patient.postureGoal == 0.3);
    hashes.push_back(hash(h.state));
    std::rotate(said.begin(), said.begin() + 1, said.end());
  }
  CHECK(hashes[0] == hashes[1]);
  CHECK(hashes[0] == hashes[2]);
}

TEST_CASE("the hash tells apart states that differ in one thing") {
  Hand h;
  const State& s = h.state;
  const std::uint64_t same = hash(s);
  const auto with = [&](auto&& change) {
    State t = s;
    change(t);
    return hash(t);
  };
  CHECK(with([](State&) {}) == same);
  CHECK(with([](State& t) { t.tick += 1; }) != same);
  CHECK(with([](State& t) { t.patient.posture = 1e-9; }) != same);
  CHECK(with([](State& t) { t.patient.standing = false; }) != same);
  CHECK(with([](State& t) { t.cArm.now.primary.value += 1e-9; }) != same);
  CHECK(with([](State& t) { t.cArm.goal.swivel.value += 1e-9; }) != same);
  CHECK(with([](State& t) { t.cArm.now.sourceToDetector_mm += 1e-9; }) != same);
  CHECK(with([](State& t) { t.cArm.now.collimator.irisRadius_mm -= 1e-9; }) != same);
  CHECK(with([](State& t) { t.cArm.goal.collimator.leafTurn.value += 1e-9; }) != same);
  CHECK(with([](State& t) { t.cArm.pedal.mode = fluoro::PedalMode::kSingleShot; }) != same);
  CHECK(with([](State& t) { t.cArm.monitor.flipped = true; }) != same);
  CHECK(with([](State& t) { t.dose.exposures += 1; }) != same);
  CHECK(with([](State& t) { t.needle.depth_mm += 1e-9; }) != same);
  CHECK(with([](State& t) { t.tool.angle.value += 1e-9; }) != same);
  CHECK(with([](State& t) { t.skinOpen = true; }) != same);
  CHECK(with([](State& t) { t.duraTorn = true; }) != same);
  CHECK(with([](State& t) { t.removed.bites += 1; }) != same);
  CHECK(with([](State& t) { t.events.push_back({}); }) != same);
  CHECK(with([](State& t) { test::treatedLevel(t).relief.now_mm[3] = 1e-9f; }) != same);
}

TEST_CASE("what cannot be done is refused as an event, with its verb, and changes nothing else") {
  for (const Verb verb : {Verb::kNeedleInject, Verb::kSkinClose, Verb::kPortalPlace,
                          Verb::kToolInsert, Verb::kToolBite, Verb::kToolRemove, Verb::kEditUndo}) {
    Hand h, idle;
    h.say(verb, verb == Verb::kToolInsert ? 1.0 : 0.0);
    idle.wait(kTick_s);
    INFO(info(verb).name);
    REQUIRE(h.state.events.size() == 1);
    CHECK(h.state.events[0].kind == EventKind::kRefused);
    CHECK(h.state.events[0].values[0] == static_cast<double>(verb));
    CHECK(h.state.events[0].tick == 1);
    h.state.events.clear();
    CHECK(hash(h.state) == hash(idle.state));
  }
}

TEST_CASE("the clock runs with the ticks, and ahead of them where the story skips") {
  Hand h;
  h.wait(1.0);
  CHECK(h.state.procedureTime_s == Approx(1.0));
  h.say(Verb::kClockWait, 600.0);
  CHECK(h.state.procedureTime_s == Approx(601.0 + kTick_s));
  CHECK(h.state.tick == 61);
}
