// The surface of a live solid at two scales: the given lattice's, and a finer one wherever
// something was removed nearby.
//
// Surface nets on an adaptive lattice, as dual contouring has them: a coarse edge carries a quad
// where none of the four cells around it is refined, a fine edge where at least one of them is; a
// cell that is not refined has one vertex for all edges that touch it, of either scale, so that
// quads at the change of scale may lose a corner. The coarse cells' vertices are what they would be
// with nothing removed, so where nothing was the surface is the single-scale one, bit for bit, up
// to the window's border and the baked pieces beyond it.
#pragma once

#include "tissue/brick_surface.hpp"
#include "tissue/refined_region.hpp"

#include <memory>
#include <span>
#include <vector>

namespace unkink::tissue {

class TwoScaleSurface {
 public:
  /// What it is extracted from.
  struct Source {
    BrickSurface::Values given;  // of a coarse brick, with nothing removed
    BrickSurface::Values left;   // of a brick of the finer lattice, after everything removed
    RefinedRegion::Removed removed;
    BrickSurface::Labels givenLabels{}, leftLabels{};
  };

  /// \param window  the lattice edges whose lower sample lies here carry the surface; whole bricks
  TwoScaleSurface(const math::SampleBox& window, double spacing_mm);
  TwoScaleSurface(TwoScaleSurface&&) noexcept = default;
  TwoScaleSurface& operator=(TwoScaleSurface&&) noexcept = default;
  ~TwoScaleSurface() = default;

  /// Extracts everything anew. \param carved  all fine bricks of which something was removed
  void rebuild(std::span<const math::IVec3> carved, const Source& source);
  /// Follows a change of what was removed in some fine bricks; the given must be the same.
  /// \return the coarse bricks whose triangles or vertices changed. Cost: of the changed bricks
  std::vector<math::IVec3> update(std::span<const math::IVec3> changed, const Source& source);

  const std::vector<BrickSurface::Vertex>& vertices() const { return coarse().vertices(); }
  const std::vector<std::uint8_t>& labels() const { return coarse().labels(); }
  const std::vector<std::uint32_t>& indices() const { return coarse().indices(); }
  std::size_t vertexCount() const { return coarse().vertexCount(); }
  std::size_t triangleCount() const { return coarse().triangleCount(); }
  std::size_t bytes() const;

  const RefinedRegion& refined() const { return halves_->region; }
  /// Calls visit(indices) for the triangles of a coarse brick, and of the fine bricks in it.
  template <class Visit>
  void forEachPart(const math::IVec3& brick, const Visit& visit) const {
    visit(coarse().indicesOf(brick));
    for (int n = 0; n < kFiner * kFiner * kFiner; ++n)
      visit(halves_->fine.indicesOf(finerOf(brick) + math::IVec3(n & 1, n >> 1 & 1, n >> 2 & 1)));
  }

 private:
  struct Halves {
    Halves(const math::SampleBox& window, double spacing_mm);
    RefinedRegion region;
    BrickSurface coarse, fine;
  };
  const BrickSurface& coarse() const { return halves_->coarse; }

  math::SampleBox window_;
  double spacing_;
  std::unique_ptr<Halves> halves_;
};

}  // namespace unkink::tissue
