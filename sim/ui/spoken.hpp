// What is said of the stage, sentence by sentence, and which of them is being spoken.
#pragma once

#include "ui/ui_state.hpp"

#include <optional>
#include <string>
#include <vector>

namespace unkink::ui {

struct Spoken {
  std::vector<std::string> sentences;
  std::optional<std::size_t> now;  // nothing before the stage has begun, and once all is said
  std::size_t last = 0;            // the one that is spoken, or was at last
};

/// In the voice that is spoken. \param stage   only of the one that is shown is any spoken
Spoken spokenOf(const Shown& shown, int stage);

/// Draws them as one text broken at the panel's width: the present one bright, the others muted,
/// all of them bright where none is. Scrolls once to a sentence that has just begun.
void drawSpoken(const Spoken& spoken);

}  // namespace unkink::ui
