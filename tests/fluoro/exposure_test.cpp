// The pedal's pulse clock.
#include "fluoro/exposure.hpp"

#include "support/catch.hpp"

using namespace unkink::fluoro;

namespace {

int pulsesIn(Pedal& pedal, int ticks) {
  int pulses = 0;
  for (int i = 0; i < ticks; ++i) pulses += tickPedal(pedal, 1.0 / 60.0) ? 1 : 0;
  return pulses;
}

}  // namespace

TEST_CASE("a released pedal gives no pulse") {
  Pedal pedal;
  CHECK(pulsesIn(pedal, 600) == 0);
}

TEST_CASE("a held pedal pulses at its rate, the first with the press") {
  const auto rate = GENERATE(1.0, 4.0, 8.0, 15.0, 30.0);
  Pedal pedal{true, rate};
  CHECK(tickPedal(pedal, 1.0 / 60.0));
  CHECK(pulsesIn(pedal, 599) == static_cast<int>(10.0 * rate) - 1);
}

TEST_CASE("each press gives one pulse at once") {
  Pedal pedal;
  for (int press = 0; press < 5; ++press) {
    pedal.pressed = true;
    CHECK(pulsesIn(pedal, 2) == 1);
    pedal.pressed = false;
    CHECK(pulsesIn(pedal, 3) == 0);
  }
}

TEST_CASE("a single shot is one pulse for each press, however long it is held") {
  Pedal pedal{true, 8.0};
  pedal.mode = PedalMode::kSingleShot;
  CHECK(pulsesIn(pedal, 600) == 1);
  pedal.pressed = false;
  CHECK(pulsesIn(pedal, 2) == 0);
  pedal.pressed = true;
  CHECK(pulsesIn(pedal, 600) == 1);
}

TEST_CASE("the tutor's continuous mode exposes at video rate, and only while pressed") {
  Pedal pedal;
  pedal.mode = PedalMode::kContinuous;
  CHECK(pulsesIn(pedal, 600) == 0);
  pedal.pressed = true;
  CHECK(pulsesIn(pedal, 600) == 300);
}

TEST_CASE("the monitor turns clockwise, then flips left for right") {
  using unkink::math::Vec2;
  using unkink::units::Deg;
  const auto near = [](const Vec2& a, const Vec2& b) { return glm::length(a - b) < 1e-12; };
  CHECK(near(onDetector({}, {0.3, 0.7}), {0.3, 0.7}));
  // turned by a quarter, what was up is at the right
  CHECK(near(onDetector({Deg(90.0)}, {1.0, 0.0}), {0.0, 1.0}));
  CHECK(near(onDetector({Deg(90.0), true}, {-1.0, 0.0}), {0.0, 1.0}));
  CHECK(near(onDetector({Deg(0.0), true}, {0.4, 0.2}), {-0.4, 0.2}));
}

TEST_CASE("what was seen on the detector is shown where onDetector looks for it") {
  using unkink::math::Vec2;
  using unkink::units::Deg;
  for (const double turn : {-170.0, -90.0, 0.0, 33.0, 180.0})
    for (const bool flipped : {false, true}) {
      const Monitor monitor{Deg(turn), flipped};
      const Vec2 seen(0.3, -0.7);
      CHECK(glm::length(onDetector(monitor, onMonitor(monitor, seen)) - seen) < 1e-12);
      const Vec2 mirrored = onMonitor({Deg(turn), !flipped}, seen);
      const Vec2 shown = onMonitor(monitor, seen);
      CHECK(glm::length(mirrored - Vec2(-shown.x, shown.y)) < 1e-12);
    }
}
