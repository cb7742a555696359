// Sizes of the healthy sac, cord, roots and nerves: assets/anatomy/neural.toml, read once.
#pragma once

#include "anatomy/levels.hpp"

#include <array>
#include <filesystem>

namespace unkink::anatomy {

/// A section of the healthy sac as published: its area and its depth from front to back.
struct SacSize {
  double area_mm2, depth_mm;
};
inline constexpr int kSacralSections = 3;  // S1, S1-S2, the blind end

/// Pairs of roots in the sac, from the first to leave: L1..L5, S1..S5, coccygeal.
inline constexpr int kRootPairs = 11;
/// Those that are followed out of the canal: L1..L5, S1.
inline constexpr int kNervePairs = 6;

struct RootSizes {
  double ventral_mm, dorsal_mm;  // diameters in the sac
};
struct NerveSizes {
  double diameter_mm;    // of the root in its sleeve
  double exitAngle_deg;  // between sleeve and sac
  double ganglion_mm;    // thickness
  double ganglionLength_mm;
};

struct NeuralSizes {
  std::array<SacSize, kLevelCount> sac;  // at the discs
  std::array<SacSize, kSacralSections> sacralSac;
  double sacEnd_mm;               // below the S1 endplate, along the sacrum
  double taperUpper, taperLower;  // of the sac's outline at L1-L2 and L5-S1 (SacSection)
  double ventralFat_mm, lumbosacralFat_mm;
  double cordEndInL1;  // share of L1's height above its lower rim
  double cordWidth_mm, cordDepth_mm, conusLength_mm, filum_mm;
  std::array<RootSizes, kRootPairs> root;
  std::array<NerveSizes, kNervePairs> nerve;
};

/// Throws: config::Error with file:line
NeuralSizes readNeuralSizes(const std::filesystem::path& file);
/// The asset's, read at the first call.
const NeuralSizes& neuralSizes();

}  // namespace unkink::anatomy
