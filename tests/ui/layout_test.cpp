// The window's layout: whole, inside the window, nothing on anything else.
#include "ui/layout.hpp"

#include "support/catch.hpp"
#include "ui/panels.hpp"

#include <string>
#include <utility>

using namespace unkink::ui;

namespace {

struct Case {
  float width, height, scale;
};
constexpr Case kCases[] = {{640, 480, 1},    {800, 600, 1},    {1024, 768, 1},  {1280, 720, 1},
                           {1280, 720, 1.5}, {1280, 720, 2},   {1600, 900, 1},  {1920, 1080, 1},
                           {1920, 1080, 2},  {2560, 1440, 1},  {2560, 1440, 2}, {1080, 1920, 1},
                           {3440, 1440, 1},  {3840, 2160, 1.5}};

std::string name(const Case& c) {
  return std::to_string(c.width) + " x " + std::to_string(c.height) + " at " +
         std::to_string(c.scale);
}

}  // namespace

TEST_CASE("no two panels overlap, at any size and scale") {
  for (const Case& c : kCases)
    for (const bool open : {true, false}) {
      INFO(name(c) << (open ? "" : " with the stages hidden"));
      const auto all = layoutFor({c.width, c.height, c.scale, open}).all();
      for (std::size_t a = 0; a < all.size(); ++a)
        for (std::size_t b = a + 1; b < all.size(); ++b) {
          INFO("panels " << a << " and " << b);
          CHECK_FALSE(all[a].overlaps(all[b]));
        }
    }
}

TEST_CASE("every panel lies inside the window") {
  for (const Case& c : kCases) {
    INFO(name(c));
    for (const Rect& r : layoutFor({c.width, c.height, c.scale, true}).all()) {
      CHECK(r.x >= 0.0f);
      CHECK(r.y >= 0.0f);
      CHECK(r.right() <= c.width + 0.01f);
      CHECK(r.bottom() <= c.height + 0.01f);
    }
  }
}

TEST_CASE("the set-up page leaves room for the 3D view and takes that of all else") {
  for (const Case& c : kCases) {
    INFO(name(c));
    const Layout l = layoutFor({c.width, c.height, c.scale, true, true});
    CHECK_FALSE(l.setup.overlaps(l.scene));
    CHECK_FALSE(l.setup.overlaps(l.notice));
    CHECK_FALSE(l.scene.overlaps(l.notice));
    CHECK(l.setup.width >= 390.0f * l.scale);
    CHECK(l.scene.width >= 300.0f * l.scale);
    CHECK(l.scene.right() <= c.width);
    CHECK(l.setup.bottom() <= l.notice.y);
    for (const Rect& r : {l.stages, l.controls, l.narration, l.xRay, l.straw, l.transport})
      CHECK(r.width == 0.0f);
  }
}

TEST_CASE("the big straw takes its part of the 3D view and of nothing else") {
  for (const Case& c : kCases) {
    INFO(name(c));
    const Layout without = layoutFor({c.width, c.height, c.scale, true});
    const Layout with = layoutFor({c.width, c.height, c.scale, true, false, true});
    CHECK(without.bigStraw.width == 0.0f);
    CHECK_FALSE(with.bigStraw.overlaps(with.scene));
    // level with it, so that the same height is the same place
    CHECK(with.bigStraw.y == with.scene.y);
    CHECK(with.bigStraw.height == with.scene.height);
    CHECK(with.scene.x == without.scene.x);
    CHECK(with.bigStraw.right() == Approx(without.scene.right()).margin(0.01));
    CHECK(with.scene.width >= 0.5f * without.scene.width);
    CHECK(with.bigStraw.width >= 0.4f * without.scene.width);
    for (const auto& [a, b] :
         {std::pair{with.narration, without.narration}, std::pair{with.xRay, without.xRay},
          std::pair{with.stages, without.stages}})
      CHECK((a.x == b.x && a.y == b.y && a.width == b.width && a.height == b.height));
    const Layout setup = layoutFor({c.width, c.height, c.scale, true, true, true});
    CHECK(setup.bigStraw.width == 0.0f);
  }
}

TEST_CASE("every panel is large enough for what it shows") {
  for (const Case& c : kCases) {
    INFO(name(c));
    const Layout l = layoutFor({c.width, c.height, c.scale, true});
    for (const Rect& r : {l.stages, l.controls, l.narration, l.xRay, l.straw}) {
      CHECK(r.width >= 190.0f * l.scale);
      CHECK(r.height >= 100.0f * l.scale);
    }
  }
}

TEST_CASE("X-ray and slice have a square under their tabs and over their buttons") {
  for (const Case& c : kCases) {
    INFO(name(c));
    const Layout l = layoutFor({c.width, c.height, c.scale, true});
    const Rect picture = xRayPicture(l);
    constexpr float kRow = 31.0f;
    const float rows = kRow * l.scale * static_cast<float>(xRayButtonRows(l.xRay.width, l.scale));
    CHECK(picture.width == picture.height);
    CHECK(picture.width >= 80.0f * l.scale);
    CHECK(picture.x >= l.xRay.x);
    CHECK(picture.right() <= l.xRay.right());
    CHECK(picture.y >= l.xRay.y + kRow * l.scale);
    CHECK(picture.bottom() + rows <= l.xRay.bottom() + 1.0f);
  }
}

TEST_CASE("the 3D view is the largest panel") {
  for (const Case& c : kCases) {
    INFO(name(c));
    const Layout l = layoutFor({c.width, c.height, c.scale, true});
    for (const Rect& r : l.all()) CHECK(l.scene.width * l.scene.height >= r.width * r.height);
  }
}

TEST_CASE("text keeps the display's scale where the window has room for it") {
  CHECK(fittingScale(1280, 720, 1.0f) == Approx(1.0f));
  CHECK(fittingScale(2560, 1440, 2.0f) == Approx(2.0f));
  CHECK(fittingScale(1280, 720, 2.0f) < 1.5f);
  CHECK(fittingScale(3840, 2160, 1.0f) > 2.0f);
}
