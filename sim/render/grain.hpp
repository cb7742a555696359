// A tile of smooth noise with its slope: the relief and mottling of every tissue.
#pragma once

#include "render/gl/objects.hpp"

namespace unkink::render {

/// A repeating 64^3 texture: rgb = slope along the axes (0.5 = none), a = height.
gl::Texture makeGrain();

}  // namespace unkink::render
