// What lies over everything.
#pragma once

#include "ui/layout.hpp"

namespace unkink::ui {

/// A window in the middle, in front of all others, as high as what is in it.
/// \param width   at scale 1; less where the window is narrower
void beginOverlay(const char* id, const Layout& layout, float width);
void endOverlay();

}  // namespace unkink::ui
