// A thick sheet of bone: a cage of knots, subdivided to a smooth surface with a thickness.
#pragma once

#include "math/box.hpp"

#include <array>
#include <cstdint>
#include <vector>

namespace unkink::anatomy {

/// A handle of the sheet: it draws the middle of the bone towards itself.
struct SheetKnot {
  math::Vec3 at_mm{0.0};
  double radius_mm = 1.0;  // half the bone's thickness there
};

/// Grows a box around the bone about a knot.
inline void include(math::Box& box, const SheetKnot& k) {
  box.include(k.at_mm - math::Vec3(k.radius_mm)).include(k.at_mm + math::Vec3(k.radius_mm));
}

/// Signed distance to a row of knots run together, mm; |gradient| <= 1.
double chainDistance(const std::vector<SheetKnot>& knots, const math::Vec3& p);

using SheetPlate = std::array<std::uint16_t, 3>;  // knots by number, all plates wound alike

/// Signed distance to a sheet.
///
/// Model: Loop subdivision of the cage, two times, of places and thicknesses alike; the bone is
/// what lies within the thickness at the nearest point. A plate's free edge is round.
class BoneSheet {
 public:
  /// Requires: no edge belongs to more than two plates; a knot on a free edge has two free edges
  BoneSheet(std::vector<SheetKnot> knots, std::vector<SheetPlate> plates);

  /// mm, negative inside, |gradient| <= about 1.5; farther than kReach_mm away never too large.
  /// Cost: about a quarter of a microsecond
  double distance(const math::Vec3& p) const;
  const math::Box& bounds() const { return bounds_; }

  static constexpr double kReach_mm = 10.0;

 private:
  struct Facet {
    std::array<SheetKnot, 3> corner;
    math::Vec3 middle{0.0};
    double reach = 0.0;  // of the bone around the middle

    /// Never more than the distance to its bone.
    double least(const math::Vec3& p) const { return glm::length(p - middle) - reach; }
  };
  struct Near {
    float atMiddle = 0.0f;  // its distance from the cell's middle
    std::uint16_t facet = 0;
  };
  struct Cell {
    std::uint32_t first = 0, count = 0;  // into near_
    double atMiddle = 0.0;               // the distance or a lower bound of it
  };

  static double distanceTo(const Facet& facet, const math::Vec3& p);
  void layCells();
  std::vector<std::uint16_t> around(const math::Vec3& middle, double reach_mm) const;
  Cell cellAround(const math::Vec3& middle, const std::vector<std::uint16_t>& facets);
  std::size_t indexOf(const math::IVec3& cell) const {
    return static_cast<std::size_t>(cell.x + size_.x * (cell.y + size_.y * cell.z));
  }
  math::Vec3 middleOf(const math::IVec3& cell) const;

  std::vector<Facet> facets_;
  std::vector<Cell> cells_;
  std::vector<Near> near_;  // each cell's, nearest first
  math::Box bounds_;        // contains the surface
  math::IVec3 size_{1};
};

}  // namespace unkink::anatomy
