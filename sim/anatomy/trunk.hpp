// The trunk around the spine: skin, and the muscle and viscera under the subcutaneous fat.
#pragma once

#include "anatomy/bone_sheet.hpp"
#include "anatomy/profile.hpp"
#include "anatomy/sacrum.hpp"
#include "math/box.hpp"

namespace unkink::anatomy {

/// What a trunk is put around; Material frame, mm.
struct TrunkBed {
  Profile spines;  // y of the most dorsal bone in the mid-line, over z; bare where it lies
                   // far in front: the envelope is taken here
  std::vector<math::Vec3> thoracicTips;  // the most dorsal places of T12 and T11, upwards
  math::Vec3 skin{0.0};                  // where the mid-line's skin has been told to lie, at L4-L5
  double size = 1.0;                     // of what lies above the pelvis, against the mean's
  PelvisSize pelvis;                     // and of what lies around it
  std::vector<SheetKnot> crest;          // of the left hip bone, where it lies under the skin
  double fat_mm = 14.0;                  // under the skin of the back, beside the mid-line
};

/// A closed body from T10 to the buttocks: oval sections with a lordotic back, a furrow between the
/// erector muscles and the buttocks' beginning.
///
/// Model: what lies under the fat follows the spinous processes and a table of sections; the fat
/// lies upon it, thicker at the flanks and in front. Where fat and depth of the laminae contradict
/// one another, the depth holds; no bone comes nearer to the air than a thin skin.
class TrunkShape {
 public:
  TrunkShape() = default;
  /// Throws: config::Error where assets/anatomy/trunk.toml is not right
  explicit TrunkShape(const TrunkBed& bed);

  /// Signed distance to the skin, mm.
  double skin(const math::Vec3& p) const;
  /// Signed distance to the deep face of the subcutaneous fat, mm.
  double muscle(const math::Vec3& p) const { return sectionAt(p).muscle; }
  const math::Box& bounds() const { return bounds_; }

  /// y of the deep fascia in the mid-line at a height, mm.
  double fascia_mm(double z) const { return fascia_(z); }
  /// y of the line that the spinous tips span in the mid-line, mm.
  double tips_mm(double z) const { return tips_(z); }
  double bottom_mm() const { return bottom_; }
  double top_mm() const { return top_; }

 private:
  struct Depth {
    double muscle = 0.0, fat = 0.0;
  };
  Depth sectionAt(const math::Vec3& p) const;
  double buttock(const math::Vec3& p) const;
  void layFat(const TrunkBed& bed);

  Profile tips_, fascia_, halfWidth_, depth_, furrow_, backFat_;
  double fat_ = 14.0, flankFat_ = 1.0, frontFat_ = 1.0, furrowHalfWidth_ = 18.0;
  double bottom_ = 0.0, top_ = 1.0, rounding_ = 25.0;
  std::vector<SheetKnot> crest_;  // with what covers it
  math::Vec3 buttock_{60.0, 50.0, -120.0}, buttockRadii_{70.0};
  math::Box bounds_;
};

}  // namespace unkink::anatomy
