// The processor time of this thread: a clock for benchmarks that others on the machine do not move.
#pragma once

#include <ctime>

namespace unkink::test {

inline double threadTime_s() {
  timespec t{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
  return static_cast<double>(t.tv_sec) + 1e-9 * static_cast<double>(t.tv_nsec);
}
inline double threadTime_ms() { return 1e3 * threadTime_s(); }

}  // namespace unkink::test
