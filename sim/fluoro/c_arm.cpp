// C-arm geometry: from DICOM angles to source, detector and image axes.
#include "fluoro/c_arm.hpp"

#include "math/rigid.hpp"

#include <algorithm>
#include <cmath>

namespace unkink::fluoro {

namespace {

constexpr units::Deg kLeastOblique{35.0};
constexpr units::Deg kMostOblique{60.0};

/// How far a view turns from AP towards the patient's left, about the normal of the disc plane.
units::Deg turnFromAp(View view, units::Deg laminarSlope) {
  const units::Deg oblique =
      std::clamp(units::Deg(90.0) - laminarSlope, kLeastOblique, kMostOblique);
  switch (view) {
    case View::kAp:
      return units::Deg(0.0);
    case View::kLateral:
      return units::Deg(90.0);
    case View::kCloLeft:
      return oblique;
    case View::kCloRight:
      return -oblique;
  }
  return units::Deg(0.0);
}

/// About the vertical of a patient who lies prone: +y is up.
math::Mat3 swivelOf(const CArm& cArm) { return math::rotationY(-cArm.swivel); }

Angles anglesOf(const math::Vec3& d) {
  return {units::Rad(std::atan2(d.x, -d.y)), units::Rad(std::asin(std::clamp(d.z, -1.0, 1.0)))};
}

}  // namespace

math::Vec3 detectorDirection(units::Deg primary, units::Deg secondary) {
  const double a = units::Rad(primary).value, b = units::Rad(secondary).value;
  return {std::sin(a) * std::cos(b), -std::cos(a) * std::cos(b), std::sin(b)};
}

math::Vec3 detectorDirection(const CArm& cArm) {
  return swivelOf(cArm) * detectorDirection(cArm.primary, cArm.secondary);
}

Angles positionerAngles(const CArm& cArm) { return anglesOf(detectorDirection(cArm)); }

Projection projectionOf(const CArm& cArm) {
  const math::Vec3 before = detectorDirection(cArm.primary, cArm.secondary);
  const math::Vec3 d = swivelOf(cArm) * before;
  const math::Vec3 head(0.0, 0.0, 1.0);
  Projection projection;
  projection.source_mm = cArm.isocentre_mm - cArm.sourceToIsocentre_mm * d;
  projection.detectorCentre_mm =
      cArm.isocentre_mm + (cArm.sourceToDetector_mm - cArm.sourceToIsocentre_mm) * d;
  // the detector turns with the arm
  projection.axisUp = swivelOf(cArm) * glm::normalize(head - glm::dot(head, before) * before);
  projection.axisRight = glm::cross(projection.axisUp, d);
  projection.size_mm = cArm.fieldOfView_mm;
  projection.collimator = cArm.collimator;
  return projection;
}

double focalBlur_mm(const CArm& cArm) {
  const double magnification = cArm.sourceToDetector_mm / cArm.sourceToIsocentre_mm;
  return kFocalSpot_mm * (magnification - 1.0) / std::sqrt(12.0);  // of an even strip
}

math::Vec2 Projection::project(const math::Vec3& p) const {
  const math::Vec3 axis = detectorCentre_mm - source_mm;
  const math::Vec3 ray = p - source_mm;
  const math::Vec3 onDetector =
      source_mm + ray * (glm::dot(axis, axis) / glm::dot(ray, axis)) - detectorCentre_mm;
  return math::Vec2(glm::dot(onDetector, axisRight), glm::dot(onDetector, axisUp)) *
         (2.0 / size_mm);
}

Angles presetAngles(View view, units::Deg levelTilt, units::Deg laminarSlope) {
  const double tilt = units::Rad(levelTilt).value;
  const double turn = units::Rad(turnFromAp(view, laminarSlope)).value;
  // in the disc plane: `turn` from its dorsal direction towards the patient's left
  const math::Vec3 d(std::sin(turn), std::cos(turn) * std::cos(tilt),
                     std::cos(turn) * std::sin(tilt));
  return anglesOf(d);
}

View contralateralOblique(anatomy::Side treated) {
  return treated == anatomy::Side::kLeft ? View::kCloRight : View::kCloLeft;
}

}  // namespace unkink::fluoro
