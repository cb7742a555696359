// The window of sources: what is said, what backs it, how sure it is, and where sources disagree.
#pragma once

#include "ui/ui_state.hpp"

#include <span>
#include <string_view>

namespace unkink::ui {

/// What backs the shown stage, or the page that is open, where the window of sources is wanted.
void sourcesOverlay(const Shown& shown, const Layout& layout, UiState& state);

/// The beginnings of the keys of all that a page says; nothing where the stage speaks instead.
std::span<const std::string_view> saidOn(Page page);

/// Opens it where the last item was pressed, and shows that it can be.
void sourcesOnClick(UiState& state);

}  // namespace unkink::ui
