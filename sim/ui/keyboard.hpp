// What the keys do, decided from key events alone: the window feeds them, and so does a script.
#pragma once

#include "ui/key.hpp"

namespace unkink::ui {

struct Shown;
struct UiState;
struct UiOutput;

inline constexpr int kPanelCount = 6;     // that Tab goes through, in the order of panels.cpp
inline constexpr int kControlsPanel = 1;  // of these, the one that is not always there

/// Carries out one key.
///
/// What a key does is in the map of keys, see key_map.hpp. Keys that write nothing (Page Up and
/// Page Down above all: presenter remotes send them) always work. All others belong to a text field
/// while one is being typed in, and arrows and Space to the panels while the keyboard is in them or
/// a widget is held. While the hands are on, arrows and some letters move the instruments: see
/// hands.hpp. A black screen gives way to any key, which does nothing else.
/// \param widgetHeld   a widget is being dragged or typed in
/// \param typing       it is a text field
void handleKey(const KeyEvent& event, const Shown& shown, bool widgetHeld, bool typing,
               UiState& state, UiOutput& output);

/// Shows the picture again after a black screen; the story goes on if it was playing.
void comeBack(UiState& state, UiOutput& output);

/// Takes the instruments into the user's hands, which pauses the story, or lets go of them.
void takeInstruments(bool take, const Shown& shown, UiState& state, UiOutput& output);

}  // namespace unkink::ui
