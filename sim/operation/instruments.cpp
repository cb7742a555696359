// Instrument frames and jaws.
#include "operation/instruments.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace unkink::operation {
namespace {

using math::Vec3;

// The rongeur's cup at the tip: it takes a nibble of an edge that stands in it.
constexpr Vec3 kCupHalf_mm{1.7, 1.6, 2.2};
constexpr Vec3 kCupCentre_mm{0.0, 0.4, 0.6};
// The sculptor's window: a trough in one side of the shaft behind a blunt tip.
constexpr Vec3 kWindowHalf_mm{1.5, 1.2, 3.2};
constexpr Vec3 kWindowCentre_mm{0.0, 1.2, -4.2};
constexpr double kJawRounding_mm = 0.6;

tissue::Jaw boxJaw(const Vec3& centre, const Vec3& half) {
  tissue::Jaw jaw;
  jaw.shape = {centre, half, kJawRounding_mm};
  return jaw;
}

}  // namespace

Vec3 directionFrom(units::Deg cranial, units::Deg left) {
  const units::Rad c(cranial), l(left);
  return {std::sin(l.value), -std::cos(l.value) * std::cos(c.value),
          std::cos(l.value) * std::sin(c.value)};
}

Aim aimOf(const Vec3& d) {
  return {units::Rad(std::atan2(d.z, -d.y)), units::Rad(std::asin(std::clamp(d.x, -1.0, 1.0)))};
}

math::Rigid<math::Patient, math::Tool> patientFromShaft(const Vec3& tip, const Vec3& direction,
                                                        units::Deg angle) {
  // the window's zero: dorsal, made square to the axis; an axis along y falls back on the head
  const Vec3 dorsal(0.0, 1.0, 0.0), head(0.0, 0.0, 1.0);
  Vec3 up = dorsal - glm::dot(dorsal, direction) * direction;
  if (glm::length(up) < 1e-3) up = head - glm::dot(head, direction) * direction;
  up = glm::normalize(up);
  const Vec3 side = glm::cross(up, direction);
  const units::Rad a(angle);
  const Vec3 y = std::cos(a.value) * up + std::sin(a.value) * side;
  return {math::Mat3(glm::cross(y, direction), y, direction), tip};
}

tissue::Jaw jawOf(ToolKind kind) {
  assert(kind == ToolKind::kBoneRongeur || kind == ToolKind::kTissueSculptor);
  if (kind == ToolKind::kBoneRongeur) {
    tissue::Jaw jaw = boxJaw(kCupCentre_mm, kCupHalf_mm);
    jaw.cutsBone = jaw.cutsSoft = true;
    return jaw;
  }
  tissue::Jaw jaw = boxJaw(kWindowCentre_mm, kWindowHalf_mm);
  jaw.cutsSoft = true;
  return jaw;
}

double radiusOf(ToolKind kind) {
  switch (kind) {
    case ToolKind::kTrocar:
      return kTrocarRadius_mm;
    case ToolKind::kBoneRongeur:
      return kRongeurRadius_mm;
    case ToolKind::kTissueSculptor:
      return kSculptorRadius_mm;
    case ToolKind::kNone:
      break;
  }
  return 0.0;
}

}  // namespace unkink::operation
