// Bites on the real level: what each costs from the cut to the drawable mesh, how that grows with
// the voxels' size and with what has been cut before, and what the State keeps of it.
//
// One thread for everything, timed by its processor time, so that numbers survive a busy machine.
#include "operation/instruments.hpp"
#include "support/thread_time.hpp"
#include "tissue/level.hpp"
#include "view/live_mesh.hpp"

#include <algorithm>
#include <benchmark/benchmark.h>
#include <map>
#include <memory>
#include <oneapi/tbb/global_control.h>
#include <random>
#include <vector>

using namespace unkink;

namespace {

constexpr double kBaked_mm = 0.5;

/// The level sampled at another spacing of its base.
const tissue::Base& baseAt(double spacing_mm) {
  if (spacing_mm == kBaked_mm) return test::base();
  static std::map<double, std::unique_ptr<tissue::Base>> made;
  auto& base = made[spacing_mm];
  if (!base) base = std::make_unique<tissue::Base>(test::spine(), test::kTreated, spacing_mm);
  return *base;
}

struct Bitten {
  const tissue::Base* base;
  tissue::Live live;
  anatomy::Bend bend = test::spine().bend(0.0, false);
  view::LiveMesh mesh;
  tissue::TwoScaleSurface ligament;  // alone, with every triangle

  explicit Bitten(const tissue::Base& b)
      : base(&b), live{{}, tissue::makeRelief(b)}, mesh(b), ligament(b.window(), b.spacing_mm()) {
    ligament.rebuild({}, source());
    mesh.update(body());
    mesh.update(body());  // thinned out
  }
  tissue::Body body() const { return {test::spine(), *base, live, bend, 1.0}; }
  tissue::TwoScaleSurface::Source source() const {
    constexpr auto kLigament = tissue::Channel::kLigament;
    return {[this](const math::IVec3& brick, tissue::BrickValues& out) {
              base->brick(kLigament, brick, 1.0f, out);
            },
            [this](const math::IVec3& brick, tissue::BrickValues& out) {
              body().brick(kLigament, brick, out);
            },
            [this](const math::IVec3& brick) { return live.carving.find(kLigament, brick); }};
  }
  std::size_t triangles() const {
    std::size_t sum = 0;
    for (const auto c : {tissue::Channel::kUpperBone, tissue::Channel::kLowerBone})
      sum += mesh.mesh(c).triangleCount() + mesh.inner(c).triangleCount();
    return sum + mesh.mesh(tissue::Channel::kLigament).triangleCount();
  }
};

double uniform(std::mt19937& random, double lo, double hi) {
  return lo + (hi - lo) * static_cast<double>(random()) / 4294967295.0;
}

/// The instruments in turn, about the edge of the lamina and through the ligament below it.
struct Place {
  tissue::Jaw jaw;
  math::Rigid<math::Patient, math::Tool> patientFromTool;
};
Place place(std::mt19937& random, int n) {
  const auto kind =
      n % 2 == 0 ? operation::ToolKind::kBoneRongeur : operation::ToolKind::kTissueSculptor;
  const auto edge = test::spine().landmarks(test::kTreated).upperLaminaInferiorEdge;
  const math::Vec3 at = edge[static_cast<std::size_t>(n / 2 % 2)] +
                        math::Vec3(uniform(random, -4.0, 4.0), uniform(random, -4.0, 3.0),
                                   uniform(random, -10.0, 3.0));
  const math::Mat3 turn = math::rotationX(units::Deg(uniform(random, 20.0, 60.0))) *
                          math::rotationZ(units::Deg(uniform(random, -90.0, 90.0)));
  return {operation::jawOf(kind), {turn, at}};
}

void bitesAt(benchmark::State& state, double baseSpacing_mm) {
  const tissue::Base& base = baseAt(baseSpacing_mm);
  constexpr int kBites = 100;
  std::unique_ptr<Bitten> bitten;
  std::mt19937 random(1);
  std::vector<double> each_ms, cut_ms, thinned_ms, surface_ms;
  double bytes = 0.0;
  int next = kBites;
  for (auto _ : state) {
    if (next == kBites) {
      bitten = std::make_unique<Bitten>(base);
      random = std::mt19937(1);
      next = 0;
    }
    const Place p = place(random, next++);
    const tissue::Live before = bitten->live;  // what undo goes back to
    const double start = test::threadTime_ms();
    tissue::bite(bitten->body(), bitten->live, p.jaw, p.patientFromTool);
    const double cut = test::threadTime_ms();
    bitten->mesh.update(bitten->body());
    const double end = test::threadTime_ms();
    bitten->mesh.update(bitten->body());
    thinned_ms.push_back(test::threadTime_ms() - end);
    std::vector<math::IVec3> bricks;
    for (const auto& at : tissue::Carving::changed(before.carving, bitten->live.carving))
      if (at.channel == tissue::Channel::kLigament) bricks.push_back(at.brick);
    const double begin = test::threadTime_ms();
    bitten->ligament.update(bricks, bitten->source());
    surface_ms.push_back(test::threadTime_ms() - begin);
    cut_ms.push_back(cut - start);
    each_ms.push_back(end - start);
    bytes +=
        static_cast<double>(tissue::Carving::changed(before.carving, bitten->live.carving).size() *
                            sizeof(tissue::Brick));
    state.SetIterationTime(1e-3 * each_ms.back());
  }
  // the first and the last bites: what was cut before should not matter
  const auto median = [](std::vector<double> v) {
    std::sort(v.begin(), v.end());
    return v[v.size() / 2];
  };
  const std::size_t quarter = each_ms.size() / 4;
  state.counters["first_ms"] =
      median({each_ms.begin(), each_ms.begin() + static_cast<long>(quarter)});
  state.counters["last_ms"] = median({each_ms.end() - static_cast<long>(quarter), each_ms.end()});
  state.counters["cut_ms"] = median(cut_ms);
  state.counters["thinned_ms"] = median(thinned_ms);
  state.counters["ligament_surface_ms"] = median(surface_ms);
  std::sort(each_ms.begin(), each_ms.end());
  state.counters["median_ms"] = each_ms[each_ms.size() / 2];
  state.counters["p99_ms"] = each_ms[each_ms.size() * 99 / 100];
  state.counters["triangles"] = static_cast<double>(bitten->triangles());
  state.counters["kB_a_bite"] = 1e-3 * bytes / static_cast<double>(state.iterations());
  state.counters["carving_MB"] =
      1e-6 * static_cast<double>(bitten->live.carving.brickCount() * sizeof(tissue::Brick));
}

/// A copy of the State's tissue after a hundred bites.
void copyAfterBites(benchmark::State& state) {
  tissue::Live live{{}, tissue::makeRelief(test::base())};
  const anatomy::Bend bend = test::spine().bend(0.0, false);
  std::mt19937 random(1);
  for (int n = 0; n < 100; ++n) {
    const Place p = place(random, n);
    tissue::bite({test::spine(), test::base(), live, bend, 1.0}, live, p.jaw, p.patientFromTool);
  }
  for (auto _ : state) {
    tissue::Live copy = live;
    benchmark::DoNotOptimize(copy);
  }
}

}  // namespace

int main(int argc, char** argv) {
  const oneapi::tbb::global_control one(oneapi::tbb::global_control::max_allowed_parallelism, 1);
  for (const double spacing_mm : {1.0, 0.5, 0.25})
    benchmark::RegisterBenchmark(
        ("a hundred bites, base every " + std::to_string(spacing_mm) + " mm").c_str(), bitesAt,
        spacing_mm)
        ->Iterations(100)
        ->UseManualTime()
        ->Unit(benchmark::kMillisecond);
  benchmark::RegisterBenchmark("a copy of the tissue after a hundred bites", copyAfterBites);
  benchmark::Initialize(&argc, argv);
  benchmark::RunSpecifiedBenchmarks();
  return 0;
}
