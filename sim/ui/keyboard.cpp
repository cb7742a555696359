// What each action of the map of keys does.
#include "ui/keyboard.hpp"

#include "ui/compare.hpp"
#include "ui/fluoro_reading.hpp"
#include "ui/isolate.hpp"
#include "ui/slice_panel.hpp"
#include "ui/ui_state.hpp"

#include <algorithm>

namespace unkink::ui {
namespace {

using operation::command;
using operation::Verb;

constexpr double kDividerStep = 0.03;  // of the picture's width

bool togglePage(UiState& state, Page page) {
  state.page = state.page == page ? Page::kNone : page;
  return true;
}

void leave(UiState& state, UiOutput& output) {
  if (state.shortcutsOpen) {
    state.shortcutsOpen = false;
  } else if (state.show.sources) {
    state.show.sources = false;
  } else if (state.quitAsked) {
    state.quitAsked = false;
  } else if (state.setup.open) {
    output.closeSetup = true;
  } else if (state.page != Page::kNone) {
    state.page = Page::kNone;
  } else if (state.inPanels) {
    state.inPanels = false;
  } else if (!state.show.kiosk) {
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

/// The next speed of the list, up or down.
double otherSpeed(double now, bool faster) {
  if (faster) {
    const auto next = std::ranges::upper_bound(kSpeeds, now);
    return next == kSpeeds.end() ? kSpeeds.back() : *next;
  }
  const auto next = std::ranges::lower_bound(kSpeeds, now);
  return next == kSpeeds.begin() ? kSpeeds.front() : *(next - 1);
}

void goBlack(const Shown& shown, UiState& state, UiOutput& output) {
  state.show.black = true;
  state.show.goesOn = shown.story.playing;
  if (shown.story.playing) output.play = false;
}

/// What goes on being done while its key is held.
bool repeats(Action action) {
  switch (action) {
    case Action::kNextStage:
    case Action::kPreviousStage:
    case Action::kFrameOn:
    case Action::kFrameBack:
    case Action::kDividerLeft:
    case Action::kDividerRight:
    case Action::kSliceUp:
    case Action::kSliceDown:
    case Action::kNextPanel:
    case Action::kPreviousPanel:
      return true;
    default:
      return false;
  }
}

/// What is left to do while a patient is set up and the story waits.
bool duringSetup(Action action) {
  switch (action) {
    case Action::kBlackScreen:
    case Action::kFullScreen:
    case Action::kPresenterWindow:
    case Action::kLaserDot:
    case Action::kVoice:
    case Action::kResetView:
    case Action::kInvertXray:
    case Action::kSetUpPatient:
    case Action::kUndoBite:
    case Action::kLeave:
    case Action::kKeySheet:
      return true;
    default:
      return action >= Action::kCamera1 && action <= Action::kCamera6;
  }
}

/// What nobody is to do at a booth.
bool barredAtBooth(Action action) {
  switch (action) {
    case Action::kFullScreen:
    case Action::kPresenterWindow:
    case Action::kSetUpPatient:
    case Action::kHands:
    case Action::kPedal:
    case Action::kUndoBite:
    case Action::kNextPanel:
    case Action::kPreviousPanel:
    case Action::kSettings:
    case Action::kQuestions:
    case Action::kBigType:
      return true;
    default:
      return false;
  }
}

/// Going through the story. \return whether it was one of these
bool toldStory(Action action, const KeyEvent& event, const Shown& shown, UiOutput& output) {
  const int ticks = event.shift ? 1 : kFrame_ticks;
  switch (action) {
    case Action::kNextStage:
      return output.step = 1, true;
    case Action::kPreviousStage:
      return output.step = -1, true;
    case Action::kPlay:
      return output.play = !shown.story.playing, true;
    case Action::kFrameOn:
      return output.show.ticks += ticks, true;
    case Action::kFrameBack:
      return output.show.ticks -= ticks, true;
    case Action::kLoopStage:
      return output.show.loop = !shown.story.loop, true;
    case Action::kFaster:
    case Action::kSlower:
      return output.speed = otherSpeed(shown.story.speed, action == Action::kFaster), true;
    default:
      return false;
  }
}

/// Changing what is seen. \return whether it was one of these
bool changedView(Action action, const Shown& shown, UiOutput& output) {
  const view::Presentation& is = shown.presentation;
  switch (action) {
    case Action::kCompare:
      return compareNext(output.change(shown)), true;
    case Action::kDividerLeft:
      return moveDivider(output.change(shown), is.divider - kDividerStep), true;
    case Action::kDividerRight:
      return moveDivider(output.change(shown), is.divider + kDividerStep), true;
    case Action::kVoice:
      output.change(shown).voice =
          is.voice == view::Voice::kPlain ? view::Voice::kClinical : view::Voice::kPlain;
      return true;
    case Action::kResetView:
      return output.stageView = true, true;
    case Action::kBigStraw:
      return output.change(shown).bigStraw = !is.bigStraw, true;
    case Action::kSlice:
      return output.change(shown).slice.open = !is.slice.open, true;
    case Action::kSliceUp:
      return moveSlice(shown, kSliceStep_mm, output), true;
    case Action::kSliceDown:
      return moveSlice(shown, -kSliceStep_mm, output), true;
    case Action::kInvertXray:
      return output.change(shown).boneDark = !is.boneDark, true;
    case Action::kReadXray:
      return readOrNot(output.change(shown).xRay), true;
    case Action::kFadeXray:
      return fadeOn(output.change(shown).xRay), true;
    default:
      if (action < Action::kCamera1 || action > Action::kCamera6) return false;
      output.cameraPreset = static_cast<int>(action) - static_cast<int>(Action::kCamera1);
      return true;
  }
}

/// Everything else.
void carryOut(Action action, const Shown& shown, UiState& state, UiOutput& output) {
  Show& show = state.show;
  switch (action) {
    case Action::kBlackScreen:
      return goBlack(shown, state, output);
    case Action::kFullScreen:
      output.show.fullScreen = true;
      return;
    case Action::kPresenterWindow:
      output.show.presenter = true;
      return;
    case Action::kLaserDot:
      show.laser = !show.laser;
      return;
    case Action::kIsolate:
      return isolateNext(shown, show, output);
    case Action::kSources:
      show.sources = !show.sources;
      return;
    case Action::kQuestions:
      togglePage(state, Page::kQuestions);
      return;
    case Action::kSettings:
      togglePage(state, Page::kSettings);
      return;
    case Action::kSetUpPatient:
      (state.setup.open ? output.closeSetup : output.openSetup) = true;
      return;
    case Action::kHands:
      return takeInstruments(!state.hands.on, shown, state, output);
    case Action::kUndoBite:
      output.commands.push_back(command(Verb::kEditUndo));
      return;
    case Action::kNextPanel:
    case Action::kPreviousPanel:
      return tab(action == Action::kPreviousPanel, state);
    case Action::kLeave:
      return leave(state, output);
    case Action::kKeySheet:
      state.shortcutsOpen = !state.shortcutsOpen;
      return;
    case Action::kBigType:
      state.bigType = !state.bigType;
      return;
    default:
      return;
  }
}

/// The one key that is held: its release counts wherever the keyboard has gone.
void pedal(const KeyEvent& event, const Shown& shown, bool typing, UiOutput& output) {
  if (event.repeat || (typing && event.pressed)) return;
  if (event.pressed || shown.state.cArm.pedal.pressed)
    output.commands.push_back(command(Verb::kCArmPedal, event.pressed ? 1.0 : 0.0));
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

void comeBack(UiState& state, UiOutput& output) {
  if (!state.show.black) return;
  state.show.black = false;
  if (state.show.goesOn) output.play = true;
}

void handleKey(const KeyEvent& event, const Shown& shown, bool widgetHeld, bool typing,
               UiState& state, UiOutput& output) {
  if (state.show.black && event.pressed) {
    if (!event.repeat) comeBack(state, output);
    return;
  }
  const std::optional<Action> action = state.show.keys.actionOf(event);
  if (action && state.show.kiosk && barredAtBooth(*action)) return;
  if (action == Action::kPedal) return pedal(event, shown, typing, output);
  // a hand's key is held too; into a text field it is typed
  const bool toHands = !state.setup.open && !state.inPanels && !(typing && event.pressed);
  if (toHands && handKey(event, shown.state, state.hands, output.commands)) return;
  if (!event.pressed) return;
  if (state.quitAsked && event.key == Key::kEnter) {
    output.quit = true;
    return;
  }
  if (!action || (typing && !neverTyped(event.key))) return;
  if (state.show.sources && (event.key == Key::kUp || event.key == Key::kDown)) {
    state.show.scrollLines += event.key == Key::kDown ? 1 : -1;
    return;
  }
  if (steersPanels(event.key) && (state.inPanels || widgetHeld || state.setup.open)) return;
  if (event.repeat && !repeats(*action)) return;
  if (state.setup.open && !duringSetup(*action)) return;
  if (toldStory(*action, event, shown, output) || changedView(*action, shown, output)) return;
  carryOut(*action, shown, state, output);
}

}  // namespace unkink::ui
