// The ligamentum flavum of one motion segment, laid against the bony roof of its canal.
#pragma once

#include "math/vec.hpp"

#include <algorithm>
#include <array>
#include <functional>

namespace unkink::anatomy {

/// A depth y for every place (x, z) of a segment; smooth between its nodes.
class HeightField {
 public:
  static constexpr int kSide = 18;  // x = -18 .. 18 mm
  static constexpr int kAcross = 2 * kSide + 1;
  static constexpr int kAlong = 57;  // z = -34 .. 22 mm
  static constexpr double kLowest_mm = -34.0;

  struct Value {
    double y, dx, dz;  // depth, mm, and its slopes
  };
  /// Uniform quadratic B-spline of the nodes around a place; held constant beyond the ends.
  Value at(double x, double z) const;

  /// Node i mm left of the mid-line, k mm above the lowest; clamped.
  double node(int i, int k) const;
  double& operator()(int i, int k) { return depth_[cell(i, k)]; }
  /// One pass of a 1-2-1 mean in both directions.
  void smooth();

 private:
  static std::size_t cell(int i, int k) {
    return static_cast<std::size_t>(k) * kAcross + static_cast<std::size_t>(i + kSide);
  }
  std::array<double, kAcross * kAlong> depth_{};
};

/// The bony roof of the canal seen from inside, and the laminar edges in it; segment frame.
struct CanalRoof {
  using Distance = std::function<double(const math::Vec3&)>;  // segment frame

  HeightField depth;
  double upperEdge_mm = 0.0;  // z of the upper lamina's lower edge 6 mm from the mid-line
  double lowerEdge_mm = 0.0;  // z of the lower lamina's upper edge there
};

/// Model: rays from the canal towards the back; gaps between the laminae are spanned by a membrane,
/// and the whole is smoothed.
/// \param start_mm  y where the ray at a height z begins
/// \param mirrored  the bones are alike on both sides: half of the rays will do
CanalRoof probeRoof(const CanalRoof::Distance& upper, const CanalRoof::Distance& lower,
                    const std::function<double(double z)>& start_mm, bool mirrored);

/// A surface that a ligament never passes towards the disc: y at the disc's mid-height, and how it
/// leans between the disc's rims.
struct LigamentFront {
  double y_mm = 20.0, lean = 0.0, halfHeight_mm = 4.0;

  double at(double z) const { return y_mm + lean * std::clamp(z, -halfHeight_mm, halfHeight_mm); }
};

/// Both halves of the ligament before bones, joints and disc are taken away from it.
class LigamentShape {
 public:
  LigamentShape() = default;
  using Sides = std::array<double, 2>;  // [0] = left, [1] = right
  /// \param thickness_mm   healthy, mid-part
  /// \param thickening_mm  end-point, ventrally, beside the mid-line; half as much at the facets
  /// \param facetGrowth_mm end-point: how far the facets push it on, beside the mid-line
  LigamentShape(const CanalRoof& roof, double thickness_mm, const Sides& thickening_mm,
                const Sides& facetGrowth_mm, const LigamentFront& front);

  /// Signed distance, mm; segment frame; it overlaps the bones that it clothes by about a
  /// millimetre.
  double distance(const math::Vec3& q, bool endPoint) const;

  const CanalRoof& roof() const { return roof_; }
  /// y of the ventral face, mm.
  double ventral_mm(double x, double z, bool endPoint) const {
    return (endPoint ? ventralEnd_ : ventral_).at(x, z).y;
  }
  double top_mm() const { return roof_.upperEdge_mm + kUpperAttachment_mm; }
  double bottom_mm() const { return roof_.lowerEdge_mm - kLowerAttachment_mm; }

  static constexpr double kUpperAttachment_mm = 10.5;  // lower half of the upper lamina
  static constexpr double kLowerAttachment_mm =
      2.5;  // edge and postero-superior face of the lower lamina
  static constexpr double kHalfWidth_mm = 13.5;  // to the facet capsule

 private:
  double thicknessAt(double x, double z, bool endPoint) const;
  HeightField ventralFace(bool endPoint) const;

  CanalRoof roof_;
  double thickness_ = 3.2;
  LigamentFront front_;
  Sides thickening_{}, facetGrowth_{};
  HeightField ventral_, ventralEnd_;
};

}  // namespace unkink::anatomy
