// Cut faces in the picture: as large as the section, without holes, inner solids over outer ones.
#include "render/bench.hpp"
#include "support/catch.hpp"

#include <numbers>

using namespace unkink;
using namespace unkink::render;
using namespace unkink::render::bench;

namespace {

constexpr Size kSize{400, 400};

int sum(const Image& image, std::size_t pixel) {
  return image.rgba[4 * pixel] + image.rgba[4 * pixel + 1] + image.rgba[4 * pixel + 2];
}

/// Looking along -x at the plane x = 0, whose left is cut away; 1 mm is 2 pixels there.
struct Cut {
  view::Scene scene;

  Cut() {
    scene.camera.eye = {1000, 0, 0};
    scene.camera.near_mm = 50.0f;
    scene.camera.fieldOfView_deg =
        static_cast<float>(2.0 * std::atan(0.1) * 180.0 / std::numbers::pi);
    for (math::Mat4f& motion : scene.bend.patientFromMaterial) motion = math::Mat4f(1.0f);
    scene.clipPlane = {1, 0, 0, 0};
  }
  view::Surface& add(const math::Mesh& mesh, view::Look look, float opacity = 1.0f) {
    // by place, which outlives the pictures
    const auto id = reinterpret_cast<std::uintptr_t>(&mesh);
    scene.surfaces.push_back({.mesh = {&mesh, id, 1}, .look = look, .opacity = opacity});
    scene.surfaces.back().clipped = true;
    return scene.surfaces.back();
  }
  Image draw(Renderer& renderer, bool reduced) {
    scene.reducedDetail = reduced;
    return renderer.read(renderer.drawScene(scene, kSize), kSize);
  }
};

/// Pixels that differ from the empty picture.
int covered(const Image& drawn, const Image& empty) {
  int count = 0;
  for (std::size_t i = 0; i < drawn.rgba.size() / 4; ++i)
    count += std::abs(sum(drawn, i) - sum(empty, i)) > 40;
  return count;
}

/// Pixels like the empty picture's within a convex outline, its smoothed rim left out.
int holes(const Image& drawn, const Image& empty) {
  constexpr int kRim = 8;
  const auto filled = [&](int x, int y) {
    const std::size_t i = 4 * index(drawn.width, x, y);
    int worst = 0;
    for (std::size_t c = i; c < i + 3; ++c)
      worst = std::max(worst, std::abs(drawn.rgba[c] - empty.rgba[c]));
    return worst > 2;
  };
  std::vector<std::pair<int, int>> extents;
  for (int y = 0; y < drawn.height; ++y) {
    std::pair<int, int> extent{drawn.width, -1};
    for (int x = 0; x < drawn.width; ++x)
      if (filled(x, y)) extent = {std::min(extent.first, x), x};
    extents.push_back(extent);
  }
  const auto within = [&](int x, int y) {
    const auto [first, last] = extents[static_cast<std::size_t>(y)];
    return first + kRim <= x && x <= last - kRim;
  };
  int count = 0;
  for (int y = kRim; y + kRim < drawn.height; ++y)
    for (int x = 0; x < drawn.width; ++x)
      count += within(x, y - kRim) && within(x, y) && within(x, y + kRim) && !filled(x, y);
  return count;
}

}  // namespace

TEST_CASE("A cut face covers exactly the section") {
  Bench bench;
  const math::Mesh ball = sphere({0, 5, 8}, 60.0f, 5), block = box({-30, -50, -40}, {30, 50, 40});
  for (const bool reduced : {true, false}) {
    const Image empty = Cut().draw(bench.renderer, reduced);
    Cut round, square;
    round.add(ball, view::Look::kBone);
    square.add(block, view::Look::kBone);
    const double disc = std::numbers::pi * 120.0 * 120.0, rectangle = 200.0 * 160.0;
    CHECK(covered(round.draw(bench.renderer, reduced), empty) == Approx(disc).epsilon(0.01));
    CHECK(covered(square.draw(bench.renderer, reduced), empty) == Approx(rectangle).epsilon(0.01));
    CHECK(bench.error().empty());
  }
}

TEST_CASE("Seen aslant, a cut solid shows no background through its face") {
  Bench bench;
  const math::Mesh ball = sphere({0, 0, 0}, 60.0f, 5);
  for (const math::Vec3f& eye :
       {math::Vec3f(700, 700, 0), math::Vec3f(600, -300, 700), math::Vec3f(300, 100, -940)})
    for (const bool reduced : {true, false}) {
      Cut cut;
      cut.scene.camera.eye = eye;
      const Image empty = cut.draw(bench.renderer, reduced);
      cut.add(ball, view::Look::kBone);
      const Image drawn = cut.draw(bench.renderer, reduced);
      CHECK(covered(drawn, empty) > 25000);
      CHECK(holes(drawn, empty) == 0);
    }
}

TEST_CASE("An inner solid shows on the cut only, over what holds it") {
  Bench bench;
  const math::Mesh outside = sphere({0, 0, 0}, 60.0f, 5), inside = sphere({0, 0, 0}, 30.0f, 5);
  for (const bool reduced : {true, false}) {
    Cut one, both;
    one.add(outside, view::Look::kMuscle);
    both.add(inside, view::Look::kNucleus).inner = true;
    both.add(outside, view::Look::kMuscle);
    const int changed =
        covered(both.draw(bench.renderer, reduced), one.draw(bench.renderer, reduced));
    CHECK(changed == Approx(std::numbers::pi * 60.0 * 60.0).epsilon(0.02));
    one.scene.clipPlane = both.scene.clipPlane = math::Vec4f(0.0f);
    CHECK(covered(both.draw(bench.renderer, reduced), one.draw(bench.renderer, reduced)) == 0);
  }
}

TEST_CASE("A transparent solid's face lets what lies behind it through") {
  Bench bench;
  const math::Mesh sac = sphere({0, 0, 0}, 60.0f, 5), nerve = sphere({-30, 0, 0}, 15.0f, 4);
  for (const bool reduced : {true, false}) {
    Cut plain, holding;
    plain.add(sac, view::Look::kDura, 0.8f);
    holding.add(sac, view::Look::kDura, 0.8f);
    holding.add(nerve, view::Look::kNerve);
    const Image a = plain.draw(bench.renderer, reduced), b = holding.draw(bench.renderer, reduced);
    CHECK(covered(b, a) > 1500);
    CHECK(bench.error().empty());
  }
}
