// The arithmetic of orbit, pan and zoom.
#include "ui/orbit.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace unkink::ui {
namespace {

constexpr double kTurn_degPerPixel = 0.35;
constexpr double kNearest_mm = 40.0, kFarthest_mm = 3500.0;
constexpr double kSteepest_deg = 89.0;

}  // namespace

view::Orbit turned(const view::Orbit& orbit, float dx, float dy) {
  view::Orbit o = orbit;
  // the drag as it would be with the patient upright in the picture
  const double roll = orbit.roll_deg * std::numbers::pi / 180.0;
  const double right = dx * std::cos(roll) - dy * std::sin(roll);
  const double down = dx * std::sin(roll) + dy * std::cos(roll);
  // the patient follows the mouse
  o.azimuth_deg = std::remainder(o.azimuth_deg - kTurn_degPerPixel * right, 360.0);
  o.elevation_deg =
      std::clamp(o.elevation_deg + kTurn_degPerPixel * down, -kSteepest_deg, kSteepest_deg);
  return o;
}

math::Vec3 dragged_mm(const view::Orbit& orbit, float dx, float dy, float height) {
  const view::Camera camera = view::cameraOf(orbit);
  const math::Mat4f m = view::viewFromPatient(camera);
  const math::Vec3 right(m[0][0], m[1][0], m[2][0]), up(m[0][1], m[1][1], m[2][1]);
  const double halfAngle = camera.fieldOfView_deg * std::numbers::pi / 360.0;
  const double mmPerPixel = 2.0 * orbit.distance_mm * std::tan(halfAngle) / std::max(height, 1.0f);
  return mmPerPixel * (static_cast<double>(dx) * right - static_cast<double>(dy) * up);
}

view::Orbit moved(const view::Orbit& orbit, float dx, float dy, float height) {
  view::Orbit o = orbit;
  o.target -= dragged_mm(orbit, dx, dy, height);
  return o;
}

view::Orbit zoomed(const view::Orbit& orbit, float clicks) {
  view::Orbit o = orbit;
  o.distance_mm = std::clamp(o.distance_mm * std::pow(0.88, static_cast<double>(clicks)),
                             kNearest_mm, kFarthest_mm);
  return o;
}

}  // namespace unkink::ui
