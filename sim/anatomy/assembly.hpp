// How the mean vertebrae lie to one another in the neutral posture: assets/anatomy/spine.toml.
#pragma once

#include "anatomy/disc.hpp"
#include "anatomy/levels.hpp"

#include <array>

namespace unkink::anatomy {

/// The lower rim of an upper bone as seen from the upper rim of the bone below.
struct Gap {
  units::Rad wedge;         // between the endplates; positive: open in front
  double height_mm = 9.0;   // between the rims' centres, along the endplates' mean normal
  double forward_mm = 0.0;  // of the upper rim's centre, across that normal

  math::Rigid<Endplate, Endplate> lowerFromUpper() const;
};

struct Assembly {
  units::Deg sacralSlope;
  std::array<Gap, kLevelCount> gap;
  std::array<units::Deg, kLevelCount> arc;  // from full extension to full flexion
  double flexionShare = 0.6;                // of the arc
  // of the ligamentum flavum: thickness gained per share of length lost, lost per share gained,
  // and gained under load
  double buckling = 0.0, thinning = 0.0, loaded = 0.0;

  /// The mean's upper bone in the frame of the bone below.
  math::Rigid<math::Bone, math::Bone> lowerFromUpper(Level l) const;
};

/// Read from the file at the first call. Throws: config::Error with file:line.
const Assembly& meanAssembly();

}  // namespace unkink::anatomy
