// The signs, drawn by lines and triangles so that no font need have them.
#include "ui/icon_button.hpp"

#include "ui/panel.hpp"

#include <cmath>

namespace unkink::ui {
namespace {

/// A sign within a square, from -1 to 1 about its middle.
struct Sign {
  ImDrawList& list;
  ImVec2 middle;
  float half;  // of the square, pixels
  ImU32 colour;

  ImVec2 at(float x, float y) const { return {middle.x + half * x, middle.y + half * y}; }
  float line() const { return std::max(1.5f, 0.22f * half); }
  /// Pointing right, or left where `way` is -1.
  void triangle(float back, float tip, float way) const {
    list.AddTriangleFilled(at(way * back, -0.8f), at(way * tip, 0.0f), at(way * back, 0.8f),
                           colour);
  }
  void bar(float x, float width) const {
    list.AddRectFilled(at(x, -0.8f), at(x + width, 0.8f), colour);
  }
};

void loop(const Sign& s) {
  constexpr float kFrom = 0.6f, kTo = 5.6f;
  s.list.PathArcTo(s.middle, 0.75f * s.half, kFrom, kTo, 24);
  s.list.PathStroke(s.colour, false, s.line());
  const float x = 0.75f * std::cos(kTo), y = 0.75f * std::sin(kTo);
  s.list.AddTriangleFilled(s.at(x - 0.5f, y - 0.35f), s.at(x + 0.42f, y - 0.45f),
                           s.at(x + 0.25f, y + 0.5f), s.colour);
}

void corners(const Sign& s) {
  for (const float x : {-1.0f, 1.0f})
    for (const float y : {-1.0f, 1.0f}) {
      s.list.AddLine(s.at(0.85f * x, 0.85f * y), s.at(0.25f * x, 0.85f * y), s.colour, s.line());
      s.list.AddLine(s.at(0.85f * x, 0.85f * y), s.at(0.85f * x, 0.25f * y), s.colour, s.line());
    }
}

void draw(Icon icon, const Sign& s) {
  switch (icon) {
    case Icon::kPrevious:
    case Icon::kNext: {
      const float way = icon == Icon::kNext ? 1.0f : -1.0f;
      s.triangle(-0.75f, 0.5f, way);
      s.bar(way > 0.0f ? 0.5f : -0.75f, 0.25f);
      return;
    }
    case Icon::kFrameBack:
    case Icon::kFrameOn: {
      const float way = icon == Icon::kFrameOn ? 1.0f : -1.0f;
      s.bar(way > 0.0f ? -0.75f : 0.5f, 0.25f);
      s.triangle(-0.25f, 0.85f, way);
      return;
    }
    case Icon::kLoop:
      return loop(s);
    case Icon::kFullScreen:
      return corners(s);
    case Icon::kPlay:
      return s.triangle(-0.55f, 0.85f, 1.0f);
    case Icon::kPause:
      s.bar(-0.65f, 0.42f);
      return s.bar(0.23f, 0.42f);
  }
}

}  // namespace

bool iconButton(Icon icon, const char* hint, bool on, float size) {
  const float height = size > 0.0f ? size : ImGui::GetFrameHeight();
  ImGui::PushID(static_cast<int>(icon));
  if (on) ImGui::PushStyleColor(ImGuiCol_Button, vec4(kAccentDeep));
  const bool pressed = ImGui::Button("##icon", ImVec2(height, height));
  if (on) ImGui::PopStyleColor();
  if (ImGui::IsItemHovered()) ImGui::SetTooltip("%s", hint);
  const ImVec2 a = ImGui::GetItemRectMin(), b = ImGui::GetItemRectMax();
  draw(icon, {*ImGui::GetWindowDrawList(), ImVec2(0.5f * (a.x + b.x), 0.5f * (a.y + b.y)),
              0.27f * height, pack(kText)});
  ImGui::PopID();
  return pressed;
}

}  // namespace unkink::ui
