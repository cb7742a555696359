// The X-ray beam and what it meets: spectrum, attenuation, and transmission through a sum of paths.
#pragma once

#include "math/vec.hpp"

#include <array>
#include <cstdint>
#include <filesystem>
#include <string_view>
#include <vector>

namespace unkink::fluoro {

/// What a body may be made of. Path lengths are counted in the first kChannelCount of them, in the
/// order of the GPU's accumulation channels; the others count as sums of those, see channelsOf().
enum class Material : std::uint8_t {
  kFat,
  kMuscle,
  kBone,
  kCortical,
  kDisc,
  kFluid,
  kContrast,
  kSteel,
  kSkin,
  kCarbon
};
inline constexpr int kMaterialCount = 10, kChannelCount = 8;
inline constexpr std::array<std::string_view, kMaterialCount> kMaterialNames{
    "fat", "muscle", "bone", "cortical", "disc", "fluid", "contrast", "steel", "skin", "carbon"};

using PathLengths = std::array<double, kChannelCount>;  // mm per channel along one ray

/// What 1 mm of a material counts in each channel.
///
/// Model: without an edge of its own, attenuation is a sum of two functions of energy,
/// photoelectric and Compton, and so of any two materials that differ enough: within 0.2 % from 20
/// to 120 keV, see the tests.
const PathLengths& channelsOf(Material material);

/// A spectrum in a few energy bins and the attenuation of every material in each.
struct Beam {
  std::vector<double> energy_keV;
  std::vector<double>
      weight;  // detected energy fluence per bin with nothing in the beam; sums to 1
  std::array<std::vector<double>, kChannelCount> attenuation_per_mm;  // beyond air's
  double behindApron = 0.0;  // share of the open beam that passes an apron of kApronLead_mm

  /// Detected signal relative to the open beam, I/I0.
  ///
  /// Model: Beer-Lambert per bin, sum over bins; primary beam only.
  double transmission(const PathLengths& lengths_mm) const;
};

inline constexpr double kTabulatedIodine_mg_per_mL = 240.0;
inline constexpr double kApronLead_mm = 0.5;  // usual for operators, house

struct Technique {
  double tubeVoltage_kV = 75.0;
  double copperFilter_mm = 0.1;
  double iodine_mg_per_mL = kTabulatedIodine_mg_per_mL;  // of the contrast medium
};

/// Builds the beam from the attenuation tables in assets/materials.
///
/// Contrast of another concentration is linear between water and the tabulated solution, as is its
/// density (1.21, 1.28, 1.35 g/cm3 at 180, 240, 300 mg/mL).
/// Throws: config::Error when the table is missing or malformed.
Beam makeBeam(const Technique& technique);

}  // namespace unkink::fluoro
