// Presenting: a booth's idle time, layers that stand out, and room for a finger.
#include "ui/show.hpp"

#include "operation/default_case.hpp"
#include "support/catch.hpp"
#include "ui/isolate.hpp"
#include "ui/kiosk_layout.hpp"
#include "ui/stand_bend_slider.hpp"
#include "ui/ui_state.hpp"

#include <algorithm>

using namespace unkink;
using namespace unkink::ui;

TEST_CASE("a booth plays by itself for as long as nobody touches it") {
  Attract attract(60.0);
  CHECK(attract.phase() == Attract::Phase::kPlaying);
  CHECK_FALSE(attract.advance(1000.0));
  CHECK(attract.phase() == Attract::Phase::kPlaying);
  CHECK_FALSE(attract.countdown_s(1000.0));
}

TEST_CASE("a touch takes over; left alone the booth asks, counts down, and begins anew once") {
  Attract attract(60.0);
  attract.touched(100.0);
  CHECK(attract.phase() == Attract::Phase::kInUse);
  CHECK_FALSE(attract.advance(159.9));
  CHECK(attract.phase() == Attract::Phase::kInUse);
  CHECK_FALSE(attract.advance(160.0));
  CHECK(attract.phase() == Attract::Phase::kAsking);
  CHECK(attract.countdown_s(160.0) == 10);
  CHECK(attract.countdown_s(169.5) == 1);
  CHECK_FALSE(attract.advance(169.9));
  CHECK(attract.advance(170.0));
  CHECK(attract.phase() == Attract::Phase::kPlaying);
  CHECK_FALSE(attract.advance(171.0));
}

TEST_CASE("a touch while it asks gives the whole time again") {
  Attract attract(60.0);
  attract.touched(0.0);
  attract.advance(65.0);
  REQUIRE(attract.phase() == Attract::Phase::kAsking);
  attract.touched(66.0);
  CHECK(attract.phase() == Attract::Phase::kInUse);
  CHECK_FALSE(attract.advance(125.9));
  CHECK(attract.phase() == Attract::Phase::kInUse);
  attract.advance(126.0);
  CHECK(attract.phase() == Attract::Phase::kAsking);
}

TEST_CASE("the idle time at a booth is a minute to a minute and a half") {
  CHECK(kBoothIdle_s >= 60.0);
  CHECK(kBoothIdle_s <= 90.0);
}

TEST_CASE("what is picked stands alone, then is faded among the others, then all is as it was") {
  operation::State state = operation::initialState(test::defaultCase());
  view::Scene scene;
  view::Presentation look;
  look.opacity.fill(0.8f);
  look.opacity[static_cast<std::size_t>(view::Layer::kSkin)] = 0.0f;
  const view::Presentation before = look;
  const lesson::Procedure procedure;
  const lesson::Catalogue catalogue = lesson::Catalogue::read("en");
  Shown shown{test::defaultCase(), state, scene, look, procedure, catalogue, {}, {}};
  shown.story.chapters.resize(3);
  Show show;
  const auto next = [&] {
    UiOutput output;
    isolateNext(shown, show, output);
    if (output.presentation) look = *output.presentation;
    return output.presentation.has_value();
  };
  const auto opacity = [&](view::Layer layer) {
    return look.opacity[static_cast<std::size_t>(layer)];
  };
  CHECK_FALSE(next());  // nothing is picked or pointed at
  show.pick = view::Pick{{"ligamentum_flavum", "L4-L5"}};
  REQUIRE(next());
  CHECK(opacity(view::Layer::kLigamentumFlavum) == 1.0f);
  CHECK(opacity(view::Layer::kBone) == kFaint);
  CHECK(opacity(view::Layer::kSkin) == 0.0f);  // what was hidden stays so
  REQUIRE(next());
  CHECK(opacity(view::Layer::kLigamentumFlavum) == kFaint);
  CHECK(opacity(view::Layer::kBone) == 0.8f);
  REQUIRE(next());
  CHECK(look.opacity == before.opacity);
  // another layer comes to stand alone in place of the first, and the way back is still there
  next();
  show.pick = view::Pick{{"disc", "L4-L5"}};
  REQUIRE(next());
  CHECK(opacity(view::Layer::kDiscs) == 1.0f);
  CHECK(opacity(view::Layer::kLigamentumFlavum) == kFaint);
  next();
  next();
  CHECK(look.opacity == before.opacity);
  // a new stage has brought its own layers: there is nothing to go back to
  next();
  shown.story.stage = 2;
  keepIsolation(shown, show);
  CHECK(show.isolation == Isolation::kOff);
}

TEST_CASE("a booth's screen has room for a finger, and nothing on anything else") {
  struct Size {
    float width, height, scale;
  };
  for (const Size size : {Size{800, 600, 1}, Size{1280, 720, 1}, Size{1920, 1080, 1},
                          Size{1080, 1920, 1}, Size{3840, 2160, 2}})
    for (const bool straw : {false, true}) {
      INFO(size.width << " x " << size.height << (straw ? " with the straw" : ""));
      LayoutWish wish{size.width, size.height, size.scale};
      wish.bigStrawOpen = straw;
      wish.kiosk = true;
      const Layout l = layoutFor(wish);
      const auto all = l.all();
      for (std::size_t a = 0; a < all.size(); ++a) {
        CHECK(all[a].right() <= size.width + 0.01f);
        CHECK(all[a].bottom() <= size.height + 0.01f);
        for (std::size_t b = a + 1; b < all.size(); ++b) CHECK_FALSE(all[a].overlaps(all[b]));
      }
      CHECK((l.bigStraw.width > 0.0f) == straw);
      CHECK(l.transport.height >= kTouch * l.scale);
      const Rect slider = standBendPlace(l.scene, l.scale);
      CHECK(slider.height >= kTouch * l.scale);
      CHECK(slider.width >= 4.0f * slider.height);
      CHECK(slider.y >= l.scene.y);
      CHECK(slider.right() <= l.scene.right());
    }
}
