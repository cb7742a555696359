// The atlas: the vertebrae's parameter files in assets/anatomy/, and sizes by sex and stature.
//
// Errors of everything here: config::Error with file:line, key, found, expected.
#pragma once

#include "anatomy/sacrum.hpp"
#include "anatomy/vertebra.hpp"
#include "config/quantity.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace unkink::anatomy {

/// One row of a parameter file with its place in it: "lamina.pars.left".
struct NamedParameter {
  std::string name;
  std::string meaning;  // of the table it stands in
  config::Quantity quantity;
};

struct VertebraFile {
  VertebraShape shape;
  std::vector<NamedParameter> parameters;
};

/// Reads one vertebra; every parameter must be there, and nothing else.
VertebraFile readVertebra(const std::filesystem::path& path);

/// "anatomy/vertebra_L4.toml". Requires: v is not kS1.
std::string vertebraAsset(Vertebra v);

/// Mean sizes of a sex at a stature, against the mean shape; from assets/anatomy/population.toml.
///
/// Model: each factor is the sexes' ratio about their mean times stature to a power; kMean leaves
/// the sex out. The arch follows the body's size.
VertebraVariation sizeFor(Sex sex, double stature_cm);

/// The same of sacrum and hip bones.
PelvisSize pelvisSizeFor(Sex sex, double stature_cm);

}  // namespace unkink::anatomy
