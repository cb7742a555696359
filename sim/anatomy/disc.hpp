// The intervertebral disc between two rims, and the frame of a motion segment that it defines.
#pragma once

#include "anatomy/vertebra.hpp"
#include "math/rigid.hpp"

namespace unkink::anatomy {

/// The frame of a motion segment: origin in the disc's centre, +z the mean normal of its two
/// endplates.
struct Segment {};

/// An endplate's rim: an ellipse-like outline in a tilted plane, in the Material frame.
struct Rim {
  math::Vec3 centre{0.0};      // on the mid-line, half way between the front and the back
  units::Rad tilt;             // of its normal about +x
  double halfWidth_mm = 25.0;  // of the bone itself, its rounded edge included
  double halfDepth_mm = 17.0;
};

/// The lower rim (of a disc's upper bone) or the upper rim of a lumbar body, measured on the bone's
/// surface.
Rim rimOf(const VertebraShape& shape, const math::Rigid<math::Material, math::Bone>& pose,
          units::Rad poseTilt, bool upper);

/// A disc's shape before the bones are taken away from it.
struct DiscShape {
  math::Rigid<math::Material, Segment> materialFromSegment;
  math::Rigid<Segment, math::Material> segmentFromMaterial;
  double halfWidth_mm = 25.0, halfDepth_mm = 17.0;
  double halfHeight_mm = 4.0;     // in the centre
  double wedge = 0.1;             // half height gained per mm towards the front
  double dorsalBulge_mm = 0.0;    // end-point
  double circularBulge_mm = 0.0;  // end-point: what the lost height pushes out all round

  /// Half of the disc's height at y, mm (never below 1 mm).
  double halfHeightAt(double y_mm) const;
  /// y of the disc's dorsal outline at the mid-line, mid-height; segment frame.
  double dorsalWall_mm(bool endPoint) const;
  /// Signed distance to the outline (a cylinder along z), mm; segment frame.
  double outline(const math::Vec3& q, bool endPoint) const;
  /// Signed distance, mm; segment frame. It reaches into the hollows of the endplates.
  double distance(const math::Vec3& q, bool endPoint) const;
};

/// \param dorsalBulge_mm  end-point, at the mid-line
/// \param heightLoss      end-point, fraction; the rims stay, what is lost comes out as bulge all
/// round
DiscShape discBetween(const Rim& upper, const Rim& lower, double dorsalBulge_mm, double heightLoss);

}  // namespace unkink::anatomy
