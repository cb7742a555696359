// What every panel begins and ends with, and the few widgets that they share.
#pragma once

#include "ui/imgui_compat.hpp"
#include "ui/rect.hpp"
#include "ui/theme.hpp"

#include <string>

namespace unkink::ui {

/// A fixed window in a rectangle; closed by endPanel whatever it returns.
void beginPanel(const char* id, const Rect& rect, ImGuiWindowFlags more = 0);
void endPanel();

/// Text in another size or colour, broken at the panel's width.
void heading(const char* text);
void muted(const char* text);
void wrapped(const char* text, Type type = Type::kBody, const Colour& colour = kText);

/// The text, cut short with dots where it is wider than that in the present font.
std::string fitted(std::string text, float width);
/// The text in as many lines as it needs in that width, broken between words.
std::string inLines(const std::string& text, float width);

/// A button of a given width, drawn as chosen where it is.
bool choiceButton(const char* label, bool on, float width = 0.0f);

/// Buttons side by side that fill the width (0: all there is); \return the one pressed, or -1.
int choiceRow(const char* const* labels, int count, int chosen, float width = 0.0f);

/// Inside a child window: shows at its foot that there is more to scroll to, where there is.
void moreBelow();

/// A texture of the renderer (bottom row first) in a rectangle, rounded.
void drawPicture(unsigned texture, const Rect& rect, float rounding);

}  // namespace unkink::ui
