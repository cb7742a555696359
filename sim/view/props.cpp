// Draping: the skin's own field, thickened, let fall at the sides, opened over the back.
#include "view/props.hpp"

#include "math/field.hpp"
#include "math/sdf.hpp"
#include "operation/table.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace unkink::view {
namespace {

using math::Vec3;

constexpr double kOffSkin_mm = 5.0;
constexpr double kWindowHalfWidth_mm = 92.0;
constexpr double kWindowBelow_mm = 78.0, kWindowAbove_mm = 96.0;  // of the level
constexpr double kSpacing_mm = 5.0;

/// The trunk as a sheet lies on it, that bridges what is hollow along the body: the mean of the
/// distances over some length, and nowhere inside the trunk itself.
double bridged(const anatomy::Spine& spine, const Vec3& p) {
  constexpr std::array<double, 4> kAlong_mm{-45.0, -20.0, 20.0, 45.0};
  const double here = spine.trunk(p);
  double mean = here;
  for (const double along : kAlong_mm) mean += spine.trunk(p + Vec3(0.0, 0.0, along));
  mean /= static_cast<double>(kAlong_mm.size() + 1);
  return math::sdf::smoothMin(here, mean, 12.0);
}

math::Mesh boxMesh(const math::Box& box, double rounding) {
  const Vec3 centre = box.centre(), half = 0.5 * box.size();
  const math::SampleBox owned = math::sampleBoxAround(box, 8.0, 1);
  return math::surfaceNets(math::sample(owned.grown(1), 8.0,
                                        [&](const Vec3& p) {
                                          return math::sdf::roundedBox(p - centre, half, rounding);
                                        }),
                           owned);
}

/// Pulls the window's edge straight, which is coarser than the sheet's lattice shows it.
template <class Window>
void trimEdge(math::Mesh& sheet, double middle, const Window& window) {
  constexpr double kReach_mm = 1.2 * kSpacing_mm, kStep_mm = 0.5;
  for (math::Vertex& v : sheet.vertices) {
    const Vec3 p(v.position);
    const double from = window(p);
    if (p.y < middle || std::abs(from) > kReach_mm) continue;
    const Vec3 out = Vec3(window(p + Vec3(kStep_mm, 0, 0)) - window(p - Vec3(kStep_mm, 0, 0)), 0.0,
                          window(p + Vec3(0, 0, kStep_mm)) - window(p - Vec3(0, 0, kStep_mm))) /
                     (2.0 * kStep_mm);
    v.position = math::Vec3f(p - from * out);
  }
}

}  // namespace

math::Mesh makeTable(const anatomy::Spine& spine) {
  return boxMesh(operation::tableTop(spine), 18.0);
}

Props makeProps(const anatomy::Spine& spine, anatomy::Level level) {
  const math::Box body = spine.trunkBounds();
  const double table = operation::tableTop(spine).hi.y;
  const double middle = body.centre().y;
  const double z = spine.landmarks(level).canalCentre.z;
  const auto window = [&](const Vec3& p) {
    const Vec3 from(p.x, 0.0, p.z - (z + 0.5 * (kWindowAbove_mm - kWindowBelow_mm)));
    return math::sdf::roundedBox(
        from, {kWindowHalfWidth_mm, 400.0, 0.5 * (kWindowAbove_mm + kWindowBelow_mm)}, 14.0);
  };
  const auto drape = [&](const Vec3& p) {
    // below its widest the sheet falls straight to the table; past the ends of the modelled trunk
    // it goes on
    const Vec3 over(p.x, std::max(p.y, middle),
                    std::clamp(p.z, body.lo.z + 45.0, body.hi.z - 45.0));
    const double sheet = std::abs(bridged(spine, over) - kOffSkin_mm) - 1.6 * kSpacing_mm * 0.5;
    const double floor = table - p.y,
                 ends = std::abs(p.z - body.centre().z) - 0.5 * body.size().z - 60.0;
    const bool behind = p.y > middle;
    return std::max({sheet, floor, ends, behind ? -window(p) : -1e3});
  };
  math::Box bounds = body.grown(12.0);
  bounds.lo.z -= 62.0;
  bounds.hi.z += 62.0;
  bounds.lo.y = table - 2.0;
  const math::SampleBox owned = math::sampleBoxAround(bounds, kSpacing_mm, 1);
  Props props;
  props.drape = math::surfaceNets(math::sample(owned.grown(1), kSpacing_mm, drape), owned);
  trimEdge(props.drape, middle, window);
  for (math::Vertex& v : props.drape.vertices) {
    const anatomy::Tie tie = spine.tieOfTrunk(Vec3(v.position));
    v.chain = static_cast<float>(tie.chain);
  }
  props.bolster = boxMesh({{-200.0, table, z - 60.0}, {200.0, table + 60.0, z + 70.0}}, 28.0);
  return props;
}

}  // namespace unkink::view
