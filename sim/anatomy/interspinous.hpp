// The ligaments between and behind the spinous processes.
#pragma once

#include "anatomy/part.hpp"

namespace unkink::anatomy {

/// A sheet from the ligamentum flavum's dorsal edge to the tips.
/// \param spine  outlives the part
Part interspinousLigament(const Spine& spine, Level l);

/// A cord over the tips from L1 to L4; most often there is none below [rissanen1960].
/// \param spine  outlives the part
Part supraspinousLigament(const Spine& spine);

}  // namespace unkink::anatomy
