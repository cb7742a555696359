// All panels in their order, the keyboard's way through them, and the line that is always there.
#include "ui/panels.hpp"

#include "ui/isolate.hpp"
#include "ui/kiosk_panels.hpp"
#include "ui/panel.hpp"
#include "ui/show_overlay.hpp"
#include "ui/words.hpp"

#include <array>

namespace unkink::ui {
namespace {

/// The windows that Tab goes through, by the ids that the panels give them.
constexpr std::array<const char*, kPanelCount> kTabOrder{"stages",    "controls", "scene",
                                                         "narration", "xray",     "transport"};

/// Arrows move between widgets only while the keyboard is in the panels.
void steerKeyboard(UiState& state) {
  ImGuiIO& io = ImGui::GetIO();
  if (state.setup.open) {
    io.ConfigFlags |= ImGuiConfigFlags_NavEnableKeyboard;
    if (state.focusWanted) ImGui::SetWindowFocus("setup");
  } else if (state.inPanels) {
    io.ConfigFlags |= ImGuiConfigFlags_NavEnableKeyboard;
    if (state.focusWanted)
      ImGui::SetWindowFocus(kTabOrder[static_cast<std::size_t>(state.panelInFocus)]);
  } else if (io.ConfigFlags & ImGuiConfigFlags_NavEnableKeyboard) {
    io.ConfigFlags &= ~ImGuiConfigFlags_NavEnableKeyboard;
    ImGui::SetWindowFocus(nullptr);
  }
  state.focusWanted = false;
}

void outlineFocusedPanel(const UiState& state, const Layout& layout) {
  if (!state.inPanels || state.setup.open) return;
  const std::array<Rect, kPanelCount> rects{layout.stages,    layout.controls, layout.scene,
                                            layout.narration, layout.xRay,     layout.transport};
  const Rect& r = rects[static_cast<std::size_t>(state.panelInFocus)];
  ImGui::GetForegroundDrawList()->AddRect(ImVec2(r.x, r.y), ImVec2(r.right(), r.bottom()),
                                          pack(kAccent), 8.0f * layout.scale, 0,
                                          2.0f * layout.scale);
}

}  // namespace

void noticePanel(const Shown& shown, const Layout& layout) {
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding,
                      ImVec2(12.0f * layout.scale, 4.0f * layout.scale));
  ImGui::PushStyleColor(ImGuiCol_WindowBg, vec4(kBackground));
  beginPanel("notice", layout.notice, ImGuiWindowFlags_NoInputs);
  ImGui::PushFont(fontOf(Type::kSmall));
  ImGui::TextColored(vec4(kMuted), "%s", word(shown, "not_a_device_line"));
  ImGui::PopFont();
  endPanel();
  ImGui::PopStyleColor();
  ImGui::PopStyleVar();
}

namespace {

/// What stands right of the 3D view while no page does.
void picturePanels(const Shown& shown, const Layout& layout, UiState& state, UiOutput& output) {
  (shown.presentation.slice.open ? slicePanel : fluoroPanel)(shown, layout, state, output);
  if (state.cArmOpen)
    cArmPanel(shown, layout, state, output);
  else
    strawPanel(shown, layout);
  if (shown.presentation.bigStraw) bigStrawPanel(shown, layout);
}

void storyPanels(const Shown& shown, const Layout& layout, UiState& state, UiOutput& output) {
  stagePanel(shown, layout, state, output);
  controlsPanel(shown, layout, state, output);
  scenePanel(shown, layout, state, output);
  (state.hands.on ? handsPanel : narrationPanel)(shown, layout, state, output);
  if (layout.page.width <= 0.0f) picturePanels(shown, layout, state, output);
  transportPanel(shown, layout, state, output);
}

void setupPanels(const Shown& shown, const Layout& layout, UiState& state, UiOutput& output) {
  setupPage(shown, layout, state, output);
  scenePanel(shown, layout, state, output);
}

}  // namespace

UiOutput drawPanels(const Shown& shown, const Layout& layout, std::span<const KeyEvent> keys,
                    UiState& state) {
  UiOutput output;
  const bool typing = ImGui::GetIO().WantTextInput;
  const bool held = ImGui::IsAnyItemActive();
  keepIsolation(shown, state.show);
  for (const KeyEvent& key : keys) handleKey(key, shown, held, typing, state, output);
  if (state.hands.on) keepOn(shown.state, state.hands, output.commands);
  steerKeyboard(state);
  if (shown.workshop)
    setupPanels(shown, layout, state, output);
  else
    (state.show.kiosk ? kioskPanels : storyPanels)(shown, layout, state, output);
  noticePanel(shown, layout);
  outlineFocusedPanel(state, layout);
  shortcutsOverlay(shown, layout, state);
  quitQuestion(shown, layout, state, output);
  kioskOverlay(shown, layout, state);
  showOverlay(layout, state, output);
  return output;
}

}  // namespace unkink::ui
