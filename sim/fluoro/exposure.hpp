// The foot pedal, the picture that it last took, and the monitor that shows it.
#pragma once

#include "fluoro/c_arm.hpp"

#include <cmath>
#include <cstdint>
#include <limits>

namespace unkink::fluoro {

/// What a pressed pedal gives. Continuous: the tutor's, at video rate.
enum class PedalMode : std::uint8_t { kPulsed, kSingleShot, kContinuous };
inline constexpr int kPedalModeCount = 3;
inline constexpr double kLeastPulsesPerSecond = 1.0, kMostPulsesPerSecond = 15.0;
inline constexpr double kContinuousPerSecond = 30.0;

/// The foot pedal and its pulse clock; part of the operation's State.
struct Pedal {
  bool pressed = false;
  double pulsesPerSecond = 8.0;  // of the pulsed mode; 8 or fewer is the low-dose habit
  double untilNextPulse_s = 0.0;
  PedalMode mode = PedalMode::kPulsed;

  /// From one pulse to the next; of a single shot, what it counts as.
  double interval_s() const {
    return 1.0 / (mode == PedalMode::kContinuous ? kContinuousPerSecond : pulsesPerSecond);
  }
};

/// Advances the pedal by dt; true when a pulse fires in this tick.
///
/// Model: the first pulse comes with the press, the others at even intervals; at most one in a
/// tick. A single shot is the press's alone.
inline bool tickPedal(Pedal& pedal, double dt_s) {
  if (!pedal.pressed) {
    pedal.untilNextPulse_s = 0.0;
    return false;
  }
  constexpr double kRounding_s = 1e-9;  // so that 2 ticks of 1/60 s make 1/30 s
  const bool fires = pedal.untilNextPulse_s <= kRounding_s;
  if (fires)
    pedal.untilNextPulse_s += pedal.mode == PedalMode::kSingleShot
                                  ? std::numeric_limits<double>::infinity()
                                  : pedal.interval_s();
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
  double scatterFraction = 0.22;  // of what arrives behind the grid
};

/// How the monitor turns what the detector saw, which itself stays; part of the operation's State.
/// As in DICOM (0070,0042) and (0070,0041), by any angle.
struct Monitor {
  units::Deg turn{0.0};  // clockwise, -180..180
  bool flipped = false;  // left for right, once turned

  bool operator==(const Monitor&) const = default;
  bool upright() const { return turn.value == 0.0 && !flipped; }
};

/// Where on the detector a point of the monitor was seen, both in [-1,1]^2.
inline math::Vec2 onDetector(const Monitor& monitor, const math::Vec2& shown) {
  const units::Rad turn = monitor.turn;
  const double c = std::cos(turn.value), s = std::sin(turn.value);
  const double x = monitor.flipped ? -shown.x : shown.x;
  return {c * x - s * shown.y, s * x + c * shown.y};
}

/// Where the monitor shows a point of the detector: undoes onDetector.
inline math::Vec2 onMonitor(const Monitor& monitor, const math::Vec2& seen) {
  const units::Rad turn = monitor.turn;
  const double c = std::cos(turn.value), s = std::sin(turn.value);
  const double x = c * seen.x + s * seen.y;
  return {monitor.flipped ? -x : x, c * seen.y - s * seen.x};
}

}  // namespace unkink::fluoro
