// The fits.
#include "fluoro/scatter.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace unkink::fluoro {

double softTissueFor_mm(double signal) {
  assert(signal > 0.0);
  // transmission 2.3e-2, 7.0e-3 and 2.2e-3 behind 15, 20 and 25 cm; [xraylib], see scatterToPrimary
  constexpr double kDepth_mm = 200.0, kLogBehind = -4.96, kPerMm = 0.0235;
  return std::max(0.0, kDepth_mm + (kLogBehind - std::log(signal)) / kPerMm);
}

double scatterToPrimary(double field_mm2, double tissue_mm) {
  constexpr double kGreatest = 0.392, kDepth_mm = 200.0, kExponent = 1.5, kHalf_mm = 142.0;
  return kGreatest * std::pow(tissue_mm / kDepth_mm, kExponent) * field_mm2 /
         (field_mm2 + kHalf_mm * kHalf_mm);
}

double operatorScatter_uGy(double kermaAreaProduct_Gycm2, double distance_m) {
  constexpr double kAt1m_uGyPerGycm2 = 2.5;
  return kAt1m_uGyPerGycm2 * kermaAreaProduct_Gycm2 / (distance_m * distance_m);
}

}  // namespace unkink::fluoro
