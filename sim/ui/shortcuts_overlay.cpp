// What lies over everything: the list of keys, and the question before leaving.
#include "ui/overlay.hpp"
#include "ui/panel.hpp"
#include "ui/panels.hpp"
#include "ui/words.hpp"

#include <algorithm>
#include <array>

namespace unkink::ui {
namespace {

constexpr std::array kLines{
    "shortcut_arrows", "shortcut_space",  "shortcut_pages", "shortcut_tab",     "shortcut_escape",
    "shortcut_home",   "shortcut_digits", "shortcut_p",     "shortcut_x",       "shortcut_i",
    "shortcut_r",      "shortcut_f",      "shortcut_v",     "shortcut_u",       "shortcut_t",
    "shortcut_updown", "shortcut_k",      "shortcut_b",     "shortcut_divider", "shortcut_m",
    "hands_keys",      "shortcut_h",      "shortcut_mouse"};

}  // namespace

void beginOverlay(const char* id, const Layout& layout, float width) {
  const float s = layout.scale, right = layout.notice.width, bottom = layout.notice.bottom();
  ImGui::SetNextWindowFocus();
  ImGui::PushStyleColor(ImGuiCol_Border, vec4(kAccent));
  ImGui::PushStyleVar(ImGuiStyleVar_WindowBorderSize, 1.0f);
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(22.0f * s, 18.0f * s));
  ImGui::SetNextWindowPos(ImVec2(0.5f * right, 0.5f * bottom), ImGuiCond_Always,
                          ImVec2(0.5f, 0.5f));
  const float w = std::min(width * s, right - 16.0f);
  ImGui::SetNextWindowSizeConstraints(ImVec2(w, 0.0f), ImVec2(w, bottom - 16.0f));
  ImGui::Begin(id, nullptr,
               ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove |
                   ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_AlwaysAutoResize);
}

void endOverlay() {
  ImGui::End();
  ImGui::PopStyleVar(2);
  ImGui::PopStyleColor();
}

void shortcutsOverlay(const Shown& shown, const Layout& layout, UiState& state) {
  if (!state.shortcutsOpen) return;
  beginOverlay("shortcuts", layout, 560.0f);
  heading(word(shown, "shortcuts"));
  for (const char* line : kLines) wrapped(word(shown, line));
  if (ImGui::Button(word(shown, "close"))) state.shortcutsOpen = false;
  endOverlay();
}

void quitQuestion(const Shown& shown, const Layout& layout, UiState& state, UiOutput& output) {
  if (!state.quitAsked) return;
  beginOverlay("quit", layout, 330.0f);
  heading(word(shown, "quit_question"));
  const char* names[] = {word(shown, "quit_yes"), word(shown, "quit_no")};
  const int pressed = choiceRow(names, 2, 0);
  if (pressed == 0) output.quit = true;
  if (pressed == 1) state.quitAsked = false;
  endOverlay();
}

}  // namespace unkink::ui
