// What one to three treated levels cost: a bite from the cut to the mesh and to the room around the
// sac, and a copy of the State. It should go with what is bitten, not with how many levels there
// are.
//
// One thread for everything, timed by its processor time, so that numbers survive a busy machine.
#include "config/files.hpp"
#include "operation/state.hpp"
#include "support/thread_time.hpp"
#include "view/live_mesh.hpp"

#include <algorithm>
#include <benchmark/benchmark.h>
#include <memory>
#include <oneapi/tbb/global_control.h>
#include <random>
#include <vector>

using namespace unkink;
using anatomy::Level;
using math::Vec3;

namespace {

constexpr std::array kLevels{Level::kL4L5, Level::kL3L4, Level::kL2L3};

/// The three-level patient with as many of the levels diseased as asked for.
operation::CaseParameters parameters(std::size_t levels) {
  auto p = operation::readCase(config::assetPath("cases/three_levels.toml"));
  for (std::size_t n = levels; n < kLevels.size(); ++n)
    p.disease[static_cast<std::size_t>(kLevels[n])] = {};
  return p;
}

/// A jaw somewhere about the edge of a lamina, and through the ligament below it.
struct Place {
  tissue::Jaw jaw;
  math::Rigid<math::Patient, math::Tool> patientFromTool;
};
Place place(const anatomy::Spine& spine, Level level, std::mt19937& random, int n) {
  const auto between = [&](double lo, double hi) {
    return lo + (hi - lo) * static_cast<double>(random()) / 4294967295.0;
  };
  const auto kind =
      n % 2 == 0 ? operation::ToolKind::kBoneRongeur : operation::ToolKind::kTissueSculptor;
  const Vec3 at =
      spine.landmarks(level).upperLaminaInferiorEdge[static_cast<std::size_t>(n / 2 % 2)] +
      Vec3(between(-4.0, 4.0), between(-4.0, 3.0), between(-10.0, 3.0));
  const math::Mat3 turn = math::rotationX(units::Deg(between(20.0, 60.0))) *
                          math::rotationZ(units::Deg(between(-90.0, 90.0)));
  return {operation::jawOf(kind), {turn, at}};
}

double median(std::vector<double> v) {
  std::ranges::sort(v);
  return v[v.size() / 2];
}

struct Subject {
  operation::Case theCase;
  operation::State state;
  std::vector<view::LiveMesh> meshes;
  std::vector<Level> levels;

  explicit Subject(std::size_t count)
      : theCase(parameters(count)),
        state(operation::heldIn(theCase, operation::initialState(theCase), {0.0, false, 1.0})) {
    for (std::size_t n = 0; n < count; ++n) {
      levels.push_back(kLevels[n]);
      meshes.emplace_back(theCase.base(kLevels[n]));
    }
    follow();
    follow();  // thinned out
  }
  void follow() {
    const tissue::Body body = operation::bodyOf(theCase, state);
    for (std::size_t n = 0; n < levels.size(); ++n) meshes[n].update(body.at(levels[n]));
  }
};

void bites(benchmark::State& state, std::size_t count) {
  Subject subject(count);
  std::mt19937 random(1);
  std::vector<double> bite_ms, room_ms;
  double bytes = 0.0;
  int n = 0;
  for (auto _ : state) {
    const Level level = subject.levels[static_cast<std::size_t>(n) % count];
    const Place p = place(subject.theCase.spine(), level, random, n++);
    const tissue::LiveLevels before = subject.state.tissue;
    const double start = test::threadTime_ms();
    tissue::biteAll(operation::bodyOf(subject.theCase, subject.state), subject.state.tissue, p.jaw,
                    p.patientFromTool);
    subject.follow();
    const double meshed = test::threadTime_ms();
    thecal_sac::refresh(operation::bodyOf(subject.theCase, subject.state), false,
                        subject.state.freeSpace);
    room_ms.push_back(test::threadTime_ms() - meshed);
    bite_ms.push_back(meshed - start);
    subject.follow();
    for (std::size_t l = 0; l < before.size(); ++l)
      bytes += static_cast<double>(
          tissue::Carving::changed(before[l].carving, subject.state.tissue[l].carving).size() *
          sizeof(tissue::Brick));
    state.SetIterationTime(1e-3 * (bite_ms.back() + room_ms.back()));
  }
  state.counters["bite_ms"] = median(bite_ms);
  state.counters["room_ms"] = median(room_ms);
  state.counters["kB_a_bite"] = 1e-3 * bytes / static_cast<double>(state.iterations());
  const double start = test::threadTime_ms();
  constexpr int kCopies = 1000;
  for (int c = 0; c < kCopies; ++c) {
    tissue::LiveLevels copy = subject.state.tissue;
    benchmark::DoNotOptimize(copy);
  }
  state.counters["copy_us"] = 1e3 * (test::threadTime_ms() - start) / kCopies;
}

}  // namespace

int main(int argc, char** argv) {
  const oneapi::tbb::global_control one(oneapi::tbb::global_control::max_allowed_parallelism, 1);
  for (std::size_t count = 1; count <= kLevels.size(); ++count)
    benchmark::RegisterBenchmark(
        ("sixty bites in turn, live levels: " + std::to_string(count)).c_str(), bites, count)
        ->Iterations(60)
        ->UseManualTime()
        ->Unit(benchmark::kMillisecond);
  benchmark::Initialize(&argc, argv);
  benchmark::RunSpecifiedBenchmarks();
  return 0;
}
