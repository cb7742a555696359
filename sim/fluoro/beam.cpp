// From the tube's technique to a few energy bins.
#include "fluoro/beam.hpp"

#include "fluoro/attenuation.hpp"
#include "fluoro/quadrature.hpp"
#include "fluoro/spectrum.hpp"

#include <cassert>
#include <cmath>
#include <numeric>

namespace unkink::fluoro {

namespace {

// Bins on either side of the iodine K edge; found by trial to serve 60-110 kV and 0-0.3 mm Cu.
constexpr int kBinsBelowEdge = 3;
constexpr int kBinsAboveEdge = 5;
constexpr int kSpectrumSamples = 500;  // on either side

/// Attenuation beyond that of the air it displaces.
double beyondAir_per_mm(const AttenuationTable& table, const Technique& technique, Material m,
                        double energy_keV) {
  double own = table.attenuation_per_mm(m, energy_keV);
  if (m == Material::kContrast)
    own = std::lerp(table.attenuation_per_mm(Material::kFluid, energy_keV), own,
                    technique.iodine_mg_per_mL / kTabulatedIodine_mg_per_mL);
  return own - table.attenuation_per_mm(Equipment::kAir, energy_keV);
}

double throughApron(const AttenuationTable& table, const Beam& beam) {
  double sum = 0.0;
  for (std::size_t bin = 0; bin < beam.weight.size(); ++bin)
    sum +=
        beam.weight[bin] *
        std::exp(-kApronLead_mm * table.attenuation_per_mm(Equipment::kLead, beam.energy_keV[bin]));
  return sum;
}

/// Appends the bins that stand for the detected spectrum between two energies.
void appendBins(Beam& beam, const AttenuationTable& table, const Technique& technique,
                double from_keV, double to_keV, int bins) {
  const double step_keV = (to_keV - from_keV) / kSpectrumSamples;
  std::vector<double> energy_keV, fluence;
  for (int i = 0; i < kSpectrumSamples; ++i) {
    energy_keV.push_back(from_keV + step_keV * (i + 0.5));
    fluence.push_back(step_keV * detectedFluence(table, technique, energy_keV.back()));
  }
  for (const QuadratureNode& node : gaussianQuadrature(energy_keV, fluence, bins)) {
    beam.energy_keV.push_back(node.x);
    beam.weight.push_back(node.weight);
  }
}

void normalise(std::vector<double>& weight) {
  const double sum = std::accumulate(weight.begin(), weight.end(), 0.0);
  for (double& w : weight) w /= sum;
}

}  // namespace

const PathLengths& channelsOf(Material material) {
  static const auto table = [] {
    std::array<PathLengths, kMaterialCount> all{};
    for (std::size_t m = 0; m < kChannelCount; ++m) all[m][m] = 1.0;
    const auto sum = [&](Material of, double fat, double muscle) {
      PathLengths& counts = all[static_cast<std::size_t>(of)];
      counts[static_cast<std::size_t>(Material::kFat)] = fat;
      counts[static_cast<std::size_t>(Material::kMuscle)] = muscle;
    };
    // least squares over the tables' energies from 20 keV
    sum(Material::kSkin, 0.2249, 0.8305);
    sum(Material::kCarbon, 1.8398, -0.3813);
    return all;
  }();
  return table[static_cast<std::size_t>(material)];
}

double Beam::transmission(const PathLengths& lengths_mm) const {
  double signal = 0.0;
  for (std::size_t bin = 0; bin < weight.size(); ++bin) {
    double opticalDepth = 0.0;
    for (std::size_t m = 0; m < lengths_mm.size(); ++m)
      opticalDepth += attenuation_per_mm[m][bin] * lengths_mm[m];
    signal += weight[bin] * std::exp(-opticalDepth);
  }
  return signal;
}

Beam makeBeam(const Technique& technique) {
  assert(technique.tubeVoltage_kV >= 50.0 && technique.tubeVoltage_kV <= kHighestEnergy_keV);
  assert(technique.copperFilter_mm >= 0.0);
  const AttenuationTable table = AttenuationTable::readDefault();
  Beam beam;
  appendBins(beam, table, technique, kLowestEnergy_keV, kIodineEdge_keV, kBinsBelowEdge);
  appendBins(beam, table, technique, kIodineEdge_keV, technique.tubeVoltage_kV, kBinsAboveEdge);
  normalise(beam.weight);
  for (std::size_t m = 0; m < kChannelCount; ++m)
    for (const double energy_keV : beam.energy_keV)
      beam.attenuation_per_mm[m].push_back(
          beyondAir_per_mm(table, technique, static_cast<Material>(m), energy_keV));
  beam.behindApron = throughApron(table, beam);
  return beam;
}

}  // namespace unkink::fluoro
