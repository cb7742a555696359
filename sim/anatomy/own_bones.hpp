// A patient's own bones, read from segmented meshes, in place of the model's.
#pragma once

#include "anatomy/levels.hpp"
#include "anatomy/vertebra.hpp"
#include "math/field.hpp"
#include "math/rigid.hpp"

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace unkink::anatomy {

/// The frame of the files that bones were read from, made LPS: +x left, +y posterior, +z up, mm.
struct Scan {};

/// A place on the fitted model by which it lies in the patient's bone.
struct BonePoint {
  std::string_view name;
  math::Vec3 at;  // Bone frame, mm
};

inline constexpr std::size_t kMostBonePoints = 7;
/// What a hand has moved each point by, in the order of bonePoints(); Scan axes, mm.
inline constexpr double kMostNudge_mm = 20.0;
using Nudges = std::array<math::Vec3, kMostBonePoints>;

struct OwnBone {
  VertebraShape shape;  // the model's vertebra fitted to it: landmarks, rims; unused for the sacrum
  math::Rigid<Scan, math::Bone> pose;  // of the fitted model's frame
  math::SampledField surface;          // signed distance, mm, in that Bone frame
  VertebraVariation sizes;             // which shape is the mean's with
  // set where a hand has moved the points: what was found, and the moves
  std::shared_ptr<const OwnBone> found;
  Nudges nudge_mm{};
  // how it came here; shown, not used
  double residual_mm = 0.0;   // root mean square distance of the bone from the fitted model
  std::size_t triangles = 0;  // as read
  std::size_t holesClosed = 0;
};

struct OwnBones {
  std::array<std::shared_ptr<const OwnBone>, kVertebraCount> bone;  // null: the model's
  std::uint64_t fingerprint = 0;                                    // of everything above
};

/// The named points of a fitted bone: of a vertebra's body, pedicles and spinous process, of the
/// sacrum's upper endplate.
std::vector<BonePoint> bonePoints(Vertebra v, const VertebraShape& shape);
/// How far the patient's surface is from the fitted model's at a point, mm.
double apart_mm(Vertebra v, const OwnBone& bone, const math::Vec3& at);

std::uint64_t fingerprintOf(const OwnBones& bones);

/// Where a structure on the screen comes from.
struct StructureOrigin {
  std::string name;                     // as in files
  std::shared_ptr<const OwnBone> bone;  // null: modelled
};

/// Every structure, in the order of structure.hpp. \param bones   null: all are modelled
std::vector<StructureOrigin> originsOf(const OwnBones* bones);

}  // namespace unkink::anatomy
