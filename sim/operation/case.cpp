// Making a case ready: the spine from its parameters, the live level sampled, the beam computed.
#include "operation/case.hpp"

#include "anatomy/meshes.hpp"

namespace unkink::operation {
namespace {

anatomy::SpineParameters spineParameters(const CaseParameters& p) {
  anatomy::SpineParameters spine;
  anatomy::LevelDisease& disease = spine.disease[static_cast<std::size_t>(p.level)];
  disease.ligamentThickening_mm = p.ligamentThickening_mm;
  disease.discBulge_mm = p.discBulge_mm;
  disease.discHeightLoss = p.discHeightLoss;
  disease.facetHypertrophy_mm = p.facetHypertrophy_mm;
  spine.skinToLamina_mm = p.skinToLamina_mm;
  spine.subcutaneousFat_mm = p.subcutaneousFat_mm;
  return spine;
}

}  // namespace

Case::Case(const CaseParameters& parameters, const std::filesystem::path& bakedBase)
    : parameters_(parameters),
      spine_(spineParameters(parameters)),
      base_(spine_, parameters.level, anatomy::kLatticeSpacing_mm, bakedBase),
      beam_(fluoro::makeBeam({parameters.tubeVoltage_kV, parameters.copperFilter_mm})) {}

CaseParameters readCase(const std::filesystem::path& file) {
  CaseParameters parameters;
  config::readFile(file, parameters);
  return parameters;
}

}  // namespace unkink::operation
