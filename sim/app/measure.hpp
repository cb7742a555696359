// Every number that the simulation gives, as JSON.
#pragma once

#include "operation/state.hpp"

#include <string>

namespace unkink::app {

/// The measures of a state: canal, removed tissue, distances, dose, posture. Units end the keys.
std::string measuresAsJson(const operation::Case& theCase, const operation::State& state,
                           int stage);

/// 64 bits as 16 hexadecimal digits.
std::string hexadecimal(std::uint64_t value);

}  // namespace unkink::app
