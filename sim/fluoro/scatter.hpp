// Scattered rays: how much reaches the detector behind the grid, and how much the operator.
#pragma once

namespace unkink::fluoro {

/// The depth of soft tissue that lets as much through as a signal says, mm.
/// \param signal   I/I0, of the beam of Technique{}; above 0
double softTissueFor_mm(double signal);

/// Scatter over primary at the detector, behind the 10:1 grid and a 10 cm air gap.
///
/// Model: 0.392 (t / 20 cm)^1.5 A / (A + (14.2 cm)^2), fitted to a Monte Carlo of soft-tissue slabs
/// at 75 kV and 0.1 mm copper, of 15 to 30 cm in fields of 10 to 30 cm: within 5 % of each. A real
/// grid leaks more. Source: house, computed; the table stands in the test
/// \param field_mm2    open field at the detector
/// \param tissue_mm    depth of soft tissue in the beam
double scatterToPrimary(double field_mm2, double tissue_mm);

/// The same as a share of all that arrives.
inline double scatterFraction(double toPrimary) { return toPrimary / (1.0 + toPrimary); }

/// Air kerma that the patient's scatter gives at a distance, free in air, without apron, uGy.
///
/// Model: at 1 m a thousandth of the entrance kerma of a 400 cm2 field, so 2.5 uGy per Gy cm2, and
/// inverse square. Illustrative: direction and screens are left out. Source: house, the rule of
/// thumb of radiation protection; [mekhail2024] 8.2 mrem (82 uSv) at the operator's badge with
/// 11 Gy cm2 is what it gives at 0.6 m
double operatorScatter_uGy(double kermaAreaProduct_Gycm2, double distance_m);

}  // namespace unkink::fluoro
