// What ImGui has to draw, on a window's own frame.
#pragma once

struct GLFWwindow;

namespace unkink::app {

/// Clears the window in the theme's ground and draws the panels; needs its current contexts,
/// between ImGui::Render and the swap of its buffers.
void drawGui(GLFWwindow* window);

}  // namespace unkink::app
