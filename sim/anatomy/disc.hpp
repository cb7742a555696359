// The intervertebral disc between two rims, and the frame of a motion segment that it defines.
#pragma once

#include "anatomy/sacrum.hpp"
#include "anatomy/vertebra.hpp"
#include "math/rigid.hpp"

namespace unkink::anatomy {

/// The frame of a motion segment: origin in the disc's centre, +z the mean normal of its two
/// endplates, +y dorsal.
struct Segment {};

/// The frame of an endplate: origin half way between its front and its back, +x left, +y dorsal
/// along its plane, +z its normal towards the head.
struct Endplate {};

/// An endplate's rim: an ellipse-like outline in its plane.
struct Rim {
  math::Rigid<math::Bone, Endplate> boneFromRim;
  double halfWidth_mm = 25.0;  // of the bone itself, its rounded edge included
  double halfDepth_mm = 17.0;
};

/// The upper or lower rim of a lumbar body, measured on the bone's surface.
Rim rimOf(const VertebralBody& body, bool upper);
/// The rim of S1's endplate.
Rim sacralRim(const PelvisSize& size = {});

/// A rim in its place.
struct PlacedRim {
  math::Rigid<math::Material, Endplate> pose;
  double halfWidth_mm = 25.0, halfDepth_mm = 17.0;
};

/// A disc's shape before the bones are taken away from it.
struct DiscShape {
  math::Rigid<math::Material, Segment> materialFromSegment;
  math::Rigid<Segment, math::Material> segmentFromMaterial;
  double halfWidth_mm = 25.0, halfDepth_mm = 17.0;
  double halfHeight_mm = 4.0;     // in the centre
  double wedge = 0.1;             // half height gained per mm towards the front
  double sideWedge = 0.0;         // half height gained per mm towards the left
  math::Vec2 lean{0.0};           // x and y gained per mm upwards: the rims lie shifted
  double circularBulge_mm = 0.0;  // what the lost height has pushed out all round
  double dorsalBulge_mm = 0.0;    // end-point

  /// Half of the disc's height at a place, mm (never below 0.5 mm).
  double halfHeightAt(double x_mm, double y_mm) const;
  /// y of the disc's dorsal outline at the mid-line, mid-height; segment frame.
  double dorsalWall_mm(bool endPoint) const;
  /// Signed distance to the outline (a leaning cylinder), mm; segment frame.
  double outline(const math::Vec3& q, bool endPoint) const;
  /// Signed distance, mm; segment frame. It reaches into the hollows of the endplates.
  double distance(const math::Vec3& q, bool endPoint) const;
};

/// \param lostHeight_mm   what comes out as bulge all round, in part
/// \param dorsalBulge_mm  end-point, at the mid-line
DiscShape discBetween(const PlacedRim& upper, const PlacedRim& lower, double lostHeight_mm,
                      double dorsalBulge_mm);

}  // namespace unkink::anatomy
