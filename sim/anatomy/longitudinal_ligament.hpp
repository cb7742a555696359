// The posterior longitudinal ligament: a strap behind the bodies that fans out over the discs.
#pragma once

#include "anatomy/part.hpp"

namespace unkink::anatomy {

/// \param spine  outlives the part
Part posteriorLongitudinalLigament(const Spine& spine);

}  // namespace unkink::anatomy
