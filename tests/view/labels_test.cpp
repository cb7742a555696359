// Names hang on what they name, before whatever hides it.
#include "view/labels.hpp"

#include "operation/hand.hpp"
#include "support/catch.hpp"

#include <map>
#include <string>

using namespace unkink;
using namespace unkink::view;
using math::Vec3;
using test::defaultCase;

namespace {

using operation::ToolKind;

/// Portal, tool and needle in, the tool some way out of the portal.
test::Hand& busy() {
  static test::Hand hand = [] {
    test::Hand h;
    h.layDown();
    h.holdJawAt(test::inLigament(), ToolKind::kTissueSculptor);
    constexpr double kOut_mm = 12.0;
    h.state.portal.depth_mm -= kOut_mm;
    h.state.tool.beyond_mm = kOut_mm;
    h.state.needle.placed = true;
    h.state.needle.direction = operation::directionFrom(units::Deg(5.0), units::Deg(0.0));
    h.state.needle.entry_mm = h.state.portal.tip() + Vec3(-2.0, 60.0, -25.0);
    h.state.needle.depth_mm = 60.0;
    return h;
  }();
  return hand;
}

Presentation look(double azimuth_deg) {
  Presentation p;
  p.opacity.fill(1.0f);
  p.orbit.azimuth_deg = azimuth_deg;
  p.orbit.elevation_deg = 4.0;
  p.orbit.distance_mm = 250.0;
  p.orbit.target = defaultCase().spine().landmarks(defaultCase().level()).canalCentre;
  p.labels = {"portal", "needle", "lamina", "ligamentum_flavum", "thecal_sac"};
  return p;
}

std::map<std::string, Vec3> anchors(const Presentation& p) {
  std::map<std::string, Vec3> found;
  for (const Label& label : labelsOf(defaultCase(), busy().state, p))
    found[label.text.substr(std::string("structure.").size())] = Vec3(label.anchor);
  return found;
}

double toAxis(const Vec3& p, const Vec3& tip, const Vec3& direction) {
  const Vec3 d = p - tip;
  return glm::length(d - glm::dot(d, direction) * direction);
}

}  // namespace

TEST_CASE("the names of instruments hang on their own visible metal") {
  const operation::State& s = busy().state;
  for (const double azimuth : {20.0, 55.0, 90.0, -60.0}) {
    INFO("azimuth " << azimuth);
    const auto found = anchors(look(azimuth));
    if (const auto at = found.find("portal"); at != found.end())
      CHECK(toAxis(at->second, s.portal.tip(), s.portal.direction) ==
            Approx(operation::kPortalOuterRadius_mm).margin(0.05));
    if (const auto at = found.find("tissue_sculptor"); at != found.end()) {
      CHECK(toAxis(at->second, s.portal.tip(), s.portal.direction) <
            operation::kSculptorRadius_mm + 0.05);
      const double out = glm::dot(at->second - s.portal.tip(), s.portal.direction);
      CHECK(out > -0.5);
      CHECK(out < s.tool.beyond_mm);
    }
    if (const auto at = found.find("needle"); at != found.end())
      CHECK(toAxis(at->second, s.needle.tip(), s.needle.direction) ==
            Approx(operation::kNeedleRadius_mm).margin(0.05));
  }
}

TEST_CASE("a cut leaves the names of instruments, which it leaves whole") {
  Presentation p = look(90.0);
  p.cut = {CutPlane::kSagittal, -10.0};
  const auto found = anchors(p);
  CHECK(found.contains("portal"));
  CHECK(found.contains("tissue_sculptor"));
}

TEST_CASE("the names of lamina, ligament and sac hang on their surfaces") {
  const operation::State& s = busy().state;
  const tissue::Body body = busy().body();
  for (const double azimuth : {10.0, 30.0, 55.0}) {
    INFO("azimuth " << azimuth);
    const auto found = anchors(look(azimuth));
    REQUIRE(found.contains("lamina"));
    CHECK(std::abs(body.bone(found.at("lamina"))) < 0.3);
    CHECK(std::abs(found.at("lamina").x) > 5.0);  // not the spinous process
    if (const auto at = found.find("ligamentum_flavum"); at != found.end())
      CHECK(body.ligament(at->second) < 0.5);
  }
  Presentation p = look(90.0);
  p.cut = {CutPlane::kSagittal, 4.5};
  const auto found = anchors(p);
  REQUIRE(found.contains("thecal_sac"));
  CHECK(std::abs(thecal_sac::distance(s.freeSpace.frames, s.sac, found.at("thecal_sac"))) < 0.3);
}
