// Where text is too large for every panel at once: tabs, and the way through the story.
#pragma once

#include "ui/layout.hpp"
#include "ui/ui_state.hpp"

namespace unkink::ui {

/// Buttons to step and play, and a tab for each panel.
void compactBar(const Shown& shown, const Layout& layout, UiState& state, UiOutput& output);

/// Brings to the front what was asked for since: a page that opened, the panel that the keyboard
/// went to.
void turnTabs(UiState& state);

}  // namespace unkink::ui
