// The window of sources: what is said, what backs it, how sure it is, and where sources disagree.
#pragma once

#include "ui/ui_state.hpp"

namespace unkink::ui {

/// What backs the shown stage, or the page that is open, where the window of sources is wanted.
void sourcesOverlay(const Shown& shown, const Layout& layout, UiState& state);

/// Opens it where the last item was pressed, and shows that it can be.
void sourcesOnClick(UiState& state);

}  // namespace unkink::ui
