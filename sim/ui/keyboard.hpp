// What the keys do, decided from key events alone: the window feeds them, and so does a script.
#pragma once

namespace unkink::ui {

struct Shown;
struct UiState;
struct UiOutput;

enum class Key {
  kLeft,
  kRight,
  kUp,
  kDown,
  kSpace,
  kPageUp,
  kPageDown,
  kTab,
  kEscape,
  kEnter,
  kHome,
  kH,
  kI,
  kP,
  kT,
  kU,
  kV,
  kX,
  kM,
  kQ,
  kW,
  kA,
  kS,
  kD,
  k1,
  k2,
  k3,
  k4,
  k5,
  k6,
  kB,
  kK,
  kComma,
  kPeriod,
  kR,
  kF,
  kF6,
};

struct KeyEvent {
  Key key = Key::kSpace;
  bool pressed = true;  // false: released
  bool repeat = false;  // held down
  bool shift = false;
};

inline constexpr int kPanelCount = 6;     // that Tab goes through, in the order of panels.cpp
inline constexpr int kControlsPanel = 1;  // of these, the one that is not always there

/// Carries out one key.
///
/// Page Up and Page Down always step. All other keys belong to a text field while one is being
/// typed in, and arrows and Space to the panels while the keyboard is in them or a widget is held.
/// While the hands are on (M), arrows and some letters move the instruments: see hands.hpp.
/// \param widgetHeld   a widget is being dragged or typed in
/// \param typing       it is a text field
void handleKey(const KeyEvent& event, const Shown& shown, bool widgetHeld, bool typing,
               UiState& state, UiOutput& output);

/// Takes the instruments into the user's hands, which pauses the story, or lets go of them.
void takeInstruments(bool take, const Shown& shown, UiState& state, UiOutput& output);

}  // namespace unkink::ui
