// The play head does what panels and keys ask for.
#ifdef UNKINK_GRAPHICS
#include "app/graphics/player.hpp"

#include "app/graphics/clock.hpp"
#include "app/graphics/director.hpp"
#include "app/graphics/pace.hpp"
#include "app/material.hpp"
#include "support/catch.hpp"

#include <algorithm>

using namespace unkink;

namespace {

struct Stage {
  std::unique_ptr<lesson::Session> session = app::startSession(app::Options{});
  app::Player player{*session};

  void let(double seconds) {
    for (int n = 0; n < static_cast<int>(seconds * 60.0); ++n) player.advance(1);
  }
  void ask(const ui::UiOutput& output) {
    player.apply(output);
    player.advance(1);
  }
};

ui::UiOutput asked(bool play) {
  ui::UiOutput o;
  o.play = play;
  return o;
}

/// Every stage of the story in its order.
lesson::Route whole() {
  lesson::Route route;
  for (int n = 0; n < 15; ++n) route.stops.push_back({n});
  return route;
}

/// So many words in the first stage, none in the others.
std::vector<lesson::StageWords> words(int first) {
  std::vector<lesson::StageWords> all(15);
  all.front().plain = first;
  return all;
}

double ticks(const Stage& s, int stage) {
  const auto span = s.session->span(stage);
  return static_cast<double>(span->last - span->first);
}

ui::UiOutput step(int by) {
  ui::UiOutput o;
  o.step = by;
  return o;
}

}  // namespace

TEST_CASE("the play head plays, pauses and steps") {
  Stage s;
  s.session->seekEndOf(2);  // three stages are written
  s.session->seek(0);
  ui::UiOutput play;
  play.play = true;
  s.ask(play);
  s.let(1.0);
  CHECK(s.session->tick() >= 60);
  play.play = false;
  s.ask(play);
  const std::uint64_t there = s.session->tick();
  s.let(1.0);
  CHECK(s.session->tick() == there);
  CHECK_FALSE(s.player.running());
}

TEST_CASE("a step goes to the next stage's beginning, plays that stage and stops") {
  Stage s;
  s.session->seekEndOf(2);
  s.session->seek(0);
  s.ask(step(1));
  CHECK(s.player.stage() == 1);
  CHECK(s.player.story().playing);
  s.let(60.0);
  CHECK(s.session->tick() == s.session->span(1)->last);
  CHECK_FALSE(s.player.story().playing);
  s.ask(step(-1));
  CHECK(s.player.stage() == 0);
  s.ask(step(-1));
  CHECK(s.player.stage() == 0);
}

TEST_CASE("a stage is shown until its text can be read") {
  Stage s;
  s.session->seekEndOf(1);
  s.session->seek(0);
  const int length = static_cast<int>(s.session->span(0)->last);
  const std::vector<lesson::Route> routes{whole()};
  // at three words a second, five seconds more than it plays for
  s.player.setRoutes(routes, words(static_cast<int>(3.0 * (length + 300) / 60.0)));
  s.player.play();
  s.let(length / 60.0 + 4.0);
  CHECK(s.session->tick() == s.session->span(0)->last);
  CHECK(s.player.story().playing);
  s.let(2.0);
  CHECK(s.player.stage() == 1);
}

TEST_CASE("a route is followed by Next, by Previous and by playing on, and ends where it ends") {
  Stage s;
  s.session->seekEndOf(3);
  s.session->seek(0);
  lesson::Route route;
  route.stops = {{1}, {3}};
  const std::vector<lesson::Route> routes{whole(), route};
  s.player.setRoutes(routes, {});
  s.player.follow(1);
  s.player.advance(1);
  CHECK(s.player.stage() == 1);
  s.ask(step(1));
  CHECK(s.player.stage() == 3);
  s.ask(step(-1));
  CHECK(s.player.stage() == 1);
  s.player.play();
  s.let(ticks(s, 1) / 60.0 + 1.0);
  CHECK(s.player.stage() == 3);
  CHECK(s.player.story().playing);
  s.let(ticks(s, 3) / 60.0 + 1.0);
  CHECK(s.session->tick() == s.session->span(3)->last);
  CHECK_FALSE(s.player.story().playing);
  s.ask(asked(true));  // from its beginning again
  CHECK(s.player.stage() == 1);
}

TEST_CASE("a route that waits does so at each stage's end, and Play goes on from there") {
  Stage s;
  s.session->seekEndOf(1);
  s.session->seek(0);
  lesson::Route route = whole();
  route.waits = true;
  const std::vector<lesson::Route> routes{route};
  s.player.setRoutes(routes, {});
  s.player.play();
  s.let(ticks(s, 0) / 60.0 + 2.0);
  CHECK(s.session->tick() == s.session->span(0)->last);
  CHECK_FALSE(s.player.story().playing);
  s.ask(asked(true));
  CHECK(s.player.stage() == 1);
  CHECK(s.player.story().playing);
}

TEST_CASE("a stage in a loop begins again at its end until it is let go") {
  Stage s;
  s.session->seekEndOf(1);
  s.session->seek(0);
  ui::UiOutput o = asked(true);
  o.show.loop = true;
  s.ask(o);
  s.let(ticks(s, 0) / 60.0 + 1.0);
  CHECK(s.player.stage() == 0);
  CHECK(s.session->tick() < 90);
  o.show.loop = false;
  s.ask(o);
  s.let(ticks(s, 0) / 60.0 + 1.0);
  CHECK(s.player.stage() == 1);
}

TEST_CASE("a frame step pauses and goes so many ticks on or back, never past what is written") {
  Stage s;
  s.session->seekEndOf(0);
  s.session->seek(100);
  s.ask(asked(true));
  const std::uint64_t from = s.session->tick();
  ui::UiOutput o;
  o.show.ticks = 6;
  s.ask(o);
  CHECK(s.session->tick() == from + 6);
  CHECK_FALSE(s.player.story().playing);
  o.show.ticks = -7;
  s.ask(o);
  CHECK(s.session->tick() == from - 1);
  o.show.ticks = -10000;
  s.ask(o);
  CHECK(s.session->tick() == 0);
  CHECK_FALSE(s.player.running());
}

TEST_CASE("begun anew, the story is what it was before any hand") {
  Stage s;
  lesson::Route route;
  route.stops = {{1}};
  const std::vector<lesson::Route> routes{route};
  s.player.setRoutes(routes, {});
  s.session->seekEndOf(1);
  s.session->seek(s.session->span(0)->last + 20);
  ui::UiOutput o;
  o.commands.push_back(operation::command(operation::Verb::kPatientPosture, -0.7));
  s.ask(o);
  s.let(3.0);
  s.ask(asked(true));  // the story goes on from there
  s.let(1.0);
  s.player.beginAnew();
  s.session->seekEndOf(1);  // until it is written anew
  s.session->seek(s.session->span(0)->last);
  s.player.advance(1);
  CHECK_FALSE(s.session->handsOn());
  CHECK(s.player.stage() == 1);
  CHECK(s.player.story().playing);
  const auto& commands = s.session->recording().commands;
  CHECK(std::ranges::none_of(commands, [](const lesson::TimedCommand& c) {
    return c.command.source == operation::Source::kUser;
  }));
}

TEST_CASE("the user's hand takes over, and play gives the story back") {
  Stage s;
  s.session->seekEndOf(0);
  s.session->seek(10);
  ui::UiOutput o;
  o.commands.push_back(operation::command(operation::Verb::kPatientPosture, 0.3));
  s.ask(o);
  CHECK(s.session->handsOn());
  s.let(8.0);
  CHECK(s.session->state().patient.posture == Approx(0.3));
  CHECK_FALSE(s.player.running());  // time stands still again
  ui::UiOutput play;
  play.play = true;
  s.ask(play);
  CHECK_FALSE(s.session->handsOn());
}

TEST_CASE("the clock owes whole ticks, at most six a frame, and counts what it drops") {
  app::TickClock clock;
  CHECK(clock.owed(10.0) == 0);
  CHECK(clock.owed(10.0 + 1.5 / 60.0) == 1);
  CHECK(clock.owed(10.0 + 3.01 / 60.0) == 2);
  CHECK(clock.owed(11.0) == 6);
  CHECK(clock.dropped() == 51);
}

TEST_CASE("effects are drawn at rest, and in motion where frames are cheap") {
  using render::Quality;
  app::Pace slow, fast;
  CHECK(slow.quality(false) == Quality::kFull);
  CHECK(slow.quality(true) == Quality::kReduced);  // nothing is known yet
  for (int n = 0; n < 30; ++n) {
    slow.measured(300.0, Quality::kFull, 1.0f);
    slow.measured(120.0, Quality::kReduced, 1.0f);
    fast.measured(5.0, Quality::kFull, 1.0f);
  }
  CHECK(slow.quality(true) == Quality::kReduced);
  CHECK(slow.resolution(true) < 1.0f);
  CHECK(slow.resolution(false) == 1.0f);
  CHECK(fast.quality(true) == Quality::kFull);
  CHECK(fast.resolution(true) == 1.0f);
}

TEST_CASE("a slice that the user has moved stays through the stages until it is given back") {
  Stage s;
  const operation::State& state = s.session->state();
  app::Director director(s.session->theCase(), s.session->procedure());
  director.cutTo(0, state);
  const view::SliceLook stages = director.presentation().slice;
  const auto ask = [&](const view::SliceLook& wanted) {
    ui::UiOutput o;
    o.presentation = director.presentation();
    o.presentation->slice = wanted;
    director.apply(o, state, 0.0);
  };
  view::SliceLook wanted = stages;
  wanted.outlines = true;  // looking closer moves nothing
  ask(wanted);
  director.cutTo(1, state);
  CHECK(director.presentation().slice.axial_mm == stages.axial_mm);
  CHECK(director.presentation().slice.outlines);
  wanted.plane = view::SlicePlane::kSagittal;
  wanted.axial_mm = stages.axial_mm + 7.0;
  ask(wanted);
  director.cutTo(2, state);
  CHECK(director.presentation().slice.plane == wanted.plane);
  CHECK(director.presentation().slice.axial_mm == wanted.axial_mm);
  ui::UiOutput back;
  back.stageView = true;
  director.apply(back, state, 0.0);
  director.advance(10.0);
  CHECK(director.presentation().slice.plane == stages.plane);
  CHECK(director.presentation().slice.axial_mm == stages.axial_mm);
}

TEST_CASE("with reduced motion the camera stands at once where it would fly to") {
  Stage s;
  const operation::State& state = s.session->state();
  app::Director director(s.session->theCase(), s.session->procedure());
  director.cutTo(0, state);
  director.follow(3, state, 0.0);
  CHECK(director.flying());
  director.setReducedMotion(true);
  CHECK_FALSE(director.flying());
  app::Director there(s.session->theCase(), s.session->procedure());
  for (const int stage : {3, 6, 0}) {
    director.follow(stage, state, 1.0);
    there.cutTo(stage, state);
    CHECK_FALSE(director.flying());
    CHECK(director.presentation().orbit.azimuth_deg == there.presentation().orbit.azimuth_deg);
    CHECK(director.presentation().orbit.distance_mm == there.presentation().orbit.distance_mm);
  }
  ui::UiOutput preset;
  preset.cameraPreset = 3;
  director.apply(preset, state, 2.0);
  CHECK_FALSE(director.flying());
  CHECK(director.presentation().orbit.elevation_deg == 78.0);
}
#endif
