// What a bite takes: as much as the jaw swept, from what it cuts, and every cubic millimetre told.
#include "support/catch.hpp"
#include "tissue/random_bites.hpp"

#include <array>

using namespace unkink;
using namespace unkink::tissue;
using test::base;
using test::Subject;

namespace {

constexpr std::array<Channel, kChannelCount> kAll{Channel::kUpperBone, Channel::kLowerBone,
                                                  Channel::kLigament, Channel::kDisc};

std::array<double, kChannelCount> volumes(const Subject& s) {
  std::array<double, kChannelCount> v{};
  for (const Channel c : kAll) v[static_cast<std::size_t>(c)] = s.body().volume_mm3(c);
  return v;
}

/// Where bone of the upper lamina and ligament lie side by side.
math::Vec3 laminarEdge() {
  return test::spine().landmarks(test::kTreated).upperLaminaInferiorEdge[0];
}

/// A jaw with flat sides and rounded edges, turned so that it is square to nothing.
Jaw chisel(const math::Vec3& half, double rounding_mm) {
  Jaw jaw = test::ball(1.0);
  jaw.shape = {math::Vec3(0.0), half, rounding_mm};
  return jaw;
}

math::Rigid<math::Patient, math::Tool> askew(const math::Vec3& at) {
  return {math::rotationX(units::Deg(27.0)) * math::rotationZ(units::Deg(18.0)), at};
}

double roundedBoxVolume_mm3(const math::Vec3& half, double r) {
  const math::Vec3 core = 2.0 * (half - math::Vec3(r));
  return core.x * core.y * core.z +
         2.0 * r * (core.x * core.y + core.y * core.z + core.z * core.x) +
         std::numbers::pi * r * r * (core.x + core.y + core.z) + test::ballVolume_mm3(r);
}

}  // namespace

TEST_CASE("a ball buried in one tissue takes its own volume within 2 %") {
  struct Buried {
    Channel channel;
    double radius_mm;
  };
  for (const Buried& b : {Buried{Channel::kUpperBone, 3.5}, Buried{Channel::kLowerBone, 2.5},
                          Buried{Channel::kLigament, 2.2}}) {
    const math::Vec3 at = test::materialAt(test::deepest(b.channel));
    for (const math::Vec3& off : {math::Vec3(0.0), math::Vec3(0.11, -0.2, 0.17)}) {
      Subject s;
      const BiteReport r =
          bite(s.body(), s.live, test::ball(b.radius_mm), test::placedAt(at + off));
      INFO("channel " << static_cast<int>(b.channel));
      CHECK(r.removed_mm3[static_cast<std::size_t>(b.channel)] ==
            Approx(test::ballVolume_mm3(b.radius_mm)).epsilon(0.02));
      CHECK(r.total_mm3() == r.removed_mm3[static_cast<std::size_t>(b.channel)]);
    }
  }
}

TEST_CASE("a turned jaw with flat sides takes its own volume of bone within 2 %, in any posture") {
  const math::Vec3 half(2.2, 1.8, 2.4);
  for (const double posture : {-1.0, 0.0, 1.0}) {
    Subject s;
    s.posture(posture);
    const math::Vec3 at = s.body().patientFromMaterial(
        Channel::kUpperBone, test::materialAt(test::deepest(Channel::kUpperBone)));
    const BiteReport r = bite(s.body(), s.live, chisel(half, 0.6), askew(at));
    INFO("posture " << posture);
    CHECK(r.bone_mm3() == Approx(roundedBoxVolume_mm3(half, 0.6)).epsilon(0.02));
    CHECK(r.ligament_mm3() == 0.0);
  }
}

TEST_CASE("what was removed and what remains add up to what there was, channel by channel") {
  Subject s;
  auto before = volumes(s);
  // the second bite overlaps the first: nothing is counted twice
  for (const math::Vec3& off :
       {math::Vec3(0.0), math::Vec3(1.5, 0.3, -1.0), math::Vec3(-9, -2, -5)}) {
    const BiteReport r =
        bite(s.body(), s.live, chisel({3.0, 3.5, 3.0}, 0.6), askew(laminarEdge() + off));
    const auto after = volumes(s);
    for (int n = 0; n < kCuttableCount; ++n) {
      const auto c = static_cast<std::size_t>(n);
      INFO("channel " << n);
      CHECK(before[c] - after[c] == Approx(r.removed_mm3[c]).epsilon(1e-3).margin(1e-3));
    }
    CHECK(r.bone_mm3() + r.ligament_mm3() == Approx(r.total_mm3()));
    CHECK(r.ligamentBySide_mm3[0] + r.ligamentBySide_mm3[1] == Approx(r.ligament_mm3()));
    CHECK(r.total_mm3() > 20.0);
    CHECK(after[3] == before[3]);
    before = after;
  }
}

TEST_CASE("over random bites what was removed and what remains add up, channel by channel") {
  Subject s;
  s.posture(0.4, true);
  const auto before = volumes(s);
  test::RandomBites lamina(11, test::laminaBox()), everywhere(12, test::windowBox());
  std::array<double, kCuttableCount> removed{};
  for (int n = 0; n < 100; ++n) {
    const auto p = n % 2 == 0 ? lamina.next() : everywhere.next();
    const BiteReport r = bite(s.body(), s.live, p.jaw, p.patientFromTool);
    for (std::size_t c = 0; c < removed.size(); ++c) removed[c] += r.removed_mm3[c];
    if (n % 25 != 24) continue;
    const auto after = volumes(s);
    for (std::size_t c = 0; c < removed.size(); ++c) {
      INFO("bite " << n << ", channel " << c);
      CHECK(removed[c] > 20.0);
      CHECK(removed[c] + after[c] == Approx(before[c]).epsilon(1e-5));
      CHECK(before[c] - after[c] == Approx(removed[c]).epsilon(1e-3));
    }
  }
}

TEST_CASE("bites in any order leave the same field and the same volume") {
  test::RandomBites lamina(13, test::laminaBox());
  std::array<test::RandomBites::Place, 10> places;
  for (auto& p : places) p = lamina.next();
  const auto carve = [&](std::size_t step) {
    Subject s;
    double taken = 0.0;
    for (std::size_t n = 0; n < places.size(); ++n) {
      const auto& p = places[n * step % places.size()];
      taken += bite(s.body(), s.live, p.jaw, p.patientFromTool).total_mm3();
    }
    return std::pair{s.live.carving, taken};
  };
  const auto [one, taken] = carve(1);
  for (const std::size_t step : {3u, 7u, 9u}) {
    const auto [other, otherTaken] = carve(step);
    CHECK(other.hash() == one.hash());
    CHECK(Carving::changed(one, other).size() == one.brickCount());  // equal, but each its own
    CHECK(otherTaken == Approx(taken).epsilon(1e-5));
    bool same = true;
    for (const Carving::Place& at : Carving::changed({}, one))
      same = same && other.find(at.channel, at.brick) &&
             other.find(at.channel, at.brick)->removed.mm ==
                 one.find(at.channel, at.brick)->removed.mm;
    CHECK(same);
  }
}

TEST_CASE("the same bite a second time takes nothing") {
  Subject s;
  const auto place = askew(laminarEdge());
  CHECK(bite(s.body(), s.live, test::ball(2.0), place).total_mm3() > 5.0);
  const std::uint64_t after = s.live.carving.hash();
  CHECK(bite(s.body(), s.live, test::ball(2.0), place).total_mm3() == Approx(0.0).margin(1e-4));
  CHECK(s.live.carving.hash() == after);
}

TEST_CASE("a bite leaves the channels that it does not reach as they were, bit for bit") {
  Subject s;
  const math::Vec3 at = test::materialAt(test::deepest(Channel::kUpperBone));
  const BiteReport r = bite(s.body(), s.live, test::ball(2.0), test::placedAt(at));
  CHECK(r.removed_mm3[0] > 0.0);
  bool same = true;
  test::overSamples(base().window(), [&](const math::IVec3& q) {
    for (const Channel c : {Channel::kLowerBone, Channel::kLigament, Channel::kDisc})
      same = same && s.body().value(c, finerOf(q)) == base().value(c, q, 1.0f);
  });
  CHECK(same);
}

TEST_CASE("a sculptor never takes bone and a jaw that cuts nothing takes nothing") {
  Subject s;
  const BiteReport r =
      bite(s.body(), s.live, test::softOnly(test::ball(4.0)), test::placedAt(laminarEdge()));
  CHECK(r.ligament_mm3() > 5.0);
  CHECK(r.bone_mm3() == 0.0);
  bool whole = true;
  test::overSamples(base().window(), [&](const math::IVec3& q) {
    for (const Channel c : {Channel::kUpperBone, Channel::kLowerBone})
      whole = whole && s.live.carving.removed_mm(c, finerOf(q)) == kNothingRemoved_mm;
  });
  CHECK(whole);

  Jaw blunt = test::ball(4.0);
  blunt.cutsBone = blunt.cutsSoft = false;
  Subject untouched;
  CHECK(bite(untouched.body(), untouched.live, blunt, test::placedAt(laminarEdge())).total_mm3() ==
        0.0);
  CHECK(untouched.live.carving.empty());
}

TEST_CASE("what a bite would take is what it takes, and asking takes nothing") {
  Subject s;
  const auto place = askew(laminarEdge());
  const BiteReport asked = wouldTake(s.body(), test::ball(2.5), place);
  CHECK(s.live.carving.empty());
  const BiteReport took = bite(s.body(), s.live, test::ball(2.5), place);
  CHECK(took.removed_mm3 == asked.removed_mm3);
  CHECK(took.ligamentBySide_mm3 == asked.ligamentBySide_mm3);
}

TEST_CASE("ligament is booked to the side that it was taken from") {
  const math::IVec3 right = test::deepest(Channel::kLigament);
  const double side = test::materialAt(right).x;
  REQUIRE(std::abs(side) > 3.0);
  for (const double mirror : {1.0, -1.0}) {
    Subject s;
    math::Vec3 at = test::materialAt(right);
    at.x *= mirror;
    const BiteReport r = bite(s.body(), s.live, test::ball(1.5), test::placedAt(at));
    CHECK(r.ligamentBySide_mm3[at.x >= 0.0 ? 0 : 1] == Approx(r.ligament_mm3()));
    CHECK(r.ligamentBySide_mm3[at.x >= 0.0 ? 1 : 0] == 0.0);
  }
}

TEST_CASE("bites far enough apart give the same carving in either order") {
  const auto a = test::placedAt(test::materialAt(test::deepest(Channel::kUpperBone)));
  const auto b = test::placedAt(laminarEdge());
  const auto carve = [&](bool aFirst) {
    Subject s;
    bite(s.body(), s.live, test::ball(2.0), aFirst ? a : b);
    bite(s.body(), s.live, test::ball(2.0), aFirst ? b : a);
    return s.live.carving;
  };
  const Carving one = carve(true), other = carve(false);
  CHECK(one.hash() == other.hash());
  CHECK(one.brickCount() == other.brickCount());
}

TEST_CASE("nothing is taken within two samples of the window's border") {
  Subject s;
  const BiteReport r =
      bite(s.body(), s.live, test::ball(60.0),
           test::placedAt(test::materialAt((base().window().lo + base().window().hi) / 2)));
  CHECK(r.total_mm3() > 1000.0);
  const math::SampleBox inner = base().window().grown(-2);
  bool border = true, inside = true;
  test::overSamples(base().window().grown(2).clipped(base().box()), [&](const math::IVec3& q) {
    for (int n = 0; n < kCuttableCount; ++n) {
      const auto c = static_cast<Channel>(n);
      const float now = s.body().value(c, finerOf(q));
      if (inner.contains(q))
        inside = inside && now > 0.0f;
      else
        border = border && now == base().value(c, q, 1.0f);
    }
  });
  CHECK(border);
  CHECK(inside);
}
