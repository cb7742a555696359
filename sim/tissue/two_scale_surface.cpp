// Two surfaces of bricks that share their vertices, and the region that says which cells are whose.
#include "tissue/two_scale_surface.hpp"

#include <algorithm>

namespace unkink::tissue {

using math::IVec3;

TwoScaleSurface::Halves::Halves(const math::SampleBox& window, double spacing_mm)
    : region(window), coarse(window, spacing_mm), fine(finerOf(window), spacing_mm / kFiner) {
  coarse.share(region);
  fine.share(region, coarse);
}

TwoScaleSurface::TwoScaleSurface(const math::SampleBox& window, double spacing_mm)
    : window_(window),
      spacing_(spacing_mm),
      halves_(std::make_unique<Halves>(window, spacing_mm)) {}

void TwoScaleSurface::rebuild(std::span<const IVec3> carved, const Source& source) {
  halves_ = std::make_unique<Halves>(window_, spacing_);
  halves_->coarse.extractAll(source.given, source.givenLabels);
  update(carved, source);
}

std::vector<IVec3> TwoScaleSurface::update(std::span<const IVec3> changed, const Source& source) {
  auto& [region, coarse, fine] = *halves_;
  const std::vector<IVec3> moved = region.follow(changed, source.removed);
  std::vector<IVec3> bricks = coarse.giveOrTake(moved);
  for (const IVec3& brick : fine.takeOrGive(moved, changed, source.left, source.leftLabels))
    bricks.push_back(coarserOf(brick));
  const auto before = [](const IVec3& a, const IVec3& b) {
    return a.z != b.z ? a.z < b.z : a.y != b.y ? a.y < b.y : a.x < b.x;
  };
  std::sort(bricks.begin(), bricks.end(), before);
  bricks.erase(std::unique(bricks.begin(), bricks.end()), bricks.end());
  return bricks;
}

std::size_t TwoScaleSurface::bytes() const {
  return halves_->coarse.bytes() + halves_->fine.bytesOfTiles();
}

}  // namespace unkink::tissue
