// Where the C-arm looks from, and which way round its picture is.
#include "fluoro/c_arm.hpp"

#include "support/catch.hpp"

#include <cmath>

using namespace unkink;
using namespace unkink::fluoro;
using namespace unkink::units::literals;

namespace {

CArm armAt(View view, units::Deg tilt = 0_deg, units::Deg slope = 45_deg) {
  const Angles angles = presetAngles(view, tilt, slope);
  return {angles.primary, angles.secondary, math::Vec3(3.0, -5.0, 40.0), 230.0};
}

double angleBetween(const math::Vec3& a, const math::Vec3& b) {
  return units::Deg(units::Rad(std::acos(glm::dot(a, b)))).value;
}

math::Vec3 towardsDetector(const CArm& arm) {
  return detectorDirection(arm.primary, arm.secondary);
}

}  // namespace

TEST_CASE("zero angles face the chest, primary 90 the patient's left, secondary 90 the head") {
  CHECK(glm::length(detectorDirection(0_deg, 0_deg) - math::Vec3(0, -1, 0)) < 1e-12);
  CHECK(glm::length(detectorDirection(90_deg, 0_deg) - math::Vec3(1, 0, 0)) < 1e-12);
  CHECK(glm::length(detectorDirection(180_deg, 0_deg) - math::Vec3(0, 1, 0)) < 1e-12);
  CHECK(glm::length(detectorDirection(30_deg, 90_deg) - math::Vec3(0, 0, 1)) < 1e-12);
}

TEST_CASE("source and detector stand on one axis through the isocentre at their distances") {
  const CArm arm{-130_deg, 20_deg, math::Vec3(10, 20, 30), 200.0};
  const Projection p = projectionOf(arm);
  CHECK(glm::length(p.source_mm - arm.isocentre_mm) == Approx(kSourceToIsocentre_mm));
  CHECK(glm::length(p.detectorCentre_mm - p.source_mm) == Approx(kSourceToDetector_mm));
  CHECK(glm::length(p.project(arm.isocentre_mm)) < 1e-12);
  CHECK(std::abs(glm::dot(p.axisRight, p.axisUp)) < 1e-12);
  CHECK(std::abs(glm::dot(p.axisUp, p.detectorCentre_mm - p.source_mm)) < 1e-9);
  CHECK(glm::length(p.axisRight) == Approx(1.0));
}

TEST_CASE("a point on the detector projects to its own image coordinates") {
  const Projection p = projectionOf({-130_deg, 20_deg, math::Vec3(10, 20, 30), 200.0});
  const math::Vec2 ndc(0.3, -0.8);
  CHECK(glm::length(p.project(p.detectorPoint(ndc)) - ndc) < 1e-12);
  const math::Vec3 onTheWay = glm::mix(p.source_mm, p.detectorPoint(ndc), 0.6);
  CHECK(glm::length(p.project(onTheWay) - ndc) < 1e-12);
}

TEST_CASE("AP of a prone patient shows the patient's left at image left and the head up") {
  const CArm arm = armAt(View::kAp);
  CHECK(arm.primary.value == Approx(180.0));
  const Projection p = projectionOf(arm);
  // an asymmetric marker: one bead to the left, one to the left and towards the head
  const math::Vec2 left = p.project(arm.isocentre_mm + math::Vec3(30, 0, 0));
  const math::Vec2 leftAndUp = p.project(arm.isocentre_mm + math::Vec3(30, 0, 50));
  CHECK(left.x < -0.1);
  CHECK(left.y == Approx(0.0).margin(1e-12));
  CHECK(leftAndUp.x < -0.1);
  CHECK(leftAndUp.y > 0.1);
  // seen from behind: image right, image up and the way to the viewer are right-handed
  const math::Vec3 toViewer = glm::cross(p.axisRight, p.axisUp);
  CHECK(angleBetween(toViewer, math::Vec3(0, 1, 0)) < 1e-5);
}

TEST_CASE("AP follows the level's tilt so that the beam runs in the disc plane") {
  const CArm arm = armAt(View::kAp, 17_deg);
  CHECK(arm.secondary.value == Approx(17.0));
  const math::Vec3 discNormal(0.0, -std::sin(units::Rad(17_deg).value),
                              std::cos(units::Rad(17_deg).value));
  for (const View view : {View::kAp, View::kLateral, View::kCloLeft, View::kCloRight})
    CHECK(std::abs(glm::dot(towardsDetector(armAt(view, 17_deg)), discNormal)) < 1e-12);
}

TEST_CASE("lateral looks from the patient's right, so that posterior is at image right") {
  const CArm arm = armAt(View::kLateral, 12_deg);
  CHECK(arm.primary.value == Approx(90.0));
  CHECK(arm.secondary.value == Approx(0.0).margin(1e-9));
  CHECK(projectionOf(arm).project(arm.isocentre_mm + math::Vec3(0, 20, 0)).x > 0.1);
}

TEST_CASE("CLO tilts the detector away from the treated side") {
  CHECK(contralateralOblique(anatomy::Side::kLeft) == View::kCloRight);
  CHECK(contralateralOblique(anatomy::Side::kRight) == View::kCloLeft);
  const CArm right = armAt(View::kCloRight), left = armAt(View::kCloLeft);
  CHECK(right.primary.value == Approx(-135.0));
  CHECK(left.primary.value == Approx(135.0));
  CHECK(towardsDetector(right).x < -0.5);
  CHECK(towardsDetector(left).x > 0.5);
}

TEST_CASE("CLO grazes the treated side's lamina, within the angles in use") {
  const auto slope = GENERATE(35.0, 42.0, 50.0);
  const CArm arm = armAt(View::kCloRight, 0_deg, units::Deg(slope));
  const units::Rad s = units::Deg(slope);
  const math::Vec3 downTheLeftLamina(std::cos(s.value), -std::sin(s.value), 0.0);
  CHECK(angleBetween(towardsDetector(arm), -downTheLeftLamina) < 1e-5);

  const math::Vec3 ap = towardsDetector(armAt(View::kAp));
  CHECK(angleBetween(towardsDetector(armAt(View::kCloRight, 0_deg, 80_deg)), ap) == Approx(35.0));
  CHECK(angleBetween(towardsDetector(armAt(View::kCloRight, 0_deg, 10_deg)), ap) == Approx(60.0));
}

TEST_CASE("a swivel turns the picture at AP and tilts the beam at lateral") {
  CArm arm = armAt(View::kAp);
  arm.swivel = 10_deg;
  const Projection ap = projectionOf(arm);
  CHECK(angleBetween(detectorDirection(arm), math::Vec3(0, 1, 0)) < 1e-5);
  CHECK(angleBetween(ap.axisUp, math::Vec3(0, 0, 1)) == Approx(10.0));
  CHECK(glm::length(ap.project(arm.isocentre_mm)) < 1e-12);
  arm = armAt(View::kLateral);
  arm.swivel = 10_deg;
  CHECK(positionerAngles(arm).secondary.value == Approx(10.0));
  CHECK(positionerAngles(arm).primary.value == Approx(90.0));
  arm.swivel = 0_deg;
  const Angles plain = positionerAngles(armAt(View::kCloRight, 12_deg));
  CHECK(plain.primary.value == Approx(armAt(View::kCloRight, 12_deg).primary.value));
  CHECK(plain.secondary.value == Approx(armAt(View::kCloRight, 12_deg).secondary.value));
}

TEST_CASE("magnification is the source's distance to the detector over that to the isocentre") {
  CArm arm = armAt(View::kAp);
  const auto shown_mm = [&](double beside_mm) {
    const Projection p = projectionOf(arm);
    const math::Vec2 at = p.project(arm.isocentre_mm + beside_mm * p.axisRight);
    return 0.5 * p.size_mm * at.x;
  };
  CHECK(shown_mm(10.0) == Approx(10.0 * 1000.0 / 700.0));
  arm.sourceToIsocentre_mm = 650.0;
  arm.sourceToDetector_mm = 1020.0;
  CHECK(shown_mm(10.0) == Approx(10.0 * 1020.0 / 650.0));
  // a smaller field shows the same larger
  const double before = projectionOf(arm).project(arm.isocentre_mm + math::Vec3(10, 0, 0)).x;
  arm.fieldOfView_mm = 115.0;
  CHECK(projectionOf(arm).project(arm.isocentre_mm + math::Vec3(10, 0, 0)).x ==
        Approx(2.0 * before));
}

TEST_CASE("the collimator leaves open the field, a disc, a strip, or what they share") {
  constexpr double kPi = 3.14159265358979;
  CHECK(openArea_mm2({}, 230.0) == Approx(230.0 * 230.0));
  CHECK(openArea_mm2({}, 110.0) == Approx(110.0 * 110.0));
  CHECK(openArea_mm2({50.0}, 230.0) == Approx(kPi * 2500.0));
  CHECK(openArea_mm2({165.0, 60.0}, 230.0) == Approx(60.0 * 230.0));
  CHECK(openArea_mm2({165.0, 60.0, 90_deg}, 230.0) == Approx(60.0 * 230.0));
  // a strip along the diagonal: the square less two triangles
  const double leg = 115.0 * std::sqrt(2.0) - 30.0;
  CHECK(openArea_mm2({165.0, 60.0, 45_deg}, 230.0) ==
        Approx(230.0 * 230.0 - 2.0 * leg * leg).epsilon(1e-3));
  for (const double radius : {25.0, 70.0, 130.0})
    CHECK(openArea_mm2({radius, 40.0, 20_deg}, 230.0) <
          openArea_mm2({radius, 45.0, 20_deg}, 230.0));
}

TEST_CASE("a point is open where the outline holds it") {
  const Collimator c{70.0, 80.0, 30_deg};
  const std::vector<math::Vec2> outline = openOutline(c, 230.0);
  for (double x = -78.0; x <= 78.0; x += 12.0)
    for (double y = -78.0; y <= 78.0; y += 12.0) {
      bool inside = true;
      for (std::size_t n = 0; n < outline.size(); ++n) {
        const math::Vec2 a = outline[n], b = outline[(n + 1) % outline.size()];
        inside &= (b.x - a.x) * (y - a.y) >= (b.y - a.y) * (x - a.x);
      }
      INFO(x << " " << y);
      CHECK(isOpen(c, {x, y}) == inside);
    }
}
