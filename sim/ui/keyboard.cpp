// The table of keys.
#include "ui/keyboard.hpp"

#include "ui/compare.hpp"
#include "ui/fluoro_reading.hpp"
#include "ui/slice_panel.hpp"
#include "ui/ui_state.hpp"

namespace unkink::ui {
namespace {

using operation::command;
using operation::Verb;

void escape(UiState& state, UiOutput& output) {
  if (state.shortcutsOpen) {
    state.shortcutsOpen = false;
  } else if (state.quitAsked) {
    state.quitAsked = false;
  } else if (state.setup.open) {
    output.closeSetup = true;
  } else if (state.page != Page::kNone) {
    state.page = Page::kNone;
  } else if (state.inPanels) {
    state.inPanels = false;
  } else {
    state.quitAsked = true;
  }
}

void tab(bool backwards, UiState& state) {
  if (state.inPanels) {
    const int by = backwards ? kPanelCount - 1 : 1;
    state.panelInFocus = (state.panelInFocus + by) % kPanelCount;
    // measures, patient and layers are not there beside the strip of numbers
    if (state.panelInFocus == kControlsPanel && !state.stagesOpen)
      state.panelInFocus = (state.panelInFocus + by) % kPanelCount;
  }
  state.inPanels = state.focusWanted = true;
}

/// Keys that mean the same wherever the keyboard is. \return whether it was one of them
bool handleEverywhere(const KeyEvent& event, UiState& state, UiOutput& output) {
  if (event.key == Key::kEscape) return escape(state, output), true;
  if (state.setup.open) return false;  // the story waits
  switch (event.key) {
    case Key::kPageDown:
      return output.step = 1, true;
    case Key::kPageUp:
      return output.step = -1, true;
    case Key::kTab:
      return tab(event.shift, state), true;
    default:
      return false;
  }
}

/// Keys that step and play the story. \return whether it was one of them
bool handleStory(const KeyEvent& event, const Shown& shown, UiOutput& output) {
  switch (event.key) {
    case Key::kRight:
      return output.step = 1, true;
    case Key::kLeft:
      return output.step = -1, true;
    case Key::kSpace:
      return output.play = !shown.story.playing, true;
    case Key::kUp:
      return moveSlice(shown, kSliceStep_mm, output), true;
    case Key::kDown:
      return moveSlice(shown, -kSliceStep_mm, output), true;
    default:
      return false;
  }
}

/// Keys that move the divider, for as long as they are held. \return whether it was one of them
bool handleDivider(Key key, const Shown& shown, UiOutput& output) {
  constexpr double kStep = 0.03;
  if (key != Key::kComma && key != Key::kPeriod) return false;
  moveDivider(output.change(shown),
              shown.presentation.divider + (key == Key::kPeriod ? kStep : -kStep));
  return true;
}

void handleLetter(Key key, const Shown& shown, UiState& state, UiOutput& output) {
  switch (key) {
    case Key::kHome:
      output.stageView = true;
      break;
    case Key::kH:
      state.shortcutsOpen = !state.shortcutsOpen;
      break;
    case Key::kI:
      output.change(shown).boneDark = !shown.presentation.boneDark;
      break;
    case Key::kP:
      (state.setup.open ? output.closeSetup : output.openSetup) = true;
      break;
    case Key::kR:
      if (!state.setup.open) readOrNot(output.change(shown).xRay);
      break;
    case Key::kF:
      if (!state.setup.open) fadeOn(output.change(shown).xRay);
      break;
    case Key::kV:
      output.change(shown).voice = shown.presentation.voice == view::Voice::kPlain
                                       ? view::Voice::kClinical
                                       : view::Voice::kPlain;
      break;
    case Key::kM:
      takeInstruments(!state.hands.on, shown, state, output);
      break;
    case Key::kT:
      if (!state.setup.open) output.change(shown).slice.open = !shown.presentation.slice.open;
      break;
    case Key::kU:
      output.commands.push_back(command(Verb::kEditUndo));
      break;
    case Key::kK:
      if (!state.setup.open) output.change(shown).bigStraw = !shown.presentation.bigStraw;
      break;
    case Key::kB:
      if (!state.setup.open) compareNext(output.change(shown));
      break;
    default:
      if (key >= Key::k1 && key <= Key::k6)
        output.cameraPreset = static_cast<int>(key) - static_cast<int>(Key::k1);
  }
}

}  // namespace

void takeInstruments(bool take, const Shown& shown, UiState& state, UiOutput& output) {
  state.hands = {};
  state.hands.on = take;
  if (!take) return;
  output.play = false;
  // what somebody else was doing with them ends here
  const operation::State& s = shown.state;
  if (s.portal.rate_mm_s != 0.0) output.commands.push_back(command(Verb::kPortalAdvance, 0.0));
  if (s.tool.rate_mm_s != 0.0) output.commands.push_back(command(Verb::kToolAdvance, 0.0));
  if (s.tool.turnRate_deg_s != 0.0) output.commands.push_back(command(Verb::kToolTurn, 0.0));
}

void handleKey(const KeyEvent& event, const Shown& shown, bool widgetHeld, bool typing,
               UiState& state, UiOutput& output) {
  // the pedal is the one key that is held: its release counts wherever the keyboard has gone
  const bool pedal = event.key == Key::kX && !event.repeat && (!typing || !event.pressed);
  if (pedal && (event.pressed || shown.state.cArm.pedal.pressed))
    output.commands.push_back(command(Verb::kCArmPedal, event.pressed ? 1.0 : 0.0));
  // a hand's key is held too; into a text field it is typed
  const bool toHands = !state.setup.open && !state.inPanels && !(typing && event.pressed);
  if (toHands && handKey(event, shown.state, state.hands, output.commands)) return;
  if (!event.pressed) return;
  if (state.quitAsked && event.key == Key::kEnter) {
    output.quit = true;
    return;
  }
  if (handleEverywhere(event, state, output) || typing) return;
  if (!state.setup.open && !state.inPanels && !widgetHeld && handleStory(event, shown, output))
    return;
  if (!state.setup.open && handleDivider(event.key, shown, output)) return;
  if (!event.repeat) handleLetter(event.key, shown, state, output);
}

}  // namespace unkink::ui
