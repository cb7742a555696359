// Flow of the contrast layer: pairs of neighbouring cells settle, colour by colour.
#include "fluoro/contrast.hpp"

#include "math/hash.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <numeric>
#include <utility>

namespace unkink::fluoro {

namespace {

constexpr double kMm3PerMl = 1000.0;
constexpr double kConductance_perS = 6000.0;  // mm3/s per unit of fill through a square 1 mm thick
constexpr double kLeastGap_mm = 0.05;         // below it a cell neither holds nor passes contrast
constexpr double kRestVolume_mm3 = 2e-3;      // the layer rests when no pair moves more in a sweep
constexpr double kLeastVolume_mm3 = 0.01;     // less in all is nothing
constexpr double kOpensSleeve = 0.2;  // of fill above rest: it takes what is pushed in; house
constexpr double kHolds = 0.001;      // of fill: a lesser drop from cell to cell moves nothing
constexpr double kRuns_mm3_s = 12.0;  // through any one side of a cell; slower it seeps; house
constexpr int kSweeps = 12;

}  // namespace

/// One spread at work.
///
/// Model: two neighbours exchange towards equal pressure as if alone, by an implicit step that is
/// stable for any dt; sweeps over pairs that share no cell make up the flow. What leaves one cell
/// enters the other, so no contrast is made or lost, and none becomes negative.
struct ContrastLayer::Flow {
  Flow(ContrastLayer& whole, double dt_s) : layer(whole), sweep_s(dt_s / kSweeps) {
    findRows();
    perCapacity.resize(layer.volume_mm3_.size());
    resistance.resize(layer.volume_mm3_.size());
    for (std::size_t i = index(firstRow, 0); i < index(endRow, 0); ++i) {
      const double gap = std::max(static_cast<double>(layer.gap_mm_[i]), kLeastGap_mm);
      perCapacity[i] = 1.0 / (gap * layer.area_mm2(static_cast<int>(i) / kAngleCells));
      resistance[i] = resistanceOf(gap);
    }
    for (std::size_t n = 0; n < layer.sleeves_.size(); ++n) {
      perCapacity[layer.cellCount() + n] = 1.0 / layer.sleeves_[n].capacity_mm3;
      resistance[layer.cellCount() + n] = resistanceOf(layer.sleeves_[n].gap_mm);
    }
  }

  static double resistanceOf(double gap) { return 0.5 / (kConductance_perS * gap * gap * gap); }

  void run() {
    for (int sweep = 0; sweep < kSweeps; ++sweep) {
      for (const int parity : {0, 1}) alongCanal(parity);
      for (const int parity : {0, 1}) aroundSac(parity);
      intoSleeves();
    }
  }

  /// The rows that contrast can reach in this tick.
  void findRows() {
    const auto v = layer.volumes_mm3().first(layer.cellCount());
    const auto filled = [](double volume) { return volume > 0.0; };
    const auto first = std::find_if(v.begin(), v.end(), filled) - v.begin();
    const auto last = v.rend() - std::find_if(v.rbegin(), v.rend(), filled);
    firstRow = std::max(0, static_cast<int>(first) / kAngleCells - kSweeps);
    endRow = std::min(layer.stationCount(), static_cast<int>(last) / kAngleCells + 1 + kSweeps);
  }

  void alongCanal(int parity) {
    for (int row = firstRow + (firstRow + parity) % 2; row + 1 < endRow; row += 2) {
      const auto r = static_cast<std::size_t>(row);
      const double width = 0.5 * (layer.cellWidth_mm_[r] + layer.cellWidth_mm_[r + 1]);
      for (int cell = 0; cell < kAngleCells; ++cell)
        exchange(index(row, cell), index(row + 1, cell), width / kStationSpacing_mm);
    }
  }

  void aroundSac(int parity) {
    for (int row = firstRow; row < endRow; ++row) {
      const double shape = kStationSpacing_mm / layer.cellWidth_mm_[static_cast<std::size_t>(row)];
      for (int cell = parity; cell + 1 < kAngleCells; cell += 2)
        exchange(index(row, cell), index(row, cell + 1), shape);
    }
  }

  /// One way: a sleeve opens to what presses, and closes behind it.
  void intoSleeves() {
    for (std::size_t n = 0; n < layer.sleeves_.size(); ++n) {
      const Sleeve& sleeve = layer.sleeves_[n];
      if (sleeve.station < firstRow || sleeve.station >= endRow) continue;
      const std::size_t from = index(sleeve.station, sleeve.cell), to = layer.cellCount() + n;
      if (pressure(from) > pressure(to) + kOpensSleeve) exchange(from, to, 1.0);
    }
  }

  double pressure(std::size_t i) const {
    return std::max(layer.volume_mm3_[i] * perCapacity[i] - kRestFill, 0.0);
  }

  /// \param shape   width over length of the way between the cells' middles
  void exchange(std::size_t a, std::size_t b, double shape) {
    const double drop = pressure(a) - pressure(b);
    if (std::abs(drop) <= kHolds) return;
    const double flow = shape * sweep_s / (resistance[a] + resistance[b]);
    const double moved_mm3 = drop * flow / (1.0 + flow * (perCapacity[a] + perCapacity[b]));
    layer.volume_mm3_[a] -= moved_mm3;
    layer.volume_mm3_[b] += moved_mm3;
    most_mm3 = std::max(most_mm3, std::abs(moved_mm3));
  }

  ContrastLayer& layer;
  double sweep_s;
  int firstRow = 0, endRow = 0;
  std::vector<double> perCapacity;  // 1/mm3: fill per volume
  std::vector<double> resistance;   // of half a cell, lubrication
  double most_mm3 = 0.0;
};

ContrastLayer::ContrastLayer(std::span<const double> cellWidth_mm)
    : cellWidth_mm_(cellWidth_mm.begin(), cellWidth_mm.end()),
      volume_mm3_(cellWidth_mm.size() * kAngleCells, 0.0) {
  assert(std::all_of(cellWidth_mm_.begin(), cellWidth_mm_.end(), [](double w) { return w > 0.0; }));
}

int ContrastLayer::cellAt(units::Deg angle) {
  const double place = 0.5 * (angle.value / kHalfSpan.value + 1.0) * kAngleCells;
  return std::clamp(static_cast<int>(std::floor(place)), 0, kAngleCells - 1);
}

void ContrastLayer::open(std::vector<Sleeve> sleeves) {
  volume_mm3_.resize(cellCount());
  sleeves_ = std::move(sleeves);
  volume_mm3_.resize(cellCount() + sleeves_.size(), 0.0);
  atRest_ = empty_;
}

void ContrastLayer::inject(int station, int cell, double volume_mL) {
  assert(station >= 0 && station < stationCount() && cell >= 0 && cell < kAngleCells);
  assert(volume_mL >= 0.0);
  std::vector<std::size_t> around;
  for (int s = std::max(station - 1, 0); s <= std::min(station + 1, stationCount() - 1); ++s)
    for (int c = std::max(cell - 1, 0); c <= std::min(cell + 1, kAngleCells - 1); ++c)
      around.push_back(index(s, c));
  for (const std::size_t i : around)
    volume_mm3_[i] += volume_mL * kMm3PerMl / static_cast<double>(around.size());
  atRest_ = false;
  runs_ = true;
  empty_ = empty_ && volume_mL <= 0.0;
  ++version_;
}

bool ContrastLayer::wakesIn(std::uint64_t gapKey) {
  const bool wakes = !empty_ && (!atRest_ || gapKey != gapKey_);
  gapKey_ = gapKey;
  return wakes;
}

bool ContrastLayer::press() {
  GapMap now(cellCount());
  float most = 0.0f, change = 0.0f;
  for (int s = 0; s < stationCount(); ++s)
    for (int c = 0; c < kAngleCells; ++c) {
      const std::size_t i = index(s, c);
      now[i] = static_cast<float>(std::min(kTakesRoom * thickness_mm(s, c), kMostRoom_mm));
      most = std::max(most, now[i]);
      change = std::max(change, std::abs(now[i] - (roomKey_ == 0 ? 0.0f : room_mm_[i])));
    }
  const bool none = most < kNoticed_mm;
  const double noticed_mm = runs_ || atRest_ ? kNoticed_mm : kNoticedLate_mm;
  if (none ? roomKey_ == 0 : change < noticed_mm) return false;
  room_mm_ = none ? GapMap{} : std::move(now);
  math::Hash hash;
  for (const float room : room_mm_) hash.add(room);
  roomKey_ = none ? 0 : hash.value();
  return true;
}

bool ContrastLayer::spread(const GapMap& gap_mm, double dt_s) {
  assert(gap_mm.size() == cellCount());
  if (empty_) return false;
  if (gap_mm != gap_mm_) {
    gap_mm_ = gap_mm;
    atRest_ = false;
  }
  if (atRest_) return runs_ = false;
  Flow flow(*this, dt_s);
  flow.run();
  atRest_ = flow.most_mm3 < kRestVolume_mm3;
  runs_ = flow.most_mm3 > kRuns_mm3_s * flow.sweep_s;
  if (flow.most_mm3 > 0.0) ++version_;
  return flow.most_mm3 > 0.0;
}

void ContrastLayer::washout(double dt_s, double halfTime_s) {
  if (empty_) return;
  const double keep = std::exp2(-dt_s / halfTime_s);
  for (double& v : volume_mm3_) v *= keep;
  if (volume_mL() * kMm3PerMl < kLeastVolume_mm3) {
    std::fill(volume_mm3_.begin(), volume_mm3_.end(), 0.0);
    empty_ = atRest_ = true;
    runs_ = false;
  }
  ++version_;
}

double ContrastLayer::volume_mL() const {
  return std::accumulate(volume_mm3_.begin(), volume_mm3_.end(), 0.0) / kMm3PerMl;
}

double ContrastLayer::thickness_mm(int station, int cell) const {
  return volume_mm3_[index(station, cell)] / area_mm2(station);
}

}  // namespace unkink::fluoro
