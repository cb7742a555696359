// The foot pedal and the picture that it last took.
#pragma once

#include "fluoro/c_arm.hpp"

#include <cstdint>

namespace unkink::fluoro {

/// The foot pedal and its pulse clock; part of the operation's State.
struct Pedal {
  bool pressed = false;
  double pulsesPerSecond = 8.0;  // 1..30; 8 or fewer is the low-dose habit
  double untilNextPulse_s = 0.0;
};

/// Advances the pedal by dt; true when a pulse fires in this tick.
///
/// Model: the first pulse comes with the press, the others at even intervals; at most one in a
/// tick.
inline bool tickPedal(Pedal& pedal, double dt_s) {
  if (!pedal.pressed) {
    pedal.untilNextPulse_s = 0.0;
    return false;
  }
  constexpr double kRounding_s = 1e-9;  // so that 2 ticks of 1/60 s make 1/30 s
  const bool fires = pedal.untilNextPulse_s <= kRounding_s;
  if (fires) pedal.untilNextPulse_s += 1.0 / pedal.pulsesPerSecond;
  pedal.untilNextPulse_s -= dt_s;
  return fires;
}

/// The last exposure: what last-image hold shows once the pedal is released.
struct Exposure {
  std::uint64_t number =
      0;  // 0: none taken yet; each pulse has a new number, which seeds its noise
  Projection projection;
  double brightness = 1.0;        // signal I/I0 that shows mid-grey
  double quantaPerPixel = 250.0;  // detected at mid-grey, for 512 pixels across the field
  CArm cArm;
  double procedureTime_s = 0.0;
};

}  // namespace unkink::fluoro
