// What a radiologist measures in one axial slice: sac, bony canal, ligamentum flavum, epidural fat.
#pragma once

#include "math/plane_section.hpp"
#include "thecal_sac/sac.hpp"

#include <array>

namespace unkink::thecal_sac {

/// Straight lines and outlines in one plane; [0] = left, [1] = right.
struct SliceMeasure {
  // the thecal sac
  double sacArea_mm2 = 0.0;
  double sacAp_mm = 0.0;     // through its middle, from back to front
  double sacWidth_mm = 0.0;  // from side to side
  double sacPerimeter_mm = 0.0, sacConvexPerimeter_mm = 0.0;
  /// Within bone and disc, ligament and fat included; between the laminae the uncut ligament's
  /// back closes it.
  double canalArea_mm2 = 0.0;
  /// Of the ligament, across it: the thickest place of the face towards the canal, and the mean
  /// over that face. Source: [kim2017] canal's side to laminar side, thickest place
  std::array<double, 2> flavumThickness_mm{}, flavumMean_mm{};
  /// Of the ligament that faces the canal; the capsule beyond the recess does not count.
  std::array<double, 2> flavumArea_mm2{};
  double fatDepth_mm = 0.0;  // behind the sac, in the mid-line
};

/// Outlines in the plane that the numbers are of.
struct SliceOutlines {
  math::SectionEdges sac;
  std::vector<math::Vec2> canal;  // closed, in order
};

/// Measures one slice of a body; posture and load are those of body and sac.
///
/// Model: the sac by the section of its surface; the canal by rays from the sac's middle to bone
/// and disc, a ray that meets none within the recess taking its neighbours' mean; the ligament's
/// area by a raster of its distance. Its thickness by calipers that are set where rays from the
/// plane's origin meet the uncut ligament, along the shortest way through it there: each reads how
/// much ligament is left between its ends, so a bite lowers the readings where it was taken and
/// raises none. Requires: a plane across the canal with its origin in it, `right` to the patient's
/// left, `down` dorsal. Cost: about 6 ms
SliceMeasure measureSlice(const tissue::Body& body, const Frames& frames, const Sac& sac,
                          const math::PlaneFrame& plane, SliceOutlines* outlines = nullptr);

/// The axial plane of a level: through the disc's middle, square to its normal, and so far
/// headwards; its origin on the line through the canal's middle.
math::PlaneFrame axialPlane(const anatomy::Spine& spine, const anatomy::Bend& bend,
                            anatomy::Level level, double offset_mm);

/// Thickness of both halves of the treated level's ligament in their mid-portion; mm.
///
/// Model: the calipers of measureSlice, mean over the middle half of the face towards the canal, in
/// three slices from the disc's height to the facet joint's. Source: [chokshi2010] midpoint of the
/// ligament's length, axial. Cost: about 3 ms
std::array<double, 2> midFlavumThickness_mm(const tissue::Body& body);

}  // namespace unkink::thecal_sac
