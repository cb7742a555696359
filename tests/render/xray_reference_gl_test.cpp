// The card's path lengths against the CPU reference projector, on one scene with everything in it.
#include "fluoro/projector.hpp"
#include "render/bench.hpp"
#include "support/catch.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <vector>

using namespace unkink;
using namespace unkink::render::bench;
using fluoro::Material;

namespace {

/// A fluoro body and the view's surface of the same thing.
struct Pair {
  math::Mesh mesh;
  std::optional<Material> material;
  int host;
  bool instrument;
  math::Vec3 shift_mm;
};

int hosted(Material m) { return static_cast<int>(m); }

std::vector<Pair> everything() {
  std::vector<Pair> all;
  all.push_back({sphere({0, 0, 0}, 105.0f, 5), Material::kFat, -1, false, {0, 20, 0}});
  all.push_back(
      {sphere({0, 0, 0}, 90.0f, 5), Material::kMuscle, hosted(Material::kFat), false, {0, 20, 0}});
  all.push_back({sphere({0, 0, 0}, 22.0f, 5),
                 Material::kBone,
                 hosted(Material::kMuscle),
                 false,
                 {5, -10, 25}});
  all.push_back({box({-20, -15, -5}, {20, 15, 5}),
                 Material::kDisc,
                 hosted(Material::kMuscle),
                 false,
                 {5, -10, -4}});
  all.push_back({prism({0, 0, -50}, {2, 4, 50}, 8.0, 48),
                 Material::kFluid,
                 hosted(Material::kMuscle),
                 false,
                 {3, 25, 0}});
  all.push_back({sphere({0, 0, 0}, 12.0f, 5), {}, hosted(Material::kMuscle), false, {-45, 10, 5}});
  all.push_back({prism({0, 0, 0}, {20, 110, 8}, 2.5, 32), Material::kSteel, -1, true, {8, -8, 20}});
  return all;
}

}  // namespace

TEST_CASE("Path lengths on the card equal the reference projector's") {
  const std::vector<Pair> all = everything();
  std::vector<fluoro::Body> bodies;
  view::Scene scene;
  fluoro::Beam spectrum = beam();
  scene.xRay.beam = &spectrum;
  for (const Pair& p : all) {
    bodies.push_back({&p.mesh, p.material, p.host, p.instrument, {math::Mat3(1.0), p.shift_mm}});
    math::Mat4f place(1.0f);
    place[3] = math::Vec4f(math::Vec3f(p.shift_mm), 1.0f);
    scene.xRay.surfaces.push_back({.mesh = {&p.mesh, bodies.size(), 1},
                                   .material = p.material,
                                   .host = p.host,
                                   .patientFromMesh = place,
                                   .instrument = p.instrument});
  }
  const fluoro::Projector projector(bodies);
  constexpr int kPixels = 128;
  Bench bench;
  for (const double primary : {180.0, 90.0, 145.0}) {
    fluoro::CArm cArm;
    cArm.primary = units::Deg{primary};
    cArm.secondary = units::Deg{12.0};
    scene.xRay.projection = fluoro::projectionOf(cArm);
    const auto expected = projector.render(scene.xRay.projection, kPixels);
    const auto got = bench.renderer.pathLengths(scene, kPixels);
    const auto signal = bench.renderer.xRayTransmission(scene, kPixels);
    std::vector<double> errors;
    double signalError = 0.0;
    for (std::size_t i = 0; i < expected.size(); ++i) {
      for (std::size_t m = 0; m < fluoro::kChannelCount; ++m)
        errors.push_back(std::abs(expected[i][m] - got[m][i]));
      signalError += std::abs(spectrum.transmission(expected[i]) - signal[i]);
    }
    std::ranges::sort(errors);
    INFO("primary " << primary << " worst " << errors.back());
    CHECK(errors[errors.size() * 999 / 1000] < 0.01);
    CHECK(signalError / static_cast<double>(expected.size()) < 1e-5);
  }
  CHECK(bench.error().empty());
}

TEST_CASE("One energy's image on the card equals the reference projector's") {
  std::vector<math::Mesh> meshes;
  for (const Pair& p : everything()) {
    meshes.push_back(p.mesh);
    for (math::Vertex& v : meshes.back().vertices) v.position += math::Vec3f(p.shift_mm);
  }
  const std::vector<double> weights{0.02, 0.003, 0.035, 0.002, -0.001, -0.023, 0.7};
  std::vector<fluoro::Body> bodies;
  std::vector<view::XRayWeighted> weighted;
  for (std::size_t n = 0; n < meshes.size(); ++n) {
    bodies.push_back({&meshes[n], {}, -1, false, {}});
    weighted.push_back({{&meshes[n], n + 1, 1}, weights[n]});
  }
  const fluoro::Projector projector(bodies);
  constexpr int kPixels = 128;
  Bench bench;
  fluoro::Projection projection = anteroposterior();
  for (const bool mirrored : {false, true}) {
    if (mirrored) projection.axisRight *= -1.0;
    const auto expected = projector.lineIntegrals(projection, kPixels, weights);
    const auto got = bench.renderer.xRayTransmission(projection, weighted, kPixels);
    double error = 0.0, least = 1.0;
    for (std::size_t i = 0; i < expected.size(); ++i) {
      error += std::abs(std::exp(-expected[i]) - got[i]);
      least = std::min(least, static_cast<double>(got[i]));
    }
    CHECK(error / static_cast<double>(expected.size()) < 1e-6);
    CHECK(least < 0.01);
  }
  CHECK(bench.error().empty());
}
