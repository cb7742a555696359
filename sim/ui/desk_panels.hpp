// What the desktop adds to the window: the page of settings, and the question of a session that was
// left by a crash.
#pragma once

#include "ui/layout.hpp"
#include "ui/ui_state.hpp"

namespace unkink::ui {

/// In the page's rectangle, while it is open.
void settingsPage(const Shown& shown, const Layout& layout, UiState& state, UiOutput& output);

/// Over everything, while there is a question to answer or the answer is carried out.
void leftSessionQuestion(const Shown& shown, const Layout& layout, UiOutput& output);

/// Keys that belong to that question, or the one that an action waits for on the page of settings.
/// \return whether it was one of them
bool handleDeskKey(const KeyEvent& event, const Shown& shown, UiState& state, UiOutput& output);

}  // namespace unkink::ui
