// Attenuation coefficients of the materials and of the X-ray equipment, read from assets/materials.
#pragma once

#include "fluoro/beam.hpp"

#include <array>
#include <filesystem>
#include <vector>

namespace unkink::fluoro {

/// What filters and detects the beam, or is about it.
enum class Equipment : std::uint8_t { kAluminium, kCopper, kCaesiumIodide, kAir, kLead };
inline constexpr int kEquipmentCount = 5;
inline constexpr std::array<std::string_view, kEquipmentCount> kEquipmentNames{
    "aluminium", "copper", "caesium_iodide", "air", "lead"};

/// The energies that a table must span.
inline constexpr double kLowestEnergy_keV = 15.0;
inline constexpr double kHighestEnergy_keV = 120.0;

/// Linear attenuation coefficients against photon energy.
///
/// Model: tabulated total mass attenuation times density, log-log between the energies of the
/// table.
class AttenuationTable {
 public:
  /// Throws: config::Error with file:line where the file is missing or malformed
  static AttenuationTable read(const std::filesystem::path& path);
  /// The table that comes with the program.
  static AttenuationTable readDefault();

  double attenuation_per_mm(Material material, double energy_keV) const;
  double attenuation_per_mm(Equipment equipment, double energy_keV) const;

 private:
  double interpolate(const std::vector<double>& logPer_mm, double energy_keV) const;

  std::vector<double> logEnergy_;
  std::array<std::vector<double>, kMaterialCount> materials_;  // log of 1/mm
  std::array<std::vector<double>, kEquipmentCount> equipment_;
};

}  // namespace unkink::fluoro
