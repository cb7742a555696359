// Cameras, staged presentations and the way from one to another.
#include "view/presentation.hpp"

#include <algorithm>
#include <cmath>

namespace unkink::view {

using math::Vec3;

Camera cameraOf(const Orbit& o) {
  const units::Rad azimuth(units::Deg(o.azimuth_deg)), elevation(units::Deg(o.elevation_deg));
  const Vec3 out(std::sin(azimuth.value) * std::cos(elevation.value),
                 std::cos(azimuth.value) * std::cos(elevation.value), std::sin(elevation.value));
  const Vec3 head(0.0, 0.0, 1.0);
  const Vec3 right = glm::normalize(glm::cross(-out, head));
  const Vec3 up = glm::cross(right, -out);
  const units::Rad roll(units::Deg(o.roll_deg));
  Camera c;
  c.up = math::Vec3f(std::cos(roll.value) * up + std::sin(roll.value) * right);
  c.target = math::Vec3f(o.target);
  c.eye = math::Vec3f(o.target + o.distance_mm * out);
  c.near_mm = static_cast<float>(std::max(5.0, 0.05 * o.distance_mm));
  c.far_mm = static_cast<float>(o.distance_mm + 900.0);
  return c;
}

Presentation staged(const operation::Case& theCase, const operation::State& state,
                    const lesson::Staging& staging) {
  const auto level = static_cast<double>(theCase.level());
  const Vec3 canal =
      state.bend.apply(theCase.spine().landmarks(theCase.level()).canalCentre, {level + 0.5, 0.0});
  Presentation p;
  // the camera stands on the side that is treated
  p.orbit.azimuth_deg = staging.azimuth_deg * anatomy::sign(theCase.side());
  p.orbit.elevation_deg = staging.elevation_deg;
  p.orbit.distance_mm = staging.distance_mm;
  p.orbit.roll_deg = staging.roll_deg * anatomy::sign(theCase.side());
  p.orbit.target = canal + Vec3(0.0, staging.depthOffset_mm, staging.heightOffset_mm);
  for (std::size_t n = 0; n < p.opacity.size() && n < staging.layers.size(); ++n)
    p.opacity[n] = static_cast<float>(staging.layers[n]);
  p.labels = staging.labels;
  if (!staging.labels.empty()) p.active = staging.labels.front();  // what the stage is about
  p.cutaway = staging.cutaway;
  p.cutawayOffset_mm = staging.cutawayOffset_mm;
  return p;
}

Presentation between(const Presentation& a, const Presentation& b, double t) {
  Presentation p = b;
  if (t >= 1.0) return p;
  const double turn = std::remainder(b.orbit.azimuth_deg - a.orbit.azimuth_deg, 360.0);
  p.orbit.azimuth_deg = a.orbit.azimuth_deg + t * turn;
  p.orbit.elevation_deg = std::lerp(a.orbit.elevation_deg, b.orbit.elevation_deg, t);
  p.orbit.distance_mm = std::lerp(a.orbit.distance_mm, b.orbit.distance_mm, t);
  p.orbit.roll_deg = std::lerp(a.orbit.roll_deg, b.orbit.roll_deg, t);
  p.orbit.target = glm::mix(a.orbit.target, b.orbit.target, t);
  for (std::size_t n = 0; n < p.opacity.size(); ++n)
    p.opacity[n] = std::lerp(a.opacity[n], b.opacity[n], static_cast<float>(t));
  // a cut cannot be half made: it opens at the end of the flight and closes at its start
  p.cutaway = a.cutaway != b.cutaway ? std::min(a.cutaway, b.cutaway) : b.cutaway;
  return p;
}

}  // namespace unkink::view
