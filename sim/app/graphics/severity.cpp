// Grades as thickness of ligament, facets and disc.
#include "app/graphics/severity.hpp"

#include <array>

namespace unkink::app {

anatomy::LevelDisease severityPreset(anatomy::Level, std::size_t grade) {
  constexpr std::array<double, 4> kThickening_mm{0.7, 1.5, 2.3, 3.3},
      kFacets_mm{0.3, 0.8, 1.4, 2.0}, kBulge_mm{0.8, 1.6, 2.4, 3.2}, kLoss{0.05, 0.12, 0.2, 0.3};
  anatomy::LevelDisease d;
  d.ligamentThickening_mm = {kThickening_mm[grade], kThickening_mm[grade]};
  d.facetHypertrophy_mm = {kFacets_mm[grade], kFacets_mm[grade]};
  d.discBulge_mm = kBulge_mm[grade];
  d.discHeightLoss = kLoss[grade];
  return d;
}

}  // namespace unkink::app
