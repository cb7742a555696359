// Reading and interpolating the attenuation tables.
#include "fluoro/attenuation.hpp"

#include "config/files.hpp"
#include "config/node.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace unkink::fluoro {

namespace {

std::vector<double> logOf(std::vector<double> values) {
  for (double& v : values) v = std::log(v);
  return values;
}

std::vector<double> readEnergies(const config::Node& root) {
  std::vector<double> energy = root.numbers("energy_keV", 0, 1.0, 1000.0);
  for (std::size_t i = 1; i < energy.size(); ++i)
    if (!(energy[i] > energy[i - 1]))
      root.fail("energy_keV", "found " + std::to_string(energy[i]) + " keV after " +
                                  std::to_string(energy[i - 1]) + ", expected rising energies");
  if (energy.empty() || energy.front() > kLowestEnergy_keV || energy.back() < kHighestEnergy_keV)
    root.fail("energy_keV", "found a shorter span, expected energies from 15 keV to 120 keV");
  return energy;
}

std::vector<double> readSubstance(const config::Node& root, std::string_view name,
                                  std::size_t energyCount) {
  const config::Node node = root.child(name);
  node.onlyKeys({"what", "source", "density_g_per_cm3", "mass_attenuation_cm2_per_g"});
  node.text("source");
  const double density_g_per_cm3 = node.number("density_g_per_cm3", 1e-4, 25.0);
  std::vector<double> values = node.numbers("mass_attenuation_cm2_per_g", energyCount, 1e-4, 1e4);
  constexpr double kPerMmOfPerCm = 0.1;
  for (double& v : values) v *= density_g_per_cm3 * kPerMmOfPerCm;
  return logOf(std::move(values));
}

}  // namespace

AttenuationTable AttenuationTable::read(const std::filesystem::path& path) {
  const config::Node root = config::Document::read(path).root();
  root.onlyKeys({"energy_keV", "fat", "muscle", "bone", "cortical", "disc", "fluid", "contrast",
                 "steel", "skin", "carbon", "aluminium", "copper", "caesium_iodide", "air",
                 "lead"});
  AttenuationTable table;
  table.logEnergy_ = logOf(readEnergies(root));
  const std::size_t count = table.logEnergy_.size();
  for (std::size_t i = 0; i < kMaterialNames.size(); ++i)
    table.materials_[i] = readSubstance(root, kMaterialNames[i], count);
  for (std::size_t i = 0; i < kEquipmentNames.size(); ++i)
    table.equipment_[i] = readSubstance(root, kEquipmentNames[i], count);
  return table;
}

AttenuationTable AttenuationTable::readDefault() {
  return read(config::assetPath("materials/attenuation.toml"));
}

double AttenuationTable::attenuation_per_mm(Material material, double energy_keV) const {
  return interpolate(materials_[static_cast<std::size_t>(material)], energy_keV);
}

double AttenuationTable::attenuation_per_mm(Equipment equipment, double energy_keV) const {
  return interpolate(equipment_[static_cast<std::size_t>(equipment)], energy_keV);
}

double AttenuationTable::interpolate(const std::vector<double>& logPer_mm,
                                     double energy_keV) const {
  assert(energy_keV >= kLowestEnergy_keV && energy_keV <= kHighestEnergy_keV);
  const double x = std::log(energy_keV);
  const auto above = std::upper_bound(logEnergy_.begin() + 1, logEnergy_.end() - 1, x);
  const auto i = static_cast<std::size_t>(above - logEnergy_.begin());
  const double f = (x - logEnergy_[i - 1]) / (logEnergy_[i] - logEnergy_[i - 1]);
  return std::exp(std::lerp(logPer_mm[i - 1], logPer_mm[i], f));
}

}  // namespace unkink::fluoro
