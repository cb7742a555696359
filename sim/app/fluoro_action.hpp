// `unkink fluoro`: the image, by either projector.
#pragma once

#include "app/fluoro_scene.hpp"

#include <functional>

namespace unkink::app {

/// I/I0 of every pixel, rows from the top.
using Imager = std::function<std::vector<float>()>;

Imager imagerOnCpu(const ImagedScene& scene);

/// With graphics; without them it throws a config::Error that says so. \param scene   outlives it
Imager imagerOnCard(const ImagedScene& scene);

}  // namespace unkink::app
