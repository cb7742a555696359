// The grey of tissues in a T2-weighted picture and how it is taken: assets/materials/mri.toml.
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <string_view>

namespace unkink::view {

enum class MriSignal : std::uint8_t {
  kAir,
  kSubcutaneousFat,
  kDeepFat,
  kMuscle,
  kMuscleFat,
  kFibrous,
  kInterspinous,
  kLigamentumFlavum,
  kCortex,
  kMarrow,
  kAnnulus,
  kNucleus,
  kDryNucleus,
  kCsf,
  kDura,
  kRoot,
  kNerve,
  kCord,
  kCartilage,
  kVein,
  kFlow,
  kVoid,
};
inline constexpr int kMriSignalCount = 22;
inline constexpr std::array<std::string_view, kMriSignalCount> kMriSignalNames{
    "air",          "subcutaneous_fat",
    "deep_fat",     "muscle",
    "muscle_fat",   "fibrous",
    "interspinous", "ligamentum_flavum",
    "cortex",       "marrow",
    "annulus",      "nucleus",
    "dry_nucleus",  "csf",
    "dura",         "root",
    "nerve",        "cord",
    "cartilage",    "vein",
    "flow",         "void"};

struct MriSettings {
  std::array<float, kMriSignalCount> signal{};  // share of the CSF's
  double dryAt = 0.25;                          // share of its height at which a disc is dry
  double sliceThickness_mm = 4.0, pointSpread_mm = 0.7, duraThickness_mm = 0.35;
  double noise = 0.03;  // standard deviation of either channel, share of the CSF's signal
  double coilGain_per_mm = 0.0;
  double axialField_mm = 80.0, sagittalField_mm = 200.0;

  float operator[](MriSignal s) const { return signal[static_cast<std::size_t>(s)]; }
};

/// Throws: config::Error with file:line
MriSettings readMriSettings(const std::filesystem::path& file);
/// The asset's, read at the first call.
const MriSettings& mriSettings();

}  // namespace unkink::view
