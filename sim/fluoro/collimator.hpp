// The tube's collimator: an iris and a pair of leaves, and what they leave open on the detector.
#pragma once

#include "math/vec.hpp"
#include "units/angle.hpp"

#include <vector>

namespace unkink::fluoro {

inline constexpr double kWidestIris_mm = 165.0;  // past the corners of the largest field
inline constexpr double kNarrowestIris_mm = 20.0;
inline constexpr double kWidestGap_mm = 330.0;  // past them at any turn
inline constexpr double kNarrowestGap_mm = 10.0;

/// How far the collimator is closed, as it shows on the detector; part of the operation's State.
struct Collimator {
  double irisRadius_mm = kWidestIris_mm;
  double leafGap_mm = kWidestGap_mm;  // from one leaf's edge to the other's
  units::Deg leafTurn{0.0};           // of the edges from image up, counterclockwise; -90..90

  bool operator==(const Collimator&) const = default;
};

/// The direction in which the leaves close, unit, in the image's axes.
math::Vec2 leafAxis(const Collimator& collimator);

/// Whether a point of the detector lies in the opening; mm from its centre, right and up.
bool isOpen(const Collimator& collimator, const math::Vec2& at_mm);

/// What is left of a square field: a convex outline, counterclockwise, mm from the centre.
///
/// The iris is a polygon of the disc's area.
std::vector<math::Vec2> openOutline(const Collimator& collimator, double fieldEdge_mm);

/// Area of the opening on the detector, mm2.
double openArea_mm2(const Collimator& collimator, double fieldEdge_mm);

}  // namespace unkink::fluoro
