// A slider for fingers: a wide way, a large knob with its value, and what its ends are.
#pragma once

#include "ui/rect.hpp"

#include <optional>

namespace unkink::ui {

struct BigSlider {
  const char* title;
  const char* low;
  const char* middle;  // null: none
  const char* high;
  float least, most;
  bool wedge;  // the way grows thicker along it
  const char* value;  // in the knob
};

/// Draws it into a rectangle of the present window; keyboard and finger move it.
/// \return where it was moved to
std::optional<float> bigSlider(const char* id, const Rect& rect, float value,
                               const BigSlider& look, float scale);

}  // namespace unkink::ui
