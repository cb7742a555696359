// Grades as thickness of ligament, facets and disc.
#include "app/graphics/severity.hpp"

#include <array>

namespace unkink::app {

anatomy::LevelDisease severityPreset(anatomy::Level, std::size_t grade) {
  constexpr std::array<double, 4> kThickening_mm{1.0, 1.55, 2.0, 2.4},
      kFacets_mm{0.5, 0.8, 1.1, 1.4}, kBulge_mm{1.0, 1.6, 2.2, 2.6}, kLoss{0.05, 0.12, 0.18, 0.22};
  anatomy::LevelDisease d;
  d.ligamentThickening_mm = {kThickening_mm[grade], kThickening_mm[grade]};
  d.facetHypertrophy_mm = {kFacets_mm[grade], kFacets_mm[grade]};
  d.discBulge_mm = kBulge_mm[grade];
  d.discHeightLoss = kLoss[grade];
  return d;
}

}  // namespace unkink::app
