// Wall time to ticks.
#include "app/graphics/clock.hpp"

#include "operation/state.hpp"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <ctime>

namespace unkink::app {

std::string timeOfDay() {
  const std::time_t now = std::time(nullptr);
  std::tm local{};
  localtime_r(&now, &local);
  char text[16];
  std::snprintf(text, sizeof text, "%d:%02d", local.tm_hour, local.tm_min);
  return text;
}

double now_s() {
  using Clock = std::chrono::steady_clock;
  static const Clock::time_point start = Clock::now();
  return std::chrono::duration<double>(Clock::now() - start).count();
}

int TickClock::owed(double now) {
  if (last_s_ < 0.0) last_s_ = now;
  left_s_ += now - last_s_;
  last_s_ = now;
  const auto ticks = static_cast<long>(left_s_ / operation::kTick_s);
  left_s_ -= static_cast<double>(ticks) * operation::kTick_s;
  const long given = std::min<long>(ticks, kMostTicksAFrame);
  dropped_ += ticks - given;
  return static_cast<int>(given);
}

}  // namespace unkink::app
