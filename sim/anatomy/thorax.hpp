// The lowest two thoracic vertebrae and their floating ribs.
#pragma once

#include "anatomy/vertebra.hpp"
#include "config/node.hpp"
#include "math/rigid.hpp"

#include <array>
#include <string_view>
#include <vector>

namespace unkink::anatomy {

inline constexpr int kThoracicCount = 2;  // 0 = T11, 1 = T12

/// A slender bone along a curve: a flattened tube with a rounded head and a tapered tip.
class RibShape {
 public:
  struct Station {
    math::Vec3 at{0.0};
    math::Vec3 along{0.0}, tall{0.0}, out{0.0};  // the tube's axes, unit length
    double halfHeight_mm = 5.0, halfThickness_mm = 3.0;
  };

  RibShape() = default;
  /// \param path   places it runs through, from the head to the tip
  RibShape(const std::vector<math::Vec3>& path, double halfHeight_mm, double halfThickness_mm,
           double head_mm);

  /// Signed distance, mm, |gradient| <= about 1.3.
  double distance(const math::Vec3& p) const;
  const math::Box& bounds() const { return bounds_; }

 private:
  std::vector<Station> stations_;
  double head_ = 5.0;
  math::Box bounds_;
};

/// One thoracic vertebra with its left rib.
struct ThoracicSegment {
  VertebraShape shape;
  math::Rigid<math::Bone, math::Bone> belowFromThis;  // into the frame of the bone below
  math::Vec3 costalFacet{0.0};                        // centre of the left one, in this frame
  double costalFacet_mm = 5.0;                        // its radius
  RibShape rib;                                       // the left one, in this frame

  /// Signed distance to the vertebra, mm, in its own frame; symmetric in x.
  double vertebra(const math::Vec3& p) const;
  math::Box bounds() const { return vertebraBounds(shape).grown(costalFacet_mm); }
};

/// T11 and T12.
///
/// Model: L1 made smaller, its transverse processes short, its superior facets (T11: all of them)
/// turned into the coronal plane, with a round facet on each side for the rib's head.
/// \param size   of the patient against the mean
/// Throws: config::Error where assets/anatomy/thorax.toml is not right
std::array<ThoracicSegment, kThoracicCount> thoracicSegments(double size);

}  // namespace unkink::anatomy
