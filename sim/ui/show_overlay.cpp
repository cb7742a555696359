// Drawn last, in front of all panels.
#include "ui/show_overlay.hpp"

#include "ui/imgui_compat.hpp"
#include "ui/theme.hpp"

#include <cmath>

namespace unkink::ui {
namespace {

/// Soft towards its edge, bright in the middle, seen on bone and on the dark alike.
void dot(const ImVec2& at, float s) {
  ImDrawList& list = *ImGui::GetForegroundDrawList();
  constexpr int kRings = 9;
  for (int n = 0; n < kRings; ++n) {
    const float share = static_cast<float>(n + 1) / kRings;
    list.AddCircleFilled(at, (20.0f - 15.0f * share) * s, pack(kBad, 0.05f + 0.14f * share), 32);
  }
  list.AddCircleFilled(at, 4.5f * s, pack(kBad), 24);
  list.AddCircle(at, 5.5f * s, pack(kBackground, 0.6f), 24, 1.2f * s);
}

}  // namespace

void showOverlay(const Layout& layout, UiState& state, UiOutput& output) {
  if (state.show.black) {
    const ImVec2 end(layout.notice.width, layout.notice.bottom());
    ImGui::GetForegroundDrawList()->AddRectFilled(ImVec2(0.0f, 0.0f), end, IM_COL32_BLACK);
    ImGui::SetMouseCursor(ImGuiMouseCursor_None);
    if (ImGui::IsMouseClicked(ImGuiMouseButton_Left)) comeBack(state, output);
    return;
  }
  const ImVec2 mouse = ImGui::GetIO().MousePos;
  if (!state.show.laser || !ImGui::IsMousePosValid(&mouse)) return;
  ImGui::SetMouseCursor(ImGuiMouseCursor_None);
  dot(mouse, layout.scale);
}

}  // namespace unkink::ui
