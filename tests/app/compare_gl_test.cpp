// Before and now as a frame shows them: left of the line the untouched patient, pixel for pixel.
#include "app/graphics/frame.hpp"
#include "operation/default_case.hpp"
#include "render/egl_context.hpp"
#include "support/catch.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>

using namespace unkink;
using lesson::Comparing;

namespace {

constexpr render::Size kSize{200, 150};

/// Something is gone and the sac has changed.
operation::State treated() {
  operation::State s = operation::initialState(test::defaultCase());
  s.removed.bites = 3;
  for (math::Vec2f& p : s.sac.place_mm) p *= 0.85f;
  thecal_sac::rehash(s.sac);
  return s;
}

view::Presentation look(Comparing compare, double divider = 0.5) {
  view::Presentation p;
  p.orbit.azimuth_deg = 70.0;
  p.orbit.distance_mm = 180.0;
  p.orbit.target = test::defaultCase().spine().landmarks(test::defaultCase().level()).canalCentre;
  p.opacity.fill(1.0f);
  p.opacity[static_cast<std::size_t>(view::Layer::kSkin)] = 0.0f;
  p.opacity[static_cast<std::size_t>(view::Layer::kMuscle)] = 0.0f;
  p.cut = {view::CutPlane::kSagittal, 0.0};
  p.compare = compare;
  p.divider = divider;
  return p;
}

int worst(const render::Image& a, const render::Image& b, int from, int to) {
  int most = 0;
  for (int y = 0; y < a.height; ++y)
    for (int i = 4 * from; i < 4 * to; ++i) {
      const auto at = static_cast<std::size_t>(4 * y * a.width + i);
      most = std::max(most, std::abs(a.rgba[at] - b.rgba[at]));
    }
  return most;
}

struct Studio {
  render::HeadlessContext context;
  render::Renderer renderer;
  lesson::Procedure procedure;
  lesson::Catalogue catalogue = lesson::Catalogue::read("en");
  app::FrameMaker frames{renderer, test::defaultCase(), {}, procedure, catalogue};

  render::Image picture(const operation::State& state, const view::Presentation& p) {
    const app::FrameInput input{state, p, {}, {}};
    frames.buildScenes(input, 1.0f);
    frames.drawScene(kSize);
    return renderer.read(frames.pictures.scene, kSize);
  }
};

}  // namespace

TEST_CASE("left of the divider is the untouched patient, right of it the present one") {
  Studio studio;
  const operation::State now = treated();
  // twice: the second look at a state thins out what its first had to make at once
  for (int n = 0; n < 2; ++n) studio.picture(now, look(Comparing::kOff));
  const render::Image alone = studio.picture(now, look(Comparing::kOff));
  const operation::State before = operation::untouched(test::defaultCase(), now);
  const render::Image untouched = studio.picture(before, look(Comparing::kOff));
  REQUIRE(worst(alone, untouched, 0, kSize.width) > 30);
  for (int n = 0; n < 2; ++n) studio.picture(now, look(Comparing::kDivider));
  for (const double divider : {0.3, 0.55, 0.8}) {
    const render::Image both = studio.picture(now, look(Comparing::kDivider, divider));
    const int line = static_cast<int>(std::lround(static_cast<float>(divider) * kSize.width));
    INFO("divider " << divider);
    CHECK(worst(both, untouched, 0, line) == 0);
    CHECK(worst(both, alone, line, kSize.width) == 0);
  }
  // and off again
  CHECK(worst(studio.picture(now, look(Comparing::kOff)), alone, 0, kSize.width) == 0);
}

TEST_CASE("where nothing has been removed there is one picture, whatever is asked for") {
  Studio studio;
  const operation::State whole = operation::initialState(test::defaultCase());
  for (int n = 0; n < 2; ++n) studio.picture(whole, look(Comparing::kOff));
  const render::Image alone = studio.picture(whole, look(Comparing::kOff));
  CHECK(worst(studio.picture(whole, look(Comparing::kSideBySide)), alone, 0, kSize.width) == 0);
}

TEST_CASE("what an X-ray fades to is drawn once for each picture, and only where it fades") {
  Studio studio;
  const operation::State whole = operation::initialState(test::defaultCase());
  view::Presentation p = look(Comparing::kOff);
  p.xRayView = fluoro::View::kAp;
  const auto draw = [&] {
    const app::FrameInput input{whole, p, {}, {}};
    studio.frames.buildScenes(input, 1.0f);
    const auto surfaces = studio.frames.shownBy(input).scene.surfaces.size();
    studio.frames.drawXRay(input, 64);
    CHECK(studio.frames.shownBy(input).scene.surfaces.size() == surfaces);
    CHECK(studio.frames.shownBy(input).reading != nullptr);
    return studio.frames.pictures.behindXRay;
  };
  CHECK(draw() == 0);
  p.xRay.fade = 0.5;
  const unsigned texture = draw();
  CHECK(texture != 0);
  CHECK(draw() == texture);
  p.xRay.fade = 0.0;
  CHECK(draw() == 0);
}
