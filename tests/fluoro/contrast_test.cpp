// The epidurogram: nothing is lost, both sides alike, and narrow places show.
#include "fluoro/contrast.hpp"

#include "fluoro/fat_lobules.hpp"
#include "fluoro/stray_contrast.hpp"
#include "support/catch.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

using namespace unkink;
using namespace unkink::fluoro;
using namespace unkink::units::literals;

namespace {

constexpr int kStations = 140;
constexpr int kCells = ContrastLayer::kAngleCells;
constexpr double kRadius_mm = 7.5;
constexpr double kTick_s = 1.0 / 60.0;

ContrastLayer emptyLayer() {
  const double span = 2.0 * units::Rad(ContrastLayer::kHalfSpan).value;
  return ContrastLayer(std::vector<double>(kStations, kRadius_mm * span / kCells));
}

GapMap evenGap(float gap_mm) { return GapMap(kStations * kCells, gap_mm); }

/// A gap that narrows around one station.
GapMap gapNarrowAt(int station, float narrow_mm) {
  GapMap gap = evenGap(1.2f);
  for (int s = station - 4; s <= station + 4; ++s)
    for (int c = 0; c < kCells; ++c) gap[ContrastLayer::index(s, c)] = narrow_mm;
  return gap;
}

/// Injects over some seconds at the usual rate and lets the layer come to rest.
void injectAndSettle(ContrastLayer& layer, const GapMap& gap, int station, int cell,
                     double volume_mL) {
  constexpr double kRate_mLPerS = 0.5;
  const int ticks = static_cast<int>(volume_mL / kRate_mLPerS / kTick_s);
  for (int i = 0; i < ticks; ++i) {
    layer.inject(station, cell, volume_mL / ticks);
    layer.spread(gap, kTick_s);
  }
  for (int i = 0; i < 60 * 60 && !layer.atRest(); ++i) layer.spread(gap, kTick_s);
}

double meanThickness_mm(const ContrastLayer& layer, int station) {
  double sum = 0.0;
  for (int c = 0; c < kCells; ++c) sum += layer.thickness_mm(station, c);
  return sum / kCells;
}

int filledStations(const ContrastLayer& layer) {
  int count = 0;
  for (int s = 0; s < layer.stationCount(); ++s) count += meanThickness_mm(layer, s) > 0.1 ? 1 : 0;
  return count;
}

/// The inner surface: half a tube around z, dorsal +y.
std::vector<math::Vertex> tubeCorners(bool mirrored) {
  std::vector<math::Vertex> corners;
  for (int s = 0; s <= kStations; ++s)
    for (int c = 0; c <= kCells; ++c) {
      const units::Rad a = units::Deg(ContrastLayer::kHalfSpan.value * (2.0 * c / kCells - 1.0));
      const math::Vec3 n(std::sin(a.value), std::cos(a.value), 0.0);
      const math::Vec3 p = kRadius_mm * n + math::Vec3(0, 0, (mirrored ? -1.5 : 1.5) * s);
      corners.push_back({math::Vec3f(p), math::Vec3f(n), 0.01f * static_cast<float>(s), 0.0f});
    }
  return corners;
}

}  // namespace

TEST_CASE("cells and angles correspond, positive towards the patient's left") {
  for (int c = 0; c < kCells; ++c) CHECK(ContrastLayer::cellAt(ContrastLayer::angleOf(c)) == c);
  CHECK(ContrastLayer::cellAt(-170_deg) == 0);
  CHECK(ContrastLayer::cellAt(170_deg) == kCells - 1);
  CHECK(ContrastLayer::angleOf(0).value < 0.0);
}

TEST_CASE("spreading neither makes nor loses contrast, nor lets any cell go below nothing") {
  ContrastLayer layer = emptyLayer();
  GapMap gap = gapNarrowAt(75, 0.02f);
  for (std::size_t i = 0; i < gap.size(); i += 7) gap[i] = 0.0f;
  double injected = 0.0;
  for (int i = 0; i < 600; ++i) {
    if (i < 300) layer.inject(70, 14, 0.01), injected += 0.01;
    layer.spread(gap, i % 100 == 0 ? 1.0 : kTick_s);
  }
  CHECK(layer.volume_mL() == Approx(injected).epsilon(1e-9));
  for (const double v : layer.volumes_mm3()) REQUIRE(v >= 0.0);
}

TEST_CASE("3 mL spreads over a few levels within seconds and comes to rest") {
  ContrastLayer layer = emptyLayer();
  injectAndSettle(layer, evenGap(1.2f), 70, 12, 3.0);
  INFO(filledStations(layer) * ContrastLayer::kStationSpacing_mm << " mm");
  CHECK(layer.atRest());
  CHECK(filledStations(layer) * ContrastLayer::kStationSpacing_mm > 60.0);
  CHECK(filledStations(layer) * ContrastLayer::kStationSpacing_mm < 200.0);
  CHECK(layer.thickness_mm(70, 12) == Approx(ContrastLayer::kRestFill * 1.2).epsilon(0.08));
}

TEST_CASE("an even gap fills alike to the left and the right") {
  // injected on the mid-line: once just left of it, once just right
  ContrastLayer left = emptyLayer(), right = emptyLayer();
  injectAndSettle(left, evenGap(1.0f), 70, 12, 2.0);
  injectAndSettle(right, evenGap(1.0f), 70, 11, 2.0);
  for (int s = 0; s < kStations; ++s)
    for (int c = 0; c < kCells; ++c)
      REQUIRE(left.thickness_mm(s, c) == right.thickness_mm(s, kCells - 1 - c));
}

TEST_CASE("an even gap fills alike towards head and feet") {
  ContrastLayer layer = emptyLayer();
  injectAndSettle(layer, evenGap(1.0f), 70, 12, 2.0);
  for (const int away : {5, 10, 15, 20})
    CHECK(meanThickness_mm(layer, 70 + away) ==
          Approx(meanThickness_mm(layer, 70 - away)).margin(0.02));
}

TEST_CASE("a side injection stays mostly on its side") {
  ContrastLayer layer = emptyLayer();
  injectAndSettle(layer, evenGap(1.2f), 70, 20, 0.5);
  CHECK(layer.thickness_mm(70, 20) > 0.5);
  CHECK(layer.thickness_mm(70, 2) < 0.05);
}

TEST_CASE("a narrow place thins the stripe, a closed one cuts it off") {
  ContrastLayer open = emptyLayer(), narrow = emptyLayer(), closed = emptyLayer();
  injectAndSettle(open, evenGap(1.2f), 70, 12, 3.0);
  injectAndSettle(narrow, gapNarrowAt(85, 0.4f), 70, 12, 3.0);
  injectAndSettle(closed, gapNarrowAt(85, 0.0f), 70, 12, 3.0);
  CHECK(meanThickness_mm(narrow, 85) < 0.5 * meanThickness_mm(open, 85));
  CHECK(meanThickness_mm(narrow, 85) > 0.1);
  CHECK(meanThickness_mm(closed, 85) < 0.06);
  CHECK(meanThickness_mm(closed, 92) < 0.3 * meanThickness_mm(open, 92));
}

TEST_CASE("relieving the narrowing lets the stripe widen again") {
  ContrastLayer layer = emptyLayer();
  injectAndSettle(layer, gapNarrowAt(80, 0.3f), 70, 12, 3.0);
  const double before = meanThickness_mm(layer, 80);
  injectAndSettle(layer, evenGap(1.2f), 70, 12, 1.0);
  CHECK(meanThickness_mm(layer, 80) > 1.5 * before);
}

TEST_CASE("a layer at rest sleeps until contrast or gap changes") {
  ContrastLayer layer = emptyLayer();
  CHECK_FALSE(layer.spread(evenGap(1.0f), kTick_s));
  injectAndSettle(layer, evenGap(1.0f), 70, 12, 1.0);
  const std::uint64_t version = layer.version();
  CHECK_FALSE(layer.spread(evenGap(1.0f), kTick_s));
  CHECK(layer.version() == version);
  CHECK(layer.spread(evenGap(0.5f), kTick_s));
  CHECK(layer.version() != version);
}

TEST_CASE("washout halves the stripe in its half time, whatever the steps") {
  ContrastLayer layer = emptyLayer();
  layer.inject(70, 12, 2.0);
  ContrastLayer once = layer;
  for (int i = 0; i < 480 * 60; ++i) layer.washout(kTick_s);
  once.washout(480.0);
  CHECK(layer.volume_mL() == Approx(1.0));
  CHECK(once.volume_mL() == Approx(1.0));
}

TEST_CASE("a copied layer goes its own way and ends the same") {
  ContrastLayer layer = emptyLayer();
  injectAndSettle(layer, evenGap(1.0f), 70, 12, 1.0);
  ContrastLayer copy = layer;
  injectAndSettle(layer, gapNarrowAt(75, 0.3f), 60, 3, 1.0);
  CHECK(copy.volume_mL() == Approx(1.0));
  injectAndSettle(copy, gapNarrowAt(75, 0.3f), 60, 3, 1.0);
  for (std::size_t i = 0; i < layer.cellCount(); ++i)
    REQUIRE(layer.volumes_mm3()[i] == copy.volumes_mm3()[i]);
}

TEST_CASE("the layer's mesh is closed and holds the layer's volume, wherever it lies") {
  const bool mirrored = GENERATE(false, true);
  ContrastLayer layer = emptyLayer();
  injectAndSettle(layer, gapNarrowAt(80, 0.3f), 70, 14, 3.0);
  injectAndSettle(layer, evenGap(1.2f), 2, 0, 0.3);  // reaches the grid's border
  const math::Mesh mesh = contrastMesh(layer, tubeCorners(mirrored));
  CHECK(mesh.triangleCount() > 1000);
  CHECK(math::openEdgeCount(mesh) == 0);
  // outward of a curved surface a layer holds a little more than area times thickness
  CHECK(math::volume(mesh) == Approx(1000.0 * layer.volume_mL()).epsilon(0.08));
  CHECK(mesh.vertices.back().chain > 0.0f);
}

TEST_CASE("patches that touch at a corner still make a closed mesh") {
  ContrastLayer layer = emptyLayer();
  layer.inject(10, 4, 0.1);
  layer.inject(13, 7, 0.1);  // 3 x 3 cells each: the corner (12, 6) in common
  const math::Mesh mesh = contrastMesh(layer, tubeCorners(false));
  CHECK(math::openEdgeCount(mesh) == 0);
  CHECK(contrastMesh(emptyLayer(), tubeCorners(false)).indices.empty());
}

TEST_CASE("a layer takes room in proportion to its thickness, and none once it is washed out") {
  ContrastLayer layer = emptyLayer();
  CHECK_FALSE(layer.press());
  CHECK(layer.roomKey() == 0);
  injectAndSettle(layer, evenGap(1.2f), 70, 12, 2.0);
  REQUIRE(layer.press());
  for (int c = 0; c < kCells; ++c)
    REQUIRE(static_cast<double>(layer.room_mm()[ContrastLayer::index(70, c)]) ==
            Approx(ContrastLayer::kTakesRoom * layer.thickness_mm(70, c)));
  const std::uint64_t key = layer.roomKey();
  CHECK(key != 0);
  layer.washout(1.0);  // not worth waking a sac for
  CHECK_FALSE(layer.press());
  CHECK(layer.roomKey() == key);
  layer.washout(ContrastLayer::kHalfTime_s);
  CHECK(layer.press());
  CHECK(layer.roomKey() != key);
  layer.washout(20.0 * ContrastLayer::kHalfTime_s);
  CHECK(layer.press());
  CHECK(layer.roomKey() == 0);
  layer.washout(20.0 * ContrastLayer::kHalfTime_s);
  CHECK(layer.empty());
  CHECK(layer.volume_mL() == 0.0);
}

TEST_CASE("a layer asleep wakes in another gap alone") {
  ContrastLayer layer = emptyLayer();
  CHECK_FALSE(layer.wakesIn(1));
  injectAndSettle(layer, evenGap(1.0f), 70, 12, 1.0);
  CHECK(layer.wakesIn(2));
  CHECK_FALSE(layer.wakesIn(2));
  layer.inject(70, 12, 0.1);
  CHECK(layer.wakesIn(2));
}

TEST_CASE("misplaced contrast is there or gone, wherever it was given and however time passes") {
  StrayContrast stray;
  const auto place =
      GENERATE(ContrastPlace::kOutside, ContrastPlace::kIntrathecal, ContrastPlace::kSubdural,
               ContrastPlace::kVascular, ContrastPlace::kSoftTissue);
  for (int n = 0; n < 120; ++n) {
    stray.inject(place, anatomy::Tissue::kMuscle, {0, 0, 0}, 0.01);
    stray.pass(kTick_s);
  }
  CHECK(stray.given_mL == Approx(1.2));
  CHECK(stray.volume_mL() + stray.gone_mL == Approx(stray.given_mL).epsilon(1e-12));
  CHECK(stray.deposits.size() == (place == ContrastPlace::kOutside ? 0u : 1u));
  const double before = stray.volume_mL();
  StrayContrast once = stray;
  once.pass(halfTime_s(place));
  CHECK(once.volume_mL() == Approx(0.5 * before));
  for (int n = 0; n < 600; ++n) stray.pass(kTick_s);
  CHECK(stray.volume_mL() + stray.gone_mL == Approx(stray.given_mL).epsilon(1e-12));
  // ten seconds are long in a vein, nothing elsewhere
  if (place == ContrastPlace::kVascular)
    CHECK(stray.volume_mL() < 0.01 * before);
  else
    CHECK(stray.volume_mL() >= 0.99 * before);
}

TEST_CASE("a tip that is moved leaves what it gave and begins anew") {
  StrayContrast stray;
  stray.inject(ContrastPlace::kSoftTissue, anatomy::Tissue::kMuscle, {0, 0, 0}, 0.2);
  stray.inject(ContrastPlace::kSoftTissue, anatomy::Tissue::kMuscle, {0, 0, 0.5}, 0.2);
  stray.inject(ContrastPlace::kSoftTissue, anatomy::Tissue::kMuscle, {0, 0, 9}, 0.2);
  stray.inject(ContrastPlace::kSubdural, anatomy::Tissue::kThecalSac, {0, 0, 9}, 0.2);
  CHECK(stray.deposits.size() == 3);
  CHECK(stray.volume_mL() == Approx(0.8));
}

TEST_CASE("what is given again adds to what washout left, and reaches farther") {
  ContrastLayer layer = emptyLayer();
  injectAndSettle(layer, evenGap(1.2f), 70, 12, 1.0);
  const int before = filledStations(layer);
  layer.washout(ContrastLayer::kHalfTime_s);
  CHECK(layer.volume_mL() == Approx(0.5).epsilon(1e-6));
  injectAndSettle(layer, evenGap(1.2f), 70, 12, 2.0);
  CHECK(layer.volume_mL() == Approx(2.5).epsilon(1e-6));
  CHECK(filledStations(layer) > 1.5 * before);
}

TEST_CASE("contrast finds no more room than the gap has, and more in a wider one, but not faster") {
  const FatPattern pattern = fatPattern(kStations, 1);
  GapMap before = roomForContrast_mm(evenGap(0.0f), pattern);
  for (float gap_mm = 0.1f; gap_mm < 6.0f; gap_mm += 0.1f) {
    const GapMap room = roomForContrast_mm(evenGap(gap_mm), pattern);
    for (std::size_t i = 0; i < room.size(); ++i) {
      REQUIRE(room[i] <= gap_mm);
      REQUIRE(room[i] >= before[i]);
      REQUIRE(room[i] - before[i] < 0.1001f);  // else a layer that presses the sac would not rest
    }
    before = room;
  }
}

TEST_CASE("fat takes contrast in lobules, some millimetres wide, in each patient otherwise") {
  const FatPattern one = fatPattern(kStations, 1), other = fatPattern(kStations, 2);
  CHECK(fatPattern(kStations, 1) == one);
  CHECK(other != one);
  const auto lo = *std::ranges::min_element(one), hi = *std::ranges::max_element(one);
  CHECK(hi > 10.0f * lo);
  // alike next door, not three cells or four stations away
  const auto meanChange = [&](int rows, int cells) {
    double sum = 0.0, count = 0.0;
    for (int s = 0; s + rows < kStations; ++s)
      for (int c = 0; c + cells < kCells / 2 - 1; ++c, ++count)
        sum += std::abs(one[ContrastLayer::index(s + rows, c + cells)] -
                        one[ContrastLayer::index(s, c)]);
    return sum / count / static_cast<double>(hi - lo);
  };
  CHECK(meanChange(1, 0) < 0.6 * meanChange(4, 0));
  CHECK(meanChange(0, 1) < 0.7 * meanChange(0, 3));
}

TEST_CASE("a septum parts what lies in the mid-line, and leaves ways through") {
  const FatPattern pattern = fatPattern(kStations, 1);
  int parted = 0, open = 0;
  for (int s = 0; s < kStations; ++s) {
    const float middle = pattern[ContrastLayer::index(s, kCells / 2)];
    (middle < 0.02f ? parted : open) += 1;
  }
  CHECK(parted > kStations / 4);
  CHECK(open > kStations / 10);
  // given beside the mid-line, most stays there
  ContrastLayer layer = emptyLayer();
  injectAndSettle(layer, roomForContrast_mm(evenGap(2.5f), pattern), 70, 16, 1.0);
  double left = 0.0, right = 0.0;
  for (int s = 0; s < kStations; ++s)
    for (int c = 0; c < kCells; ++c) (c < kCells / 2 ? right : left) += layer.thickness_mm(s, c);
  CHECK(left > 1.5 * right);
  CHECK(right > 0.0);
}

TEST_CASE("patchy fat loses no contrast either") {
  ContrastLayer layer = emptyLayer();
  injectAndSettle(layer, roomForContrast_mm(evenGap(3.0f), fatPattern(kStations, 3)), 70, 13, 3.0);
  CHECK(layer.atRest());
  CHECK(layer.volume_mL() == Approx(3.0).epsilon(1e-9));
}

TEST_CASE("along a root contrast runs out of the layer, none of it lost, least in a tight sleeve") {
  ContrastLayer layer = emptyLayer();
  layer.open({{70, 20, 0.6, 60.0}, {70, 3, 0.25, 60.0}, {20, 20, 0.6, 60.0}});
  constexpr int kTicks = 120;
  for (int i = 0; i < kTicks; ++i) {
    layer.inject(70, 12, 2.0 / kTicks);
    layer.spread(evenGap(1.2f), kTick_s);
  }
  CHECK(layer.inSleeve_mm3(0) > layer.inSleeve_mm3(1));
  for (int i = 0; i < 3600 && !layer.atRest(); ++i) layer.spread(evenGap(1.2f), kTick_s);
  CHECK(layer.atRest());
  CHECK(layer.volume_mL() == Approx(2.0).epsilon(1e-9));
  CHECK(layer.inSleeve_mm3(0) == Approx(ContrastLayer::kRestFill * 60.0).epsilon(0.2));
  CHECK(layer.inSleeve_mm3(2) == 0.0);  // contrast has not come there
  layer.washout(ContrastLayer::kHalfTime_s);
  CHECK(layer.inSleeve_mm3(0) == Approx(0.5 * ContrastLayer::kRestFill * 60.0).epsilon(0.2));
}
