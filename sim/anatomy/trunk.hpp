// The trunk around the spine: skin, and the muscle and viscera under the subcutaneous fat.
#pragma once

#include "math/box.hpp"

namespace unkink::anatomy {

/// A closed body of oval sections with a lordotic back and a furrow in its mid-line; Material
/// frame.
struct TrunkShape {
  double back_mm = 85.0;  // y of the skin in the mid-line at z = 0 of its own table
  double fat_mm = 14.0;   // subcutaneous fat behind, in the mid-line

  /// Signed distance to the skin, mm.
  double skin(const math::Vec3& p) const;
  /// Signed distance to the deep face of the subcutaneous fat, mm.
  double muscle(const math::Vec3& p) const;
  math::Box bounds() const;
  /// y of the skin in the mid-line at a height, mm.
  double midlineSkin_mm(double z) const;
};

}  // namespace unkink::anatomy
