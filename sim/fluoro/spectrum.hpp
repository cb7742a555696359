// The tube's spectrum as the detector sees it, energy by energy.
#pragma once

#include "fluoro/attenuation.hpp"

namespace unkink::fluoro {

inline constexpr double kAluminiumFilter_mm = 3.0;  // the tube's own filtration
inline constexpr double kScintillator_mm = 0.5;     // caesium iodide
inline constexpr double kIodineEdge_keV = 33.1695;  // K edge, [nist_xray]

/// Energy absorbed in the scintillator per keV with nothing but the filters in the beam, any unit.
///
/// Model: Kramers' bremsstrahlung, aluminium and copper filters, energy-integrating detector. Left
/// out: the tungsten lines (below 70 kV there are none, at 75 kV few), K escape, detector gain.
/// Source: [kramers1923] spectrum
double detectedFluence(const AttenuationTable& table, const Technique& technique,
                       double energy_keV);

}  // namespace unkink::fluoro
