// The fluoroscope's picture: greys that mean something, noise that follows the exposure, polarity.
#include "render/bench.hpp"
#include "support/catch.hpp"
#include "view/reading.hpp"

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

using namespace unkink;
using namespace unkink::render;
using namespace unkink::render::bench;
using fluoro::Material;

namespace {

constexpr int kPixels = 256;

struct Shot {
  fluoro::Beam beam = bench::beam();
  view::Scene scene;
  math::Mesh trunk = box({-300, -80, -300}, {300, 80, 300});
  math::Mesh bone = box({-25, -15, -25}, {25, 15, 25});

  Shot() {
    scene.xRay.projection = anteroposterior();
    scene.xRay.beam = &beam;
    scene.xRay.exposure = 1;
    scene.xRay.surfaces = {{.mesh = {&trunk, 1, 1}, .material = Material::kMuscle},
                           {.mesh = {&bone, 2, 1},
                            .material = Material::kBone,
                            .host = static_cast<int>(Material::kMuscle)}};
    for (math::Mat4f& motion : scene.bend.patientFromMaterial) motion = math::Mat4f(1.0f);
  }
  void expose(Renderer& renderer) {  // brightness control: muscle shows mid-grey
    const auto signal = renderer.xRayTransmission(scene, kPixels);
    scene.xRay.brightness = signal[index(kPixels, 40, 128)];
  }
  Image draw(Renderer& renderer) {
    return renderer.read(renderer.drawXRay(scene, kPixels), {kPixels, kPixels});
  }
};

double meanGrey(const Image& image, int x0, int y0, int edge) {
  double sum = 0.0;
  for (int y = y0; y < y0 + edge; ++y)
    for (int x = x0; x < x0 + edge; ++x) sum += image.rgba[4 * index(kPixels, x, y)];
  return sum / edge / edge;
}

double spread(const Image& image, int x0, int y0, int edge) {
  const double mean = meanGrey(image, x0, y0, edge);
  double sum = 0.0;
  for (int y = y0; y < y0 + edge; ++y)
    for (int x = x0; x < x0 + edge; ++x)
      sum += std::pow(image.rgba[4 * index(kPixels, x, y)] - mean, 2.0);
  return std::sqrt(sum / edge / edge);
}

}  // namespace

TEST_CASE("Bone is dark, or bright when asked, and the shutters are black") {
  Bench bench;
  Shot shot;
  shot.expose(bench.renderer);
  const Image dark = shot.draw(bench.renderer);
  CHECK(meanGrey(dark, 120, 120, 16) + 30.0 < meanGrey(dark, 40, 120, 16));
  CHECK(meanGrey(dark, 40, 120, 16) == Approx(127.0).margin(30.0));
  CHECK(meanGrey(dark, 0, 0, 6) == 0.0);
  shot.scene.xRay.boneDark = false;
  const Image bright = shot.draw(bench.renderer);
  CHECK(meanGrey(bright, 120, 120, 16) > meanGrey(bright, 40, 120, 16) + 30.0);
  CHECK(meanGrey(bright, 0, 0, 6) == 0.0);
  CHECK(bench.error().empty());
}

TEST_CASE("Noise belongs to its exposure and falls with the square root of the quanta") {
  Bench bench;
  Shot shot;
  shot.expose(bench.renderer);
  const Image first = shot.draw(bench.renderer);
  CHECK(shot.draw(bench.renderer).rgba == first.rgba);
  shot.scene.xRay.exposure = 2;
  const Image second = shot.draw(bench.renderer);
  CHECK(second.rgba != first.rgba);
  shot.scene.xRay.exposure = 1;
  CHECK(shot.draw(bench.renderer).rgba == first.rgba);
  const double noise = spread(first, 24, 100, 28);
  shot.scene.xRay.quantaPerPixel *= 4.0;
  CHECK(spread(shot.draw(bench.renderer), 24, 100, 28) == Approx(0.5 * noise).epsilon(0.15));
  shot.scene.xRay.quantaPerPixel = 0.0;
  CHECK(spread(shot.draw(bench.renderer), 24, 100, 28) < 3.0);
  CHECK(bench.error().empty());
}

TEST_CASE("The picture follows the surfaces without being told") {
  Bench bench;
  Shot shot;
  shot.expose(bench.renderer);
  const Image before = shot.draw(bench.renderer);
  shot.scene.xRay.surfaces[1].patientFromMesh[3] = math::Vec4f(40, 0, 0, 1);
  const Image after = shot.draw(bench.renderer);
  CHECK(meanGrey(after, 120, 120, 8) > meanGrey(before, 120, 120, 8) + 20.0);
  CHECK(meanGrey(after, 60, 120, 8) + 20.0 < meanGrey(before, 60, 120, 8));  // left is left
}

TEST_CASE("A thin bone near the open field is told from what is around it") {
  Bench bench;
  Shot shot;
  shot.trunk = box({-300, -80, -300}, {60, 80, 300});  // open field beyond x = 60
  math::Mesh process = box({30, -4, -12}, {48, 4, 12});
  shot.scene.xRay.quantaPerPixel = 0.0;
  shot.scene.xRay.surfaces.push_back({.mesh = {&process, 3, 1},
                                      .material = Material::kBone,
                                      .host = static_cast<int>(Material::kMuscle)});
  const auto signal = bench.renderer.xRayTransmission(shot.scene, kPixels);
  shot.scene.xRay.brightness = signal[index(kPixels, 200, 128)];
  const Image picture = shot.draw(bench.renderer);
  // patient's left is image left; the magnification is 1000 / 700
  const auto column = [](double x_mm) {
    return static_cast<int>(128.0 - x_mm * (1000.0 / 700.0) / 230.0 * 256.0);
  };
  const double bone = meanGrey(picture, column(42.0), 124, 8),
               beside = meanGrey(picture, column(42.0), 160, 8);
  CHECK(bone + 8.0 < beside);
  CHECK(beside < 250.0);
}

TEST_CASE("Outside the collimator's opening the picture is black, inside much as it was") {
  constexpr double kAdapted = 8.0;  // the monitor evens out what it shows
  Bench bench;
  Shot shot;
  shot.scene.xRay.quantaPerPixel = 0.0;
  shot.expose(bench.renderer);
  const Image open = shot.draw(bench.renderer);
  fluoro::Collimator& c = shot.scene.xRay.projection.collimator;
  c.irisRadius_mm = 60.0;  // 67 pixels
  const Image iris = shot.draw(bench.renderer);
  CHECK(meanGrey(iris, 120, 40, 8) == 0.0);
  CHECK(meanGrey(iris, 60, 60, 8) == 0.0);
  CHECK(meanGrey(iris, 100, 100, 16) == Approx(meanGrey(open, 100, 100, 16)).margin(kAdapted));
  c = {};
  c.leafGap_mm = 60.0;  // closing from left and right
  const Image strip = shot.draw(bench.renderer);
  CHECK(meanGrey(strip, 60, 124, 8) == 0.0);
  CHECK(meanGrey(strip, 124, 40, 8) == Approx(meanGrey(open, 124, 40, 8)).margin(kAdapted));
  c.leafTurn = units::Deg(90.0);
  const Image across = shot.draw(bench.renderer);
  CHECK(meanGrey(across, 124, 60, 8) == 0.0);
  CHECK(meanGrey(across, 40, 124, 8) == Approx(meanGrey(open, 40, 124, 8)).margin(kAdapted));
  CHECK(bench.error().empty());
}

TEST_CASE("Closing the collimator over the open field takes away what it sends astray") {
  Bench bench;
  Shot shot;
  shot.trunk = box({-300, -80, -300}, {70, 80, 300});  // open field beyond x = 70
  shot.scene.xRay.quantaPerPixel = 0.0;
  const auto signal = bench.renderer.xRayTransmission(shot.scene, kPixels);
  shot.scene.xRay.brightness = signal[index(kPixels, 200, 128)];
  const auto contrast = [&] {
    const Image image = shot.draw(bench.renderer);
    return meanGrey(image, 124, 180, 8) - meanGrey(image, 124, 124, 8);
  };
  const double open = contrast();
  shot.scene.xRay.projection.collimator.irisRadius_mm = 75.0;
  CHECK(contrast() > open + 2.0);
  CHECK(bench.error().empty());
}

TEST_CASE("The monitor turns by quarters without a loss, and flips") {
  Bench bench;
  Shot shot;
  shot.bone = box({20, -15, 30}, {50, 15, 60});  // patient's left, headwards
  shot.expose(bench.renderer);
  const Image upright = shot.draw(bench.renderer);
  const auto worst = [&](const Image& turned, auto&& place) {
    int most = 0;
    for (int y = 0; y < kPixels; ++y)
      for (int x = 0; x < kPixels; ++x) {
        const auto [fromX, fromY] = place(x, y);
        most = std::max(most, std::abs(turned.rgba[4 * index(kPixels, x, y)] -
                                       upright.rgba[4 * index(kPixels, fromX, fromY)]));
      }
    return most;
  };
  shot.scene.xRay.monitor = {units::Deg(90.0)};
  // clockwise: the upper left corner comes to the upper right
  CHECK(worst(shot.draw(bench.renderer),
              [](int x, int y) { return std::pair(y, kPixels - 1 - x); }) <= 2);
  shot.scene.xRay.monitor = {units::Deg(0.0), true};
  CHECK(worst(shot.draw(bench.renderer),
              [](int x, int y) { return std::pair(kPixels - 1 - x, y); }) <= 2);
  shot.scene.xRay.monitor = {};
  CHECK(shot.draw(bench.renderer).rgba == upright.rgba);
  CHECK(bench.error().empty());
}

TEST_CASE("Less scatter is more contrast") {
  Bench bench;
  Shot shot;
  shot.scene.xRay.quantaPerPixel = 0.0;
  shot.expose(bench.renderer);
  const auto contrast = [&](double fraction) {
    shot.scene.xRay.scatterFraction = fraction;
    const Image image = shot.draw(bench.renderer);
    return meanGrey(image, 40, 120, 16) - meanGrey(image, 120, 120, 16);
  };
  CHECK(contrast(0.1) > contrast(0.2) + 1.0);
  CHECK(contrast(0.2) > contrast(0.35) + 1.0);
}

namespace {

/// Where a picture differs from another one.
std::vector<bool> differing(const Image& a, const Image& b) {
  constexpr int kSeen = 3;
  std::vector<bool> mask;
  for (std::size_t i = 0; i < a.rgba.size(); i += 4)
    mask.push_back(std::abs(a.rgba[i] - b.rgba[i]) + std::abs(a.rgba[i + 1] - b.rgba[i + 1]) +
                       std::abs(a.rgba[i + 2] - b.rgba[i + 2]) >
                   kSeen);
  return mask;
}

/// Whether a pixel's neighbours, as far as smoothing reaches, are not all the same.
bool onEdge(const std::vector<bool>& mask, int x, int y) {
  constexpr int kReach = 2;
  bool in = false, out = false;
  for (int v = std::max(0, y - kReach); v <= std::min(kPixels - 1, y + kReach); ++v)
    for (int u = std::max(0, x - kReach); u <= std::min(kPixels - 1, x + kReach); ++u)
      (mask[index(kPixels, u, v)] ? in : out) = true;
  return in && out;
}

/// Two bodies off the middle, neither of them mirrored, one nearer to the detector.
struct Fade {
  fluoro::Beam beam = bench::beam();
  math::Mesh bone = box({8, -60, -45}, {45, -30, 10});
  math::Mesh contrast = box({-20, 25, -5}, {20, 60, 35});
  view::Scene scene, empty;

  explicit Fade(const fluoro::CArm& arm) {
    scene.xRay.projection = fluoro::projectionOf(arm);
    scene.xRay.beam = &beam;
    scene.xRay.exposure = 1;
    scene.xRay.surfaces = {{.mesh = {&bone, 1, 1}, .material = Material::kBone},
                           {.mesh = {&contrast, 2, 1}, .material = Material::kContrast}};
    for (math::Mat4f& motion : scene.bend.patientFromMaterial) motion = math::Mat4f(1.0f);
    scene.camera = view::cameraOf(scene.xRay.projection);
    empty = scene;
    scene.surfaces = {{.mesh = {&bone, 1, 1}, .look = view::Look::kBone},
                      {.mesh = {&contrast, 2, 1}, .look = view::Look::kContrast}};
  }
  Image draw(Renderer& renderer, const view::Scene& which) {
    return renderer.read(renderer.drawBehindXRay(which, kPixels), {kPixels, kPixels});
  }
};

}  // namespace

TEST_CASE("What an X-ray fades to stands pixel for pixel where its shadow is") {
  Bench bench;
  for (const auto& [primary, secondary] :
       {std::pair(180.0, 0.0), std::pair(140.0, 17.0), std::pair(90.0, -20.0)}) {
    fluoro::CArm arm;
    arm.primary = units::Deg(primary);
    arm.secondary = units::Deg(secondary);
    Fade fade(arm);
    const auto paths = bench.renderer.pathLengths(fade.scene, kPixels);
    std::vector<bool> shadow;
    for (std::size_t n = 0; n < paths[0].size(); ++n)
      shadow.push_back(paths[static_cast<std::size_t>(Material::kBone)][n] +
                           paths[static_cast<std::size_t>(Material::kContrast)][n] >
                       1e-3f);
    const auto seen =
        differing(fade.draw(bench.renderer, fade.scene), fade.draw(bench.renderer, fade.empty));
    int inside = 0, astray = 0;
    for (int y = 0; y < kPixels; ++y)
      for (int x = 0; x < kPixels; ++x) {
        const std::size_t n = index(kPixels, x, y);
        inside += shadow[n] ? 1 : 0;
        astray += shadow[n] != seen[n] && !onEdge(shadow, x, y) ? 1 : 0;
      }
    INFO("primary " << primary << ", secondary " << secondary);
    CHECK(inside > 2000);
    CHECK(astray == 0);
  }
  CHECK(bench.error().empty());
}

TEST_CASE("What an X-ray fades to is seen from the detector's side") {
  Bench bench;
  Fade fade(fluoro::CArm{});  // the detector is behind, and so is the contrast
  const Image both = fade.draw(bench.renderer, fade.scene);
  fade.scene.surfaces.erase(fade.scene.surfaces.begin());
  const Image nearer = fade.draw(bench.renderer, fade.scene);
  const auto covered = differing(nearer, fade.draw(bench.renderer, fade.empty));
  const auto changed = differing(both, nearer);
  int within = 0, worse = 0;
  for (int y = 0; y < kPixels; ++y)
    for (int x = 0; x < kPixels; ++x) {
      const std::size_t n = index(kPixels, x, y);
      if (!covered[n] || onEdge(covered, x, y)) continue;
      ++within;
      worse += changed[n] ? 1 : 0;
    }
  CHECK(within > 500);
  CHECK(worse == 0);
}
