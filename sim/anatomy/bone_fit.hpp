// Laying the model's bone into a patient's: where it is, how it is turned, and its proportions.
#pragma once

#include "anatomy/mesh_repair.hpp"
#include "anatomy/own_bones.hpp"

namespace unkink::anatomy {

/// Points spread evenly over a surface.
std::vector<math::Vec3> spreadOver(const PlainMesh& mesh, std::size_t count);

struct BoneFit {
  VertebraShape shape;  // unused for the sacrum
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

}  // namespace unkink::anatomy
