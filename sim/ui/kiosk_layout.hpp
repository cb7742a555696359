// A booth's screen: a large 3D view with the straw beside it, what is said, and a few large
// buttons.
#pragma once

#include "ui/layout.hpp"

namespace unkink::ui {

/// The layout where LayoutWish::kiosk is set: scene, bigStraw, narration, transport and notice.
Layout kioskLayout(const LayoutWish& wish);

}  // namespace unkink::ui
