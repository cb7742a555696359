// The carving: copies share bricks, memory follows the change, and bites outlast disease.
#include "tissue/carving.hpp"

#include "support/catch.hpp"
#include "tissue/level.hpp"

using namespace unkink;
using namespace unkink::tissue;
using test::base;
using test::Subject;

namespace {

math::Vec3 inLigament() { return test::materialAt(test::deepest(Channel::kLigament)); }
math::Vec3 inBone() { return test::materialAt(test::deepest(Channel::kUpperBone)); }

/// Bricks of the window that both carvings hold in one and the same place in memory.
std::size_t sharedBricks(const Carving& a, const Carving& b) {
  std::size_t shared = 0;
  forEachBrick(finerOf(base().box()), [&](const math::IVec3& at) {
    for (const Channel c : {Channel::kUpperBone, Channel::kLowerBone, Channel::kLigament})
      if (a.find(c, at) && a.find(c, at) == b.find(c, at)) ++shared;
  });
  return shared;
}

}  // namespace

TEST_CASE("a copy shares every brick until one of the two is cut") {
  Subject s;
  bite(s.body(), s.live, test::ball(2.0), test::placedAt(inBone()));
  const Live original = s.live;
  const std::size_t count = original.carving.brickCount();
  CHECK(sharedBricks(original.carving, s.live.carving) == count);
  CHECK(Carving::changed(original.carving, s.live.carving).empty());

  const std::uint64_t hash = original.carving.hash();
  const math::IVec3 at = test::deepest(Channel::kLigament);
  bite(s.body(), s.live, test::ball(2.0), test::placedAt(inLigament()));
  CHECK(original.carving.hash() == hash);
  CHECK(original.carving.brickCount() == count);
  CHECK(original.carving.removed_mm(Channel::kLigament, finerOf(at)) == kNothingRemoved_mm);
  CHECK(s.live.carving.removed_mm(Channel::kLigament, finerOf(at)) == Approx(-2.0));
  CHECK(s.live.carving.hash() != hash);
  // what the second bite did not reach is still one brick in memory
  const std::size_t changed = Carving::changed(original.carving, s.live.carving).size();
  CHECK(changed > 0);
  CHECK(sharedBricks(original.carving, s.live.carving) + changed == s.live.carving.brickCount());
}

TEST_CASE("one bite costs the bricks around it, not the volume") {
  Subject s;
  bite(s.body(), s.live, test::ball(2.0), test::placedAt(inBone()));
  const math::IVec3 n = finerOf(base().window()).size() / kBrickEdge;
  CHECK(s.live.carving.brickCount() <= 64);
  CHECK(s.live.carving.brickCount() * 100 < static_cast<std::size_t>(n.x * n.y * n.z));
  const std::size_t once = s.live.carving.brickCount();
  bite(s.body(), s.live, test::ball(2.0), test::placedAt(inBone()));
  CHECK(s.live.carving.brickCount() == once);
}

TEST_CASE("the hash tells any two carvings apart and comes back with the content") {
  Subject s;
  CHECK(s.live.carving.hash() == 0);
  bite(s.body(), s.live, test::ball(2.0), test::placedAt(inBone()));
  const Carving one = s.live.carving;
  bite(s.body(), s.live, test::ball(2.005), test::placedAt(inBone()));
  CHECK(s.live.carving.hash() != one.hash());
  // putting the old bricks back brings the old hash back
  Carving back = s.live.carving;
  for (const Carving::Place& at : Carving::changed(s.live.carving, one))
    if (one.find(at.channel, at.brick))
      back.replace(at.channel, at.brick, one.writable(at.channel, at.brick));
  CHECK(back.hash() == one.hash());
}

TEST_CASE("bricks cover the lattice on both sides of zero without gap or overlap") {
  for (const int x : {-17, -16, -9, -8, -1, 0, 7, 8, 15}) {
    const math::IVec3 s(x, -x, x + 3);
    const math::IVec3 lo = firstSampleOf(brickOf(s));
    CHECK(math::SampleBox{lo, lo + math::IVec3(kBrickEdge)}.contains(s));
    const math::IVec3 q = s - lo;
    CHECK(indexInBrick(s) == static_cast<std::size_t>(q.x + kBrickEdge * (q.y + kBrickEdge * q.z)));
  }
}

TEST_CASE("disease that comes or goes keeps every bite where it was") {
  Subject s;
  const math::IVec3 at = test::deepest(Channel::kLigament, 0.0);
  bite(s.body(), s.live, test::ball(1.5), test::placedAt(test::materialAt(at)));
  const std::uint64_t hash = s.live.carving.hash();
  for (const double severity : {1.0, 0.5, 0.0}) {
    s.severity = severity;
    Subject untouched;
    untouched.severity = severity;
    INFO("severity " << severity);
    CHECK(s.body().value(Channel::kLigament, finerOf(at)) == Approx(1.5));
    const double gone =
        untouched.body().volume_mm3(Channel::kLigament) - s.body().volume_mm3(Channel::kLigament);
    CHECK(gone > 0.5 * test::ballVolume_mm3(1.5));
    CHECK(gone < 1.05 * test::ballVolume_mm3(1.5));
  }
  CHECK(s.live.carving.hash() == hash);
}

TEST_CASE("the distance asked at a sample is the sample's, and between samples what they say") {
  Subject s;
  bite(s.body(), s.live, test::ball(2.0), test::placedAt(inBone() + math::Vec3(0.3, 0.1, 0.2)));
  const tissue::Body body = s.body();
  const math::IVec3 middle = finerOf(test::deepest(Channel::kUpperBone));
  const auto bone = [&](const math::IVec3& q) {
    return std::min(body.value(Channel::kUpperBone, q), body.value(Channel::kLowerBone, q));
  };
  double worst = 0.0, outside = 0.0;
  test::overSamples(
      {middle - math::IVec3(12), middle + math::IVec3(12)}, [&](const math::IVec3& q) {
        const math::Vec3 p = math::Vec3(q) * base().fineSpacing_mm();
        if (finerOf(coarserOf(q)) == q) worst = std::max(worst, std::abs(body.bone(p) - bone(q)));
        float least = bone(q), most = least;
        for (int k = 1; k < 8; ++k) {
          const float v = bone(q + math::IVec3(k & 1, k >> 1 & 1, k >> 2));
          least = std::min(least, v);
          most = std::max(most, v);
        }
        const double between = body.bone(p + math::Vec3(0.5 * base().fineSpacing_mm()));
        outside = std::max({outside, between - most, least - between});
      });
  CHECK(worst < 1e-5);
  CHECK(outside < 0.05);  // the given is read as a cubic there, and asked for as a straight line
}
