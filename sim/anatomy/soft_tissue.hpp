// Sizes of the soft tissue between and around the bones: assets/anatomy/soft_tissue.toml, read
// once.
#pragma once

#include "anatomy/levels.hpp"

#include <array>

namespace unkink::anatomy {

struct NucleusSizes {
  double areaShare;     // of the disc's section
  double behindCentre;  // share of the disc's depth
  double endplate_mm;   // cartilage to the bone
};

struct PosteriorLongitudinalSizes {
  double thickness_mm, gap_mm;
  std::array<double, kVertebraCount - 1> width_mm;  // behind the bodies
  std::array<double, kLevelCount> fan_mm;           // over the discs
};

struct AnteriorLongitudinalSizes {
  double thickness_mm, gap_mm;
  std::array<double, kVertebraCount - 1> width_mm;
};

struct MuscleSizes {
  double gap_mm;                                                            // to bone and fascia
  double multifidusWidthL1_mm, multifidusWidthL3_mm, multifidusWidthL5_mm;  // from the mid-line
  double erectorReachT12_mm, erectorReachL3_mm, erectorReachL5_mm;          // from the mid-line
};

struct SoftTissueSizes {
  NucleusSizes nucleus;
  std::array<double, kLevelCount> interspinous_mm;  // thickness
  double supraspinousWidth_mm, supraspinousThickness_mm;
  PosteriorLongitudinalSizes posteriorLongitudinal;
  AnteriorLongitudinalSizes anteriorLongitudinal;
  MuscleSizes muscles;
};

/// Throws: config::Error where the file is not right
const SoftTissueSizes& softTissueSizes();

}  // namespace unkink::anatomy
