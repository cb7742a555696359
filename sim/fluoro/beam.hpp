// The X-ray beam and what it meets: spectrum, attenuation, and transmission through a sum of paths.
#pragma once

#include "math/vec.hpp"

#include <array>
#include <cstdint>
#include <filesystem>
#include <string_view>
#include <vector>

namespace unkink::fluoro {

/// What a path length is counted in. The order is that of the GPU's accumulation channels.
enum class Material : std::uint8_t {
  kFat,
  kMuscle,
  kBone,
  kCortical,
  kDisc,
  kFluid,
  kContrast,
  kSteel
};
inline constexpr int kMaterialCount = 8;
inline constexpr std::array<std::string_view, kMaterialCount> kMaterialNames{
    "fat", "muscle", "bone", "cortical", "disc", "fluid", "contrast", "steel"};

using PathLengths = std::array<double, kMaterialCount>;  // mm per material along one ray

/// A spectrum in a few energy bins and the attenuation of every material in each.
struct Beam {
  std::vector<double> energy_keV;
  std::vector<double>
      weight;  // detected energy fluence per bin with nothing in the beam; sums to 1
  std::array<std::vector<double>, kMaterialCount> attenuation_per_mm;

  /// Detected signal relative to the open beam, I/I0.
  ///
  /// Model: Beer-Lambert per bin, sum over bins; primary beam only.
  double transmission(const PathLengths& lengths_mm) const;
};

struct Technique {
  double tubeVoltage_kV = 75.0;
  double copperFilter_mm = 0.1;
};

/// Builds the beam from the attenuation tables in assets/materials.
/// Throws: config::Error when the table is missing or malformed.
Beam makeBeam(const Technique& technique);

}  // namespace unkink::fluoro
