// A small button that opens a list.
#include "ui/language_switch.hpp"

#include "ui/panel.hpp"
#include "ui/words.hpp"

#include <algorithm>
#include <cctype>

namespace unkink::ui {
namespace {

constexpr const char* kList = "languages";
constexpr float kTouched = 1.8f;  // a row's height, as shares of a button's, so that fingers hit it

std::string letters(const Shown& shown) {
  std::string code = shown.catalogue.language();
  std::ranges::transform(code, code.begin(), [](unsigned char c) { return std::toupper(c); });
  return code;
}

}  // namespace

float languageSwitchWidth(const Shown& shown) {
  return ImGui::CalcTextSize(letters(shown).c_str()).x + 2 * ImGui::GetStyle().FramePadding.x;
}

void languageSwitch(const Shown& shown, UiOutput& output) {
  if (ImGui::Button(letters(shown).c_str())) ImGui::OpenPopup(kList);
  if (ImGui::IsItemHovered()) ImGui::SetTooltip("%s", word(shown, "language"));
  if (!ImGui::BeginPopup(kList)) return;
  const float high = kTouched * ImGui::GetFrameHeight();
  ImGui::PushStyleVar(ImGuiStyleVar_SelectableTextAlign, ImVec2(0.5f, 0.5f));
  for (const lesson::Language& l : shown.catalogue.languages()) {
    const bool chosen = l.code == shown.catalogue.language();
    if (!ImGui::Selectable(l.name.c_str(), chosen, 0, ImVec2(3.0f * high, high))) continue;
    if (!output.preferences) output.preferences = shown.preferences;
    output.preferences->language = l.code;
  }
  ImGui::PopStyleVar();
  ImGui::EndPopup();
}

}  // namespace unkink::ui
