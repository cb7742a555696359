// Two pictures in one: each half is its own picture, pixel for pixel.
#include "render/bench.hpp"
#include "support/catch.hpp"

#include <array>
#include <cstdlib>

using namespace unkink;
using namespace unkink::render;
using namespace unkink::render::bench;

namespace {

constexpr Size kSize{240, 160};

view::Scene sceneWith(const math::Mesh& mesh, std::uint64_t id, view::Look look) {
  view::Scene scene;
  scene.camera.eye = {0, 300, 0};
  for (math::Mat4f& motion : scene.bend.patientFromMaterial) motion = math::Mat4f(1.0f);
  scene.surfaces.push_back({.mesh = {&mesh, id, 1}, .look = look});
  return scene;
}

/// Columns [from, to) of a are those of b, `by` further right there.
int worstIn(const Image& a, const Image& b, int from, int to, int by = 0) {
  int worst = 0;
  for (int y = 0; y < a.height; ++y)
    for (int x = from; x < to; ++x)
      for (int c = 0; c < 4; ++c) {
        const auto at = [&](const Image& i, int column) {
          return i.rgba[static_cast<std::size_t>(4 * (y * i.width + column) + c)];
        };
        worst = std::max(worst, std::abs(at(a, x) - at(b, x + by)));
      }
  return worst;
}

struct Pictures {
  Bench bench;
  math::Mesh ball = sphere({0, 0, 0}, 50.0f, 4), cube = box({-45, -30, -30}, {60, 30, 40});
  view::Scene before = sceneWith(ball, 1, view::Look::kBone);
  view::Scene now = sceneWith(cube, 2, view::Look::kLigament);
  Image beforeImage, nowImage;
  unsigned nowTexture = 0;

  explicit Pictures(Size size) {
    const unsigned b = bench.renderer.drawScene(before, size);
    beforeImage = bench.renderer.read(b, size);
    bench.renderer.keepBefore(Pair::kScene, b, size);
    nowTexture = bench.renderer.drawScene(now, size);
    nowImage = bench.renderer.read(nowTexture, size);
  }
};

}  // namespace

TEST_CASE("left of the divider is the untouched picture, right of it the present one") {
  Pictures p(kSize);
  REQUIRE(worstIn(p.beforeImage, p.nowImage, 0, kSize.width) > 50);
  for (const float share : {0.0f, 0.06f, 0.31f, 0.5f, 0.94f, 1.0f}) {
    const Image both = p.bench.renderer.read(
        p.bench.renderer.compose(Pair::kScene, p.nowTexture, kSize, kSize, {false, share}), kSize);
    const int line = static_cast<int>(std::lround(share * static_cast<float>(kSize.width)));
    INFO("share " << share);
    CHECK(worstIn(both, p.beforeImage, 0, line) == 0);
    CHECK(worstIn(both, p.nowImage, line, kSize.width) == 0);
    CHECK(p.bench.error().empty());
  }
}

TEST_CASE("side by side each half shows its picture's middle") {
  Pictures p(kSize);
  const Image both = p.bench.renderer.read(
      p.bench.renderer.compose(Pair::kScene, p.nowTexture, kSize, kSize, {true, 0.5f}), kSize);
  const int half = kSize.width / 2, middle = kSize.width / 4;
  CHECK(worstIn(both, p.beforeImage, 0, half, middle) == 0);
  CHECK(worstIn(both, p.nowImage, half, kSize.width, middle - half) == 0);
}

TEST_CASE("pictures that are drawn half as wide stand whole side by side") {
  constexpr Size kHalf{kSize.width / 2, kSize.height};
  Pictures p(kHalf);
  const Image both = p.bench.renderer.read(
      p.bench.renderer.compose(Pair::kScene, p.nowTexture, kHalf, kSize, {true, 0.5f}), kSize);
  CHECK(worstIn(both, p.beforeImage, 0, kHalf.width) == 0);
  CHECK(worstIn(both, p.nowImage, kHalf.width, kSize.width, -kHalf.width) == 0);
}
