// The sacrum with the coccyx: a curved wedge with alae, canal, crest, foramina and articular
// processes.
//
// Frame: math::Bone of the sacrum: origin in the centre of the S1 endplate, +z along the endplate's
// normal (cranial), +y along the endplate (posterior), mm.
#pragma once

#include "math/box.hpp"

namespace unkink::anatomy {

/// The S1 endplate: an ellipse about the origin.
inline constexpr double kSacralEndplateHalfWidth_mm = 25.0;  // [S1 endplate_width 50]
inline constexpr double kSacralEndplateHalfDepth_mm = 16.8;  // [S1 endplate_depth 34]

/// Of a patient's sacrum and hip bones against the mean's.
struct PelvisSize {
  double body = 1.0;     // width of the S1 endplate
  double breadth = 1.0;  // across the alae, and of the pelvis
  double length = 1.0;   // from the endplate to the apex, and every other length in the mid-plane

  bool operator==(const PelvisSize&) const = default;
};

/// Signed distance, mm, negative in bone; |gradient| <= about 1.4 near the surface; symmetric in x.
///
/// Model: cross-sections along the sacral canal's floor (body, alae with the auricular surfaces cut
/// flat, dorsal wall), less the canal and four pairs of foramina; on them the articular processes
/// of S1, uncarved (L5 does that in Spine::bone), and the coccyx.
/// Throws: config::Error where assets/anatomy/sacrum.toml, read at the first call, is not right
/// Cost: about half a microsecond.
double sacrumDistance(const math::Vec3& p, const PelvisSize& size = {});

math::Box sacrumBounds(const PelvisSize& size = {});

/// y of the sacral canal's floor at a height z <= 0 (the posterior wall of the fused bodies).
double sacralCanalFloor_mm(double z, const PelvisSize& size = {});

}  // namespace unkink::anatomy
