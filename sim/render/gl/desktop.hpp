// What desktop OpenGL and WebGL2 say differently, in one place: a port to the web rewrites
// desktop.cpp only.
#pragma once

#include <string_view>

namespace unkink::render::gl {

/// First lines of every shader: version and default precisions.
std::string_view shaderHeader();

/// Throws: config::Error when the current context is older than needed or cannot blend 32-bit
/// floats
void requireFeatures();

/// Sets the state that no pass changes (multisampling on, tight packing of pixels).
void setDefaults();

/// Blend equation that keeps the larger value of each component, and back to adding.
void blendMaximum();
void blendSum();

/// "" or the names of the errors since the last call, for tests and debugging.
const char* takeError();

}  // namespace unkink::render::gl
