// Instruments: where they may go, what stops them, and what their jaws take.
#include "operation/instruments.hpp"

#include "operation/hand.hpp"
#include "support/catch.hpp"

using namespace unkink;
using namespace unkink::operation;
using math::Vec3;
using test::defaultCase;
using test::Hand;
using tissue::Channel;

namespace {

double volume(const Hand& h, Channel c) { return h.body().volume_mm3(c); }

Vec3 now(const Hand& h, Channel c, const Vec3& material) {
  return h.body().patientFromMaterial(c, material);
}

/// A lying patient, made once.
const Hand& lying() {
  static const Hand made = [] {
    Hand h;
    h.layDown();
    return h;
  }();
  return made;
}

/// The place on the lower lamina where the portal docks, as the patient now lies.
Vec3 dock(const Hand& h) {
  return h.state.bend.apply(h.landmarks().dockingPoint[0],
                            {static_cast<double>(defaultCase().level()) + 1.0, 0.0});
}

}  // namespace

TEST_CASE("a shaft's frame is right-handed and faces dorsally at zero") {
  for (const double cranial : {0.0, 30.0, 60.0})
    for (const double angle : {0.0, 55.0, -90.0}) {
      const Vec3 d = directionFrom(units::Deg(cranial), units::Deg(-9.0));
      const auto f = patientFromShaft(Vec3(1, 2, 3), d, units::Deg(angle));
      CHECK(glm::length(d) == Approx(1.0));
      CHECK(glm::distance(f * Vec3(0, 0, 5), Vec3(1, 2, 3) + 5.0 * d) < 1e-12);
      CHECK(glm::determinant(f.rotation) == Approx(1.0));
      if (angle == 0.0 && cranial > 0.0) CHECK(f.rotate(Vec3(0, 1, 0)).y > 0.0);
    }
}

TEST_CASE("the portal is not placed without an opening, nor beside it, nor twice") {
  Hand h = lying();
  const Vec3 p = dock(h);
  h.say(Verb::kPortalPlace, p.x, p.z, 0.0, 0.0);
  CHECK_FALSE(h.state.portal.placed);
  h.say(Verb::kSkinOpen, p.x, p.z);
  h.say(Verb::kPortalPlace, p.x + 12.0, p.z, 0.0, 0.0);
  CHECK_FALSE(h.state.portal.placed);
  CHECK(h.count(EventKind::kRefused) == 2);
  h.say(Verb::kPortalPlace, p.x, p.z, 0.0, 0.0);
  CHECK(h.state.portal.placed);
  h.say(Verb::kPortalPlace, p.x, p.z, 10.0, 0.0);
  CHECK(h.count(EventKind::kRefused) == 3);
  // and the skin is not closed over it
  h.say(Verb::kSkinClose);
  CHECK_FALSE(h.state.dressed);
}

TEST_CASE("bone stops the portal: its tip never enters, and coming onto bone is told once") {
  Hand h = lying();
  const Vec3 p = dock(h);
  h.say(Verb::kSkinOpen, p.x, p.z);
  h.say(Verb::kPortalPlace, p.x, p.z, 0.0, 0.0);
  double nearest = 1e3;
  for (int push = 0; push < 3; ++push) {
    h.say(Verb::kPortalAdvance, 20.0);
    for (int n = 0; n < 400; ++n) {
      h.wait(kTick_s);
      nearest = std::min(nearest, h.body().bone(h.state.portal.tip()));
    }
  }
  CHECK(h.state.portal.onBone);
  CHECK(h.state.portal.rate_mm_s == 0.0);
  CHECK(nearest > 0.0);
  CHECK(nearest < 2.0 * kPortalOuterRadius_mm);
  CHECK(h.count(EventKind::kPortalOnBone) == 1);
  CHECK(glm::distance(h.state.portal.tip(), p) < 8.0);
  // drawn back it is free again
  h.say(Verb::kPortalAdvance, -10.0);
  h.wait(0.5);
  CHECK_FALSE(h.state.portal.onBone);
}

TEST_CASE("a needle that is pushed at bone stops there") {
  Hand h = lying();
  const Vec3 p = dock(h);
  h.say(Verb::kNeedlePlace, p.x, p.z, 0.0, 0.0);
  h.say(Verb::kNeedleAdvance, 12.0);
  h.wait(6.0);
  CHECK(h.state.needle.onBone);
  CHECK(h.body().bone(h.state.needle.tip()) > 0.0);
  CHECK(h.count(EventKind::kNeedleOnBone) == 1);
}

TEST_CASE("a tool goes in and out through the portal only, and only when it is free") {
  Hand h = lying();
  const Vec3 p = dock(h);
  h.say(Verb::kToolInsert, 3.0);
  CHECK(h.state.tool.kind == ToolKind::kNone);
  h.say(Verb::kSkinOpen, p.x, p.z);
  h.say(Verb::kPortalPlace, p.x, p.z, 0.0, 0.0);
  h.say(Verb::kToolInsert, 3.0);
  CHECK(h.state.tool.kind == ToolKind::kTissueSculptor);
  h.say(Verb::kToolInsert, 2.0);
  CHECK(h.state.tool.kind == ToolKind::kTissueSculptor);
  h.say(Verb::kPortalRemove);
  CHECK(h.state.portal.placed);
  h.say(Verb::kToolAdvance, 80.0);
  h.wait(1.0);
  h.say(Verb::kToolRemove);
  CHECK(h.state.tool.kind == ToolKind::kTissueSculptor);
  h.say(Verb::kToolAdvance, -80.0);
  h.wait(2.0);
  h.say(Verb::kToolRemove);
  CHECK(h.state.tool.kind == ToolKind::kNone);
  h.say(Verb::kPortalRemove);
  CHECK_FALSE(h.state.portal.placed);
}

TEST_CASE("a bite takes what its event says, from the ligament alone with the sculptor") {
  Hand h = lying();
  const Vec3 at = now(h, Channel::kLigament, test::inLigament());
  h.holdJawAt(at, ToolKind::kTissueSculptor);
  const double ligament = volume(h, Channel::kLigament), upper = volume(h, Channel::kUpperBone),
               disc = volume(h, Channel::kDisc);
  const std::uint64_t before = hash(h.state);
  h.bite();
  REQUIRE(h.count(EventKind::kBite) == 1);
  const auto bite = *std::find_if(h.state.events.begin(), h.state.events.end(),
                                  [](const Event& e) { return e.kind == EventKind::kBite; });
  CHECK(bite.values[0] == 0.0);
  CHECK(bite.values[1] > 5.0);
  CHECK(h.state.removed.bites == 1);
  CHECK(h.state.removed.ligament_mm3 == bite.values[1]);
  CHECK(ligament - volume(h, Channel::kLigament) == Approx(bite.values[1]).epsilon(1e-3));
  CHECK(volume(h, Channel::kUpperBone) == upper);
  CHECK(volume(h, Channel::kDisc) == disc);
  CHECK(hash(h.state) != before);
}

TEST_CASE("bites in different places give different hashes, the same bite the same one") {
  const Vec3 at = now(lying(), Channel::kLigament, test::inLigament());
  const auto hashAfter = [&](const Vec3& p) {
    Hand h = lying();
    h.holdJawAt(p, ToolKind::kTissueSculptor);
    h.bite();
    return test::treatedLevel(h.state).carving.hash();
  };
  const std::uint64_t one = hashAfter(at);
  CHECK(hashAfter(at) == one);
  CHECK(hashAfter(at + Vec3(0.0, 0.0, 0.01)) != one);
}

TEST_CASE("a jaw that closes on nothing takes nothing and says so") {
  Hand h = lying();
  h.holdJawAt(h.landmarks().skinMidline + Vec3(0.0, 30.0, 0.0), ToolKind::kBoneRongeur);
  h.bite();
  CHECK(h.count(EventKind::kNothingTaken) == 1);
  CHECK(h.count(EventKind::kBite) == 0);
  CHECK(test::treatedLevel(h.state).carving.empty());
  CHECK_FALSE(h.state.undo);
}

TEST_CASE("what was bitten off stays in the jaw until the tool is drawn out of the portal") {
  Hand h = lying();
  h.holdJawAt(now(h, Channel::kLigament, test::inLigament()), ToolKind::kTissueSculptor);
  h.bite();
  const double taken = h.state.removed.ligament_mm3;
  CHECK(h.state.tool.heldLigament_mm3 == taken);
  CHECK(h.state.tool.heldBone_mm3 == 0.0);
  h.say(Verb::kToolAdvance, -80.0);
  h.wait(1.0);
  CHECK(h.state.tool.held_mm3() == taken);
  h.wait(2.0);
  CHECK(h.state.tool.held_mm3() == 0.0);
  CHECK(h.state.removed.ligament_mm3 == taken);
}

TEST_CASE("a tool pressed on the dura is stopped, and told how deep and how hard it presses") {
  Hand h = lying();
  const thecal_sac::Frames& frames = h.state.freeSpace.frames;
  const auto toDura = [&] {
    return thecal_sac::distance(
        frames, h.state.sac,
        h.state.portal.tip() + h.state.tool.beyond_mm * h.state.portal.direction);
  };
  // from behind, where the bones leave most room
  const auto span = thecal_sac::levelSpan(defaultCase().spine(), defaultCase().level());
  const auto behind = [&](int s) {
    const thecal_sac::SectionFrame& f = frames[static_cast<std::size_t>(s)];
    Vec3 p = f.point(math::Vec2(0.0, 12.0));
    while (thecal_sac::distance(frames, h.state.sac, p) > 0.4) p -= 0.05 * f.dorsal;
    return p;
  };
  int widest = span.first;
  for (int s = span.first; s < span.last; ++s)
    if (h.body().bone(behind(s)) > h.body().bone(behind(widest))) widest = s;
  h.holdJawAt(behind(widest), ToolKind::kTissueSculptor);
  const Vec3 direction = -frames[static_cast<std::size_t>(widest)].dorsal;
  h.state.portal.direction = h.state.portal.directionGoal = direction;
  h.state.portal.entry_mm = behind(widest) - 70.0 * direction;
  h.state.portal.depth_mm = 60.0;
  h.state.tool.beyond_mm = 10.0;
  h.say(Verb::kToolAdvance, 3.0);
  h.wait(0.05);
  CHECK(h.count(EventKind::kDuraTouched) == 0);
  CHECK_FALSE(h.state.tool.onDura);
  for (int push = 0; push < 40; ++push) {
    h.say(Verb::kToolAdvance, 12.0);
    h.wait(0.2);
    CHECK(h.state.tool.rate_mm_s == 0.0);
  }
  CHECK(h.state.tool.onDura);
  std::vector<Event> touches;
  std::copy_if(h.state.events.begin(), h.state.events.end(), std::back_inserter(touches),
               [](const Event& e) { return e.kind == EventKind::kDuraTouched; });
  REQUIRE(touches.size() > 3);
  CHECK(touches.front().values[0] < 0.25);
  for (std::size_t n = 0; n < touches.size(); ++n) {
    CHECK(touches[n].values[1] > 0.0);
    if (n == 0) continue;
    CHECK(touches[n].values[0] > touches[n - 1].values[0]);
    CHECK(touches[n].values[1] > touches[n - 1].values[1]);
  }
  CHECK(touches.back().values[0] <= 2.0);
  CHECK(-toDura() == Approx(touches.back().values[0]));
  std::printf("dura pressed on: %.2f mm %.3f N .. %.2f mm %.3f N\n", touches.front().values[0],
              touches.front().values[1], touches.back().values[0], touches.back().values[1]);
  h.say(Verb::kToolAdvance, -5.0);
  h.wait(0.5);
  CHECK_FALSE(h.state.tool.onDura);
}

TEST_CASE("a bite that includes dura is a dural tear") {
  Hand h = lying();
  const auto& frames = h.state.freeSpace.frames;
  const auto middle =
      thecal_sac::measureLevel(defaultCase().spine(), frames, h.state.sac, defaultCase().level());
  h.holdJawAt(middle.centroid, ToolKind::kTissueSculptor);
  h.bite();
  CHECK(h.count(EventKind::kDuralTear) == 1);
  CHECK(h.state.duraTorn);
  CHECK(std::find_if(h.state.events.begin(), h.state.events.end(), [](const Event& e) {
          return e.kind == EventKind::kDuralTear;
        })->values[0] > 0.5);
}

TEST_CASE("undo gives tissue and sac back, but neither time nor dose nor what was written down") {
  Hand h = lying();
  const Vec3 at = now(h, Channel::kLigament, test::inLigament());
  const State before = h.state;
  const double area = h.area_mm2(), ligament = volume(h, Channel::kLigament);
  h.say(Verb::kCArmPedal, 1.0);
  h.holdJawAt(at, ToolKind::kTissueSculptor);
  h.bite();
  h.wait(3.0);
  CHECK(volume(h, Channel::kLigament) < ligament - 5.0);
  const State bitten = h.state;
  h.say(Verb::kEditUndo);
  CHECK(volume(h, Channel::kLigament) == ligament);
  CHECK(test::treatedLevel(h.state).carving.hash() == test::treatedLevel(before).carving.hash());
  CHECK(h.state.removed.bites == 0);
  h.wait(3.0);
  CHECK(h.area_mm2() == Approx(area).margin(1e-3));
  CHECK(h.state.tick > bitten.tick);
  CHECK(h.state.procedureTime_s > bitten.procedureTime_s);
  CHECK(h.state.dose.referenceAirKerma_mGy >= bitten.dose.referenceAirKerma_mGy);
  CHECK(h.state.dose.exposures > 0);
  CHECK(h.count(EventKind::kBite) == 1);
  CHECK(h.count(EventKind::kUndone) == 1);
  // there is no second one to take back
  h.say(Verb::kEditUndo);
  CHECK(h.count(EventKind::kRefused) == 1);
}

TEST_CASE("undo goes back bite by bite, and takes a tear of the dura back with its bite") {
  Hand h = lying();
  const Vec3 left = now(h, Channel::kLigament, test::inLigament(anatomy::Side::kLeft)),
             right = now(h, Channel::kLigament, test::inLigament(anatomy::Side::kRight));
  h.holdJawAt(left, ToolKind::kTissueSculptor);
  h.bite();
  const bool tornByFirst = h.state.duraTorn;
  const std::uint64_t afterFirst = test::treatedLevel(h.state).carving.hash();
  // ventral enough to hold dura and ligament at once
  const Vec3 ventral = h.state.freeSpace.frames.empty() ? Vec3(0.0) : right - Vec3(0.0, 3.0, 0.0);
  h.holdJawAt(ventral, ToolKind::kTissueSculptor);
  h.bite();
  REQUIRE(h.count(EventKind::kBite) == 2);
  CHECK(h.state.duraTorn);
  h.say(Verb::kEditUndo);
  CHECK(test::treatedLevel(h.state).carving.hash() == afterFirst);
  CHECK(h.state.duraTorn == tornByFirst);
  CHECK_FALSE(tornByFirst);
  h.say(Verb::kEditUndo);
  CHECK(test::treatedLevel(h.state).carving.empty());
}

TEST_CASE("ligament taken from behind widens the narrowed sac") {
  Hand h = lying();
  const double before = h.area_mm2();
  for (const anatomy::Side side : {anatomy::Side::kLeft, anatomy::Side::kRight})
    for (const double up : {-4.0, 0.0, 4.0}) {
      const Vec3 m = test::inLigament(side) + Vec3(0.0, 0.5, up);
      h.holdJawAt(now(h, Channel::kLigament, m), ToolKind::kTissueSculptor);
      h.bite();
    }
  h.wait(4.0);
  CHECK(h.area_mm2() > before);
}
