// The colours of the window by what they are for, in a dark and a light theme; told apart by the
// colour-blind, text at least 4.5 : 1, marks and lines at least 3 : 1.
#pragma once

#include "ui/preferences.hpp"

#include <array>
#include <cstdint>

namespace unkink::ui {

struct Colour {
  float r = 0.0f, g = 0.0f, b = 0.0f;
};

constexpr Colour colour(unsigned rgb) {
  return {static_cast<float>((rgb >> 16) & 255) / 255.0f,
          static_cast<float>((rgb >> 8) & 255) / 255.0f, static_cast<float>(rgb & 255) / 255.0f};
}

/// What a colour is for.
enum class Role : std::uint8_t {
  kBackground,
  kPanel,
  kWell,        // fields, buttons
  kRaised,      // hovered
  kAccentDeep,  // chosen; text stands on it
  kText,
  kMuted,
  kAccent,
  kGood,
  kCare,
  kBad,
  kRose,
};
inline constexpr int kRoleCount = 12;

using Palette = std::array<Colour, kRoleCount>;  // by role

/// The colours of a theme.
const Palette& paletteOf(Theme theme);

/// Chooses the theme that Paint is looked up in from now on.
void usePalette(Theme theme);

/// A colour by its role: looked up in the present theme where it is used.
class Paint {
 public:
  constexpr explicit Paint(Role role) : role_(role) {}
  operator Colour() const;  // NOLINT(google-explicit-constructor): it stands for one

 private:
  Role role_;
};

/// While this lives, colours are the dark theme's: over pictures, which are dark in either theme.
class DarkPalette {
 public:
  DarkPalette();
  ~DarkPalette();
  DarkPalette(const DarkPalette&) = delete;
  DarkPalette& operator=(const DarkPalette&) = delete;

 private:
  const Palette* before_;
};

inline constexpr Paint kBackground{Role::kBackground};
inline constexpr Paint kPanel{Role::kPanel};
inline constexpr Paint kWell{Role::kWell};
inline constexpr Paint kRaised{Role::kRaised};
inline constexpr Paint kAccentDeep{Role::kAccentDeep};
inline constexpr Paint kText{Role::kText};
inline constexpr Paint kMuted{Role::kMuted};
inline constexpr Paint kAccent{Role::kAccent};
inline constexpr Paint kGood{Role::kGood};
inline constexpr Paint kCare{Role::kCare};
inline constexpr Paint kBad{Role::kBad};
inline constexpr Paint kRose{Role::kRose};

/// Contrast of two colours as WCAG 2.1 defines it, 1..21.
double contrast(const Colour& a, const Colour& b);

}  // namespace unkink::ui
