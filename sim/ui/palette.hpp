// The colours of the window: dark, neutral, told apart by the colour-blind; text at least 4.5 : 1.
#pragma once

namespace unkink::ui {

struct Colour {
  float r = 0.0f, g = 0.0f, b = 0.0f;
};

constexpr Colour colour(unsigned rgb) {
  return {static_cast<float>((rgb >> 16) & 255) / 255.0f,
          static_cast<float>((rgb >> 8) & 255) / 255.0f, static_cast<float>(rgb & 255) / 255.0f};
}

inline constexpr Colour kBackground = colour(0x12151a);
inline constexpr Colour kPanel = colour(0x1c2127);
inline constexpr Colour kWell = colour(0x2a313a);    // fields, buttons
inline constexpr Colour kRaised = colour(0x36404c);  // hovered
inline constexpr Colour kAccentDeep = colour(0x1f5d8c);
inline constexpr Colour kText = colour(0xe9edf1);
inline constexpr Colour kMuted = colour(0xb3bcc6);
inline constexpr Colour kAccent = colour(0x79bdf0);
// Okabe and Ito's colours, lightened for a dark ground
inline constexpr Colour kGood = colour(0x45c7a0);
inline constexpr Colour kCare = colour(0xf0b429);
inline constexpr Colour kBad = colour(0xff8f5e);
inline constexpr Colour kRose = colour(0xe6a6cf);

/// Contrast of two colours as WCAG 2.1 defines it, 1..21.
double contrast(const Colour& a, const Colour& b);

}  // namespace unkink::ui
