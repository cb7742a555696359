// The body in the Patient frame: bent and back, and what is where from L2 to S1 to the skin.
#include "tissue/body.hpp"

#include "support/catch.hpp"
#include "tissue/level.hpp"

#include <array>

using namespace unkink;
using namespace unkink::tissue;
using anatomy::Level;
using anatomy::Tissue;
using anatomy::Vertebra;
using math::Vec3;
using test::base;
using test::spine;
using test::Subject;

namespace {

constexpr std::array<double, 5> kPostures{-1.0, -0.5, 0.0, 0.7, 1.0};

/// A Subject with ligament thinned from behind and the rest drifted.
Subject thinned() {
  Subject s;
  bite(s.body(), s.live, test::softOnly(test::ball(2.0)),
       test::placedAt(test::materialAt(test::deepest(Channel::kLigament))));
  aimRelief(base(), s.live.carving, s.severity, s.live.relief);
  s.live.relief.now_mm = s.live.relief.target_mm;
  return s;
}

/// Every few samples inside a channel.
template <class F>
void overTissue(Channel c, const F& f) {
  const math::SampleBox w = base().window().grown(-2);
  for (int k = w.lo.z; k < w.hi.z; k += 3)
    for (int j = w.lo.y; j < w.hi.y; j += 3)
      for (int i = w.lo.x; i < w.hi.x; i += 3)
        if (base().value(c, {i, j, k}, 1.0f) < 0.0f) f(math::IVec3(i, j, k));
}

/// How far a sample's place ends from itself after bending and unbending.
double thereAndBack_mm(const Body& body, Channel c, const math::IVec3& q) {
  const Vec3 m = test::materialAt(q);
  return glm::distance(m, body.materialFromPatient(c, body.patientFromMaterial(c, m)));
}

/// The deepest point of a ligament, looked for on a half-millimetre lattice.
Vec3 middleOfLigament(Level l) {
  const math::Box box = spine().ligamentBounds(l);
  Vec3 at = box.lo;
  double least = 0.0;
  for (double z = box.lo.z; z < box.hi.z; z += 0.9)
    for (double y = box.lo.y; y < box.hi.y; y += 0.6)
      for (double x = box.lo.x; x < 0.0; x += 0.9)
        if (const double d = spine().ligamentumFlavum(l, {x, y, z}, false); d < least)
          least = d, at = {x, y, z};
  return at;
}

}  // namespace

TEST_CASE("bending there and back again ends where it began") {
  for (const bool drifted : {false, true}) {
    Subject s = drifted ? thinned() : Subject{};
    for (const double posture : kPostures)
      for (const bool loaded : {false, true}) {
        s.posture(posture, loaded);
        const Body body = s.body();
        int points = 0, off = 0;
        overTissue(Channel::kLigament, [&](const math::IVec3& q) {
          ++points;
          if (thereAndBack_mm(body, Channel::kLigament, q) > 0.05) ++off;
        });
        double bone = 0.0;
        for (const Channel c : {Channel::kUpperBone, Channel::kLowerBone})
          overTissue(
              c, [&](const math::IVec3& q) { bone = std::max(bone, thereAndBack_mm(body, c, q)); });
        INFO("posture " << posture << " loaded " << loaded << " drifted " << drifted);
        // at the very ends the narrowest strip of ligament folds onto itself: no way back from
        // there
        CHECK(off <= (std::abs(posture) > 0.8 ? points / 50 : 0));
        CHECK(bone < 1e-9);
      }
  }
}

TEST_CASE("bending after a bite keeps the bite: the carving is the tissue's, not the room's") {
  Subject s;
  s.posture(0.8);
  const math::IVec3 soft = test::deepest(Channel::kLigament),
                    hard = test::deepest(Channel::kUpperBone);
  for (const auto& [c, at] : {std::pair{Channel::kLigament, soft}, {Channel::kUpperBone, hard}})
    bite(s.body(), s.live, test::ball(2.0),
         test::placedAt(s.body().patientFromMaterial(c, test::materialAt(at))));
  const std::uint64_t hash = s.live.carving.hash();
  const double ligament_mm3 = s.body().volume_mm3(Channel::kLigament);
  for (const double posture : kPostures) {
    s.posture(posture);
    const Body body = s.body();
    INFO("posture " << posture);
    CHECK(s.live.carving.hash() == hash);
    CHECK(body.volume_mm3(Channel::kLigament) == ligament_mm3);
    // the middle of each hole, wherever it is now, is empty by the jaw's radius
    const Vec3 softNow = body.patientFromMaterial(Channel::kLigament, test::materialAt(soft));
    const Vec3 hardNow = body.patientFromMaterial(Channel::kUpperBone, test::materialAt(hard));
    CHECK(body.ligament(softNow) == Approx(2.0).margin(0.1));
    CHECK(body.bone(hardNow) == Approx(2.0).margin(0.05));
  }
}

TEST_CASE("a bent ligament and a bent bone measure at a point what they did unbent") {
  Subject s = thinned();
  for (const double posture : {-0.5, 0.0, 0.7}) {  // at the ends facets touch, ligament folds
    s.posture(posture);
    const Body body = s.body();
    double soft = 0.0, hard = 0.0;
    overTissue(Channel::kLigament, [&](const math::IVec3& q) {
      const Vec3 p = body.patientFromMaterial(Channel::kLigament, test::materialAt(q));
      soft =
          std::max(soft, std::abs(body.ligament(p) - body.value(Channel::kLigament, finerOf(q))));
    });
    overTissue(Channel::kUpperBone, [&](const math::IVec3& q) {
      const Vec3 p = body.patientFromMaterial(Channel::kUpperBone, test::materialAt(q));
      hard = std::max(hard, std::abs(body.bone(p) - body.value(Channel::kUpperBone, finerOf(q))));
    });
    INFO("posture " << posture);
    CHECK(soft < 0.1);
    CHECK(hard < 1e-5);
  }
}

TEST_CASE("every part of the back is the tissue that it should be, bent or not") {
  for (const double posture : {0.0, -0.8, 1.0}) {
    Subject s;
    s.severity = 0.0;
    s.posture(posture);
    const Body body = s.body();
    const auto at = [&](const Vec3& material, double chain) {
      return body.tissueAt(s.bend.apply(material, {chain, 0.0}), false);
    };
    INFO("posture " << posture);
    for (int v = 1; v < anatomy::kVertebraCount; ++v) {
      INFO("vertebra " << anatomy::kVertebraNames[static_cast<std::size_t>(v)]);
      // the sacrum's frame begins on its endplate
      const Vec3 inBody(0.0, 0.0, v == anatomy::kVertebraCount - 1 ? -10.0 : 0.0);
      CHECK(at(spine().materialFromBone(static_cast<Vertebra>(v)) * inBody, v) == Tissue::kBone);
    }
    for (int l = 1; l < anatomy::kLevelCount; ++l) {
      const anatomy::LevelLandmarks& m = spine().landmarks(static_cast<Level>(l));
      INFO("level " << anatomy::kLevelNames[static_cast<std::size_t>(l)]);
      CHECK(at(m.discCentre, l + 0.5) == Tissue::kDisc);
      CHECK(body.tissueAt(s.bend.apply(m.canalCentre, {l + 0.5, 0.0}), true) == Tissue::kThecalSac);
    }
    const anatomy::LevelLandmarks& m = spine().landmarks(test::kTreated);
    const Vec3 skin = m.skinMidline;
    CHECK(at(m.interlaminarMidline + Vec3(22.0, 12.0, 0.0), 3.5) == Tissue::kMuscle);
    CHECK(at(skin - Vec3(0.0, 4.0, 0.0), spine().tieByHeight(skin).chain) ==
          Tissue::kSubcutaneousFat);
    CHECK(at(skin + Vec3(0.0, 5.0, 0.0), spine().tieByHeight(skin).chain) == Tissue::kAir);
    CHECK(body.tissueAt({0.0, 400.0, 80.0}, false) == Tissue::kAir);
  }
}

TEST_CASE("ligament is found at mid-thickness at every level, the treated one's as it is now") {
  Subject s;
  s.severity = 0.0;
  for (int l = 1; l < anatomy::kLevelCount; ++l) {
    INFO("level " << anatomy::kLevelNames[static_cast<std::size_t>(l)]);
    CHECK(s.body().tissueAt(middleOfLigament(static_cast<Level>(l)), false) ==
          Tissue::kLigamentumFlavum);
  }
  const Vec3 at = middleOfLigament(test::kTreated);
  bite(s.body(), s.live, test::ball(1.2), test::placedAt(at));
  CHECK(s.body().tissueAt(at, false) != Tissue::kLigamentumFlavum);
}

TEST_CASE("between a healthy sac and the wall of its canal there is fat") {
  Subject s;
  s.severity = 0.0;
  for (const anatomy::CanalStation& c : spine().canal()) {
    if (c.chain < 1.5 || c.chain > 4.5) continue;
    const Vec3 p = c.centre + (c.sac.halfDepth_mm + 0.2) * c.dorsal;
    INFO("chain " << c.chain);
    CHECK(s.body().tissueAt(p, false) == Tissue::kEpiduralFat);
    CHECK(s.body().clearance(p) > 0.0);
  }
}

TEST_CASE("clearance is the least of what bounds the canal") {
  Subject s;
  s.posture(0.5);
  const Body body = s.body();
  for (const double x : {-9.0, -4.0, 0.0, 5.0})
    for (const double y : {-8.0, 0.0, 6.0, 12.0}) {
      const Vec3 p = spine().landmarks(test::kTreated).canalCentre + Vec3(x, y, 2.0);
      CHECK(body.clearance(p) == std::min({body.bone(p), body.disc(p), body.ligament(p)}));
    }
}
