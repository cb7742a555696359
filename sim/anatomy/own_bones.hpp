// A patient's own bones, read from segmented meshes, in place of the model's.
#pragma once

#include "anatomy/levels.hpp"
#include "anatomy/vertebra.hpp"
#include "math/field.hpp"
#include "math/rigid.hpp"

#include <array>
#include <cstdint>
#include <memory>

namespace unkink::anatomy {

/// The frame of the files that bones were read from, made LPS: +x left, +y posterior, +z up, mm.
struct Scan {};

struct OwnBone {
  VertebraShape shape;  // the model's vertebra fitted to it: landmarks, rims; unused for the sacrum
  math::Rigid<Scan, math::Bone> pose;  // of the fitted model's frame
  math::SampledField surface;          // signed distance, mm, in that Bone frame
};

struct OwnBones {
  std::array<std::shared_ptr<const OwnBone>, kVertebraCount> bone;  // null: the model's
  std::uint64_t fingerprint = 0;                                    // of everything above
};

}  // namespace unkink::anatomy
