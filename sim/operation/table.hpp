// The table that the patient lies on, as the beam and the eye meet it.
#pragma once

#include "anatomy/spine.hpp"
#include "math/box.hpp"

namespace unkink::operation {

/// Its top; Patient frame, mm: below the belly of the neutral posture.
math::Box tableTop(const anatomy::Spine& spine);

/// Share of the top that is carbon fibre, the rest is air: it weakens a beam at right angles as 1
/// mm of aluminium does. Source: house; regulations allow 1.0 to 1.5 mm
inline constexpr float kCarbonOfTable = 0.059f;

}  // namespace unkink::operation
