// The panels of the big shape and of a film: the band with title and caption, its large buttons,
// the straw as an inset, and a film's first picture.
#pragma once

#include "ui/layout.hpp"
#include "ui/ui_state.hpp"

namespace unkink::ui {

/// Title, and the sentence that is spoken, as large as there is room for.
void captionBand(const Shown& shown, const Layout& layout);
/// Previous, play, next, and out of the big shape.
void bigButtons(const Shown& shown, const Layout& layout, UiState& state, UiOutput& output);
/// The straw with how much room is left.
void strawInset(const Shown& shown, const Layout& layout);

/// What a film begins with: what it is about, whose spine, and that it is no medical device.
///
/// \param first, last   of the stages that it shows, 0-based
/// \param width, height  of the picture, which it fills
void titleCard(const Shown& shown, int first, int last, float width, float height, float scale);

/// Previous, play and next as signs rather than words, each so wide.
void storyButtons(const Shown& shown, float width, float height, UiOutput& output);

}  // namespace unkink::ui
