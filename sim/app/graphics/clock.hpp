// The one place that reads the wall clock, and how many fixed ticks it owes.
#pragma once

#include <string>

namespace unkink::app {

/// Seconds since the program first asked; never falls.
double now_s();
/// The time of day where the program runs, "14:05".
std::string timeOfDay();

/// Turns time gone by into ticks of the simulation.
class TickClock {
 public:
  static constexpr int kMostTicksAFrame = 6;

  /// Ticks owed since the last call, at most kMostTicksAFrame; the rest is dropped and counted.
  int owed(double now_s);
  /// Forgets time gone by, as after a rest.
  void restart(double now_s) { last_s_ = now_s; }
  long dropped() const { return dropped_; }

 private:
  double last_s_ = -1.0;
  double left_s_ = 0.0;  // of a tick
  long dropped_ = 0;
};

}  // namespace unkink::app
