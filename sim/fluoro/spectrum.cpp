// The detected spectrum: emitted, filtered, absorbed.
#include "fluoro/spectrum.hpp"

#include <cmath>

namespace unkink::fluoro {

double detectedFluence(const AttenuationTable& table, const Technique& technique,
                       double energy_keV) {
  const auto optical = [&](Equipment e, double thickness_mm) {
    return thickness_mm * table.attenuation_per_mm(e, energy_keV);
  };
  const double emitted = technique.tubeVoltage_kV - energy_keV;  // Kramers, energy fluence
  const double filtered = std::exp(-optical(Equipment::kAluminium, kAluminiumFilter_mm) -
                                   optical(Equipment::kCopper, technique.copperFilter_mm));
  const double absorbed = -std::expm1(-optical(Equipment::kCaesiumIodide, kScintillator_mm));
  return emitted * filtered * absorbed;
}

}  // namespace unkink::fluoro
