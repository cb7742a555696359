// Where a live solid's surface is extracted at the finer scale: around whatever was removed of it.
#pragma once

#include "math/box.hpp"
#include "tissue/brick.hpp"
#include "tissue/carving.hpp"

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

namespace unkink::tissue {

/// The cells of some bricks of the finer lattice.
///
/// Every sample that a removal reaches has refined cells only around it, so that along the region's
/// border both scales see the given tissue. The window's last cells are left out: the triangles of
/// the baked pieces beyond it join their vertices.
class RefinedRegion {
 public:
  /// Null where nothing near was removed.
  using Removed = std::function<const Brick*(const math::IVec3& brick)>;

  /// \param window  of coarse samples, whole bricks
  explicit RefinedRegion(const math::SampleBox& window);

  /// Follows a change of what was removed. \return the bricks that entered or left
  std::vector<math::IVec3> follow(std::span<const math::IVec3> changed, const Removed& removed);

  bool holdsBrick(const math::IVec3& brick) const {
    return bricks_.contains(brick) && holds_[indexOf(brick)] != 0;
  }
  /// Whether all cells of a brick are in it.
  bool holdsAllOf(const math::IVec3& brick) const;
  bool holdsCell(const math::IVec3& fine) const {
    return cells_.contains(fine) && holdsBrick(brickOf(fine));
  }
  bool holdsCoarseCell(const math::IVec3& cell) const { return holdsCell(finerOf(cell)); }
  /// Cells that may be in it.
  const math::SampleBox& cells() const { return cells_; }

 private:
  std::size_t indexOf(const math::IVec3& brick) const;
  bool reached(const math::IVec3& brick) const;

  math::SampleBox cells_, bricks_;
  // per brick: bit n says that removal reaches samples of cells of the brick below it by n
  std::vector<std::uint8_t> reach_;
  std::vector<std::uint8_t> holds_;
};

}  // namespace unkink::tissue
