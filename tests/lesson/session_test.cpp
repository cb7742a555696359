// A session: every way to a tick leads to the same state, and a hand may take over and give back.
#include "lesson/session.hpp"

#include "lesson/stories.hpp"
#include "lesson/story.hpp"
#include "support/catch.hpp"

#include <array>

using namespace unkink;
using namespace unkink::lesson;
using operation::command;
using operation::hash;
using operation::Verb;

namespace {

/// The shipped story as far as bone is bitten: everything but the long debulking.
constexpr int kStages = 9;

Session& onDemand() {
  static Session session(test::sharedDefaultCase(), test::shipped(), false);
  return session;
}

void say(Session& s, Verb verb, double a = 0.0) { s.act(std::array{command(verb, a)}); }

}  // namespace

TEST_CASE("straight play, scrubbing back and forth and jumps land on the same state") {
  Session played(test::sharedDefaultCase(), test::brief(), false);
  played.seekEndOf(3);
  const std::uint64_t last = played.tick();
  CHECK(played.finished());
  played.seek(0);
  std::vector<std::uint64_t> straight{hash(played.state())};
  while (played.play(1) == 1) straight.push_back(hash(played.state()));
  REQUIRE(straight.size() == last + 1);
  CHECK(played.play(10) == 0);

  Session scrubbed(test::sharedDefaultCase(), test::brief(), false);
  std::uint64_t at = last / 2;
  for (int n = 0; n < 60; ++n) {
    scrubbed.seek(at);
    INFO("tick " << at);
    REQUIRE(scrubbed.tick() == at);
    REQUIRE(hash(scrubbed.state()) == straight[at]);
    at = (at * 7 + 61) % (last + 1);
  }
  scrubbed.seek(last + 5000);
  CHECK(scrubbed.tick() == last);
  scrubbed.seekEndOf(-1);
  CHECK(scrubbed.tick() == 0);
}

TEST_CASE("the shipped story is the same played straight, jumped about in, and written ahead",
          "[again]") {
  const auto written = test::endHashes(onDemand(), kStages);
  std::vector<std::uint64_t> straight;
  onDemand().seek(0);
  for (int n = 0; n < kStages; ++n) {
    while (onDemand().tick() < onDemand().span(n)->last) onDemand().play(1);
    straight.push_back(hash(onDemand().state()));
  }
  CHECK(straight == written);
  for (const int n : {8, 2, 6, 0, 7, 1, 8, 3}) {
    onDemand().seekEndOf(n);
    onDemand().play(70);  // and a little beyond
    onDemand().seekEndOf(n);
    CHECK(hash(onDemand().state()) == written[static_cast<std::size_t>(n)]);
  }
  Session ahead(test::sharedDefaultCase(), test::shipped(), true);
  for (const int n : {4, 8, 1}) {
    ahead.seekEndOf(n);
    CHECK(hash(ahead.state()) == written[static_cast<std::size_t>(n)]);
  }
}

TEST_CASE("stages follow one another without a gap, and every tick knows its stage") {
  Session s(test::sharedDefaultCase(), test::brief(), false);
  CHECK(s.stageCount() == 4);
  CHECK_FALSE(s.span(0));
  s.seekEndOf(3);
  CHECK(s.span(0)->first == 0);
  for (int n = 0; n < 4; ++n) {
    const auto span = s.span(n);
    REQUIRE(span);
    CHECK(span->first < span->last);
    if (n > 0) CHECK(span->first == s.span(n - 1)->last);
    s.seek(span->last);
    CHECK(s.stage() == n);
    s.seekBeginningOf(n);
    CHECK(s.tick() == span->first);
    s.seek(span->first + 1);
    CHECK(s.stage() == n);
  }
  CHECK_FALSE(s.span(4));
  CHECK_FALSE(s.span(-1));
  CHECK(s.writtenTicks() == s.span(3)->last);
}

TEST_CASE("no place in the story is more than a second's worth of steps from a keyframe") {
  Story story(operation::initialState(test::defaultCase()));
  const Procedure procedure = test::brief();
  Writer writer(test::defaultCase(), procedure, story.beginning(), 0);
  while (!story.finished()) story.append(writer.write(17));
  for (std::uint64_t tick = 0; tick <= story.lastTick(); ++tick) {
    const std::uint64_t from = story.keyframeAt(tick).tick;
    CHECK(from <= tick);
    CHECK(tick - from <= kTicksBetweenKeyframes);
  }
  // and the end of a stage is there at once
  for (const std::uint64_t end : story.stageEnds()) CHECK(story.keyframeAt(end).tick == end);
}

TEST_CASE("a hand cuts the future off and resume brings the story to its end") {
  for (const bool ahead : {false, true}) {
    Session s(test::sharedDefaultCase(), test::brief(), ahead);
    s.seekEndOf(0);
    s.play(20);
    const std::uint64_t at = s.tick();
    say(s, Verb::kPatientPosture, -0.3);
    CHECK(s.handsOn());
    CHECK(s.tick() == at + 1);
    CHECK(s.writtenTicks() == at + 1);
    CHECK(s.state().patient.postureGoal == -0.3);
    CHECK(s.play(5) == 0);
    for (int n = 0; n < 90; ++n) s.act({});
    s.seekEndOf(3);  // nothing writes while the hand is on
    CHECK(s.tick() == at + 91);
    s.resume();
    CHECK_FALSE(s.handsOn());
    s.seekEndOf(3);
    CHECK(s.finished());
    CHECK(s.span(3));
    CHECK_FALSE(s.span(4));
    CHECK(s.state().skinOpen);
    CHECK(s.state().patient.posture == 0.2);
  }
}

TEST_CASE("what a hand did is scrubbed like the story, and may be done otherwise") {
  Session s(test::sharedDefaultCase(), test::brief(), false);
  s.seek(30);
  std::vector<std::uint64_t> done{hash(s.state())};
  for (int n = 0; n < 150; ++n) {
    say(s, Verb::kPatientPosture, n % 2 ? 0.4 : -0.4);
    done.push_back(hash(s.state()));
  }
  for (const std::uint64_t n : {150u, 3u, 77u, 0u, 149u}) {
    s.seek(30 + n);
    CHECK(hash(s.state()) == done[n]);
  }
  // back in one's own past, another way: the rest of it is gone
  s.seek(100);
  say(s, Verb::kPatientPosture, 1.0);
  CHECK(s.tick() == 101);
  CHECK(s.writtenTicks() == 101);
  CHECK(hash(s.state()) != done[71]);
  s.seek(90);
  CHECK(hash(s.state()) == done[60]);
}

TEST_CASE("resumed at the very end of a stage the story goes on with the next") {
  Session s(test::sharedDefaultCase(), test::brief(), false);
  s.seekEndOf(1);
  const std::uint64_t end = s.tick();
  say(s, Verb::kCArmPedal, 0.0);
  s.seek(end);
  s.resume();
  s.seekEndOf(3);
  CHECK(s.finished());
  CHECK(s.span(2)->first == end);
  CHECK(s.state().skinOpen);
  CHECK(s.state().dose.exposures > 0);
  CHECK_FALSE(s.span(4));
}

TEST_CASE("resumed after the end of the story there is nothing left to write") {
  Session s(test::sharedDefaultCase(), test::brief(), false);
  s.seekEndOf(3);
  say(s, Verb::kPatientPosture, 0.0);
  CHECK(s.stage() == 4);
  s.resume();
  s.seek(s.tick() + 1000);
  CHECK(s.finished());
  CHECK(s.stage() == 4);
  CHECK_FALSE(s.span(4));
}

TEST_CASE("the autopilot that goes on after a hand does so the same way every time") {
  const auto run = [] {
    Session s(test::sharedDefaultCase(), test::brief(), true);
    s.seek(40);
    say(s, Verb::kPatientSeverity, 0.6);
    for (int n = 0; n < 10; ++n) s.act({});
    s.resume();
    s.seekEndOf(3);
    return hash(s.state());
  };
  CHECK(run() == run());
}

TEST_CASE(
    "a story that was left is taken up at the same state and stage, and goes on the same way") {
  Session left(test::sharedDefaultCase(), test::brief(), false);
  left.seekEndOf(3);
  const std::uint64_t end = hash(left.state());
  left.seek(left.span(1)->last + 7);
  Session again(test::sharedDefaultCase(), test::brief(), false, left.recording());
  CHECK(again.tick() == left.tick());
  CHECK(hash(again.state()) == hash(left.state()));
  CHECK(again.stage() == left.stage());
  CHECK_FALSE(again.handsOn());
  again.seekEndOf(3);
  CHECK(hash(again.state()) == end);
}

TEST_CASE("what a hand left is taken up with its past, and waits to be given back") {
  Session left(test::sharedDefaultCase(), test::brief(), false);
  left.seekEndOf(1);
  say(left, Verb::kPatientPosture, 0.35);
  for (int n = 0; n < 200; ++n) left.act({});
  Session again(test::sharedDefaultCase(), test::brief(), false, left.recording());
  CHECK(again.tick() == left.tick());
  CHECK(hash(again.state()) == hash(left.state()));
  CHECK(again.stage() == left.stage());
  CHECK(again.handsOn());
  left.seekBeginningOf(1);
  again.seekBeginningOf(1);
  CHECK(hash(again.state()) == hash(left.state()));
  again.seek(again.writtenTicks());
  again.resume();
  again.seekEndOf(3);
  CHECK(again.finished());
}

TEST_CASE("a recording that ends otherwise than it says is not taken up") {
  Session left(test::sharedDefaultCase(), test::brief(), false);
  left.seekEndOf(0);
  Recording changed = left.recording();
  changed.finalHash = *changed.finalHash + 1;
  CHECK_THROWS(Session(test::sharedDefaultCase(), test::brief(), false, changed));
}
