// The window's layout: whole, inside the window, nothing on anything else.
#include "ui/layout.hpp"

#include "support/catch.hpp"
#include "ui/panels.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <utility>
#include <vector>

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

Layout usual(const Case& c) { return layoutFor({c.width, c.height, c.scale, true}); }

/// Everything that can be asked for in a window.
std::vector<LayoutWish> everyWish(const Case& c) {
  std::vector<LayoutWish> wishes;
  for (const Shape shape : {Shape::kUsual, Shape::kBig, Shape::kFilm})
    for (int tab = 0; tab < kCompactTabCount; ++tab)
      for (int flags = 0; flags < 32; ++flags)
        wishes.push_back({.width = c.width,
                          .height = c.height,
                          .scale = c.scale,
                          .stagesOpen = (flags & 1) == 0,
                          .setupOpen = (flags & 2) != 0,
                          .bigStrawOpen = (flags & 4) != 0,
                          .pageOpen = (flags & 8) != 0,
                          .sliderOpen = (flags & 16) != 0,
                          .shape = shape,
                          .tab = static_cast<CompactTab>(tab)});
  return wishes;
}

}  // namespace

TEST_CASE("no two panels overlap and none leaves the window, whatever its size, scale and shape") {
  for (const Case& c : kCases)
    for (const LayoutWish& wish : everyWish(c)) {
      INFO(name(c) << " shape " << static_cast<int>(wish.shape) << " tab "
                   << static_cast<int>(wish.tab) << (wish.stagesOpen ? "" : " stages hidden")
                   << (wish.setupOpen ? " setup" : "") << (wish.bigStrawOpen ? " big straw" : "")
                   << (wish.pageOpen ? " page" : "") << (wish.sliderOpen ? " slider" : ""));
      const auto all = layoutFor(wish).all();
      for (std::size_t a = 0; a < all.size(); ++a) {
        INFO("panel " << a);
        const Rect& r = all[a];
        const bool inside = r.x >= 0.0f && r.y >= 0.0f && r.right() <= c.width + 0.01f &&
                            r.bottom() <= c.height + 0.01f && r.width >= 0.0f && r.height >= 0.0f;
        if (!inside) CHECK(inside);
        for (std::size_t b = a + 1; b < all.size(); ++b)
          if (r.overlaps(all[b])) FAIL_CHECK("overlaps panel " << b);
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
    CHECK(l.setup.width >= std::min(390.0f * l.scale, c.width - 10.0f * l.scale));
    if (l.shape == Shape::kUsual) CHECK(l.scene.width >= 300.0f * l.scale);
    CHECK(l.scene.right() <= c.width);
    CHECK(l.setup.bottom() <= l.notice.y);
    for (const Rect& r : {l.stages, l.controls, l.narration, l.xRay, l.straw, l.transport})
      CHECK(r.width == 0.0f);
  }
}

TEST_CASE("the big straw takes its part of the 3D view and of nothing else") {
  for (const Case& c : kCases) {
    INFO(name(c));
    const Layout without = usual(c);
    if (without.shape != Shape::kUsual) continue;
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
    const Layout l = usual(c);
    if (l.shape != Shape::kUsual) continue;
    for (const Rect& r : {l.stages, l.controls, l.narration, l.xRay, l.straw}) {
      CHECK(r.width >= 190.0f * l.scale);
      CHECK(r.height >= 100.0f * l.scale);
    }
  }
}

TEST_CASE("X-ray and slice have a square under their tabs and over their buttons") {
  for (const Case& c : kCases) {
    INFO(name(c));
    const Layout l = usual(c);
    if (l.shape != Shape::kUsual) continue;
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
    const Layout l = usual(c);
    if (l.shape != Shape::kUsual) continue;
    for (const Rect& r : l.all()) CHECK(l.scene.width * l.scene.height >= r.width * r.height);
  }
}

TEST_CASE("text has the size that was asked for, wherever it is shown") {
  for (const auto& [width, height] :
       {std::pair{1280.0f, 720.0f}, {1920.0f, 1080.0f}, {800.0f, 600.0f}, {640.0f, 480.0f}})
    for (const float scale : {1.0f, 1.25f, 1.5f, 2.0f}) {
      INFO(width << " x " << height << " at " << scale);
      CHECK(layoutFor({width, height, scale}).scale >= scale);
      LayoutWish big{width, height, scale};
      big.shape = Shape::kBig;
      CHECK(layoutFor(big).scale >= std::min(scale, height / 300.0f));
    }
  CHECK(layoutFor({1280, 720, 1.0f}).shape == Shape::kUsual);
  CHECK(layoutFor({1280, 720, 1.25f}).shape == Shape::kUsual);
  CHECK(layoutFor({1024, 768, 1.0f}).shape == Shape::kUsual);
  CHECK(layoutFor({2560, 1440, 2.0f}).shape == Shape::kUsual);
  CHECK(layoutFor({1280, 720, 1.5f}).shape == Shape::kCompact);
  CHECK(layoutFor({800, 600, 1.0f}).shape == Shape::kCompact);
  CHECK(layoutFor({3840, 2160, 1.0f}).scale > 2.0f);  // and larger where there is room
}

TEST_CASE("where text is large every panel has a tab, and room beside the 3D view") {
  for (const Case& c : kCases)
    for (int tab = 0; tab < kCompactTabCount; ++tab) {
      LayoutWish wish{c.width, c.height, c.scale};
      wish.tab = static_cast<CompactTab>(tab);
      wish.pageOpen = true;
      const Layout l = layoutFor(wish);
      if (l.shape != Shape::kCompact) continue;
      INFO(name(c) << " tab " << tab);
      const std::array<Rect, 7> panels{l.narration, l.xRay,      l.straw, l.controls,
                                       l.stages,    l.transport, l.page};
      for (int n = 0; n < kCompactTabCount; ++n) {
        const Rect& r = panels[static_cast<std::size_t>(n)];
        CHECK((r.width > 0.0f) == (n == tab));
        if (n == tab) CHECK(r.width >= 225.0f * l.scale);
        if (n == tab) CHECK(r.height >= 145.0f * l.scale);
      }
      CHECK(l.scene.width >= 200.0f);
      CHECK(l.scene.height >= 200.0f);
      CHECK(l.bar.height >= 44.0f * static_cast<float>(compactBarRows(l.bar.width, l.scale)));
      if (wish.tab == CompactTab::kPicture) CHECK(xRayPicture(l).width >= 100.0f * l.scale);
    }
}

TEST_CASE("a film is mostly picture, with a band of one sentence and the notice under it") {
  for (const auto& [width, height] :
       {std::pair{1280.0f, 720.0f}, {1920.0f, 1080.0f}, {160.0f, 96.0f}, {3840.0f, 2160.0f}}) {
    INFO(width << " x " << height);
    LayoutWish wish{width, height};
    wish.shape = Shape::kFilm;
    const Layout l = layoutFor(wish);
    CHECK(l.scene.x == 0.0f);
    CHECK(l.scene.y == 0.0f);
    CHECK(l.scene.width * l.scene.height >= 0.45f * width * height);
    CHECK(l.narration.width == width);
    CHECK(l.narration.height <= 0.25f * height);
    CHECK(l.bar.width == 0.0f);
    CHECK(l.notice.height > 0.0f);
    CHECK(l.xRay.width > 0.0f);
    CHECK(l.straw.width > 0.0f);
    CHECK(xRayPicture(l).width == l.xRay.width);
    wish.insets = false;
    CHECK(layoutFor(wish).scene.width == width);
    // the same proportions at any size
    CHECK(l.scene.width / width == Approx(0.728).margin(0.02));
  }
}

TEST_CASE("the big shape has buttons that a finger finds") {
  for (const Case& c : kCases) {
    LayoutWish wish{c.width, c.height, c.scale};
    wish.shape = Shape::kBig;
    const Layout l = layoutFor(wish);
    INFO(name(c));
    CHECK(l.bar.width >= 200.0f * l.scale);
    CHECK(l.bar.height >= 44.0f);
    CHECK(l.scene.width * l.scene.height >= 0.25f * c.width * c.height);
  }
}
