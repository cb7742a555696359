// Pressure on the roots, and the canal's resistance to CSF motion.
#include "thecal_sac/pressure.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace unkink::thecal_sac {

double rootPressure_mmHg(double area_mm2) {
  constexpr double kScale_mmHg = 12.8, kRate = 0.12;
  const double constriction = std::max(0.0, 1.0 - area_mm2 / kCriticalArea_mm2);
  return std::min(kPressureLimit_mmHg, kScale_mmHg * std::expm1(constriction / kRate));
}

Perfusion perfusion(double pressure_mmHg) {
  if (pressure_mmHg >= kCapillaryPressure_mmHg) return Perfusion::kCapillariesClosed;
  return pressure_mmHg >= kVenulePressure_mmHg ? Perfusion::kVenulesClosed : Perfusion::kFree;
}

double csfPressure_mmHg(double heightAboveSacrum_mm, bool standing) {
  constexpr double kLying_mmHg = 11.0, kZeroHeight_mm = 550.0, kWaterPerMercury = 13.5;
  if (!standing) return kLying_mmHg;
  return std::max(0.0, (kZeroHeight_mm - heightAboveSacrum_mm) / kWaterPerMercury);
}

double forceOfDent_N(const Dent& dent, double csfPressure_mmHg, double sacRadius_mm,
                     const Membrane& membrane) {
  constexpr double kNewtonPerMm2 = 1.33322e-4;  // of a millimetre of mercury
  if (dent.depth_mm <= 0.0) return 0.0;
  const double stiffness = kNewtonPerMm2 * csfPressure_mmHg / membrane.pressure_mm;  // N/mm3
  const double around = std::sqrt(membrane.spreadAround_mm * membrane.spreadAround_mm +
                                  membrane.pressure_mm * sacRadius_mm);
  return stiffness * dent.depth_mm * std::numbers::pi * (dent.endRadius_mm + around) *
         (dent.endRadius_mm + membrane.spreadAlong_mm);
}

HydraulicLine hydraulicLine(std::span<const SectionMeasure> profile) {
  HydraulicLine line;
  double now = 0.0, healthy = 0.0;
  const std::size_t through = throughStations(profile);
  for (std::size_t i = 0; i < through; ++i) {
    const double ds = i > 0 ? profile[i].arc_mm - profile[i - 1].arc_mm : 0.0;
    now += ds / (profile[i].area_mm2 * profile[i].area_mm2);
    healthy += ds / (profile[i].healthyArea_mm2 * profile[i].healthyArea_mm2);
    line.arc_mm.push_back(static_cast<float>(profile[i].arc_mm));
    line.share.push_back(static_cast<float>(now));
  }
  for (float& share : line.share)
    share = now > 0.0 ? static_cast<float>(static_cast<double>(share) / now) : 0.0f;
  line.resistance = healthy > 0.0 ? now / healthy : 1.0;
  return line;
}

}  // namespace unkink::thecal_sac
