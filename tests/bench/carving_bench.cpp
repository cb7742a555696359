// Two hundred bites out of two slabs (support/carving_workload.hpp): what each costs, from the cut
// to a mesh that can be drawn, and how that compares with general libraries where they were found.
//
// All contestants run in one process, in turns, and each is timed by the processor time of its own
// thread, so that ratios survive a busy machine.
#include "bench/carving_peers.hpp"
#include "support/carving_workload.hpp"
#include "support/thread_time.hpp"
#include "tissue/brick_surface.hpp"

#include <algorithm>
#include <benchmark/benchmark.h>
#include <cstdio>
#include <map>
#include <memory>
#include <oneapi/tbb/global_control.h>
#include <string>
#include <vector>

using namespace unkink;

namespace {

/// The product's way: copy-on-write bricks in the State, labels, the surface by changed bricks.
class Ours {
 public:
  Ours() : surface_(workload::kSamples.grown(-1), workload::kSpacing_mm) {
    surface_.rebuild(values(), labels());
  }
  void bite(int n) {
    before_.push_back(carving_);  // what undo goes back to: so every bite copies what it writes
    surface_.update(workload::take(workload::slabs(), n, carving_, taken_), values(), labels());
  }
  double removed_mm3() const { return taken_[0] + taken_[1]; }
  std::size_t triangles() const { return surface_.triangleCount(); }
  std::size_t bytes() const {
    return surface_.bytes() + carving_.brickCount() * sizeof(tissue::Brick);
  }

 private:
  tissue::BrickSurface::Values values() const {
    return [this](const math::IVec3& brick, tissue::BrickValues& out) {
      workload::leftOf(workload::slabs(), carving_, brick, out);
    };
  }
  tissue::BrickSurface::Labels labels() const {
    return [](const math::IVec3& brick) { return workload::labelsOf(workload::slabs(), brick); };
  }
  tissue::Carving carving_;
  tissue::Taken taken_{};
  tissue::BrickSurface surface_;
  std::vector<tissue::Carving> before_;
};

/// Runs a contestant's first bites over and over, one bite an iteration.
template <class Contestant>
void bites(benchmark::State& state, int count) {
  std::unique_ptr<Contestant> contestant;
  std::vector<double> each_s;
  int next = count;
  for (auto _ : state) {
    if (next == count) {
      contestant = std::make_unique<Contestant>();
      next = 0;
    }
    const double start = test::threadTime_s();
    contestant->bite(next++);
    each_s.push_back(test::threadTime_s() - start);
    state.SetIterationTime(std::max(each_s.back(), 1e-9));
  }
  std::sort(each_s.begin(), each_s.end());
  state.counters["median_us"] = 1e6 * each_s[each_s.size() / 2];
  state.counters["p99_us"] = 1e6 * each_s[each_s.size() * 99 / 100];
  if (next == count) {
    state.counters["removed_mm3"] = contestant->removed_mm3();
    state.counters["triangles"] = static_cast<double>(contestant->triangles());
    state.counters["MB"] = 1e-6 * static_cast<double>(contestant->bytes());
  }
}

/// A copy of what a State holds of all two hundred bites.
void copyAfterAllBites(benchmark::State& state) {
  tissue::Carving carving;
  tissue::Taken taken{};
  for (int n = 0; n < workload::kBites; ++n) workload::take(workload::slabs(), n, carving, taken);
  for (auto _ : state) {
    tissue::Carving copy = carving;
    benchmark::DoNotOptimize(copy);
  }
}

/// Prints the ratios of the contestants' medians after all the rest.
class Ratios : public benchmark::ConsoleReporter {
 public:
  void ReportRuns(const std::vector<Run>& runs) override {
    benchmark::ConsoleReporter::ReportRuns(runs);
    for (const Run& run : runs)
      if (run.run_type == Run::RT_Iteration && run.counters.count("median_us") != 0)
        medians_[run.run_name.function_name].push_back(run.counters.at("median_us"));
  }
  void Finalize() override {
    const double ours = middle(medians_["ours"]);
    for (auto& [name, each] : medians_)
      if (name != "ours")
        std::printf("%-40s %8.1f us a bite, %7.1f times ours\n", name.c_str(), middle(each),
                    middle(each) / ours);
  }

 private:
  static double middle(std::vector<double>& v) {
    std::sort(v.begin(), v.end());
    return v.empty() ? 0.0 : v[v.size() / 2];
  }
  std::map<std::string, std::vector<double>> medians_;
};

template <class Contestant>
void enter(const char* name, int count) {
  benchmark::RegisterBenchmark(name, bites<Contestant>, count)
      ->Iterations(count)
      ->Repetitions(3)
      ->UseManualTime()
      ->Unit(benchmark::kMicrosecond);
}

}  // namespace

int main(int argc, char** argv) {
  // one thread for everybody
  const oneapi::tbb::global_control one(oneapi::tbb::global_control::max_allowed_parallelism, 1);
  enter<Ours>("ours", workload::kBites);
#ifdef UNKINK_WITH_VTK
  enter<peers::FlyingEdgesByBrick>("vtkFlyingEdges3D per dirty brick of 16", workload::kBites);
#endif
#ifdef UNKINK_WITH_OPENVDB
  enter<peers::OpenVdb>("OpenVDB csgDifference and volumeToMesh", workload::kBites);
#endif
  benchmark::RegisterBenchmark("a copy after all bites", copyAfterAllBites);
  benchmark::Initialize(&argc, argv);
  Ratios ratios;
  benchmark::RunSpecifiedBenchmarks(&ratios);
  return 0;
}
