// Pressure on the nerve roots from the sac's cross-section, and what it does to their blood flow.
#pragma once

#include "thecal_sac/sections.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace unkink::thecal_sac {

/// Sac area at which the pressure on the roots begins to rise. Source: [schonstrom1988] 77 +- 13
inline constexpr double kCriticalArea_mm2 = 77.0;
/// Venules of the roots close. Source: [olmarker1989] 30 +- 10
inline constexpr double kVenulePressure_mmHg = 30.0;
/// Capillaries of the roots close. Source: [olmarker1989] 40 +- 6
inline constexpr double kCapillaryPressure_mmHg = 40.0;
/// The relation is not to be believed beyond this, mmHg.
inline constexpr double kPressureLimit_mmHg = 150.0;

/// Pressure on the roots in a section of this area.
///
/// Model: 12.8 (exp(c / 0.12) - 1) mmHg, c = 1 - area / kCriticalArea; through +50 mmHg at c = 0.19
/// and +100 mmHg at c = 0.26; a teaching hypothesis: cadavers, circumferential clamp, mean values.
/// Source: [schonstrom1988]
double rootPressure_mmHg(double area_mm2);

/// What a pressure leaves of the roots' blood flow.
enum class Perfusion : std::uint8_t { kFree, kVenulesClosed, kCapillariesClosed };
Perfusion perfusion(double pressure_mmHg);

/// CSF pressure along the canal, by height only; distances to the level of zero pressure upright.
///
/// Source: [magnaes1976] zero near the upper neck when upright; [norager2021] lying
double csfPressure_mmHg(double heightAboveSacrum_mm, bool standing);

/// A blunt end that dents the sac from outside.
struct Dent {
  double depth_mm = 0.0;      // of the end within the dura's place at rest
  double endRadius_mm = 2.0;  // of the end's flat
};
/// Force that the sac pushes back with, N; 0 where nothing is dented.
///
/// Model: the bed's stiffness k = CSF pressure / Membrane::pressure_mm, in N/mm3; a dent carries on
/// around the end by a length l that shear of the bed and the dura's tension give, l_around^2 =
/// spreadAround^2 + T / k with the hoop tension T = pressure x radius, l_along = spreadAlong. So
/// F = k depth pi (end + l_around) (end + l_along), within 20 per cent of the exact answer for a
/// flat punch on a bed with shear (Pasternak's), from above. Left out: CSF that is shifted away,
/// the stretch of a deep dent, so it holds for a millimetre or two. Illustrative: no force on
/// living dura was found. Source: [norager2021] the pressure; house: the rest, as Membrane has it
/// \param sacRadius_mm  of a round sac of the same perimeter
double forceOfDent_N(const Dent& dent, double csfPressure_mmHg, double sacRadius_mm,
                     const Membrane& membrane = {});

/// Share of the canal's resistance to CSF motion up to each station that carries it through
/// (throughStations), 0..1, and the whole.
struct HydraulicLine {
  std::vector<float> arc_mm;
  std::vector<float> share;  // 0 at the first station, 1 at the last
  double resistance = 1.0;   // whole line, 1 = healthy
};
/// Model: sum of ds / A^2 (slow flow through pipes of like shape).
HydraulicLine hydraulicLine(std::span<const SectionMeasure> profile);

}  // namespace unkink::thecal_sac
