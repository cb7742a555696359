// Gas in the bowel: what an X-ray of the lumbar spine always shows beside it.
#pragma once

#include "anatomy/part.hpp"

#include <vector>

namespace unkink::anatomy {

/// kBowelGasPockets closed pockets in front and beside of the spine, none over L4-L5 from behind.
/// \param spine  outlives the parts
std::vector<Part> bowelGas(const Spine& spine);

}  // namespace unkink::anatomy
