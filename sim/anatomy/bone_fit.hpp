// Laying the model's bone into a patient's: where it is, how it is turned, and its proportions.
#pragma once

#include "anatomy/mesh_repair.hpp"
#include "anatomy/own_bones.hpp"

namespace unkink::anatomy {

/// Points spread evenly over a surface.
std::vector<math::Vec3> spreadOver(const PlainMesh& mesh, std::size_t count);

struct BoneFit {
  VertebraShape shape;  // unused for the sacrum
  VertebraVariation sizes;
  math::Rigid<Scan, math::Bone> pose;
  double residual_mm = 0.0;  // root mean square distance of the points from the fitted surface
};

/// Fits the model's bone to points on a patient's.
///
/// Model: the squared distances of the points from the model's surface are made small, first over
/// six numbers of pose from several starts, then with the sizes of body, canal and arch as well
/// (Levenberg-Marquardt; far points count less; sizes are held near the mean). The sacrum keeps its
/// size. Left out: what proportions cannot say, such as asymmetry.
/// \param points   Scan frame, mm
/// Cost: about 0.3 s
BoneFit fitBone(Vertebra bone, const std::vector<math::Vec3>& points);

/// The model's bone of mean size laid roughly into the points. \param axes   how the points may
/// lie: a rotation from their frame to LPS
BoneFit fitRoughly(Vertebra bone, const std::vector<math::Vec3>& points, const math::Mat3& axes);

/// A bone with its points moved by hand: the model's bone is laid through where they are now.
///
/// Model: least squares of the points' distances from where they are wanted, over pose and sizes;
/// points that were not moved hold more weakly than those that were. The patient's surface stays
/// where it is. \param found   as ownBones() made it Cost: about 0.1 s
std::shared_ptr<const OwnBone> nudged(Vertebra bone, std::shared_ptr<const OwnBone> found,
                                      const Nudges& nudge_mm);
/// The same for one of a patient's bones. Requires: bones has it
std::shared_ptr<const OwnBones> nudged(const OwnBones& bones, Vertebra bone,
                                       const Nudges& nudge_mm);

}  // namespace unkink::anatomy
