// The nucleus pulposus: a lens inside the disc, a little behind its middle.
#pragma once

#include "anatomy/part.hpp"

namespace unkink::anatomy {

/// \param spine  outlives the part
Part nucleusOf(const Spine& spine, Level l);

}  // namespace unkink::anatomy
