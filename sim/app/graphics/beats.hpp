// When the shown stage's beats began, for its captions.
#pragma once

#include "lesson/session.hpp"
#include "ui/ui_state.hpp"

namespace unkink::app {

/// \param shownTicks   for how long the stage has been shown, where that is longer than it took: it
/// waits for readers
void addBeats(const lesson::Session& session, double shownTicks, ui::Story& story);

}  // namespace unkink::app
