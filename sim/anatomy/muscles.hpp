// The muscles that the trunk's back is made of: multifidus, erector spinae and psoas major.
#pragma once

#include "anatomy/part.hpp"

#include <vector>

namespace unkink::anatomy {

/// Both sides of each, from T11 (psoas: L1) to the pelvis; each fills its compartment.
/// \param bones  around the lumbar spine, which the muscles keep clear of; copied
/// \param spine  outlives the parts
std::vector<Part> musclesOf(const Spine& spine, const std::vector<Part>& bones);

}  // namespace unkink::anatomy
