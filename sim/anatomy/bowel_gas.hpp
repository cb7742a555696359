// Gas in the bowel: what an X-ray of the lumbar spine always shows beside it.
#pragma once

#include "anatomy/part.hpp"

#include <vector>

namespace unkink::anatomy {

/// kBowelGasPockets closed pockets in front and beside of the spine, none over L4-L5 from behind.
/// \param bones  around the lumbar spine, which the bowel keeps clear of; copied
/// \param spine  outlives the parts
std::vector<Part> bowelGas(const Spine& spine, const std::vector<Part>& bones);

}  // namespace unkink::anatomy
