// Reading assets/anatomy/schizas.toml.
#include "operation/severity_presets.hpp"

#include "config/files.hpp"
#include "config/quantity.hpp"
#include "operation/case.hpp"

namespace unkink::operation {
namespace {

SeverityPreset preset(const config::Node& grade) {
  grade.onlyKeys({"name", "text", "area", "ligament_thickening", "facet_hypertrophy", "disc_bulge",
                  "disc_height_loss"});
  const config::Node thickening = grade.child("ligament_thickening");
  thickening.onlyKeys({"l1_l2", "l2_l3", "l3_l4", "l4_l5", "l5_s1"});
  const auto value = [&](std::string_view key, std::string_view unit) {
    return config::quantity(grade, key, unit).value;
  };
  const config::Quantity area = config::quantity(grade, "area", "mm2");
  const double facet = value("facet_hypertrophy", "mm");
  SeverityPreset p{grade.text("name"), area.value, grade.text("text"), area.source, {}};
  for (std::size_t l = 0; l < p.disease.size(); ++l) {
    anatomy::LevelDisease& d = p.disease[l];
    const double ligament = config::quantity(thickening, kLevelKeys[l], "mm").value;
    d.ligamentThickening_mm = {ligament, ligament};
    d.facetHypertrophy_mm = {facet, facet};
    d.discBulge_mm = value("disc_bulge", "mm");
    d.discHeightLoss = value("disc_height_loss", "");
  }
  return p;
}

}  // namespace

std::vector<SeverityPreset> readSeverityPresets(const std::filesystem::path& file) {
  std::vector<SeverityPreset> presets;
  for (const config::Node& grade : config::Document::read(file).root().list("grade"))
    presets.push_back(preset(grade));
  return presets;
}

const std::vector<SeverityPreset>& severityPresets() {
  static const std::vector<SeverityPreset> presets =
      readSeverityPresets(config::assetPath("anatomy/schizas.toml"));
  return presets;
}

}  // namespace unkink::operation
