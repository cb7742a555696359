// Seeing: dose comes with the pedal alone, contrast shows where the needle truly is.
#include "operation/hand.hpp"
#include "support/catch.hpp"
#include "thecal_sac/epidural_veins.hpp"

using namespace unkink;
using namespace unkink::operation;
using math::Vec3;
using test::defaultCase;
using test::Hand;

namespace {

/// A needle whose tip is just behind the healthy sac.
void needleInFat(Hand& h) {
  const auto& frames = h.state.freeSpace.frames;
  const auto at = std::find_if(frames.begin(), frames.end(),
                               [](const thecal_sac::SectionFrame& f) { return f.chain >= 4.0; });
  REQUIRE(at != frames.end());
  h.say(Verb::kNeedlePlace, 0.0, 0.0, 0.0, 0.0);
  h.state.needle.entry_mm = at->centre + (at->healthy.halfDepth_mm + 0.2 + 50.0) * at->dorsal;
  h.state.needle.direction = h.state.needle.directionGoal = -at->dorsal;
  h.state.needle.depth_mm = 50.0;
}

/// A needle whose tip is at a Patient point, come from straight behind.
void needleAt(Hand& h, const Vec3& tip) {
  constexpr double kDeep_mm = 60.0;
  h.say(Verb::kNeedlePlace, 0.0, 0.0, 0.0, 0.0);
  h.state.needle.direction = h.state.needle.directionGoal = {0.0, -1.0, 0.0};
  h.state.needle.entry_mm = tip - kDeep_mm * h.state.needle.direction;
  h.state.needle.depth_mm = kDeep_mm;
}

/// The first station down from a place along the chain of vertebrae.
int stationAt(const Hand& h, double chain) {
  const auto& frames = h.state.freeSpace.frames;
  const auto at =
      std::find_if(frames.begin(), frames.end(), [&](const auto& f) { return f.chain >= chain; });
  REQUIRE(at != frames.end());
  return static_cast<int>(at - frames.begin());
}

/// So far outside the dura, in a station's plane; negative: inside.
Vec3 fromDura(const Hand& h, double chain, double left_deg, double out_mm) {
  const auto& frame = h.state.freeSpace.frames[static_cast<std::size_t>(stationAt(h, chain))];
  const units::Rad a = units::Deg(left_deg);
  const Vec3 out = std::sin(a.value) * frame.left + std::cos(a.value) * frame.dorsal;
  // far away the distance is but a bound: from near by on it is measured along the ray
  const double near_mm = std::min(out_mm, 2.0);
  double lo = 0.0, hi = 20.0;
  for (int n = 0; n < 40; ++n) {
    const double r = 0.5 * (lo + hi);
    const double d =
        thecal_sac::distance(h.state.freeSpace.frames, h.state.sac, frame.centre + r * out);
    (d < near_mm ? lo : hi) = r;
  }
  return frame.centre + (lo + out_mm - near_mm) * out;
}

fluoro::ContrastPlace placeOf(const Hand& h, const Vec3& p) {
  return contrastPlaceAt(defaultCase(), h.state, p);
}

std::vector<Vec3> veinBesideL5(const Hand& h, anatomy::Side side) {
  return thecal_sac::epiduralVein(h.state.freeSpace, h.state.sac, side, veinSeed(defaultCase()),
                                  {stationAt(h, 3.9), stationAt(h, 4.6)});
}

fluoro::Surrounding around(const Hand& h) {
  return {h.state.freeSpace, h.state.sac, veinSeed(defaultCase()), h.state.patient.standing,
          [](const Vec3&) { return 30.0; }};
}

/// Gives contrast at a point, lets it go where it goes. \return what it looks like
math::Mesh give(Hand& h, const Vec3& at, double volume_mL) {
  needleAt(h, at);
  h.say(Verb::kNeedleInject, volume_mL);
  h.wait(2.0 * volume_mL + 0.1);
  REQUIRE(h.state.stray.deposits.size() == 1);
  return fluoro::strayMesh(h.state.stray.deposits[0], around(h));
}

}  // namespace

TEST_CASE("dose grows while the pedal is pressed, and only then") {
  Hand h;
  h.say(Verb::kCArmPrimary, 150.0);
  h.wait(1.0);
  CHECK(h.state.dose.exposures == 0);
  CHECK(h.state.dose.referenceAirKerma_mGy == 0.0);
  h.say(Verb::kCArmPedal, 1.0);
  double before = 0.0;
  for (int n = 0; n < 4; ++n) {
    h.wait(0.5);
    CHECK(h.state.dose.referenceAirKerma_mGy > before);
    before = h.state.dose.referenceAirKerma_mGy;
  }
  CHECK(h.state.dose.fluoroscopyTime_s == Approx(2.0).margin(0.3));
  CHECK(h.state.cArm.exposure.number == static_cast<std::uint64_t>(h.state.dose.exposures));
  h.say(Verb::kCArmPedal, 0.0);
  const fluoro::Dose after = h.state.dose;
  h.wait(1.0);
  CHECK(h.state.dose.exposures == after.exposures);
  CHECK(h.state.dose.referenceAirKerma_mGy == after.referenceAirKerma_mGy);
}

TEST_CASE("a preview costs neither dose nor change") {
  Hand h;
  const std::uint64_t before = hash(h.state);
  const fluoro::Exposure e = exposureAt(defaultCase(), h.state, fluoro::View::kLateral);
  CHECK(hash(h.state) == before);
  CHECK(e.brightness > 0.0);
  CHECK(e.brightness < 1.0);
  CHECK(e.quantaPerPixel > 0.0);
}

TEST_CASE("the C-arm swings the short way round and ends where it was sent") {
  Hand h;
  const fluoro::CArm to = cArmFor(defaultCase(), h.state, fluoro::View::kCloRight);
  h.say(Verb::kCArmPrimary, to.primary.value);
  h.say(Verb::kCArmSecondary, to.secondary.value);
  double travelled = 0.0;
  for (int n = 0; n < 600; ++n) {
    const double before = h.state.cArm.now.primary.value;
    h.wait(kTick_s);
    travelled += std::abs(std::remainder(h.state.cArm.now.primary.value - before, 360.0));
  }
  CHECK(h.state.cArm.now.primary == to.primary);
  CHECK(h.state.cArm.now.secondary == to.secondary);
  CHECK(travelled < 90.0);
}

TEST_CASE("contrast enters from a needle in the epidural space") {
  Hand h;
  needleInFat(h);
  CHECK(tissueAt(defaultCase(), h.state, h.state.needle.tip()) == anatomy::Tissue::kEpiduralFat);
  h.say(Verb::kNeedleInject, 1.0);
  h.wait(3.0);
  CHECK(h.count(EventKind::kContrastGiven) == 1);
  CHECK(h.count(EventKind::kContrastMisplaced) == 0);
  CHECK(h.state.contrast.volume_mL() == Approx(1.0).epsilon(0.02));
}

TEST_CASE("contrast from a needle anywhere else is misplaced, and none of it epidural") {
  Hand h;
  for (const double depth_mm : {0.0, 15.0, 80.0}) {
    needleInFat(h);
    h.state.needle.depth_mm = depth_mm;
    h.say(Verb::kNeedleInject, 0.5);
    h.wait(2.0);
    h.say(Verb::kNeedleRemove);
  }
  CHECK(h.count(EventKind::kContrastMisplaced) == 3);
  CHECK(h.count(EventKind::kContrastGiven) == 0);
  CHECK(h.state.contrast.volume_mL() == 0.0);
  CHECK(h.state.stray.given_mL == Approx(1.5));
  CHECK(h.state.stray.volume_mL() + h.state.stray.gone_mL == Approx(1.5));
}

TEST_CASE("where the tip is decides where contrast goes, exactly as the geometry is") {
  using fluoro::ContrastPlace;
  Hand h;
  h.layDown();
  for (const double left_deg : {0.0, 20.0, -35.0, 90.0})
    for (const double chain : {2.6, 3.0, 3.5, 4.3})
      for (const double out_mm : {-4.0, -1.05, -0.95, -0.1}) {
        INFO("at " << chain << ", " << left_deg << " degrees, " << out_mm << " mm");
        const ContrastPlace expected =
            out_mm < -1.0 ? ContrastPlace::kIntrathecal : ContrastPlace::kSubdural;
        CHECK(placeOf(h, fromDura(h, chain, left_deg, out_mm)) == expected);
      }
  CHECK(placeOf(h, fromDura(h, 3.5, 0.0, 0.2)) == ContrastPlace::kEpidural);
  CHECK(placeOf(h, fromDura(h, 4.4, 10.0, 0.5)) == ContrastPlace::kEpidural);
  CHECK(placeOf(h, fromDura(h, 3.5, 0.0, 25.0)) == ContrastPlace::kSoftTissue);
  CHECK(placeOf(h, fromDura(h, 3.5, 0.0, 200.0)) == ContrastPlace::kOutside);
  CHECK(placeOf(h, h.state.bend.apply(test::inLigament(), {3.5, 0.0})) ==
        ContrastPlace::kSoftTissue);
}

TEST_CASE("a tip in a vein of the lateral recess gives into it, one beside it does not") {
  Hand h;
  h.layDown();
  for (const anatomy::Side side : {anatomy::Side::kLeft, anatomy::Side::kRight}) {
    int inside = 0;
    const std::vector<Vec3> vein = veinBesideL5(h, side);
    for (const Vec3& p : vein) {
      inside += placeOf(h, p) == fluoro::ContrastPlace::kVascular ? 1 : 0;
      CHECK(placeOf(h, p + Vec3(0.0, 1.3, 0.0)) != fluoro::ContrastPlace::kVascular);
    }
    INFO(inside << " of " << vein.size());
    CHECK(inside > 3);  // in fat; bone squeezes it elsewhere
  }
}

TEST_CASE("what is given in a vein runs off within seconds") {
  Hand h;
  h.layDown();
  const std::vector<Vec3> course = veinBesideL5(h, anatomy::Side::kRight);
  const auto found = std::find_if(course.begin(), course.end(), [&](const Vec3& p) {
    return placeOf(h, p) == fluoro::ContrastPlace::kVascular;
  });
  REQUIRE(found != course.end());
  const Vec3 vein = *found;
  const math::Mesh track = give(h, vein, 1.0);
  CHECK(math::openEdgeCount(track) == 0);
  const math::Box box = math::bounds(track);
  CHECK(box.hi.z - box.lo.z > 60.0);
  CHECK(math::volume(track) >= 1e3 * h.state.stray.volume_mL());  // so that all of it shows
  CHECK(fluoro::shareIn(h.state.stray.deposits[0], math::volume(track)) > 0.2);
  h.wait(10.0);
  CHECK(h.state.stray.volume_mL() < 0.005);
  CHECK(h.state.stray.volume_mL() + h.state.stray.gone_mL == Approx(1.0));
}

TEST_CASE("what is given within the dura lies as a pool with a level, low in the sac") {
  Hand h;
  h.layDown();
  const math::Mesh pool = give(h, fromDura(h, 3.8, 0.0, -5.0), 1.0);
  const fluoro::Deposit& d = h.state.stray.deposits[0];
  CHECK(math::openEdgeCount(pool) == 0);
  CHECK(fluoro::shareIn(d, math::volume(pool)) * math::volume(pool) == Approx(1e3 * d.volume_mL));
  CHECK(fluoro::shareIn(d, math::volume(pool)) < 0.5);
  // prone, low is ventral: a lid at one height, and half to either side
  const double level = math::bounds(pool).hi.y;
  int lid = 0;
  double left = 0.0, right = 0.0;
  for (const math::Vertex& v : pool.vertices) {
    if (v.position.y > level - 1e-3) ++lid;
    left = std::max(left, static_cast<double>(v.position.x));
    right = std::max(right, -static_cast<double>(v.position.x));
    REQUIRE(thecal_sac::distance(h.state.freeSpace.frames, h.state.sac, Vec3(v.position)) < 0.05);
  }
  CHECK(lid > 50);
  CHECK(left == Approx(right).epsilon(0.15));
  CHECK(level < fromDura(h, 3.8, 0.0, 0.0).y);
}

TEST_CASE("what is given just within the dura runs far along it, thin") {
  Hand h;
  h.layDown();
  const math::Mesh film = give(h, fromDura(h, 3.8, 0.0, -0.5), 1.0);
  const fluoro::Deposit& d = h.state.stray.deposits[0];
  CHECK(math::openEdgeCount(film) == 0);
  CHECK(math::volume(film) == Approx(1e3 * d.volume_mL).epsilon(0.25));
  const math::Box box = math::bounds(film);
  CHECK(box.hi.z - box.lo.z > 50.0);
  for (const math::Vertex& v : film.vertices) {
    const double out =
        thecal_sac::distance(h.state.freeSpace.frames, h.state.sac, Vec3(v.position));
    REQUIRE(out < 0.05);
    REQUIRE(out > -1.0);
  }
}

TEST_CASE("what is given behind the canal stays about the tip") {
  Hand h;
  h.layDown();
  const Vec3 at = fromDura(h, 3.8, 0.0, 30.0);
  const math::Mesh ball = give(h, at, 1.0);
  const fluoro::Deposit& d = h.state.stray.deposits[0];
  CHECK(math::openEdgeCount(ball) == 0);
  CHECK(fluoro::shareIn(d, math::volume(ball)) * math::volume(ball) == Approx(1e3 * d.volume_mL));
  for (const math::Vertex& v : ball.vertices) REQUIRE(glm::distance(Vec3(v.position), at) < 14.0);
  // a bone in the way keeps it out, and it is no smaller
  fluoro::Surrounding beside = around(h);
  beside.reach_mm = [](const Vec3& direction) { return direction.x > 0.0 ? 3.0 : 30.0; };
  const math::Mesh pushed = fluoro::strayMesh(d, beside);
  CHECK(math::bounds(pushed).hi.x < at.x + 3.01);
  CHECK(math::volume(pushed) == Approx(math::volume(ball)).epsilon(0.01));
}

TEST_CASE("contrast in a tight canal presses the sac, which comes back to the same bits") {
  Hand h;
  h.layDown();
  h.wait(2.0);
  REQUIRE(h.state.sac.asleep);
  const std::vector<math::Vec2f> before = h.state.sac.place_mm;
  const double area = h.area_mm2();
  const Vec3 tip = fromDura(h, 3.5, 0.0, 0.2);
  needleAt(h, tip);
  h.say(Verb::kNeedleInject, 3.0);
  double least = area;
  for (int n = 0; n < 60; ++n) {
    h.wait(0.2);
    least = std::min(least, h.area_mm2());
  }
  CHECK(h.count(EventKind::kContrastGiven) == 1);
  const double pressed = h.area_mm2();
  INFO("area " << area << " mm2, least " << least << ", pressed " << pressed);
  CHECK(least < area - 1.0);
  CHECK(pressed < area - 0.5);
  CHECK(pressed > 0.6 * area);
  // then it sleeps: nothing moves but the slow washout
  for (int n = 0; n < 120 && !(h.state.sac.asleep && h.state.contrast.atRest()); ++n) h.wait(1.0);
  CHECK(h.state.sac.asleep);
  CHECK(h.state.contrast.atRest());
  State copy = h.state;
  for (int n = 0; n < 8; ++n) h.say(Verb::kClockWait, 1200.0);
  h.wait(8.0);
  CHECK(h.state.sac.place_mm == before);
  // a copy goes the same way
  for (int n = 0; n < 8; ++n)
    step(defaultCase(), copy, std::array{command(Verb::kClockWait, 1200.0)});
  for (int n = 0; n < 480; ++n) step(defaultCase(), copy, {});
  CHECK(hash(copy) == hash(h.state));
}

TEST_CASE(
    "resistance is greatest in the flavum and lost in the epidural space, off the mid-line too") {
  Hand h;
  h.layDown();
  for (const double beside_mm : {2.0, -3.0, 4.5}) {
    Vec3 tip = fromDura(h, 3.6, 0.0, 40.0);
    tip.x = beside_mm;
    needleAt(h, tip);
    h.say(Verb::kNeedleAdvance, 4.0);
    double most = 0.0, before = 0.0;
    const int found = h.count(EventKind::kNeedleInEpiduralSpace);
    for (int n = 0; n < 900 && !h.state.needle.inEpiduralSpace && !h.state.needle.onBone; ++n) {
      before = h.state.needle.resistance;
      h.wait(kTick_s);
      most = std::max(most, h.state.needle.resistance);
    }
    INFO(beside_mm << " mm beside the mid-line");
    if (h.state.needle.onBone) {
      CHECK(h.state.needle.resistance == 1.0);
    } else {
      CHECK(h.count(EventKind::kNeedleInEpiduralSpace) == found + 1);
      CHECK(most == 1.0);
      CHECK(before == 1.0);                    // straight out of the flavum
      CHECK(h.state.needle.resistance < 0.5);  // tight as it is there
    }
    h.say(Verb::kNeedleRemove);
  }
}

TEST_CASE("a needle finds the epidural space behind a healthy sac and says so once") {
  Hand h;
  needleInFat(h);
  h.state.needle.depth_mm -= 1.5;
  h.say(Verb::kNeedleAdvance, 2.0);
  h.wait(0.7);
  CHECK(h.count(EventKind::kNeedleInEpiduralSpace) == 1);
  CHECK(h.state.needle.inEpiduralSpace);
}

TEST_CASE("the machine's parts move as fast as motors do and stop where they were sent") {
  Hand h;
  h.say(Verb::kCArmIris, 60.0);
  h.say(Verb::kCArmLeaves, 90.0, 30.0);
  h.say(Verb::kCArmSwivel, -8.0);
  h.say(Verb::kCArmDistances, 660.0, 1010.0);
  h.wait(0.25);
  const fluoro::CArm& now = h.state.cArm.now;
  CHECK(now.collimator.irisRadius_mm > 60.0);
  CHECK(now.collimator.irisRadius_mm < fluoro::kWidestIris_mm);
  CHECK(now.swivel.value > -8.0);
  CHECK(now.sourceToIsocentre_mm > 660.0);
  h.wait(3.0);
  CHECK(now.collimator == fluoro::Collimator{60.0, 90.0, units::Deg(30.0)});
  CHECK(now.swivel.value == -8.0);
  CHECK(now.sourceToIsocentre_mm == 660.0);
  CHECK(now.sourceToDetector_mm == 1010.0);
  CHECK(h.state.events.empty());
}

TEST_CASE("what the machine cannot do is refused and leaves it as it was") {
  Hand h;
  const auto refuses = [&](Verb verb, double a, double b = 0.0) {
    const fluoro::CArm before = h.state.cArm.goal;
    const int refused = h.count(EventKind::kRefused);
    h.say(verb, a, b);
    INFO(info(verb).name << " " << a << " " << b);
    CHECK(h.count(EventKind::kRefused) == refused + 1);
    CHECK(h.state.cArm.goal.collimator == before.collimator);
    CHECK(h.state.cArm.goal.fieldOfView_mm == before.fieldOfView_mm);
    CHECK(h.state.cArm.goal.swivel == before.swivel);
    CHECK(h.state.cArm.goal.sourceToIsocentre_mm == before.sourceToIsocentre_mm);
  };
  refuses(Verb::kCArmField, 200.0);
  refuses(Verb::kCArmIris, 5.0);
  refuses(Verb::kCArmLeaves, 60.0, 120.0);
  refuses(Verb::kCArmSwivel, 30.0);
  refuses(Verb::kCArmDistances, 400.0, 1000.0);
  refuses(Verb::kCArmPulses, 60.0);
  refuses(Verb::kCArmMode, 3.0);
  refuses(Verb::kMonitorTurn, 270.0);
}

TEST_CASE("a magnified and collimated field is what the next exposure has, not the last") {
  Hand h;
  h.say(Verb::kCArmMode, 1.0);
  h.say(Verb::kCArmPedal, 1.0);
  h.wait(0.5);
  h.say(Verb::kCArmPedal, 0.0);
  REQUIRE(h.state.dose.exposures == 1);
  const double first = h.state.dose.kermaAreaProduct_Gycm2;
  h.say(Verb::kCArmField, 150.0);
  h.say(Verb::kCArmDose, 10.0);
  h.say(Verb::kCArmIris, 40.0);
  h.wait(2.0);
  CHECK(h.state.cArm.exposure.projection.size_mm == 230.0);
  CHECK(h.state.dose.kermaAreaProduct_Gycm2 == first);
  h.say(Verb::kCArmPedal, 1.0);
  CHECK(h.state.dose.exposures == 2);
  CHECK(h.state.cArm.exposure.projection.size_mm == 150.0);
  CHECK(h.state.cArm.exposure.cArm.detectorDose_nGy == 10.0);
  CHECK(h.state.cArm.exposure.projection.collimator.irisRadius_mm == 40.0);
  CHECK(h.state.dose.kermaAreaProduct_Gycm2 - first < 0.5 * first);
}

TEST_CASE("turning the monitor turns no projection") {
  Hand h;
  h.say(Verb::kCArmPedal, 1.0);
  h.say(Verb::kCArmPedal, 0.0);
  const fluoro::Projection before = h.state.cArm.exposure.projection;
  h.say(Verb::kMonitorTurn, 30.0, 1.0);
  CHECK(h.state.cArm.monitor == fluoro::Monitor{units::Deg(30.0), true});
  CHECK(h.state.cArm.exposure.projection.axisUp == before.axisUp);
  CHECK(fluoro::projectionOf(h.state.cArm.now).axisRight == before.axisRight);
}

TEST_CASE("the epidural space resists the more the tighter it is") {
  Hand h;
  h.layDown();
  const auto at = [&](double chain, double left_deg) {
    const Vec3 p = fromDura(h, chain, left_deg, 0.15);
    REQUIRE(tissueAt(defaultCase(), h.state, p) == anatomy::Tissue::kEpiduralFat);
    return resistanceAt(defaultCase(), h.state, p);
  };
  const double roomy = at(4.5, 5.0), tight = at(3.6, 20.0);
  CHECK(roomy == Approx(0.05));
  CHECK(tight > 2.0 * roomy);
  CHECK(tight <= 0.4);
}

TEST_CASE("the needle gives as fast as it is pushed, and no more than it was told") {
  double took_s[2] = {0.0, 0.0};
  for (const int fast : {0, 1}) {
    Hand h;
    needleInFat(h);
    h.say(Verb::kNeedleRate, fast ? 1.0 : 0.25);
    h.say(Verb::kNeedleInject, 0.5);
    for (int n = 0; n < 300 && h.state.needle.toInject_mL > 0.0; ++n) {
      h.wait(kTick_s);
      took_s[fast] += kTick_s;
    }
    CHECK(h.state.contrast.volume_mL() == Approx(0.5).epsilon(0.01));
  }
  CHECK(took_s[0] == Approx(2.0).margin(0.1));
  CHECK(took_s[1] == Approx(0.5).margin(0.1));
}

TEST_CASE(
    "the line that the oblique view shows is thinner at the narrow level, the narrower it is") {
  // beside the mid-line, where the beam of that view grazes the back of the sac
  const auto meanAt = [](const State& s, int first, int last) {
    double sum = 0.0, count = 0.0;
    for (int row = first; row <= last; ++row)
      for (const int c : {5, 6, 7, 16, 17, 18}) {
        sum += s.contrast.thickness_mm(row, c);
        ++count;
      }
    return sum / count;
  };
  double narrow[2] = {0.0, 0.0}, above[2] = {0.0, 0.0};
  for (const int ill : {0, 1}) {
    Hand h;
    h.state = heldIn(defaultCase(), h.state, {1.0, false, ill ? 1.0 : 0.0});
    needleAt(h, fromDura(h, 4.4, 0.0, 0.3));
    h.say(Verb::kNeedleRate, 1.0);
    h.say(Verb::kNeedleInject, 1.5);
    h.wait(8.0);
    const int disc = stationAt(h, 4.0);
    narrow[ill] = meanAt(h.state, disc - 1, disc + 4);
    above[ill] = meanAt(h.state, disc - 14, disc - 6);
  }
  INFO(narrow[0] << " " << narrow[1] << " | " << above[0] << " " << above[1]);
  CHECK(narrow[1] < 0.85 * narrow[0]);
  CHECK(narrow[1] < 0.75 * above[1]);
  CHECK(narrow[1] > 0.05);
}
