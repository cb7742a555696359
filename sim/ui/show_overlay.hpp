// What a presenter lays over the picture: black, and a dot in place of the pointer.
#pragma once

#include "ui/ui_state.hpp"

namespace unkink::ui {

/// Draws them over everything; a click brings the picture back.
void showOverlay(const Layout& layout, UiState& state, UiOutput& output);

}  // namespace unkink::ui
