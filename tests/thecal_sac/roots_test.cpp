// Claims about cord, cauda equina and nerves: how many, how thick, where they lie, what they keep
// off.
#include "anatomy/neural.hpp"
#include "support/catch.hpp"
#include "thecal_sac/fat_mesh.hpp"
#include "thecal_sac/patient.hpp"
#include "thecal_sac/polygon.hpp"
#include "thecal_sac/roots_mesh.hpp"
#include "thecal_sac/sections.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <numbers>

using namespace unkink;
using namespace unkink::thecal_sac;
using anatomy::Level;
using anatomy::Side;
using math::Vec3;

namespace {

struct Laid {
  anatomy::Bend bend;
  FreeSpace space;
  Sac sac;
  std::vector<Nerve> nerves;
  CaudaEquina cauda;
  const Cord& cord = cauda.cord;
  const std::vector<Strand>& strands = cauda.strands;
  const StrandLayout& layout = cauda.layout;

  explicit Laid(double severity, double sinking = 1.0) : bend(patient().spine.bend(0.0, false)) {
    const Patient& p = patient();
    settle(tissue::Body(p.spine, p.base, p.live, bend, severity), sac, space, false);
    nerves = nervesOf(p.spine);
    cauda = caudaEquina(p.spine, space.frames, sac, nerves, sinking);
  }
  math::Mesh mesh() const { return rootsMesh(cauda, space.frames, nerves, bend); }
};

const Laid& healthy() {
  static const Laid laid(0.0);
  return laid;
}
const Laid& stenotic() {
  static const Laid laid(1.0);
  return laid;
}

/// Where a point lies along the canal, mm from its upper end.
double arcOf(const Vec3& p) {
  const Frames& frames = healthy().space.frames;
  const auto nearest =
      std::min_element(frames.begin(), frames.end(), [&](const auto& a, const auto& b) {
        return std::abs(glm::dot(p - a.centre, a.up)) < std::abs(glm::dot(p - b.centre, b.up));
      });
  return nearest->arc_mm;
}

double arcOfDisc(Level level) { return arcOf(patient().spine.landmarks(level).canalCentre); }

/// Distance to bone, disc or ligament at a material point, whichever of healthy and end point is
/// less.
double clearance(const Vec3& p) {
  const anatomy::Spine& s = patient().spine;
  double d = 1e9;
  for (const bool end : {false, true}) {
    for (int v = 0; v < anatomy::kVertebraCount; ++v)
      d = std::min(d, s.bone(static_cast<anatomy::Vertebra>(v), p, end));
    for (int l = 0; l < anatomy::kLevelCount; ++l)
      d = std::min({d, s.disc(static_cast<Level>(l), p, end),
                    s.ligamentumFlavum(static_cast<Level>(l), p, end)});
  }
  return d;
}

}  // namespace

TEST_CASE("Thirty-six strands pass L2-L3, and four fewer at each level below as roots leave") {
  constexpr std::array<int, anatomy::kLevelCount> kExpected{40, 36, 32, 28, 20};  // S1 left too
  for (std::size_t l = 0; l < kExpected.size(); ++l) {
    const double arc = arcOfDisc(static_cast<Level>(l));
    const auto count = std::count_if(healthy().strands.begin(), healthy().strands.end(),
                                     [&](const Strand& s) { return s.passes(arc); });
    INFO(anatomy::kLevelNames[l]);
    CHECK(count == kExpected[l]);
  }
}

TEST_CASE("The cord ends at the lower third of L1") {  // [saifuddin1998]
  const double disc = arcOfDisc(Level::kL1L2);
  CHECK(healthy().cord.end_mm < disc);
  CHECK(healthy().cord.end_mm > disc - 16.0);
  CHECK(healthy().cord.halfSize_mm(0.0).x > 3.5);
  CHECK(healthy().cord.halfSize_mm(disc).x < 0.8);
}

TEST_CASE("With room the roots leave the front of the sac free; narrowed they fill it") {
  const auto share = [](const Laid& laid) {
    const double arc = arcOfDisc(Level::kL4L5);
    std::size_t row = 0;
    while (laid.space.frames[static_cast<std::size_t>(laid.layout.stations[row])].arc_mm < arc)
      ++row;
    const Outline section = outline(laid.sac.section(laid.layout.stations[row]));
    double nerves = 0.0;
    for (const Strand& s : laid.strands)
      if (s.passes(arc)) nerves += std::numbers::pi * s.radius_mm * s.radius_mm;
    return nerves / area_mm2(section);
  };
  CHECK(share(healthy()) < 0.35);
  CHECK(share(stenotic()) > 0.42);
}

namespace {

/// How far behind the section's middle the roots lie at a disc, by their areas, mm.
double behindMiddle_mm(const Laid& laid, Level level) {
  const double arc = arcOfDisc(level);
  std::size_t row = 0;
  while (laid.space.frames[static_cast<std::size_t>(laid.layout.stations[row])].arc_mm < arc) ++row;
  const double middle = centroid(outline(laid.sac.section(laid.layout.stations[row]))).y;
  double sum = 0.0, weights = 0.0;
  for (std::size_t i = 0; i < laid.strands.size(); ++i) {
    const Strand& s = laid.strands[i];
    if (!s.passes(arc)) continue;
    const double weight = s.radius_mm * s.radius_mm;
    sum += weight * (laid.layout.place[row * laid.strands.size() + i].y - middle);
    weights += weight;
  }
  return sum / weights;
}

}  // namespace

TEST_CASE("Roots sink to the back of who lies on it, to the front of who lies on the face") {
  const Laid prone(0.0, sinkingOf(0.6, false)), upright(0.0, sinkingOf(0.0, true));
  CHECK(sinkingOf(0.0, false) == 1.0);
  for (const Level level : {Level::kL2L3, Level::kL3L4, Level::kL4L5}) {
    INFO(anatomy::kLevelNames[static_cast<std::size_t>(level)]);
    CHECK(behindMiddle_mm(healthy(), level) > 1.2);
    CHECK(behindMiddle_mm(prone, level) < -0.6);
    CHECK(std::abs(behindMiddle_mm(upright, level)) < 1.4);
  }
}

TEST_CASE("Roots wedged into a narrow section do not sink") {  // [sedsign2016]
  CHECK(freedomToSink(98.6, 55.0) == 1.0);
  CHECK(freedomToSink(55.4, 40.0) == 0.0);
  CHECK(behindMiddle_mm(stenotic(), Level::kL4L5) < 0.6);
}

TEST_CASE("Every strand lies within the dura, in health and squeezed") {
  for (const Laid* laid : {&healthy(), &stenotic()})
    for (std::size_t n = 0; n < laid->layout.stations.size(); ++n) {
      const int station = laid->layout.stations[n];
      const Outline dura = outline(laid->sac.section(station));
      for (std::size_t i = 0; i < laid->strands.size(); ++i) {
        const Strand& s = laid->strands[i];
        if (!s.passes(laid->space.frames[static_cast<std::size_t>(station)].arc_mm)) continue;
        const math::Vec2& p = laid->layout.place[n * laid->strands.size() + i];
        INFO("station " << station << " pair " << s.pair);
        CHECK(signedDistance_mm(dura, p) + laid->layout.squeeze[n] * s.radius_mm < 0.2);
        CHECK(anatomy::sign(s.side) * p.x > 0.0);
      }
    }
}

TEST_CASE("The layout is symmetric where the sac is") {
  const Laid& laid = healthy();
  for (std::size_t n = 0; n < laid.layout.stations.size(); ++n)
    for (std::size_t i = 0; i < laid.strands.size(); i += 4)
      for (const std::size_t half : {0u, 1u}) {  // ventral, dorsal
        const math::Vec2* row = laid.layout.place.data() + n * laid.strands.size();
        CHECK(std::abs(row[i + half].x + row[i + 2 + half].x) < 0.05);
        CHECK(std::abs(row[i + half].y - row[i + 2 + half].y) < 0.05);
      }
}

TEST_CASE("Roots wind above a severe narrowing only") {  // [wjr2021]
  const auto wander = [](const Laid& laid) {
    const double to = arcOfDisc(Level::kL4L5);
    double sum = 0.0;
    for (std::size_t n = 1; n + 1 < laid.layout.stations.size(); ++n) {
      const double arc =
          laid.space.frames[static_cast<std::size_t>(laid.layout.stations[n])].arc_mm;
      if (arc < to - 40.0 || arc > to - 8.0) continue;
      for (std::size_t i = 0; i < laid.strands.size(); ++i) {
        if (laid.strands[i].exitArc_mm < to + 5.0) continue;
        const auto at = [&](std::size_t row) {
          return laid.layout.place[row * laid.strands.size() + i];
        };
        sum += glm::length(at(n - 1) - 2.0 * at(n) + at(n + 1));
      }
    }
    return sum;
  };
  CHECK(wander(stenotic()) > 1.5 * wander(healthy()));
}

TEST_CASE("The cauda equina's tubes are closed and lie in the sac but for the mouths of sleeves") {
  for (const Laid* laid : {&healthy(), &stenotic()}) {
    const math::Mesh mesh = laid->mesh();
    CHECK(math::openEdgeCount(mesh) == 0);
    CHECK(math::volume(mesh) > 0.0);
    CHECK(mesh.triangleCount() < 30000);
    int outside = 0;
    for (const math::Vertex& v : mesh.vertices)
      if (distance(laid->space.frames, laid->sac, Vec3(v.position)) > 0.1) ++outside;
    CHECK(outside < static_cast<int>(mesh.vertices.size()) / 40);
  }
}

TEST_CASE("No nerve runs into bone, disc or ligament, healthy or at the end point") {
  for (const Nerve& n : healthy().nerves) {
    math::Mesh mesh;
    addTube(n.course, 10, mesh);
    double least = 1e9;
    for (const math::Vertex& v : mesh.vertices)
      least = std::min(least, clearance(Vec3(v.position)));
    INFO("pair " << n.pair << " side " << static_cast<int>(n.side) << ": " << least << " mm");
    CHECK(least > -0.2);
  }
}

TEST_CASE("Nerves are closed, mirror images, of published thickness, and reach out of the canal") {
  const std::vector<Nerve>& nerves = healthy().nerves;
  REQUIRE(nerves.size() == 2 * anatomy::kNervePairs);
  CHECK(math::openEdgeCount(nervesMesh(nerves)) == 0);
  for (std::size_t i = 0; i < nerves.size(); i += 2) {
    const Tube &left = nerves[i].course, &right = nerves[i + 1].course;
    REQUIRE(left.size() == right.size());
    double thickest = 0.0;
    for (std::size_t k = 0; k < left.size(); ++k) {
      CHECK(left[k].centre.x == Approx(-right[k].centre.x));
      thickest = std::max(thickest, 2.0 * left[k].radius_mm);
    }
    INFO("pair " << nerves[i].pair);
    CHECK(thickest > 4.0);
    CHECK(thickest < 6.6);  // [silverstein2015]
    CHECK(left.back().centre.x > 20.0);
    CHECK(left.back().centre.z < left.front().centre.z - 15.0);
  }
}

TEST_CASE("L5 leaves the sac beside or below the disc above it, S1 above or beside its own") {
  // [jbjsb2005]
  for (const Nerve& n : healthy().nerves) {
    if (n.pair == 4) CHECK(n.exitArc_mm > arcOfDisc(Level::kL4L5) - 1.5);
    if (n.pair == 5) CHECK(n.exitArc_mm < arcOfDisc(Level::kL5S1) + 4.0);
  }
}

TEST_CASE("A sleeve is closed and grows along its root, and its film is thinner than both") {
  for (const Nerve& nerve : healthy().nerves) {
    double before = 0.0;
    for (const double fill : {0.3, 0.7, 1.0}) {
      math::Mesh mesh;
      addTube(sleeve(nerve, 0.5, fill), 12, mesh);
      const double film = sleeveVolume_mm3(nerve, 0.5, fill);
      INFO("pair " << nerve.pair << ", filled to " << fill);
      CHECK(math::openEdgeCount(mesh) == 0);
      CHECK(film > 1.2 * before);
      CHECK(math::volume(mesh) > 0.7 * film);
      before = film;
    }
  }
  CHECK(sleeve(healthy().nerves[0], 0.5, 0.0).empty());
}
