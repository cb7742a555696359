// Buttons with a drawn sign in place of a word, as on every player.
#pragma once

namespace unkink::ui {

enum class Icon { kPrevious, kNext, kFrameBack, kFrameOn, kLoop, kFullScreen, kPlay, kPause };

/// A square button as high as its neighbours, or of that size; `hint` is said while the pointer is
/// on it.
bool iconButton(Icon icon, const char* hint, bool on = false, float size = 0.0f);

}  // namespace unkink::ui
