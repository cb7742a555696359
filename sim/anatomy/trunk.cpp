// Oval sections of a trunk of normal build, stacked along the table of its back.
#include "anatomy/trunk.hpp"

#include "anatomy/curve.hpp"
#include "math/sdf.hpp"

#include <algorithm>
#include <cmath>

namespace unkink::anatomy {
namespace {

using math::Vec3;

// tables run from z = -160 (below the coccyx) to z = 260 mm (above L1)
constexpr double kBottom_mm = -160.0, kTop_mm = 260.0, kStep_mm = 42.0;
using Along = Table<11>;
constexpr Along along(const std::array<double, 11>& v) { return {kBottom_mm, kStep_mm, v}; }

// the back relative to L4-L5, mm dorsally: buttocks, sacrum, lumbar hollow, thoracic rise
constexpr Along kBack = along({34, 38, 33, 25, 7, -1, 4, 14, 20, 24, 28});
// half width and depth of the trunk (330 mm by 220 mm at L4 for a normal build)
constexpr Along kHalfWidth = along({165, 176, 178, 175, 169, 163, 158, 155, 156, 160, 163});
constexpr Along kDepth = along({235, 252, 250, 238, 224, 219, 219, 221, 222, 223, 224});

constexpr double kFurrowDepth_mm = 8.0;  // of the mid-line between the erector muscles
constexpr double kFurrowHalfWidth_mm = 18.0;
constexpr double kEndRounding_mm = 25.0;
constexpr double kScale = 0.9;  // keeps |gradient| below one where sections change

/// A norm between ellipse and rounded rectangle.
double ovalNorm(double u, double v) {
  const double u2 = u * u, v2 = v * v;
  return 0.5 * (std::sqrt(u2 + v2) + std::sqrt(std::sqrt(u2 * u2 + v2 * v2)));
}

}  // namespace

double TrunkShape::midlineSkin_mm(double z) const { return back_mm + kBack(z); }

double TrunkShape::skin(const Vec3& p) const {
  const double halfWidth = kHalfWidth(p.z), halfDepth = 0.5 * kDepth(p.z);
  const double furrow =
      kFurrowDepth_mm * std::exp(-p.x * p.x / (kFurrowHalfWidth_mm * kFurrowHalfWidth_mm));
  // the table gives the furrow's ground: the oval's back lies a furrow's depth behind it
  const double y = p.y - (midlineSkin_mm(p.z) + kFurrowDepth_mm - halfDepth);
  const double u = p.x / halfWidth, v = y / halfDepth;
  const double n = ovalNorm(u, v);
  const double k = std::hypot(u, v);
  const double slope = k > 1e-9 ? std::hypot(u / halfWidth, v / halfDepth) / k : 1.0 / halfDepth;
  double d = (n - 1.0) / slope + furrow * math::sdf::smoothStep(0.2, 0.8, v);
  const double middle = 0.5 * (kBottom_mm + kTop_mm), half = 0.5 * (kTop_mm - kBottom_mm);
  d = math::sdf::smoothMax(d, std::abs(p.z - middle) - half, kEndRounding_mm);
  return kScale * d;
}

double TrunkShape::muscle(const Vec3& p) const { return skin(p) + kScale * fat_mm; }

math::Box TrunkShape::bounds() const {
  math::Box box;
  for (double z = kBottom_mm; z <= kTop_mm; z += 10.0) {
    const double back = midlineSkin_mm(z) + kFurrowDepth_mm;
    box.include({kHalfWidth(z), back, z}).include({-kHalfWidth(z), back - kDepth(z), z});
  }
  return box.grown(3.0);
}

}  // namespace unkink::anatomy
