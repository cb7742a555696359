// What lies over everything: the sheet of keys, and the question before leaving.
#include "ui/key_words.hpp"
#include "ui/overlay.hpp"
#include "ui/panel.hpp"
#include "ui/panels.hpp"
#include "ui/words.hpp"

#include <algorithm>

namespace unkink::ui {
namespace {

/// One line: the keys, and what they do.
void line(const Shown& shown, const KeyMap& keys, Action action, float column) {
  const float left = ImGui::GetCursorPosX();
  const std::string names = keysInWords(shown, keys, action);
  ImGui::PushStyleColor(ImGuiCol_Text, vec4(kAccent));
  ImGui::TextUnformatted(names.c_str());
  ImGui::PopStyleColor();
  // a long list of keys pushes its line down
  if (ImGui::CalcTextSize(names.c_str()).x <= column) ImGui::SameLine();
  ImGui::SetCursorPosX(left + column);
  wrapped(actionInWords(shown, action).c_str(), Type::kSmall);
}

/// The sheet is the map itself, in two columns where there is room.
void sheet(const Shown& shown, const KeyMap& keys, float s) {
  const float width = ImGui::GetContentRegionAvail().x;
  const bool two = width > 640.0f * s;
  const float column = 150.0f * s;
  if (two) ImGui::Columns(2, "sheet", false);
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2(7.0f * s, 2.0f * s));
  for (int n = 0; n < kActionCount; ++n) {
    if (two && n == (kActionCount + 1) / 2) ImGui::NextColumn();
    line(shown, keys, static_cast<Action>(n), column);
  }
  ImGui::PopStyleVar();
  if (two) ImGui::Columns(1);
}

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
  beginOverlay("shortcuts", layout, 920.0f);
  heading(word(shown, "shortcuts"));
  ImGui::PushFont(fontOf(Type::kSmall));
  sheet(shown, state.show.keys, layout.scale);
  ImGui::Separator();
  muted(word(shown, "hands_keys"));
  muted(word(shown, "shortcut_mouse"));
  ImGui::PopFont();
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
