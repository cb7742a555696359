// "Go on where you were?"
#include "ui/desk_panels.hpp"
#include "ui/overlay.hpp"
#include "ui/panel.hpp"
#include "ui/words.hpp"

#include <utility>

namespace unkink::ui {
namespace {

std::string described(const Shown& shown, const LostSession& lost) {
  std::string text = word(shown, "desk.left_what");
  text = filled(std::move(text), "{case}", lost.title);
  text = filled(std::move(text), "{stage}", std::to_string(lost.stage + 1));
  text = filled(std::move(text), "{title}", stageTitle(shown, lost.stage));
  return filled(std::move(text), "{time}", minutes(lost.time_s));
}

}  // namespace

void leftSessionQuestion(const Shown& shown, const Layout& layout, UiOutput& output) {
  const Desktop* desktop = shown.desktop;
  if (!desktop || !(desktop->lost || desktop->resuming)) return;
  beginOverlay("left_session", layout, 440.0f);
  if (desktop->resuming) {
    heading(word(shown, "desk.resuming"));
    wrapped(word(shown, "desk.resuming_what"));
  } else {
    heading(word(shown, "desk.left"));
    wrapped(described(shown, *desktop->lost).c_str());
    const char* names[] = {word(shown, "desk.left_resume"), word(shown, "desk.left_discard")};
    const int pressed = choiceRow(names, 2, 0);
    if (pressed >= 0) output.resume = pressed == 0;
  }
  endOverlay();
}

bool handleDeskKey(const KeyEvent& event, const Shown& shown, UiState& state, UiOutput& output) {
  if (state.page != Page::kSettings) state.rebinding.clear();
  if (!state.rebinding.empty()) {
    if (!event.pressed || event.repeat) return true;
    const std::string action = std::exchange(state.rebinding, "");
    state.rebindRefused.clear();
    state.rebound = action;
    if (event.key != Key::kEscape)
      output.rebind = Rebinding{action, nameOf(Chord{event.key, event.shift})};
    return true;
  }
  const Desktop* desktop = shown.desktop;
  if (!desktop || !(desktop->lost || desktop->resuming)) return false;
  if (desktop->lost && event.pressed && !event.repeat) {
    if (event.key == Key::kEnter) output.resume = true;
    if (event.key == Key::kEscape) output.resume = false;
  }
  return true;
}

}  // namespace unkink::ui
