// What stands on a booth's screen besides the pictures.
#pragma once

#include "ui/layout.hpp"
#include "ui/ui_state.hpp"

namespace unkink::ui {

/// All of it: 3D view, straw, what is said, buttons.
void kioskPanels(const Shown& shown, const Layout& layout, UiState& state, UiOutput& output);
/// Over everything: that it can be touched while it plays by itself, and the question before it
/// begins anew.
void kioskOverlay(const Shown& shown, const Layout& layout, const UiState& state);

}  // namespace unkink::ui
