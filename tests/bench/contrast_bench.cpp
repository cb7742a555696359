// Ticks of the whole simulation while the needle gives contrast and it runs, against ticks of the
// same patient with none: what contrast costs itself, and what the sac's answer to it does.
//
// One thread for everything, timed by its processor time, so that numbers survive a busy machine.
#include "bench/bench.hpp"
#include "operation/steps.hpp"
#include "support/thread_time.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <oneapi/tbb/global_control.h>
#include <vector>

using namespace unkink;
using namespace unkink::operation;

namespace {

constexpr int kTicks = 600;  // three millilitres in six seconds, and four to run

struct Times {
  std::vector<double> tick_ms, contrast_ms;
};

double quantile(std::vector<double> v, std::size_t percent) {
  std::ranges::sort(v);
  return v[std::min(v.size() - 1, v.size() * percent / 100)];
}

/// The default patient, lying, with a needle in the epidural fat of the treated level.
State subject(const Case& theCase) {
  State s = heldIn(theCase, initialState(theCase), {1.0, false, 1.0});
  step(theCase, s, std::array{command(Verb::kNeedlePlace)});
  const auto& frames = s.freeSpace.frames;
  const auto at = std::ranges::find_if(frames, [](const auto& f) { return f.chain >= 3.9; });
  s.needle.direction = s.needle.directionGoal = -at->dorsal;
  s.needle.depth_mm = 60.0;
  double out = 20.0;
  const auto tip = [&] { return at->centre + out * at->dorsal; };
  while (out > 0.0 && contrastPlaceAt(theCase, s, tip()) != fluoro::ContrastPlace::kEpidural)
    out -= 0.1;
  s.needle.entry_mm = tip() + 60.0 * at->dorsal;
  for (int n = 0; n < 120; ++n) step(theCase, s, {});
  return s;
}

Times run(const Case& theCase, State s, double volume_mL) {
  Times times;
  if (volume_mL > 0.0) step(theCase, s, std::array{command(Verb::kNeedleInject, volume_mL)});
  for (int n = 0; n < kTicks; ++n) {
    State alone = s;
    const double before = test::threadTime_ms();
    giveContrast(theCase, alone);
    spreadContrast(theCase, alone);
    const double between = test::threadTime_ms();
    step(theCase, s, {});
    times.contrast_ms.push_back(between - before);
    times.tick_ms.push_back(test::threadTime_ms() - between);
  }
  return times;
}

}  // namespace

int main() {
  const oneapi::tbb::global_control one(oneapi::tbb::global_control::max_allowed_parallelism, 1);
  const Case theCase(CaseParameters{});
  const State start = subject(theCase);
  const Times without = run(theCase, start, 0.0), with = run(theCase, start, 3.0);
  const double asleep_ms = quantile(without.tick_ms, 50);
  const auto row = [&](const char* what, double ms) {
    bench::row(what, ms, "a tick without", asleep_ms);
  };
  row("a tick without contrast, median", asleep_ms);
  row("a tick with contrast running, median", quantile(with.tick_ms, 50));
  row("the same, 95 of 100", quantile(with.tick_ms, 95));
  row("the same, the dearest", quantile(with.tick_ms, 100));
  row("contrast's own part, median", quantile(with.contrast_ms, 50));
  row("the same, 95 of 100", quantile(with.contrast_ms, 95));
  double sum = 0.0;
  for (const double ms : with.contrast_ms) sum += ms / kTicks;
  row("the same, mean", sum);
  return 0;
}
