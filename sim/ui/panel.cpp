// The shared parts of panels.
#include "ui/panel.hpp"

#include <algorithm>

namespace unkink::ui {

void beginPanel(const char* id, const Rect& rect, ImGuiWindowFlags more) {
  ImGui::SetNextWindowPos(ImVec2(rect.x, rect.y));
  ImGui::SetNextWindowSize(ImVec2(rect.width, rect.height));
  ImGui::Begin(id, nullptr,
               ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove |
                   ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoBringToFrontOnFocus |
                   more);
}

void endPanel() { ImGui::End(); }

void heading(const char* text) {
  ImGui::PushFont(fontOf(Type::kTitle));
  ImGui::TextUnformatted(text);
  ImGui::PopFont();
}

void wrapped(const char* text, Type type, const Colour& colour) {
  ImGui::PushFont(fontOf(type));
  ImGui::PushStyleColor(ImGuiCol_Text, vec4(colour));
  ImGui::PushTextWrapPos(0.0f);
  ImGui::TextUnformatted(text);
  ImGui::PopTextWrapPos();
  ImGui::PopStyleColor();
  ImGui::PopFont();
}

void muted(const char* text) { wrapped(text, Type::kSmall, kMuted); }

std::string fitted(std::string text, float width) {
  if (ImGui::CalcTextSize(text.c_str()).x <= width) return text;
  const auto inCharacter = [](char c) { return (static_cast<unsigned char>(c) & 0xc0) == 0x80; };
  while (!text.empty() && ImGui::CalcTextSize((text + "\u2026").c_str()).x > width) {
    while (!text.empty() && inCharacter(text.back())) text.pop_back();
    if (!text.empty()) text.pop_back();
  }
  return text + "\u2026";
}

bool choiceButton(const char* label, bool on, float width) {
  if (on) ImGui::PushStyleColor(ImGuiCol_Button, vec4(kAccentDeep));
  const bool pressed = ImGui::Button(label, ImVec2(width, 0.0f));
  if (!on) return pressed;
  ImGui::PopStyleColor();
  ImGui::GetWindowDrawList()->AddRect(ImGui::GetItemRectMin(), ImGui::GetItemRectMax(),
                                      pack(kAccent), ImGui::GetStyle().FrameRounding, 0, 1.2f);
  return pressed;
}

int choiceRow(const char* const* labels, int count, int chosen, float width) {
  int pressed = -1;
  const float gap = ImGui::GetStyle().ItemInnerSpacing.x;
  if (width <= 0.0f) width = ImGui::GetContentRegionAvail().x;
  float spare = width - gap * static_cast<float>(count - 1);
  for (int n = 0; n < count; ++n) spare -= ImGui::CalcTextSize(labels[n]).x;
  for (int n = 0; n < count; ++n) {
    if (n > 0) ImGui::SameLine(0.0f, gap);
    const float button = ImGui::CalcTextSize(labels[n]).x + spare / static_cast<float>(count);
    if (choiceButton(labels[n], n == chosen, std::max(1.0f, button))) pressed = n;
  }
  return pressed;
}

void drawPicture(unsigned texture, const Rect& rect, float rounding) {
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const ImVec2 a(rect.x, rect.y), b(rect.right(), rect.bottom());
  if (texture == 0) {
    list.AddRectFilled(a, b, pack(kBackground), rounding);
  } else {
    list.AddImageRounded(textureId(texture), a, b, ImVec2(0, 1), ImVec2(1, 0), IM_COL32_WHITE,
                         rounding);
  }
}

}  // namespace unkink::ui
