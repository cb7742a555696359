// Angles as types: a degree cannot be handed to a function that expects a radian.
#pragma once

#include <compare>
#include <numbers>

namespace unkink::units {

struct Rad;

/// An angle in degrees: what people, files and DICOM headers speak.
struct Deg {
  double value = 0.0;
  constexpr Deg() = default;
  constexpr explicit Deg(double degrees) : value(degrees) {}
  constexpr Deg(Rad radians);
  constexpr auto operator<=>(const Deg&) const = default;
};

/// An angle in radians: what the trigonometric functions speak.
struct Rad {
  double value = 0.0;
  constexpr Rad() = default;
  constexpr explicit Rad(double radians) : value(radians) {}
  constexpr Rad(Deg degrees) : value(degrees.value * std::numbers::pi / 180.0) {}
  constexpr auto operator<=>(const Rad&) const = default;
};

constexpr Deg::Deg(Rad radians) : value(radians.value * 180.0 / std::numbers::pi) {}

constexpr Deg operator+(Deg a, Deg b) { return Deg(a.value + b.value); }
constexpr Deg operator-(Deg a, Deg b) { return Deg(a.value - b.value); }
constexpr Deg operator-(Deg a) { return Deg(-a.value); }
constexpr Deg operator*(double s, Deg a) { return Deg(s * a.value); }

namespace literals {
constexpr Deg operator""_deg(long double v) { return Deg(static_cast<double>(v)); }
constexpr Deg operator""_deg(unsigned long long v) { return Deg(static_cast<double>(v)); }
}  // namespace literals

}  // namespace unkink::units
