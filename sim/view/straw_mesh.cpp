// Building the straw along its path.
#include "view/straw_mesh.hpp"

#include "view/shapes.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

namespace unkink::view {
namespace {

constexpr double kRadius_mm = 9.0;
constexpr double kLiquidShare = 0.86;   // of the bore
constexpr double kMostBend_rad = 0.55;  // when the bore has gone
constexpr int kSides = 40;
constexpr int kPoints = 90;

/// The bore at a share 0..1 of the length, smooth between the computed points.
double boreAt(const thecal_sac::Straw& straw, double share) {
  const double at = std::clamp(share, 0.0, 1.0) * (thecal_sac::kStrawPoints - 1);
  const auto i = std::min(static_cast<std::size_t>(at),
                          static_cast<std::size_t>(thecal_sac::kStrawPoints - 2));
  const double t = at - static_cast<double>(i);
  return straw.bore[i] + t * (straw.bore[i + 1] - straw.bore[i]);
}

}  // namespace

StrawMeshes makeStrawMeshes(const thecal_sac::Straw& straw) {
  std::vector<math::Vec3> path;
  std::vector<double> radius, liquid;
  const double kink = static_cast<double>(straw.narrowest) / (thecal_sac::kStrawPoints - 1);
  const double bend = kMostBend_rad * (1.0 - straw.narrowestBore);
  math::Vec3 at(0.0, 0.0, 0.5 * kStrawLength_mm);
  for (int n = 0; n < kPoints; ++n) {
    const double share = n / (kPoints - 1.0);
    path.push_back(at);
    radius.push_back(kRadius_mm * boreAt(straw, share));
    liquid.push_back(kLiquidShare * radius.back());
    // straight above the kink, leaning below it, turning within a tenth of the length
    const double turn = std::clamp((share - kink) / 0.1 + 0.5, 0.0, 1.0);
    const double angle = bend * turn * turn * (3.0 - 2.0 * turn);
    at += kStrawLength_mm / (kPoints - 1.0) * math::Vec3(std::sin(angle), 0.0, -std::cos(angle));
  }
  StrawMeshes m;
  m.straw = tube(path, radius, kSides);
  m.liquid = tube(std::vector(path.begin() + 3, path.end()),
                  std::vector(liquid.begin() + 3, liquid.end()), kSides);
  return m;
}

}  // namespace unkink::view
