// Which structures are named, and where on them the leader line ends.
#pragma once

#include "operation/state.hpp"
#include "view/presentation.hpp"
#include "view/scene.hpp"

#include <vector>

namespace unkink::view {

/// Labels of a presentation; a label's text is the key of its words ("structure.disc").
std::vector<Label> labelsOf(const operation::Case& theCase, const operation::State& state,
                            const Presentation& presentation);

}  // namespace unkink::view
