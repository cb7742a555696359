// The sac's laws in the default patient, over many bites: it lies in no wall, more room never
// narrows a section, and at rest it stays at rest.
#include "support/catch.hpp"
#include "thecal_sac/patient.hpp"
#include "thecal_sac/polygon.hpp"
#include "thecal_sac/sac.hpp"

#include <cstdio>
#include <cstdlib>
#include <random>

using namespace unkink;
using namespace unkink::thecal_sac;

namespace {

constexpr double kDeepest_mm = 0.1;  // into bone, disc or ligament
constexpr double kGive_mm2 = 0.3;    // of a section, by more room elsewhere

/// A patient that is bitten.
class Bitten {
 public:
  explicit Bitten(double posture, bool standing)
      : bend_(patient().spine.bend(posture, standing)),
        standing_(standing),
        live_{{}, tissue::makeRelief(patient().base)},
        sac_(restingSac(body(), standing)) {}

  tissue::Body body() const { return {patient().spine, patient().base, live_, bend_, 1.0}; }
  const Sac& sac() const { return sac_; }
  /// A ball somewhere in the ligament and the laminar edges behind the sac.
  void bite(std::mt19937& random) {
    const auto within = [&](double lo, double hi) {
      return lo + (hi - lo) * static_cast<double>(random() % 1001) / 1000.0;
    };
    const double radius = within(0.8, 2.0);
    const tissue::Jaw jaw{{math::Vec3(0.0), math::Vec3(radius), radius}, true, true};
    const math::Vec3 middle = patient().spine.landmarks(anatomy::Level::kL4L5).interlaminarMidline;
    const math::Vec3 at = bend_.apply(
        middle + math::Vec3(within(-9.0, 9.0), within(-8.0, 3.0), within(-9.0, 9.0)), {3.5, 0.0});
    tissue::bite(body(), live_, jaw, {math::Mat3(1.0), at});
    tissue::aimRelief(patient().base, live_.carving, 1.0, live_.relief);
  }
  void ticks(int count) {
    for (int n = 0; n < count; ++n) {
      tissue::easeRelief(live_.relief, 1.0 / 60.0);
      update(body(), sac_, space_, 1.0 / 60.0, standing_);
    }
  }
  /// Lets the thinned ligament give way all it will.
  void giveWay() {
    while (tissue::easeRelief(live_.relief, 10.0)) {
    }
  }
  /// How deep a vertex lies in a wall, at the stations whose walls are looked for.
  double deepest_mm() {
    const tissue::Body now = body();
    const Frames frames = sectionFrames(patient().spine, bend_);
    const StationRange range = liveStations(now).front();
    double deepest = -1e9;
    for (int s = range.first; s < range.last; ++s)
      for (int k = 0; k < kSpokes; ++k)
        deepest = std::max(deepest, -now.clearance(frames[static_cast<std::size_t>(s)].point(
                                        math::Vec2(sac_.section(s)[k]))));
    return deepest;
  }

 private:
  anatomy::Bend bend_;
  bool standing_;
  tissue::Live live_;
  FreeSpace space_;
  Sac sac_;
};

std::vector<double> areas(const Sac& sac) {
  std::vector<double> all;
  for (int s = 0; s < sac.stations; ++s) all.push_back(area_mm2(outline(sac.section(s))));
  return all;
}

double mostGain(const std::vector<double>& before, const std::vector<double>& after) {
  double most = 0.0;
  for (std::size_t s = 0; s < after.size(); ++s) most = std::max(most, after[s] - before[s]);
  return most;
}

}  // namespace

TEST_CASE("In five hundred bites anywhere about the ligament no vertex of the sac enters a wall") {
  std::mt19937 random(7);
  Bitten b(0.6, false);
  const std::vector<double> before = areas(b.sac());
  double deepest = b.deepest_mm();
  const char* wanted = std::getenv("UNKINK_BITES");  // fewer under the sanitizers
  const int bites = wanted ? std::max(1, std::atoi(wanted)) : 500;
  for (int n = 0; n < bites; ++n) {
    b.bite(random);
    b.ticks(2);
    deepest = std::max(deepest, b.deepest_mm());
  }
  std::printf("deepest in a wall over %d bites: %.3f mm\n", bites, deepest);
  CHECK(deepest <= kDeepest_mm);
  CHECK(mostGain(before, areas(b.sac())) > 10.0);  // so they did bite
}

TEST_CASE("No bite ever narrows a section of the sac at rest", "[again]") {
  for (const auto& [posture, standing] : {std::pair{0.6, false}, {-0.5, true}}) {
    std::mt19937 random(11);
    Bitten b(posture, standing);
    const std::vector<double> first = areas(b.sac());
    std::vector<double> before = first;
    double worst = -1e9;
    for (int n = 0; n < 15; ++n) {
      for (int k = 0; k < 8; ++k) b.bite(random);
      b.giveWay();
      const std::vector<double> after = areas(restingSac(b.body(), standing));
      for (std::size_t s = 0; s < after.size(); ++s) worst = std::max(worst, before[s] - after[s]);
      before = after;
    }
    std::printf("greatest loss of a section's area by bites: %.3f mm2\n", worst);
    CHECK(worst <= kGive_mm2);
    CHECK(mostGain(first, before) > 5.0);
  }
}

TEST_CASE("A sac at rest keeps every bit for a minute") {
  Bitten b(-0.5, true);
  const std::uint64_t hash = b.sac().hash;
  const std::vector<math::Vec2f> places = b.sac().place_mm;
  b.ticks(3600);
  CHECK(b.sac().hash == hash);
  CHECK(b.sac().place_mm == places);
}
