// The vertebrae's short names, "L1" to "S1", and where beside each one of them stands.
#pragma once

#include "view/sight.hpp"

#include <vector>

namespace unkink::view {

/// Tags of the vertebrae that are seen; none where the camera is nearer than a level is high.
std::vector<Label> levelTagsOf(const operation::Case& theCase, const operation::State& state,
                               const Presentation& presentation, const Sight& sight);

}  // namespace unkink::view
