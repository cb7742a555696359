// The set-up page's part about imported bones: how far they are, what has to be asked, whose bones
// are seen, and the points that lay the model into them.
#pragma once

#include "ui/ui_state.hpp"

namespace unkink::ui {

void importSection(const Shown& shown, float scale, SetupPage& page, UiOutput& output);

/// Marks the points of the bone in hand on the picture of the scene, by their numbers.
void bonePointMarks(const Shown& shown, const Rect& picture, float scale, const SetupPage& page);

}  // namespace unkink::ui
