// Measuring passes: waits for the GPU before and after, so only when asked to.
#pragma once

#include <chrono>
#include <epoxy/gl.h>

namespace unkink::render {

/// Adds the time between construction and destruction to a number of ms; does nothing when off.
class Stopwatch {
 public:
  Stopwatch(bool on, double& result_ms) : result_(on ? &result_ms : nullptr) {
    if (result_ == nullptr) return;
    glFinish();
    start_ = Clock::now();
  }
  ~Stopwatch() {
    if (result_ == nullptr) return;
    glFinish();
    *result_ += std::chrono::duration<double, std::milli>(Clock::now() - start_).count();
  }
  Stopwatch(const Stopwatch&) = delete;
  Stopwatch& operator=(const Stopwatch&) = delete;

 private:
  using Clock = std::chrono::steady_clock;
  double* result_;
  Clock::time_point start_;
};

}  // namespace unkink::render
