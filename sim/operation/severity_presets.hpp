// Severity presets named by published grading: Schizas A to D as geometry.
#pragma once

#include "anatomy/spine.hpp"

#include <array>
#include <filesystem>
#include <string>
#include <vector>

namespace unkink::operation {

struct SeverityPreset {
  std::string name;     // "A" .. "D"
  double area_mm2;      // of the sac that the grade corresponds to, at severity 1
  std::string textKey;  // of its description in the catalogue
  std::string source;   // of the area
  std::array<anatomy::LevelDisease, anatomy::kLevelCount> disease;  // of each level
};

/// Throws: config::Error with file:line
std::vector<SeverityPreset> readSeverityPresets(const std::filesystem::path& file);
/// The asset's, mildest first, read at the first call.
const std::vector<SeverityPreset>& severityPresets();

}  // namespace unkink::operation
