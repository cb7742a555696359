// Reading assets/anatomy/schizas.toml.
#include "operation/severity_presets.hpp"

#include "config/files.hpp"
#include "config/quantity.hpp"

namespace unkink::operation {
namespace {

SeverityPreset preset(const config::Node& grade) {
  grade.onlyKeys({"name", "text", "area", "ligament_thickening", "facet_hypertrophy", "disc_bulge",
                  "disc_height_loss"});
  const auto value = [&](std::string_view key, std::string_view unit) {
    return config::quantity(grade, key, unit).value;
  };
  const config::Quantity area = config::quantity(grade, "area", "mm2");
  const double ligament = value("ligament_thickening", "mm"),
               facet = value("facet_hypertrophy", "mm");
  SeverityPreset p{grade.text("name"), area.value, grade.text("text"), area.source, {}};
  p.disease.ligamentThickening_mm = {ligament, ligament};
  p.disease.facetHypertrophy_mm = {facet, facet};
  p.disease.discBulge_mm = value("disc_bulge", "mm");
  p.disease.discHeightLoss = value("disc_height_loss", "");
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
