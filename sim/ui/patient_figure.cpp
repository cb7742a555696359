// The small figure on every X-ray: who lies where between tube and detector.
#include "ui/fluoro_panel.hpp"
#include "ui/panel.hpp"

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
  void box(float x0, float y0, float x1, float y1, ImU32 colour) const {
    list.AddRectFilled(at(x0, y0), at(x1, y1), colour, 1.5f * unit);
  }
};

/// On the table, seen from the feet: the head behind the trunk, the arms beside it.
void patient(const Sketch& s) {
  const ImU32 skin = pack(kMuted), shade = pack(kWell);
  s.box(-30.0f, 11.0f, 30.0f, 15.0f, pack(kText));  // the table
  s.box(-22.0f, 15.0f, -18.0f, 24.0f, pack(kText, 0.6f));
  s.box(18.0f, 15.0f, 22.0f, 24.0f, pack(kText, 0.6f));
  s.ellipse(0.0f, -10.0f, 7.5f, 8.5f, skin);   // the head
  s.ellipse(0.0f, 2.0f, 20.5f, 10.2f, shade);  // keeps the trunk apart from it
  s.ellipse(0.0f, 2.5f, 19.0f, 9.0f, skin);
  for (const float side : {-1.0f, 1.0f}) {
    s.ellipse(23.5f * side, 6.0f, 4.2f, 4.6f, skin);  // arms
    s.ellipse(6.5f * side, 7.0f, 4.4f, 4.4f, shade);  // soles of the feet
    s.ellipse(6.5f * side, 7.0f, 3.2f, 3.4f, pack(kText, 0.9f));
  }
}

}  // namespace

void drawPatientFigure(const math::Vec3& towardsDetector, const Rect& square) {
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
  // the beam widens from the tube to the detector
  list.AddTriangleFilled(at(kTube, 0.0f), at(kDetector, -15.0f), at(kDetector, 15.0f),
                         pack(kCare, 0.28f));
  // the C that holds both
  const float angle = std::atan2(u.y, u.x);
  list.PathArcTo(s.centre, 43.0f * s.unit, angle, angle + 3.1416f, 32);
  list.PathStroke(pack(kAccent, 0.8f), false, 3.0f * s.unit);
  patient(s);
  const auto quad = [&](float from, float to, float half, ImU32 colour) {
    list.AddQuadFilled(at(from, -half), at(to, -half), at(to, half), at(from, half), colour);
  };
  quad(kDetector, kDetector + 8.0f, 16.0f, pack(kAccent));
  quad(kTube - 8.0f, kTube + 2.0f, 6.0f, pack(kCare));
}

}  // namespace unkink::ui
