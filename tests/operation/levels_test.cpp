// A patient whose disease is at three levels: all of them live, cut and heal apart.
#include "config/files.hpp"
#include "operation/hand.hpp"
#include "support/catch.hpp"

using namespace unkink;
using namespace unkink::operation;
using anatomy::Level;
using math::Vec3;
using tissue::Channel;

namespace {

constexpr std::array kDiseased{Level::kL2L3, Level::kL3L4, Level::kL4L5};

const Case& threeLevels() {
  static const Case made(readCase(config::assetPath("cases/three_levels.toml")));
  return made;
}

const State& lying() {
  static const State made = heldIn(threeLevels(), initialState(threeLevels()), {0.0, false, 1.0});
  return made;
}

double area_mm2(const State& s, Level level) {
  return thecal_sac::measureLevel(threeLevels().spine(), s.freeSpace.frames, s.sac, level).area_mm2;
}

/// The deepest point of a level's ligament, beside the mid-line, Patient.
Vec3 inLigament(const State& s, Level level) {
  const tissue::Body body = bodyOf(threeLevels(), s).at(level);
  const double h = body.base().spacing_mm();
  const math::SampleBox w = body.base().window().grown(-12);
  Vec3 at(0.0);
  float least = 0.0f;
  for (int k = w.lo.z; k < w.hi.z; ++k)
    for (int j = w.lo.y; j < w.hi.y; ++j)
      for (int i = 4; i < w.hi.x; ++i)
        if (const float v = body.base().value(Channel::kLigament, {i, j, k}, 1.0f); v < least)
          least = v, at = h * Vec3(i, j, k);
  return body.patientFromMaterial(Channel::kLigament, at);
}

/// A ball of the level's ligament gone, and everything at rest again.
State without(Level level, double radius_mm) {
  State s = lying();
  tissue::Jaw jaw;
  jaw.shape = {Vec3(0.0), Vec3(radius_mm), radius_mm};
  jaw.cutsSoft = true;
  tissue::biteAll(bodyOf(threeLevels(), s), s.tissue, jaw, {math::Mat3(1.0), inLigament(s, level)});
  return heldIn(threeLevels(), s, {0.0, false, 1.0});
}

}  // namespace

TEST_CASE("every level with a disease that grows is live, and the planned one; no other") {
  for (int l = 0; l < anatomy::kLevelCount; ++l) {
    const auto level = static_cast<Level>(l);
    const bool diseased = std::ranges::find(kDiseased, level) != kDiseased.end();
    CHECK(threeLevels().isLive(level) == diseased);
    CHECK(test::defaultCase().isLive(level) == (level == Level::kL4L5));
  }
}

TEST_CASE("the sac is narrowed at all three levels") {
  const State healthy = heldIn(threeLevels(), lying(), {0.0, false, 0.0});
  for (const Level level : kDiseased)
    CHECK(area_mm2(lying(), level) < 0.9 * area_mm2(healthy, level));
}

TEST_CASE("a bite is felt at its own level and nowhere else") {
  for (const Level bitten : kDiseased) {
    const State after = without(bitten, 4.0);
    for (const Level level : kDiseased) {
      const auto l = static_cast<std::size_t>(level);
      CHECK(after.tissue[l].carving.empty() == (level != bitten));
      const double gain = area_mm2(after, level) - area_mm2(lying(), level);
      if (level == bitten)
        CHECK(gain > 2.0);
      else
        CHECK(std::abs(gain) < 0.3);
    }
  }
}

TEST_CASE("what is removed and what remains are the whole, level by level") {
  State s = lying();
  const Vec3 at = inLigament(s, Level::kL3L4);
  const tissue::Body before = bodyOf(threeLevels(), lying());
  tissue::Jaw jaw;
  jaw.shape = {Vec3(0.0), Vec3(4.0), 4.0};
  jaw.cutsSoft = jaw.cutsBone = true;
  const tissue::BiteReport report =
      tissue::biteAll(bodyOf(threeLevels(), s), s.tissue, jaw, {math::Mat3(1.0), at});
  const tissue::Body after = bodyOf(threeLevels(), s);
  for (int c = 0; c < tissue::kCuttableCount; ++c) {
    const auto channel = static_cast<Channel>(c);
    const double was = before.at(Level::kL3L4).volume_mm3(channel);
    CHECK(after.at(Level::kL3L4).volume_mm3(channel) +
              report.removed_mm3[static_cast<std::size_t>(c)] ==
          Approx(was).epsilon(0.001));
  }
}

TEST_CASE("bone taken at one level is gone whichever level is asked") {
  State s = lying();
  // the lower edge of L3's lamina belongs to L3-L4, whichever level is looked from
  const Vec3 edge =
      s.bend.apply(threeLevels().spine().landmarks(Level::kL3L4).upperLaminaInferiorEdge[0],
                   {static_cast<double>(Level::kL3L4), 0.0});
  tissue::Jaw jaw;
  jaw.shape = {Vec3(0.0), Vec3(3.0), 3.0};
  jaw.cutsBone = true;
  const tissue::BiteReport report =
      tissue::biteAll(bodyOf(threeLevels(), s), s.tissue, jaw, {math::Mat3(1.0), edge});
  REQUIRE(report.bone_mm3() > 5.0);
  for (const Level level : kDiseased) CHECK(bodyOf(threeLevels(), s).at(level).bone(edge) > 0.5);
}

TEST_CASE("undo gives a bite of any level back") {
  State s = lying();
  s.portal.placed = true;
  s.portal.direction = s.portal.directionGoal = directionFrom(units::Deg(30), units::Deg(0));
  s.tool.kind = ToolKind::kTissueSculptor;
  s.tool.beyond_mm = 0.0;
  const auto frame = patientFromShaft(Vec3(0.0), s.portal.direction, units::Deg(0));
  const Vec3 tip = inLigament(s, Level::kL2L3) - frame.rotate(jawOf(s.tool.kind).shape.centre_mm);
  s.portal.depth_mm = 60.0;
  s.portal.entry_mm = tip - 60.0 * s.portal.direction;
  const auto say = [&](Verb verb) {
    step(threeLevels(), s, std::array{command(verb)});
    for (int n = 0; n < 90; ++n) step(threeLevels(), s, {});
  };
  say(Verb::kToolBite);
  REQUIRE(s.removed.ligament_mm3 > 1.0);
  CHECK_FALSE(s.tissue[static_cast<std::size_t>(Level::kL2L3)].carving.empty());
  say(Verb::kEditUndo);
  CHECK(s.removed.bites == 0);
  for (const tissue::Live& level : s.tissue) CHECK(level.carving.empty());
}
