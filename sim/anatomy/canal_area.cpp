// A flood fill in the plane of the canal's axis.
#include "anatomy/canal_area.hpp"

#include <algorithm>
#include <array>
#include <vector>

namespace unkink::anatomy {
namespace {

using math::Vec3;

constexpr double kRaster_mm = 0.25;
constexpr int kHalf = 64;           // raster half size: 16 mm
constexpr double kRecess_mm = 9.5;  // the central canal ends where the ligament meets the facets
constexpr double kCleft_mm = 0.7;   // half width that the cleft surely has not
constexpr double kDorsalLimit_mm = 15.0;  // behind the axis

/// Distance to whatever bounds the canal at a severity; the cleft between the ligament's halves
/// counts as closed.
double boundary(const Spine& spine, Level l, const Vec3& p, double severity) {
  const auto mixed = [&](auto field) {
    const double healthy = field(false);
    return severity > 0.0 ? healthy + severity * (field(true) - healthy) : healthy;
  };
  const Vec3 beside(std::max(std::abs(p.x), kCleft_mm), p.y, p.z);
  return std::min({mixed([&](bool e) { return spine.bone(upperVertebra(l), p, e); }),
                   mixed([&](bool e) { return spine.bone(lowerVertebra(l), p, e); }),
                   mixed([&](bool e) { return spine.disc(l, p, e); }),
                   mixed([&](bool e) { return spine.ligamentumFlavum(l, beside, e); })});
}

}  // namespace

const CanalStation& stationAtDisc(const Spine& spine, Level level) {
  const auto& frame = spine.segment(level).segmentFromMaterial;
  return *std::min_element(spine.canal().begin(), spine.canal().end(),
                           [&](const auto& a, const auto& b) {
                             return std::abs((frame * a.centre).z) < std::abs((frame * b.centre).z);
                           });
}

double freeCanalArea_mm2(const Spine& spine, Level level, double severity) {
  const CanalStation& s = stationAtDisc(spine, level);
  constexpr int kSide = 2 * kHalf + 1;
  std::vector<char> seen(static_cast<std::size_t>(kSide) * kSide, 0);
  std::vector<std::array<int, 2>> todo{{0, 0}};
  std::size_t count = 0;
  while (!todo.empty()) {
    const auto [i, j] = todo.back();
    todo.pop_back();
    if (std::abs(i) > kHalf || std::abs(j) > kHalf) continue;
    char& mark = seen[static_cast<std::size_t>((j + kHalf) * kSide + i + kHalf)];
    const double x = i * kRaster_mm, y = j * kRaster_mm;
    if (mark || std::abs(x) > kRecess_mm || y > kDorsalLimit_mm) continue;
    mark = 1;
    if (boundary(spine, level, s.centre + x * s.left + y * s.dorsal, severity) <= 0.0) continue;
    ++count;
    for (const auto& [di, dj] :
         {std::array{1, 0}, std::array{-1, 0}, std::array{0, 1}, std::array{0, -1}})
      todo.push_back({i + di, j + dj});
  }
  return static_cast<double>(count) * kRaster_mm * kRaster_mm;
}

}  // namespace unkink::anatomy
