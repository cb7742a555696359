// Each pocket is a row of bubbles run together: haustra of the colon, a bent loop of small bowel.
#include "anatomy/bowel_gas.hpp"

#include "anatomy/clearance.hpp"
#include "anatomy/spine.hpp"
#include "math/sdf.hpp"

#include <algorithm>
#include <array>
#include <memory>

namespace unkink::anatomy {
namespace {

using math::Vec3;

constexpr double kSpacing_mm = 4.0, kBlend_mm = 5.0;
constexpr double kWall_mm = 8.0;                          // of the belly, at least, around all gas
constexpr double kBoneGap_mm = 2.0, kColumnGap_mm = 8.0;  // vessels lie on the column
constexpr double kFlatness = 0.7;  // of its depth against its width: the patient lies on the belly
constexpr DecimationLimits kLimits{560, 0.2};

struct Bubble {
  Vec3 centre;  // mm, over the S1 endplate of the mean stature; +x left
  double radius_mm;
};
using Pocket = std::array<Bubble, 4>;

// [house] where colon and small bowel lie; sizes of usual gas shadows
constexpr double kMissing = -1e3;  // radius of a bubble that is not there
const std::array<Pocket, kBowelGasPockets> kPockets{{
    {{{{-99, -55, 8}, 17}, {{-103, -50, 31}, 19}, {{-102, -46, 56}, 16}, {{-98, -42, 77}, 12}}},
    {{{{98, -44, 122}, 11}, {{102, -46, 101}, 14}, {{103, -50, 79}, 13}, {{101, -54, 60}, 9}}},
    {{{{-46, -92, 139}, 13}, {{-23, -98, 132}, 16}, {{3, -100, 130}, 15}, {{26, -97, 136}, 11}}},
    {{{{-78, -88, 92}, 8}, {{-67, -92, 98}, 10}, {{-54, -93, 93}, 9}, {{0, 0, 0}, kMissing}}},
    {{{{84, -86, -2}, 9}, {{74, -90, -11}, 11}, {{61, -90, -12}, 10}, {{51, -87, -3}, 7}}},
    {{{{22, -22, -52}, 11}, {{8, -12, -64}, 15}, {{-4, 2, -80}, 13}, {{0, 0, 0}, kMissing}}},
}};

double distanceTo(const Pocket& pocket, const Vec3& p) {
  double d = 1e3;
  for (const Bubble& b : pocket) {
    if (b.radius_mm <= 0.0) continue;
    const Vec3 radii(b.radius_mm, kFlatness * b.radius_mm, b.radius_mm);
    d = math::sdf::smoothMin(d, math::sdf::ellipsoid(p - b.centre, radii), kBlend_mm);
  }
  return d;
}

/// The colon's flexures lie under the lowest ribs.
double clearOf(const std::vector<Part>& bones, double d, const Vec3& p) {
  for (const Part& bone : bones)
    if (bone.structure != Structure::kCancellous)
      d = givenWay(d, kBoneGap_mm, bone.bounds, p, bone.distance);
  return d;
}

/// A very lordotic spine comes far forwards.
double clearOf(const Spine& spine, double d, const Vec3& p) {
  for (int v = 0; v < kVertebraCount; ++v) {
    const auto id = static_cast<Vertebra>(v);
    d = givenWay(d, kColumnGap_mm, spine.boneBounds(id), p,
                 [&](const Vec3& at) { return spine.bone(id, at, false); });
  }
  return d;
}

}  // namespace

std::vector<Part> bowelGas(const Spine& spine, const std::vector<Part>& bones) {
  const double size = spine.trunkSize();
  const auto firm = std::make_shared<const std::vector<Part>>(bones);
  std::vector<Part> parts;
  for (std::size_t n = 0; n < kPockets.size(); ++n) {
    const Pocket& pocket = kPockets[n];
    Part part;
    part.structure = Structure::kBowelGas;
    part.index = static_cast<int>(n);
    part.spacing_mm = kSpacing_mm;
    part.limits = kLimits;
    for (const Bubble& b : pocket) {
      if (b.radius_mm <= 0.0) continue;
      const Vec3 reach(b.radius_mm + kBlend_mm);
      part.bounds.include(size * (b.centre - reach)).include(size * (b.centre + reach));
    }
    part.distance = [&spine, &pocket, size, firm](const Vec3& p) {
      const double d = size * distanceTo(pocket, p / size);
      return clearOf(spine, clearOf(*firm, std::max(d, spine.muscle(p) + kWall_mm), p), p);
    };
    part.tie = [&spine](const Vec3& p) { return spine.tieOfTrunk(p); };
    parts.push_back(std::move(part));
  }
  return parts;
}

}  // namespace unkink::anatomy
