// One view alone, filling a picture: for stills and films.
#pragma once

#include "ui/rect.hpp"
#include "ui/ui_state.hpp"

namespace unkink::ui {

enum class SingleView { kScene, kXRay, kStraw, kSlice };

/// The scale of text and marks in a picture of that size.
float singleScale(float width, float height);

/// Where the view's own picture goes: all of it, or the largest square for an X-ray or a slice.
Rect singlePicture(float width, float height, SingleView view);

/// Where the 3D view's picture goes beside the straw's.
Rect besideBigStraw(float width, float height);

/// Draws the view's picture from shown.pictures with all that belongs on it, between
/// ImGui::NewFrame and ImGui::Render.
void drawSingleView(const Shown& shown, SingleView view, float width, float height, UiState& state);

}  // namespace unkink::ui
