// The C-arm in the room: closed solids, standing where the projection says.
#include "view/c_arm_meshes.hpp"

#include "support/catch.hpp"

#include <cmath>

using namespace unkink;
using namespace unkink::view;
using math::Vec3;

namespace {

fluoro::CArm armAt(double primary_deg, double secondary_deg = 0.0) {
  fluoro::CArm arm;
  arm.primary = units::Deg(primary_deg);
  arm.secondary = units::Deg(secondary_deg);
  arm.isocentre_mm = Vec3(4.0, -30.0, 90.0);
  return arm;
}

}  // namespace

TEST_CASE("every part of the C-arm is closed and faces outward") {
  const CArmMeshes m = makeCArmMeshes();
  const math::Mesh stand = standMesh(Vec3(-740.0, -250.0, 90.0), -1.0, -1080.0);
  const math::Mesh beam = beamMesh(fluoro::projectionOf(armAt(180.0)));
  for (const math::Mesh* mesh :
       {&m.tube, &m.collimator, &m.detector, &m.plate, &m.arc, &m.rail, &stand, &beam}) {
    CHECK(math::openEdgeCount(*mesh) == 0);
    CHECK(math::volume(*mesh) > 0.0);
    for (const math::Vertex& v : mesh->vertices)
      REQUIRE(glm::length(v.normal) == Approx(1.0).margin(1e-3));
  }
}

TEST_CASE("tube and detector face each other along the beam, and the arc carries both") {
  const CArmMeshes m = makeCArmMeshes();
  const math::Box arc = math::bounds(m.arc);
  for (const double primary : {180.0, 135.0, -135.0, 90.0, -90.0})
    for (const double side : {1.0, -1.0}) {
      const fluoro::Projection p = fluoro::projectionOf(armAt(primary, 12.0));
      const CArmPlace at = placeOf(p, side);
      const Vec3 d = glm::normalize(p.detectorCentre_mm - p.source_mm);
      INFO("primary " << primary << " side " << side);
      CHECK(glm::length(at.tube.rotate({0, 0, 1}) - d) < 1e-9);
      CHECK(glm::distance(at.tube.translation, p.source_mm) < 1e-9);
      CHECK(glm::distance(at.detector.translation, p.detectorCentre_mm) < 1e-9);
      // right-handed, so that nothing is turned inside out
      for (const auto* pose : {&at.tube, &at.detector, &at.arc})
        CHECK(glm::determinant(pose->rotation) == Approx(1.0));
      // the backs of tube and detector reach the arc
      const Vec3 back =
          at.arc.inverse() * (at.tube * Vec3(math::bounds(m.tube).lo * Vec3(0, 0, 1)));
      const Vec3 front =
          at.arc.inverse() * (at.detector * Vec3(math::bounds(m.detector).hi * Vec3(0, 0, 1)));
      CHECK(std::abs(back.x) + std::abs(back.y) < 1e-6);
      CHECK(back.z < -700.0 + 32.0);
      CHECK(back.z > arc.lo.z);
      CHECK(front.z > 700.0 - 32.0);
      CHECK(front.z < arc.hi.z);
      // the stand holds the arc from its own side, in the arc's plane
      const Vec3 mount = at.arc.inverse() * at.mount_mm;
      CHECK(std::abs(mount.y) < 1e-6);
      CHECK(std::hypot(mount.x, mount.z) == Approx(732.0));
      CHECK(std::abs(mount.z) / 732.0 <= 1.0 + 1e-9);
      CHECK(mount.x > -732.0 * 0.12);
      CHECK(side * (at.mount_mm.x - at.arc.translation.x) > 600.0);
    }
}

TEST_CASE("the beam is a pyramid from the source over the open field") {
  fluoro::CArm arm = armAt(150.0, -10.0);
  for (const double iris : {fluoro::kWidestIris_mm, 60.0}) {
    arm.collimator.irisRadius_mm = iris;
    const fluoro::Projection p = fluoro::projectionOf(arm);
    const double whole = fluoro::openArea_mm2(p.collimator, p.size_mm) * 1000.0 / 3.0;
    CHECK(math::volume(beamMesh(p)) == Approx(whole).epsilon(1e-3));
  }
}
