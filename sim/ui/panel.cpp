// The shared parts of panels.
#include "ui/panel.hpp"

#include <algorithm>
#include <sstream>

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

std::string inLines(const std::string& text, float width) {
  std::string lines, line;
  std::istringstream words(text);
  for (std::string word; words >> word;) {
    const std::string longer = line.empty() ? word : line + " " + word;
    if (!line.empty() && ImGui::CalcTextSize(longer.c_str()).x > width) {
      lines += line + "\n";
      line = word;
    } else {
      line = longer;
    }
  }
  return lines + line;
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

void moreBelow() {
  if (ImGui::GetScrollY() >= ImGui::GetScrollMaxY() - 1.0f) return;
  const ImVec2 at = ImGui::GetWindowPos(), size = ImGui::GetWindowSize();
  const float line = ImGui::GetTextLineHeight(), r = 0.28f * line;
  const float right = at.x + size.x - ImGui::GetStyle().ScrollbarSize, foot = at.y + size.y;
  const ImU32 clear = pack(kPanel, 0.0f), full = pack(kPanel);
  ImDrawList& list = *ImGui::GetWindowDrawList();
  list.AddRectFilledMultiColor(ImVec2(at.x, foot - 2.2f * line), ImVec2(right, foot - 0.9f * line),
                               clear, clear, full, full);
  list.AddRectFilled(ImVec2(at.x, foot - 0.9f * line), ImVec2(right, foot), full);
  const ImVec2 c(0.5f * (at.x + right), foot - 0.45f * line);
  list.AddTriangleFilled(ImVec2(c.x - 1.6f * r, c.y - 0.8f * r), ImVec2(c.x, c.y + 0.8f * r),
                         ImVec2(c.x + 1.6f * r, c.y - 0.8f * r), pack(kMuted));
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
