// What a person sets once and finds again: language, text size, theme, and how much moves.
#pragma once

#include <array>
#include <string>

namespace unkink::ui {

enum class Theme { kDark, kLight };

/// Text sizes to choose from, as shares of the usual one.
inline constexpr std::array<double, 4> kTextScales{1.0, 1.25, 1.5, 2.0};

struct Preferences {
  std::string language = "en";  // a file of assets/text
  Theme theme = Theme::kDark;
  double textScale = 1.0;      // 1 to 2, beside the display's own scale
  bool reducedMotion = false;  // cuts instead of flights, nothing drifts

  bool operator==(const Preferences&) const = default;
};

}  // namespace unkink::ui
