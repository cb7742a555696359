// The longitudinal ligaments: bands behind and in front of the bodies and discs.
#pragma once

#include "anatomy/part.hpp"

namespace unkink::anatomy {

/// A strap behind the bodies that fans out over the discs and rides over their bulges.
/// \param spine  outlives the part
Part posteriorLongitudinalLigament(const Spine& spine);

/// A band in front, from L1's upper rim to the second sacral body; thickest in a body's hollow.
/// \param spine  outlives the part
Part anteriorLongitudinalLigament(const Spine& spine);

}  // namespace unkink::anatomy
