// The C-arm: where source and detector stand for a pair of DICOM angles.
#pragma once

#include "anatomy/levels.hpp"
#include "fluoro/collimator.hpp"
#include "math/vec.hpp"
#include "units/angle.hpp"

#include <array>

namespace unkink::fluoro {

inline constexpr double kSourceToDetector_mm = 1000.0;  // SID; mobile C-arms 1000-1020
inline constexpr double kSourceToIsocentre_mm = 700.0;  // SOD; magnification 1.43
inline constexpr double kLeastToIsocentre_mm = 650.0, kMostToIsocentre_mm = 750.0;
inline constexpr double kLeastToDetector_mm = 1000.0, kMostToDetector_mm = 1020.0;
inline constexpr double kMostSwivel_deg = 12.5;  // as usual for mobile C-arms, house

inline constexpr double kFocalSpot_mm = 0.6;  // the large one; Source: [xrayn_carm] 0.3/0.6

/// What the brightness control gives the detector in a pulse, at the largest field. Source:
/// [boone1993] [radiographics20] 6-45 nGy per pulse in use
inline constexpr double kLeastDetectorDose_nGy = 6.0, kMostDetectorDose_nGy = 45.0;
inline constexpr std::array<double, 3> kDetectorDoses_nGy{10.0, 20.0, 40.0};  // low, usual, high

/// Magnification modes: edge of the detector's field. Source: [umd_c0182626] 23/15/11 cm
inline constexpr std::array<double, 3> kFields_mm{230.0, 150.0, 110.0};

/// What changes about the machine; part of the operation's State.
///
/// Angles as in DICOM (0018,1510/1511): where the detector is, seen from the isocentre; primary +
/// towards the patient's left, secondary + towards the head; (0, 0) faces the chest. A prone
/// patient under a raised detector is imaged AP at primary 180. The swivel (wig-wag) turns the
/// whole arm about the vertical through the isocentre on top of that: positive takes a detector at
/// the patient's left towards the head.
struct CArm {
  units::Deg primary{180.0};      // -180..180
  units::Deg secondary{0.0};      // -45..45
  math::Vec3 isocentre_mm{0.0};   // Patient
  double fieldOfView_mm = 230.0;  // edge of the square detector field
  units::Deg swivel{0.0};         // -12.5..12.5
  double sourceToIsocentre_mm = kSourceToIsocentre_mm;
  double sourceToDetector_mm = kSourceToDetector_mm;
  double detectorDose_nGy = kDetectorDoses_nGy[1];
  Collimator collimator{};
};

/// The pinhole geometry of one exposure, Patient frame, mm.
struct Projection {
  math::Vec3 source_mm;
  math::Vec3 detectorCentre_mm;
  math::Vec3 axisRight;     // unit: image right, seen from the detector towards the source
  math::Vec3 axisUp;        // unit: image up
  double size_mm = 230.0;   // edge of the square detector
  Collimator collimator{};  // shades the rest of it

  /// Detector position of image coordinates in [-1,1]^2, (1,1) the upper right corner.
  math::Vec3 detectorPoint(const math::Vec2& ndc) const {
    return detectorCentre_mm + 0.5 * size_mm * (ndc.x * axisRight + ndc.y * axisUp);
  }
  /// Image coordinates in [-1,1]^2 where the ray from the source through p meets the detector.
  math::Vec2 project(const math::Vec3& p) const;
};

Projection projectionOf(const CArm& cArm);

/// Standard deviation on the detector of what the focal spot's width blurs at the isocentre, mm:
/// its shadow is magnification - 1 times as wide as the spot.
double focalBlur_mm(const CArm& cArm);

/// Detector direction from the isocentre, unit, Patient frame.
math::Vec3 detectorDirection(units::Deg primary, units::Deg secondary);
/// The same with the swivel.
math::Vec3 detectorDirection(const CArm& cArm);

/// CLO is named by where the detector tilts: the patient's left or right.
enum class View { kAp, kLateral, kCloLeft, kCloRight };

struct Angles {
  units::Deg primary, secondary;
};

/// Where a swivelled arm's detector is, as DICOM says it.
Angles positionerAngles(const CArm& cArm);

/// The view's angles at a motion segment, for a prone patient.
///
/// Model: the beam always runs in the disc plane, so that the endplates are square; each view turns
/// from AP about that plane's normal. Lateral: by 90 degrees, detector on the patient's left, so
/// that posterior is at image right. CLO: until the beam grazes the laminae of the side it tilts
/// away from, by 90 degrees - laminarSlope, kept within 35..60. \param levelTilt      of the disc
/// plane to the axial plane; positive: dorsal edge headwards \param laminarSlope   of the ventral
/// laminar surface to the coronal plane, in the axial plane Source: [gill2015] the oblique that
/// matches the laminar slope shows the laminae crisply
Angles presetAngles(View view, units::Deg levelTilt, units::Deg laminarSlope);

/// The contralateral oblique for working on `treated`: the detector tilts away from it.
View contralateralOblique(anatomy::Side treated);

}  // namespace unkink::fluoro
