// As the build tells it.
#include "app/version.hpp"

namespace unkink::app {

std::string version() { return UNKINK_VERSION; }

}  // namespace unkink::app
