// The card's path lengths against an independent ray tracer, on the default patient at work.
#include "render/bench.hpp"
#include "support/worked_on.hpp"
#include "support/xray_accuracy.hpp"
#include "support/xray_oracle.hpp"
#include "view/xray_bodies.hpp"

using namespace unkink;

namespace {

std::vector<fluoro::PathLengths> byPixel(
    const std::array<std::vector<float>, fluoro::kChannelCount>& channels) {
  std::vector<fluoro::PathLengths> all(channels[0].size());
  for (std::size_t i = 0; i < all.size(); ++i)
    for (std::size_t m = 0; m < channels.size(); ++m) all[i][m] = channels[m][i];
  return all;
}

constexpr int kPixels = 512;

}  // namespace

TEST_CASE("The fluoroscope's paths agree with an independent ray tracer") {
  const operation::State state = test::workedOn();
  const auto builder = test::defaultSceneBuilder();
  view::Scene scene = test::settledScene(*builder, state);
  const auto bodies = view::xRayBodies(scene);
  const test::XRayOracle oracle(view::fluoroBodies(bodies));
  render::bench::Bench bench;
  for (const fluoro::View view : test::kJudgedViews) {
    INFO("view " << static_cast<int>(view));
    scene.xRay.projection =
        fluoro::projectionOf(operation::cArmFor(test::defaultCase(), state, view));
    auto expected = oracle.render(scene.xRay.projection, kPixels);
    const auto got = byPixel(bench.renderer.pathLengths(scene, kPixels));
    oracle.settle(expected, got, scene.xRay.projection, kPixels, test::kDoubt_mm);
    const auto a = test::accuracyOf(got, expected, *scene.xRay.beam);
    test::checkAccuracy(a);
    // a card rounds corners to 1/256 pixel: beside a face that is seen along its edge the path
    // hangs on that, in a pixel or so of a hundred thousand
    CHECK(a.beyond <= kPixels * kPixels / 25000);
    CHECK(a.worst_mm <= 0.5);
    double worst = 0.0, sum = 0.0;
    const auto signal = bench.renderer.xRayTransmission(scene, kPixels);
    for (std::size_t i = 0; i < signal.size(); ++i) {
      const double error = std::abs(scene.xRay.beam->transmission(expected[i]) - signal[i]);
      worst = std::max(worst, error);
      sum += error;
    }
    CHECK(sum / static_cast<double>(signal.size()) <= 1e-6);
    CHECK(worst <= 1e-3);
  }
  CHECK(bench.error().empty());
}
