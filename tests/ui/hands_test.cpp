// What the user's hands do with portal and tools, through the very steps that a recording replays.
#include "ui/hands.hpp"

#include "lesson/autopilot.hpp"
#include "operation/default_case.hpp"
#include "operation/hand.hpp"
#include "support/catch.hpp"
#include "ui/words.hpp"

#include <algorithm>

using namespace unkink;
using namespace unkink::ui;
using operation::command;
using operation::EventKind;
using operation::ToolKind;
using operation::Verb;

namespace {

/// A user at the keyboard: three ticks pass from frame to frame, as on a slow machine.
struct User {
  test::Hand desk;
  Hands hands;

  User() { hands.on = true; }
  void frame(const std::vector<KeyEvent>& keys = {}) {
    Commands commands;
    for (const KeyEvent& key : keys) handKey(key, desk.state, hands, commands);
    keepOn(desk.state, hands, commands);
    operation::step(test::defaultCase(), desk.state, commands);
    for (int n = 0; n < 2; ++n) operation::step(test::defaultCase(), desk.state, {});
  }
  void frames(int count) {
    for (int n = 0; n < count; ++n) frame();
  }
  void hold(Key key, int count, bool gently = false) {
    frame({{key, true, false, gently}});
    for (int n = 0; n < count; ++n) frame({{key, true, true, gently}});
    frame({{key, false, false, gently}});
  }
  void change(ToolKind kind) {
    for (int n = 0; n < 4 && hands.wanted.value_or(desk.state.tool.kind) != kind; ++n)
      frame({{Key::kQ}});
    for (int n = 0; n < 400 && hands.wanted; ++n) frame();
    REQUIRE(desk.state.tool.kind == kind);
  }
};

/// With the portal in the skin, where it typically enters, aimed at the lower lamina.
User atTheSkin() {
  User user;
  user.desk.layDown();
  const lesson::Approach way = lesson::planApproach(test::defaultCase(), user.desk.state,
                                                    lesson::plannedSite(test::defaultCase()));
  user.desk.say(Verb::kSkinOpen, way.skinEntry.x, way.skinEntry.z);
  const auto aim = operation::aimOf(glm::normalize(way.dock - user.desk.state.skinOpening_mm));
  const math::Vec3 at = user.desk.state.skinOpening_mm;
  user.desk.say(Verb::kPortalPlace, at.x, at.z, aim.cranial.value, aim.left.value);
  return user;
}

}  // namespace

TEST_CASE("W pushes while it is held, S draws back, and letting go stops") {
  User user = atTheSkin();
  user.hold(Key::kW, 10);
  const double depth = user.desk.state.portal.depth_mm;
  CHECK(depth > 2.0);
  CHECK(user.desk.state.portal.rate_mm_s == 0.0);
  user.frames(5);
  CHECK(user.desk.state.portal.depth_mm == depth);
  user.hold(Key::kS, 3);
  CHECK(user.desk.state.portal.depth_mm < depth);
  const double before = user.desk.state.portal.depth_mm;
  user.hold(Key::kW, 10, true);
  CHECK(user.desk.state.portal.depth_mm - before < 0.5 * depth);
}

TEST_CASE("arrows tilt the portal where they point, as seen from behind") {
  User user = atTheSkin();
  const auto aim = [&] { return operation::aimOf(user.desk.state.portal.directionGoal); };
  const operation::Aim start = aim();
  user.hold(Key::kUp, 3);
  CHECK(aim().cranial > start.cranial);
  user.hold(Key::kLeft, 3);
  CHECK(aim().left > start.left);
  user.hold(Key::kDown, 3);
  user.hold(Key::kRight, 3);
  CHECK(aim().cranial.value == Approx(start.cranial.value).margin(1e-9));
  CHECK(aim().left.value == Approx(start.left.value).margin(1e-9));
}

TEST_CASE("Q changes the tool through the portal's whole length, and it waits inside the mouth") {
  User user = atTheSkin();
  user.change(ToolKind::kTrocar);
  CHECK(user.desk.state.tool.beyond_mm > 0.0);
  CHECK(inHand(user.desk.state) == InHand::kPortal);
  user.change(ToolKind::kTissueSculptor);
  CHECK(inHand(user.desk.state) == InHand::kTool);
  CHECK(user.desk.state.tool.beyond_mm < 0.0);
  CHECK(user.desk.state.tool.beyond_mm > -8.0);
  CHECK(user.desk.state.tool.rate_mm_s == 0.0);
  CHECK(user.desk.count(EventKind::kRefused) == 0);
}

TEST_CASE("A and D turn the window, the wheel pushes by so much") {
  User user = atTheSkin();
  user.change(ToolKind::kTissueSculptor);
  user.hold(Key::kD, 5);
  const double turned = user.desk.state.tool.angle.value;
  CHECK(turned > 10.0);
  user.hold(Key::kA, 5);
  CHECK(user.desk.state.tool.angle.value == Approx(0.0).margin(1e-6));
  const double before = user.desk.state.tool.beyond_mm;
  Commands commands;
  pushBy(user.desk.state, 0.5, user.hands, commands);
  pushBy(user.desk.state, 0.5, user.hands, commands);
  operation::step(test::defaultCase(), user.desk.state, commands);
  user.frames(30);
  // a frame of three ticks may go on a little
  CHECK(user.desk.state.tool.beyond_mm - before == Approx(1.0).margin(0.2));
  CHECK(user.desk.state.tool.rate_mm_s == 0.0);
  CHECK_FALSE(user.hands.pushTo_mm);
}

TEST_CASE(
    "by keys alone a hand docks on bone, walks up to the ligament, bites it and takes it back") {
  User user = atTheSkin();
  user.change(ToolKind::kTrocar);
  for (int n = 0; n < 40 && !user.desk.state.portal.onBone; ++n) user.hold(Key::kW, 20);
  REQUIRE(user.desk.state.portal.onBone);
  CHECK(user.desk.body().bone(user.desk.state.portal.tip()) > 0.0);
  // back a little, tilted towards the window between the laminae, in again
  const auto& portal = user.desk.state.portal;
  const lesson::Approach way = lesson::planApproach(test::defaultCase(), user.desk.state,
                                                    lesson::plannedSite(test::defaultCase()));
  const operation::Aim edge = operation::aimOf(glm::normalize(way.edge - portal.entry_mm));
  const auto aim = [&] { return operation::aimOf(portal.directionGoal); };
  for (const double docked = portal.depth_mm; portal.depth_mm > docked - 5.0;)
    user.hold(Key::kS, 2);
  while (aim().cranial < edge.cranial) user.frame({{Key::kUp}});
  while (aim().left < edge.left) user.frame({{Key::kLeft}});
  user.frames(30);
  while (portal.depth_mm < glm::distance(way.edge, portal.entry_mm) - 6.0 && !portal.onBone)
    user.hold(Key::kW, 2);
  user.change(ToolKind::kTissueSculptor);
  // the upper lamina's edge stands over the ligament: the way in is looked for from below
  while (aim().cranial.value > edge.cranial.value - 9.0) user.frame({{Key::kDown}});
  const auto stopped = [&] { return user.desk.state.tool.onBone || user.desk.state.tool.onDura; };
  double taken = 0.0;
  for (int n = 0; n < 24 && taken <= 1.0; ++n) {
    user.frame({{Key::kUp}});
    user.frames(20);
    for (int part = 0; part < 12 && !stopped(); ++part) user.hold(Key::kW, 10, true);
    user.frame({{Key::kEnter}});
    user.frames(20);
    taken = user.desk.state.removed.ligament_mm3;
    while (user.desk.state.tool.beyond_mm > -2.0) user.hold(Key::kS, 10);
  }
  REQUIRE(taken > 1.0);
  CHECK_FALSE(user.desk.state.duraTorn);
  const int bites = user.desk.state.removed.bites;
  user.desk.say(Verb::kEditUndo);
  CHECK(user.desk.state.removed.bites == bites - 1);
  CHECK(user.desk.state.removed.ligament_mm3 < taken);
}

TEST_CASE("a drag of the tip by the mouse aims the portal there") {
  User user = atTheSkin();
  user.hold(Key::kW, 60);
  const math::Vec3 by(3.0, 0.0, 4.0);
  const math::Vec3 tip = user.desk.state.portal.tip();
  Commands commands;
  dragTip(user.desk.state, by, commands);
  operation::step(test::defaultCase(), user.desk.state, commands);
  user.frames(40);
  const math::Vec3 moved = user.desk.state.portal.tip() - tip;
  CHECK(moved.x == Approx(by.x).margin(0.8));
  CHECK(moved.z == Approx(by.z).margin(0.8));
}

TEST_CASE("without hands on, and without a portal, keys leave the instruments alone") {
  User user;
  Commands commands;
  for (const Key key : {Key::kW, Key::kUp, Key::kEnter, Key::kQ, Key::kD})
    CHECK(handKey({key}, user.desk.state, user.hands, commands));
  CHECK(commands.empty());
  user.hands.on = false;
  CHECK_FALSE(handKey({Key::kUp}, user.desk.state, user.hands, commands));
}

TEST_CASE("the needle's words say what it last met and where its contrast went, in both voices") {
  const lesson::Catalogue words = lesson::Catalogue::read("en");
  operation::State state;
  CHECK(needleKey(state).empty());
  state.needle.placed = true;
  CHECK(needleKey(state).empty());
  std::vector<std::string> said;
  const auto after = [&](EventKind kind, fluoro::ContrastPlace place) {
    state.events.push_back({1, kind, math::Vec3(0.0), {2.0, static_cast<double>(place)}});
    const std::string key = needleKey(state);
    INFO(key);
    for (const char* voice : {".plain", ".clinical"}) CHECK(words.has(key + voice));
    // the patient's voice names no blood
    CHECK(words.text(key + ".plain").find("blood") == std::string::npos);
    said.push_back(words.text(key + ".clinical"));
  };
  after(EventKind::kNeedleOnBone, {});
  after(EventKind::kNeedleInEpiduralSpace, {});
  after(EventKind::kContrastGiven, fluoro::ContrastPlace::kEpidural);
  for (int n = 0; n < fluoro::kContrastPlaceCount; ++n)
    if (const auto place = static_cast<fluoro::ContrastPlace>(n);
        place != fluoro::ContrastPlace::kEpidural)
      after(EventKind::kContrastMisplaced, place);
  std::ranges::sort(said);
  CHECK(std::ranges::adjacent_find(said) == said.end());  // each its own
  CHECK_FALSE(words.list("needle.sources").empty());
  state.tick = 3600;  // a minute later
  CHECK(needleKey(state).empty());
  state.tick = 0;
  state.needle.placed = false;
  CHECK(needleKey(state).empty());
}
