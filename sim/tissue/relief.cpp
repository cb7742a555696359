// How a ligament thinned from behind gives way dorsally: the missing thickness, smoothed,
// approached in time.
#include "math/hash.hpp"
#include "tissue/body.hpp"

#include <algorithm>
#include <cmath>

namespace unkink::tissue {
namespace {

// The share of the missing thickness by which the layer that is left moves dorsally. A design
// default: no source measures it; it is chosen so that the default debulking widens the sac by
// about 9 mm2 (product.md).
constexpr double kYield = 0.95;
constexpr double kTimeConstant_s = 0.5;
constexpr float kSettled_mm = 0.01f;

/// Thickness of ligament gone along the dorsal direction at the map's columns, mm.
std::vector<float> missing_mm(const Base& base, const Carving& carving, float severity,
                              const Relief& relief) {
  constexpr int kStride = kReliefStride * kFiner;  // of the map, in finer samples
  static_assert(kBrickEdge % kStride == 0);
  const double h = base.fineSpacing_mm();
  const math::IVec3 lo = finerOf(relief.lo);
  std::vector<double> sum(relief.target_mm.size(), 0.0);
  BrickValues given;
  // y runs upward in every column, so that a sum does not depend on what was removed elsewhere
  for (const Carving::Place& place : Carving::changed({}, carving)) {
    if (place.channel != Channel::kLigament) continue;
    const Brick* gone = carving.find(place.channel, place.brick);
    base.fineBrick(place.channel, place.brick, severity, given);
    const math::IVec3 first = firstSampleOf(place.brick);
    for (int z = 0; z < kBrickEdge; z += kStride)
      for (int x = 0; x < kBrickEdge; x += kStride) {
        const int i = (first.x + x - lo.x) / kStride, k = (first.z + z - lo.z) / kStride;
        if (i >= relief.columns || k >= relief.rows) continue;
        double& column = sum[static_cast<std::size_t>(k * relief.columns + i)];
        for (int y = 0; y < kBrickEdge; ++y) {
          const std::size_t n = indexInBrick({x, y, z});
          const float before = given.mm[n], after = std::max(before, -gone->removed.mm[n]);
          column +=
              occupancy(static_cast<double>(before), h) - occupancy(static_cast<double>(after), h);
        }
      }
  }
  std::vector<float> out(sum.size());
  std::transform(sum.begin(), sum.end(), out.begin(),
                 [&](double samples) { return static_cast<float>(h * samples); });
  return out;
}

/// One pass of a 1-2-1 filter along both axes of the map.
void soften(std::vector<float>& map, int columns, int rows) {
  const auto at = [&](int i, int k) {
    return map[static_cast<std::size_t>(std::clamp(k, 0, rows - 1) * columns +
                                        std::clamp(i, 0, columns - 1))];
  };
  std::vector<float> out(map.size());
  for (int k = 0; k < rows; ++k)
    for (int i = 0; i < columns; ++i)
      out[static_cast<std::size_t>(k * columns + i)] =
          0.25f * at(i, k) + 0.125f * (at(i - 1, k) + at(i + 1, k) + at(i, k - 1) + at(i, k + 1)) +
          0.0625f * (at(i - 1, k - 1) + at(i + 1, k - 1) + at(i - 1, k + 1) + at(i + 1, k + 1));
  map.swap(out);
}

}  // namespace

Relief makeRelief(const Base& base) {
  const math::SampleBox& w = base.window();
  Relief relief;
  relief.lo = w.lo;
  relief.columns = w.size().x / kReliefStride;
  relief.rows = w.size().z / kReliefStride;
  relief.now_mm.assign(static_cast<std::size_t>(relief.columns * relief.rows), 0.0f);
  relief.target_mm = relief.now_mm;
  return relief;
}

void aimRelief(const Base& base, const Carving& carving, double severity, Relief& relief) {
  relief.target_mm = missing_mm(base, carving, static_cast<float>(severity), relief);
  for (float& v : relief.target_mm) v *= static_cast<float>(kYield);
  for (int pass = 0; pass < 5; ++pass) soften(relief.target_mm, relief.columns, relief.rows);
}

bool easeRelief(Relief& relief, double dt_s) {
  if (relief.settled()) return false;
  const auto share = static_cast<float>(1.0 - std::exp(-dt_s / kTimeConstant_s));
  for (std::size_t n = 0; n < relief.now_mm.size(); ++n) {
    float& now = relief.now_mm[n];
    const float to = relief.target_mm[n];
    now = std::abs(to - now) < kSettled_mm ? to : now + share * (to - now);
  }
  return true;
}

LiveLevels wholeLevels(const Bases& bases) {
  LiveLevels live;
  for (std::size_t l = 0; l < live.size(); ++l)
    if (bases[l]) live[l].relief = makeRelief(*bases[l]);
  return live;
}

void aimRelief(const Bases& bases, double severity, LiveLevels& live) {
  for (std::size_t l = 0; l < live.size(); ++l)
    if (!live[l].carving.empty()) aimRelief(*bases[l], live[l].carving, severity, live[l].relief);
}

bool easeRelief(LiveLevels& live, double dt_s) {
  bool moved = false;
  for (Live& level : live) moved = easeRelief(level.relief, dt_s) || moved;
  return moved;
}

std::uint64_t hashOf(const Live& live) {
  math::Hash h;
  h.add(live.carving.hash());
  for (const float drift : live.relief.now_mm) h.add(drift);
  return h.value();
}

}  // namespace unkink::tissue
