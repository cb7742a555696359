// Blocks with round edges, an arc, and where they stand. Sizes are those of a usual mobile C-arm;
// house.
#include "view/c_arm_meshes.hpp"

#include "view/shapes.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace unkink::view {
namespace {

using math::Mesh;
using math::Vec2;
using math::Vec3;

constexpr double kPi = std::numbers::pi;
constexpr double kArcRadius_mm = 700.0;         // to the middle of its section
constexpr double kArcFromIsocentre_mm = 220.0;  // its centre, towards the source
constexpr double kArcHalfDepth_mm = 32.0, kArcHalfWidth_mm = 48.0;
constexpr double kPastEnds = 0.12;  // how far the arc goes on beyond tube and detector, radians
constexpr int kCornerSteps = 4;

/// A rectangle with round corners, once round.
std::vector<Vec2> roundedRectangle(const Vec2& half, double radius) {
  std::vector<Vec2> points;
  for (int corner = 0; corner < 4; ++corner)
    for (int n = 0; n <= kCornerSteps; ++n) {
      const double a = 0.5 * kPi * (corner + static_cast<double>(n) / kCornerSteps);
      const Vec2 middle(corner == 0 || corner == 3 ? half.x - radius : radius - half.x,
                        corner < 2 ? half.y - radius : radius - half.y);
      points.push_back(middle + radius * Vec2(std::cos(a), std::sin(a)));
    }
  return points;
}

/// A box with round edges.
Mesh block(const Vec3& lo, const Vec3& hi, double rounding) {
  const Vec3 centre = 0.5 * (lo + hi), half = 0.5 * (hi - lo);
  constexpr double kLeast_mm = 0.5;  // of a corner that has come to nothing
  std::vector<std::vector<Vec3>> rings;
  for (const double end : {-1.0, 1.0})
    for (int n = 0; n <= kCornerSteps; ++n) {
      const int step = end < 0.0 ? n : kCornerSteps - n;
      const double a = 0.5 * kPi * step / kCornerSteps;
      const double inset = (rounding - kLeast_mm) * (1.0 - std::sin(a));
      const double z = end * (half.z - rounding * (1.0 - std::cos(a)));
      std::vector<Vec3>& ring = rings.emplace_back();
      for (const Vec2& p : roundedRectangle({half.x - inset, half.y - inset}, rounding - inset))
        ring.push_back(centre + Vec3(p.x, p.y, z));
    }
  return loft(rings);
}

/// A bent beam about the arc's centre, from past the detector over +x to past the tube.
Mesh bentBeam(double radius, const Vec2& half, double rounding) {
  constexpr int kSteps = 72;
  std::vector<std::vector<Vec3>> rings;
  for (int n = 0; n <= kSteps; ++n) {
    const double a = -kPastEnds + (kPi + 2.0 * kPastEnds) * n / kSteps;
    const Vec3 out(std::sin(a), 0.0, std::cos(a));
    std::vector<Vec3>& ring = rings.emplace_back();
    for (const Vec2& p : roundedRectangle(half, rounding))
      ring.push_back((radius + p.x) * out + Vec3(0.0, p.y, 0.0));
  }
  return loft(rings);
}

Mesh wheel(const Vec3& at, double radius) {
  constexpr double kHalfWidth_mm = 18.0;
  const std::array<Vec3, 2> ends{at - Vec3(0, 0, kHalfWidth_mm), at + Vec3(0, 0, kHalfWidth_mm)};
  const std::array<double, 2> radii{radius, radius};
  return tube(ends, radii, 32);
}

void makeTube(CArmMeshes& m) {
  constexpr double kBack_mm = -190.0;
  m.tube = block({-115, -165, kBack_mm}, {115, 165, 30}, 45.0);
  math::append(m.tube, block({-80, -80, 10}, {80, 80, 120}, 16.0));
  // the bracket that holds it to the arc
  math::append(m.tube, block({-60, -48, kBack_mm - 45.0}, {60, 48, kBack_mm + 40.0}, 14.0));
  m.collimator = block({-68, -68, 100}, {68, 68, 128}, 8.0);
}

void makeDetector(CArmMeshes& m) {
  constexpr double kHalf_mm = 150.0;
  m.plate =
      block({-kHalf_mm + 8.0, -kHalf_mm + 8.0, -4.0}, {kHalf_mm - 8.0, kHalf_mm - 8.0, 30.0}, 3.0);
  m.detector = block({-kHalf_mm, -kHalf_mm, 0.0}, {kHalf_mm, kHalf_mm, 62.0}, 22.0);
  math::append(m.detector, block({-95, -95, 40}, {95, 95, 130}, 24.0));
  math::append(m.detector, block({-60, -48, 110}, {60, 48, 195}, 14.0));
}

math::Rigid<math::Patient, Gantry> at(const math::Mat3& axes, const Vec3& origin) {
  return {axes, origin};
}

}  // namespace

CArmMeshes makeCArmMeshes() {
  CArmMeshes m;
  makeTube(m);
  makeDetector(m);
  m.arc = bentBeam(kArcRadius_mm, {kArcHalfDepth_mm, kArcHalfWidth_mm}, 12.0);
  m.rail = bentBeam(kArcRadius_mm + kArcHalfDepth_mm, {3.0, 0.55 * kArcHalfWidth_mm}, 2.0);
  return m;
}

CArmPlace placeOf(const fluoro::Projection& p, double side) {
  constexpr double kDetectorBelow = -0.3;  // then the arc has been taken to the other side
  const Vec3 d = glm::normalize(p.detectorCentre_mm - p.source_mm);
  const math::Mat3 axes(p.axisRight, p.axisUp, d);
  // seen AP the patient's left is at image left
  const double across = d.y < kDetectorBelow ? side : -side;
  const math::Mat3 turned(across * p.axisRight, across * p.axisUp, d);
  // midway between what it carries
  const double middle = 0.5 * glm::distance(p.detectorCentre_mm, p.source_mm) - 20.0;
  const Vec3 centre = p.source_mm + middle * d;
  const Vec3 sideways(side, 0.0, 0.0);
  const Vec3 out = glm::normalize(sideways - glm::dot(sideways, p.axisUp) * p.axisUp);
  return {at(axes, p.source_mm), at(axes, p.detectorCentre_mm), at(turned, centre),
          centre + (kArcRadius_mm + kArcHalfDepth_mm) * out};
}

Mesh standMesh(const Vec3& mount, double side, double floor_mm) {
  Mesh all;
  // from the arc outwards, heights from the floor
  const auto add = [&](const Vec3& lo, const Vec3& hi, double rounding) {
    const double a = mount.x + side * lo.x, b = mount.x + side * hi.x;
    math::append(all, block({std::min(a, b), floor_mm + lo.y, mount.z + lo.z},
                            {std::max(a, b), floor_mm + hi.y, mount.z + hi.z}, rounding));
  };
  const double high = std::max(mount.y - floor_mm, 420.0);
  add({-70, high - 80, -75}, {60, high + 80, 75}, 26.0);  // the clasp about the arc
  add({20, high - 52, -52}, {420, high + 52, 52}, 24.0);  // the horizontal arm
  add({330, 300, -95}, {520, high + 95, 95}, 34.0);       // the column
  add({300, 130, -240}, {820, 640, 240}, 60.0);           // the generator's cabinet
  add({-160, 60, -265}, {840, 140, -195}, 22.0);          // feet
  add({-160, 60, 195}, {840, 140, 265}, 22.0);
  for (const double x : {-110.0, 760.0})
    for (const double z : {-230.0, 230.0})
      math::append(all, wheel({mount.x + side * x, floor_mm + 52.0, mount.z + z}, 52.0));
  return all;
}

Mesh beamMesh(const fluoro::Projection& p) {
  std::vector<std::vector<Vec3>> rings(2);
  constexpr double kAtSource = 0.004;  // of its size at the detector
  for (const Vec2& at_mm : fluoro::openOutline(p.collimator, p.size_mm)) {
    const Vec3 onDetector = p.detectorCentre_mm + at_mm.x * p.axisRight + at_mm.y * p.axisUp;
    rings[0].push_back(glm::mix(p.source_mm, onDetector, kAtSource));
    rings[1].push_back(onDetector);
  }
  if (rings[0].size() % 2 == 1)
    for (std::vector<Vec3>& ring : rings) ring.push_back(ring.back());
  return loft(rings);
}

}  // namespace unkink::view
