// An axial section drawn as a radiologist looks at it: filled tissues with their outlines.
#pragma once

#include "ui/rect.hpp"
#include "view/preview.hpp"

namespace unkink::ui {

/// Draws a section into a rectangle of the current window, as large as it fits.
void drawSection(const view::AxialSection& section, const Rect& rect, float scale);

/// The rectangle's height for a width, so that a section fills it.
float sectionHeight(float width);

}  // namespace unkink::ui
