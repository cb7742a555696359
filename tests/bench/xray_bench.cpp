// Milliseconds per X-ray with read-back: the patient at work, still, with only the instruments
// moving and with everything moving; and scenes of meshes as large as those others were timed on
// (a few bones of 424 triangles, a trunk full of bones of 240 000). Medians of several runs.
#include "fluoro/shapes.hpp"
#include "render/bench.hpp"
#include "support/worked_on.hpp"

#include <benchmark/benchmark.h>
#include <deque>
#include <numbers>

using namespace unkink;

namespace {

render::bench::Bench& bench() {
  static render::bench::Bench made;
  return made;
}

/// A ring of around x along x 2 triangles.
math::Mesh ring(const math::Vec3& centre, double radius_mm, double thick_mm, int around,
                int along) {
  math::Mesh mesh;
  for (int i = 0; i < around; ++i)
    for (int k = 0; k < along; ++k) {
      const double a = 2.0 * std::numbers::pi * i / around, b = 2.0 * std::numbers::pi * k / along;
      const double out = radius_mm + thick_mm * std::cos(b);
      mesh.vertices.push_back(
          {math::Vec3f(centre +
                       math::Vec3(out * std::cos(a), thick_mm * std::sin(b), out * std::sin(a))),
           math::Vec3f(0.0f)});
    }
  const auto at = [&](int i, int k) {
    return static_cast<std::uint32_t>((i % around) * along + k % along);
  };
  for (int i = 0; i < around; ++i)
    for (int k = 0; k < along; ++k)
      for (const std::uint32_t v :
           {at(i, k), at(i + 1, k + 1), at(i + 1, k), at(i, k), at(i, k + 1), at(i + 1, k + 1)})
        mesh.indices.push_back(v);
  return mesh;
}

/// Meshes in a beam of one energy; x forward, y up, as those scenes have it.
struct OwnMeshes {
  std::deque<math::Mesh> meshes;
  std::vector<view::XRayWeighted> bodies;
  fluoro::Projection projection{{-700, 92, 0}, {300, 92, 0}, {0, 0, 1}, {0, 1, 0}, 300.0};

  void add(math::Mesh mesh, double perCm, double hostPerCm = 0.0) {
    meshes.push_back(std::move(mesh));
    bodies.push_back({{&meshes.back(), next_++, 1}, 0.1 * (perCm - hostPerCm)});
  }

 private:
  static inline std::uint64_t next_ = 1'000'000;
};

constexpr double kTissue = 0.2264, kVertebra = 0.573, kOtherBone = 0.45, kSteel = 7.0;  // 1/cm

const OwnMeshes& fewBones() {
  static const OwnMeshes made = [] {
    OwnMeshes scene;
    for (int n = 0; n < 5; ++n) scene.add(ring({0, 35.0 * n, 0}, 22.0, 14.0, 53, 4), kVertebra);
    return scene;
  }();
  return made;
}

const OwnMeshes& fullTrunk() {
  static const OwnMeshes made = [] {
    OwnMeshes scene;
    math::Mesh trunk = fluoro::sphereMesh(math::Vec3(0, 92, 0), 1.0, 72);
    for (math::Vertex& v : trunk.vertices)
      v.position =
          math::Vec3f(110, 180, 150) * (v.position - math::Vec3f(0, 92, 0)) + math::Vec3f(0, 92, 0);
    scene.add(std::move(trunk), kTissue);
    for (int n = 0; n < 5; ++n)
      scene.add(ring({0, 35.0 * n, 0}, 22.0, 14.0, 106, 128), kVertebra, kTissue);
    for (int n = 0; n < 4; ++n)
      scene.add(ring({-20, 50.0 * n, 0}, 80.0, 8.0, 131, 80), kOtherBone, kTissue);
    scene.add(render::bench::prism({-100, 92, 10}, {20, 95, 5}, 1.75, 48), kSteel, kTissue);
    return scene;
  }();
  return made;
}

void ownMeshes(benchmark::State& run, const OwnMeshes& (*scene)()) {
  const OwnMeshes& own = scene();
  const auto pixels = static_cast<int>(run.range(0));
  for (auto _ : run)
    benchmark::DoNotOptimize(
        bench().renderer.xRayTransmission(own.projection, own.bodies, pixels).data());
  std::size_t triangles = 0;
  for (const math::Mesh& m : own.meshes) triangles += m.triangleCount();
  run.counters["triangles"] = static_cast<double>(triangles);
}

enum class Moves { kNothing, kInstruments, kEverything };

void patient(benchmark::State& run, Moves moves) {
  static const operation::State state = test::workedOn();
  static const auto builder = test::defaultSceneBuilder();
  view::Scene scene = test::settledScene(*builder, state);
  fluoro::CArm arm = operation::cArmFor(test::defaultCase(), state, fluoro::View::kCloRight);
  scene.xRay.projection = fluoro::projectionOf(arm);
  const auto pixels = static_cast<int>(run.range(0));
  float step = 0.1f;
  bench().renderer.xRayTransmission(scene, pixels);
  for (auto _ : run) {
    step = -step;
    if (moves == Moves::kEverything) {
      arm.primary.value += static_cast<double>(step);
      scene.xRay.projection = fluoro::projectionOf(arm);
    }
    if (moves != Moves::kNothing)
      for (view::XRaySurface& s : scene.xRay.surfaces)
        if (s.material == fluoro::Material::kSteel) s.patientFromMesh[3].y += step;
    benchmark::DoNotOptimize(bench().renderer.xRayTransmission(scene, pixels).data());
  }
  std::size_t triangles = 0;
  for (const view::XRaySurface& s : scene.xRay.surfaces) triangles += s.mesh.mesh->triangleCount();
  run.counters["triangles"] = static_cast<double>(triangles);
}

void settings(benchmark::internal::Benchmark* b) {
  b->Arg(512)
      ->Arg(1024)
      ->Unit(benchmark::kMillisecond)
      ->UseRealTime()
      ->MeasureProcessCPUTime()
      ->MinTime(0.1)
      ->Repetitions(7)
      ->ReportAggregatesOnly(true);
}

}  // namespace

BENCHMARK_CAPTURE(ownMeshes, few_bones, fewBones)->Apply(settings);
BENCHMARK_CAPTURE(ownMeshes, full_trunk, fullTrunk)->Apply(settings);
BENCHMARK_CAPTURE(patient, still, Moves::kNothing)->Apply(settings);
BENCHMARK_CAPTURE(patient, instruments_moving, Moves::kInstruments)->Apply(settings);
BENCHMARK_CAPTURE(patient, everything_moving, Moves::kEverything)->Apply(settings);

BENCHMARK_MAIN();
