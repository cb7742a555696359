// The default patient of the sac's tests, built once.
#pragma once

#include "anatomy/spine.hpp"
#include "tissue/body.hpp"

namespace unkink::thecal_sac {

/// As the default case has it (tests/operation look that both agree).
inline anatomy::SpineParameters defaultPatient() {
  anatomy::SpineParameters p;
  anatomy::LevelDisease& d = p.disease[static_cast<std::size_t>(anatomy::Level::kL4L5)];
  d.ligamentThickening_mm = {1.75, 1.75};
  d.facetHypertrophy_mm = {1.15, 1.15};
  d.discBulge_mm = 3.35;
  d.discHeightLoss = 0.15;
  return p;
}

struct Patient {
  anatomy::Spine spine{defaultPatient()};
  tissue::Base base{spine, anatomy::Level::kL4L5, 0.5};
  tissue::Live live{{}, tissue::makeRelief(base)};
};

inline const Patient& patient() {
  static const Patient p;
  return p;
}

}  // namespace unkink::thecal_sac
