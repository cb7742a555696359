// Keys as GLFW sends them, in the house's names.
#pragma once

#include "ui/key.hpp"

#include <optional>

namespace unkink::app {

/// An event of glfwSetKeyCallback; nothing for a key that has no name here. Letters go by what the
/// keyboard writes, all others by their place.
std::optional<ui::KeyEvent> keyEvent(int key, int scancode, int action, int modifiers);

}  // namespace unkink::app
