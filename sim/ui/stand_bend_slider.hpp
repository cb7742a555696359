// A large slider over the 3D view that stands the patient up and bends them: for one finger.
#pragma once

#include "ui/layout.hpp"
#include "ui/ui_state.hpp"

namespace unkink::ui {

/// Whether the route asks for it where the story is.
bool standBendWanted(const Shown& shown, const Layout& layout, const Show& show);
/// Where it stands in a picture: along its lower edge, 64 pixels high at scale 1.
Rect standBendPlace(const Rect& picture, float scale);
/// Draws it into the present window and moves the patient as it is dragged.
void standBendSlider(const Shown& shown, const Rect& place, float scale, UiOutput& output);

}  // namespace unkink::ui
