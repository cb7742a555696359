// How the panels look: colours, spacing, and a scalable font in three sizes.
#pragma once

#include "ui/palette.hpp"

#include <filesystem>
#include <imgui.h>
#include <string>

namespace unkink::ui {

/// Sizes of text; each is a font of its own in the atlas.
enum class Type { kBody, kTitle, kSmall };

/// Loads the font in its sizes and sets colours and spacing for a scale; may be called again.
///
/// \param font         a TrueType file
/// \param scale        of text and spacing in window coordinates
/// \param pixelRatio   framebuffer pixels per window coordinate
/// \param text         all that is to be written beside Latin-1 and the signs of the panels
/// Throws: config::Error when the file is no font
void applyTheme(const std::filesystem::path& font, Theme theme, float scale, float pixelRatio,
                const std::string& text);

ImFont* fontOf(Type type);
ImVec4 vec4(const Colour& colour, float alpha = 1.0f);
ImU32 pack(const Colour& colour, float alpha = 1.0f);

}  // namespace unkink::ui
