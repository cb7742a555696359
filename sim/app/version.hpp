// The program's version.
#pragma once

#include <string>

namespace unkink::app {

/// As in "0.1.0".
std::string version();

}  // namespace unkink::app
