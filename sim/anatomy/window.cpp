// The live window of each level: the box of lattice samples around its interlaminar space.
#include "anatomy/spine.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>

namespace unkink::anatomy {
namespace {

using math::Vec3;

constexpr double kHalfWidth_mm = 20.0;
constexpr double kUpLamina_mm = 8.0;    // bites reach this far up the upper lamina
constexpr double kDownLamina_mm = 6.0;  // and this far down the lower one
constexpr double kBeforeLigament_mm = 6.0;
// the same for every disease: what is baked is the healthy spine, and the pieces must meet
constexpr double kRoomToThicken_mm = 2.85;
constexpr double kBehindLaminae_mm = 8.0;
constexpr double kLaminaDepth_mm = 10.0;  // of the laminae behind the canal's roof
constexpr double kLaminaPlace_mm = 6.0;   // where the laminae are measured, from the mid-line
constexpr int kBlock = 8;                 // samples; lo and size are multiples of it

int roundDown(double v) { return kBlock * static_cast<int>(std::floor(v / kBlock)); }
int roundUp(double v) { return kBlock * static_cast<int>(std::ceil(v / kBlock)); }
int roundNear(double v) { return kBlock * static_cast<int>(std::lround(v / kBlock)); }

}  // namespace

math::Box Spine::windowBox(Level l) const {
  const DiscShape& s = segment(l);
  const LigamentShape& g = ligament_[static_cast<std::size_t>(l)];
  const double up = std::max(g.roof().upperEdge_mm + kUpLamina_mm, g.top_mm()) + 1.0;
  const double down = std::min(g.roof().lowerEdge_mm - kDownLamina_mm, g.bottom_mm());
  math::Box box;
  for (const double z : {down, 0.5 * (up + down), up}) {
    const double beside = LigamentShape::kHalfWidth_mm - 2.0;
    const double front = std::min(g.ventral_mm(beside, z, false), g.ventral_mm(-beside, z, false)) -
                         kRoomToThicken_mm;
    const double back = g.roof().depth.at(4.0, z).y + kLaminaDepth_mm;
    for (const double x : {-LigamentShape::kHalfWidth_mm, LigamentShape::kHalfWidth_mm})
      for (const double y : {front - kBeforeLigament_mm, back + kBehindLaminae_mm})
        box.include(s.materialFromSegment * Vec3(x, y, z));
  }
  const double middle = 0.5 * (box.lo.x + box.hi.x);
  box.lo.x = middle - kHalfWidth_mm;
  box.hi.x = middle + kHalfWidth_mm;
  return box;
}

double Spine::windowBorder_mm(Level upper) const {
  // half way between what the two levels need of the lamina between them
  const auto height = [&](Level l, bool top) {
    const LigamentShape& g = ligament_[static_cast<std::size_t>(l)];
    const double z = top ? std::max(g.roof().upperEdge_mm + kUpLamina_mm, g.top_mm())
                         : std::min(g.roof().lowerEdge_mm - kDownLamina_mm, g.bottom_mm());
    return (segment(l).materialFromSegment * Vec3(0.0, g.roof().depth.at(kLaminaPlace_mm, z).y, z))
        .z;
  };
  return 0.5 *
         (height(upper, false) + height(static_cast<Level>(static_cast<int>(upper) + 1), true));
}

math::SampleBox Spine::window(Level l, double spacing_mm) const {
  const math::Box box = windowBox(l);
  math::SampleBox out;
  for (int a = 0; a < 3; ++a) {
    out.lo[a] = roundDown(box.lo[a] / spacing_mm);
    out.hi[a] = roundUp(box.hi[a] / spacing_mm);
  }
  const auto border = [&](int upper) {
    return roundNear(windowBorder_mm(static_cast<Level>(upper)) / spacing_mm);
  };
  const int n = static_cast<int>(l);
  if (n > 0) out.hi.z = std::min(out.hi.z, border(n - 1));
  if (n + 1 < kLevelCount) out.lo.z = std::max(out.lo.z, border(n));
  assert(!out.empty());
  return out;
}

}  // namespace unkink::anatomy
