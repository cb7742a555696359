// Numbers that tell whether a picture would look any different from the last one.
#pragma once

#include "view/scene.hpp"

#include <cstdint>

namespace unkink::app {

/// Everything that the 3D view shows, but for the outline.
std::uint64_t fingerprintOfScene(const view::Scene& scene);
/// What the 3D view outlines.
std::uint64_t fingerprintOfOutline(const view::Scene& scene);
/// Everything that the straw's picture shows.
std::uint64_t fingerprintOfStraw(const view::Scene& scene);
/// Everything that the big straw's picture shows.
std::uint64_t fingerprintOfBigStraw(const view::Scene& scene);

}  // namespace unkink::app
