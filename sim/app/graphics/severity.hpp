// The four grades that the set-up page offers, as disease of a level.
#pragma once

#include "anatomy/spine.hpp"

#include <cstddef>

namespace unkink::app {

/// \param grade   0..3: Schizas A to D
anatomy::LevelDisease severityPreset(anatomy::Level level, std::size_t grade);

}  // namespace unkink::app
