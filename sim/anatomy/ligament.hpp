// The ligamentum flavum of one motion segment, laid against the bony roof of its canal.
#pragma once

#include <array>
#include <functional>

#include "math/box.hpp"

namespace unkink::anatomy {

/// The bony roof of the canal seen from inside: for every place (x, z) of a segment the depth y of the bone.
///
/// Model: rays from the canal towards the back; gaps between the laminae are spanned by a membrane, and the
/// whole is smoothed. Symmetric in x; segment frame.
class CanalRoof {
 public:
  using Distance = std::function<double(const math::Vec3&)>;  // segment frame

  static constexpr int kAcross = 19;  // |x| = 0 .. 18 mm
  static constexpr int kAlong = 57;   // z = -34 .. 22 mm
  static constexpr double kLowest_mm = -34.0;

  CanalRoof() = default;
  CanalRoof(const Distance& upper, const Distance& lower, double start_mm);

  struct Value {
    double y, dx, dz;  // depth, mm, and its slopes
  };
  Value at(double x, double z) const;
  double upperEdge_mm() const { return upperEdge_; }  // z of the upper lamina's lower edge near x = 6
  double lowerEdge_mm() const { return lowerEdge_; }  // z of the lower lamina's upper edge near x = 6

 private:
  void spanGaps();
  void smooth();
  double node(int i, int k) const;

  std::array<double, kAcross * kAlong> depth_{};
  double upperEdge_ = 0.0, lowerEdge_ = 0.0;
};

/// Both halves of the ligament before the bones are taken away from it.
struct LigamentShape {
  CanalRoof roof;
  double thickness_mm = 3.2;   // healthy, mid-part
  double thickening_mm = 0.0;  // end-point, ventrally

  /// Signed distance, mm; segment frame; it overlaps the bones that it clothes by about a millimetre.
  double distance(const math::Vec3& q, bool endPoint) const;
  double top_mm() const { return roof.upperEdge_mm() + kUpperAttachment_mm; }
  double bottom_mm() const { return roof.lowerEdge_mm() - kLowerAttachment_mm; }

  static constexpr double kUpperAttachment_mm = 10.5;  // lower half of the upper lamina
  static constexpr double kLowerAttachment_mm = 2.5;   // edge and postero-superior face of the lower lamina
  static constexpr double kHalfWidth_mm = 13.5;        // to the facet capsule
};

}  // namespace unkink::anatomy
