// A person seen from behind, drawn with smooth lines, and the parts that can be touched.
#pragma once

#include "ui/rect.hpp"
#include "ui/theme.hpp"

#include <array>

namespace unkink::ui {

/// The parts, in the order of assets/procedures/body.toml.
enum class BodyPart { kLowBack, kButtocks, kThighs, kCalves, kFeet };
inline constexpr std::array<const char*, 5> kBodyParts{"low_back", "buttocks", "thighs", "calves",
                                                       "feet"};

/// Draws the figure as large as it fits. \param chosen, hovered   a part, or -1
void drawHuman(ImDrawList& list, const Rect& rect, int chosen, int hovered);
/// The part under a point of the window; -1: none. Parts reach a finger's width beyond what is drawn.
int bodyPartAt(const Rect& rect, const ImVec2& at);

}  // namespace unkink::ui
