// The presenter's own window: notes, what comes next, and the time; nothing that the audience sees.
#pragma once

#include "ui/ui_state.hpp"

#include <string>

namespace unkink::ui {

/// What that window's clock shows.
struct PresenterClock {
  std::string timeOfDay;  // "14:05"
  double since_s = 0.0;   // since the talk began
};

/// What was asked for there.
struct PresenterWishes {
  int step = 0;
  std::optional<bool> play;
  std::optional<int> jump;
  bool fromZero = false;  // the time since the start
};

/// Fills the present ImGui context's window. \param width, height, scale   of it
PresenterWishes presenterView(const Shown& shown, const UiState& state, const PresenterClock& clock,
                              float width, float height, float scale);

}  // namespace unkink::ui
