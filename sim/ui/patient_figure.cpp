// The small figure on every X-ray: who lies where between tube and detector.
#include "ui/fluoro_panel.hpp"
#include "ui/panel.hpp"
#include "ui/ui_state.hpp"
#include "ui/words.hpp"

#include <algorithm>
#include <cmath>

namespace unkink::ui {
namespace {

/// A square of 100 by 100 units about its middle, drawn into a square of the window.
struct Sketch {
  ImDrawList& list;
  ImVec2 centre;
  float unit;

  ImVec2 at(float x, float y) const { return {centre.x + unit * x, centre.y + unit * y}; }
  void ellipse(float x, float y, float a, float b, ImU32 colour) const {
    constexpr int kAround = 32;
    for (int n = 0; n < kAround; ++n) {
      const float angle = 6.2832f * static_cast<float>(n) / kAround;
      list.PathLineTo(at(x + a * std::cos(angle), y + b * std::sin(angle)));
    }
    list.PathFillConvex(colour);
  }
  void quad(const ImVec2& a, const ImVec2& b, const ImVec2& c, const ImVec2& d,
            ImU32 colour) const {
    list.AddQuadFilled(at(a.x, a.y), at(b.x, b.y), at(c.x, c.y), at(d.x, d.y), colour);
  }
  void box(float x0, float y0, float x1, float y1, ImU32 colour) const {
    list.AddRectFilled(at(x0, y0), at(x1, y1), colour, 1.5f * unit);
  }
};

/// Face down on the table, seen from above the feet.
void patient(const Sketch& s) {
  const ImU32 skin = pack(kText), table = pack(kAccentDeep), edge = pack(kMuted);
  s.quad({-14, -19}, {14, -19}, {23, 19}, {-23, 19}, table);
  s.quad({-23, 19}, {23, 19}, {23, 23}, {-23, 23}, edge);
  s.box(-19.0f, 23.0f, -15.0f, 33.0f, edge);
  s.box(15.0f, 23.0f, 19.0f, 33.0f, edge);
  s.ellipse(0.0f, -14.0f, 4.2f, 4.2f, skin);  // the head
  s.quad({-7, -9}, {7, -9}, {6, 5}, {-6, 5}, skin);
  s.ellipse(0.0f, -8.5f, 8.0f, 2.6f, skin);  // shoulders
  s.ellipse(0.0f, 4.5f, 7.0f, 3.4f, skin);   // hips
  for (const float side : {-1.0f, 1.0f}) {
    s.quad({6.6f * side, -9}, {9.6f * side, -8}, {12.4f * side, 5}, {9.4f * side, 5}, skin);
    s.quad({0.9f * side, 5}, {6.8f * side, 5}, {6.4f * side, 17}, {1.6f * side, 17}, skin);
  }
}

void letter(const Sketch& s, float x, float y, const char* text) {
  ImFont* font = fontOf(Type::kSmall);
  const float size = std::min(15.0f * s.unit, font->FontSize);
  const ImVec2 room = font->CalcTextSizeA(size, 1e4f, 0.0f, text);
  const ImVec2 c = s.at(x, y);
  s.list.AddText(font, size, ImVec2(c.x - 0.5f * room.x, c.y - 0.5f * room.y), pack(kText), text);
}

}  // namespace

void drawPatientFigure(const Shown& shown, const math::Vec3& towardsDetector, const Rect& square) {
  const DarkPalette dark;
  constexpr float kTube = -40.0f, kDetector = 38.0f;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const Sketch s{list, ImVec2(square.x + 0.5f * square.width, square.y + 0.5f * square.height),
                 square.width / 100.0f};
  list.AddRectFilled(ImVec2(square.x, square.y), ImVec2(square.right(), square.bottom()),
                     pack(kBackground, 0.78f), 6.0f * s.unit);
  // seen from the feet the patient's left is on the left, the back above
  const auto length = static_cast<float>(std::hypot(towardsDetector.x, towardsDetector.y));
  const ImVec2 u(-static_cast<float>(towardsDetector.x) / length,
                 -static_cast<float>(towardsDetector.y) / length);
  const auto at = [&](float along, float across) {
    return s.at(along * u.x - across * u.y, along * u.y + across * u.x);
  };
  // the C that holds both
  const float angle = std::atan2(u.y, u.x);
  list.PathArcTo(s.centre, 43.0f * s.unit, angle, angle + 3.1416f, 32);
  list.PathStroke(pack(kAccent, 0.8f), false, 3.0f * s.unit);
  patient(s);
  // the beam widens from the tube to the detector
  list.AddTriangleFilled(at(kTube, 0.0f), at(kDetector, -15.0f), at(kDetector, 15.0f),
                         pack(kCare, 0.35f));
  letter(s, -29.0f, 3.0f, word(shown, "marker_left"));
  letter(s, 29.0f, 3.0f, word(shown, "marker_right"));
  const auto plate = [&](float from, float to, float half, ImU32 colour) {
    list.AddQuadFilled(at(from, -half), at(to, -half), at(to, half), at(from, half), colour);
  };
  plate(kDetector, kDetector + 8.0f, 16.0f, pack(kAccent));
  plate(kTube - 8.0f, kTube + 2.0f, 6.0f, pack(kCare));
}

}  // namespace unkink::ui
