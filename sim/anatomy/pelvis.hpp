// The hip bone: ilium with its crest, ischium and pubis around the socket of the hip.
#pragma once

#include "anatomy/bone_sheet.hpp"
#include "config/node.hpp"
#include "math/rigid.hpp"

#include <vector>

namespace unkink::anatomy {

/// The frame of a standing pelvis: origin in the centre of the S1 endplate, +x left, +y posterior,
/// +z up, mm.
struct Pelvis {};

/// The left hip bone; the right one is its mirror image.
///
/// Model: a subdivided sheet of bone with the socket's rim upon it, less the socket. The space
/// towards the sacrum is the caller's business.
class HipBone {
 public:
  /// Throws: config::Error where assets/anatomy/pelvis.toml is not right
  HipBone();

  /// Signed distance, mm, negative in bone, |gradient| <= about 1.5.
  double distance(const math::Vec3& p) const;
  math::Box bounds() const { return bounds_; }

  const math::Rigid<math::Bone, Pelvis>& sacrumFromPelvis() const { return sacrumFromPelvis_; }
  double sacroiliacGap_mm() const { return sacroiliacGap_; }
  /// The hind end of the crest down to the posterior inferior iliac spine: what lies under the
  /// skin.
  const std::vector<SheetKnot>& hindCrest() const { return hindCrest_; }

 private:
  explicit HipBone(const config::Node& root);

  std::vector<SheetKnot> rim_, hindCrest_;
  BoneSheet sheet_;
  SheetKnot socket_;
  double sacroiliacGap_ = 2.5, symphysisGap_ = 4.0, fillet_ = 8.0;
  math::Rigid<math::Bone, Pelvis> sacrumFromPelvis_;
  math::Box bounds_;
};

/// The mean's, read at the first call. Throws: as HipBone
const HipBone& meanHipBone();

}  // namespace unkink::anatomy
