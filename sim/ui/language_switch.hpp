// The way to another language: a button with this one's letters, and the others by their own names.
#pragma once

#include "ui/ui_state.hpp"

namespace unkink::ui {

/// What the button takes in the present font.
float languageSwitchWidth(const Shown& shown);
/// The button where the cursor is; what is chosen from it goes to the output's preferences.
void languageSwitch(const Shown& shown, UiOutput& output);

}  // namespace unkink::ui
