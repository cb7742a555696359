// The cross-section of a straw whose wall has buckled: less room inside, the wall as long as ever.
#pragma once

#include "math/vec.hpp"

#include <array>

namespace unkink::view {

inline constexpr int kStrawSides = 64;
inline constexpr double kLeastRoom = 0.03;  // of the healthy area that can still be drawn

/// Points equally spaced along the wall from one crease round to it again, anticlockwise.
using StrawSection = std::array<math::Vec2, kStrawSides>;

/// The section that has `room` of the healthy area, for a healthy radius of 1.
///
/// x runs from crease to crease (points 0 and kStrawSides / 2), y across the flattening; the side
/// towards +y, on which the straw bends in, is the flatter one.
/// Model: thin plastic folds and does not stretch, so the perimeter is that of the healthy circle;
/// the more room is gone the sharper the creases: an ellipse at first, two arcs at last. More than
/// all of the room is round.
StrawSection strawSection(double room);

/// The largest circle about the middle that fits in a section.
double innerRadius(const StrawSection& section);

}  // namespace unkink::view
