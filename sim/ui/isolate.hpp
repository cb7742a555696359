// Making one layer stand out: alone, then faded among the others, then as it was.
#pragma once

#include "ui/show.hpp"

namespace unkink::ui {

struct Shown;
struct UiOutput;

/// How clear the other layers stay beside one that is alone, and how clear one is that is faded.
inline constexpr float kFaint = 0.1f;

/// Goes on with the layer of what is picked, else of what the pointer is on; nothing where there is
/// neither.
void isolateNext(const Shown& shown, Show& show, UiOutput& output);
/// Forgets it once another stage has brought its own layers.
void keepIsolation(const Shown& shown, Show& show);

}  // namespace unkink::ui
