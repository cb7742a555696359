// Timing for benchmarks: the best of several runs, and its ratio to another measured in the same
// run, since machines differ and are noisy.
#pragma once

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <limits>
#include <string>

namespace unkink::bench {

/// Milliseconds of the fastest of `runs` calls.
template <class Do>
double best_ms(int runs, const Do& work) {
  double best = std::numeric_limits<double>::infinity();
  for (int n = 0; n < runs; ++n) {
    const auto start = std::chrono::steady_clock::now();
    work();
    const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - start;
    best = std::min(best, took.count());
  }
  return best;
}

/// One line of the table; `against` is what the ratio is to.
inline void row(const std::string& what, double ms, const std::string& against, double against_ms) {
  std::printf("%-52s %10.2f ms   %8.2f x %s\n", what.c_str(), ms, ms / against_ms, against.c_str());
}

}  // namespace unkink::bench
