// Seeing: dose comes with the pedal alone, contrast shows only where the needle truly is.
#include "operation/hand.hpp"
#include "support/catch.hpp"

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

TEST_CASE("contrast from a needle anywhere else is misplaced and shows nowhere") {
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
  h.say(Verb::kCArmIris, 40.0);
  h.wait(2.0);
  CHECK(h.state.cArm.exposure.projection.size_mm == 230.0);
  CHECK(h.state.dose.kermaAreaProduct_Gycm2 == first);
  h.say(Verb::kCArmPedal, 1.0);
  CHECK(h.state.dose.exposures == 2);
  CHECK(h.state.cArm.exposure.projection.size_mm == 150.0);
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
