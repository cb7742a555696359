// Turned and drawn solids: closed, outward, as large as they should be; instruments made of them.
#include "view/shapes.hpp"

#include "operation/instruments.hpp"
#include "support/catch.hpp"
#include "view/instrument_meshes.hpp"

#include <array>
#include <cmath>
#include <numbers>
#include <vector>

using namespace unkink;
using namespace unkink::view;
using math::Vec2;
using math::Vec3;

namespace {

constexpr double kPi = std::numbers::pi;

void checkSolid(const math::Mesh& m) {
  CHECK(m.triangleCount() > 0);
  CHECK(math::openEdgeCount(m) == 0);
  CHECK(math::volume(m) > 0.0);
  for (const math::Vertex& v : m.vertices) {
    REQUIRE(std::isfinite(glm::length(v.position)));
    REQUIRE(glm::length(v.normal) == Approx(1.0).margin(1e-3));
  }
}

}  // namespace

TEST_CASE("a turned cylinder and a turned ring are closed and hold what they should") {
  const std::array<Vec2, 4> cylinder{{{0.0, -10.0}, {3.0, -10.0}, {3.0, 0.0}, {0.0, 0.0}}};
  const math::Mesh c = lathe(cylinder, 64);
  checkSolid(c);
  CHECK(math::volume(c) == Approx(kPi * 9.0 * 10.0).epsilon(0.01));
  const std::array<Vec2, 5> ring{{{2.0, 0.0}, {2.0, -5.0}, {3.0, -5.0}, {3.0, 0.0}, {2.0, 0.0}}};
  const math::Mesh r = lathe(ring, 64);
  checkSolid(r);
  CHECK(math::volume(r) == Approx(kPi * 5.0 * 5.0).epsilon(0.01));
}

TEST_CASE("a tube along a path is closed and holds what it should, straight or bent") {
  std::vector<Vec3> line, arc;
  std::vector<double> radii;
  for (int n = 0; n <= 40; ++n) {
    const double a = n * kPi / 80.0;
    line.push_back({0.0, 0.0, -0.5 * n});
    arc.push_back({20.0 * std::cos(a), 0.0, -20.0 * std::sin(a)});
    radii.push_back(2.0);
  }
  const math::Mesh straight = tube(line, radii, 48);
  checkSolid(straight);
  CHECK(math::volume(straight) == Approx(kPi * 4.0 * 20.0).epsilon(0.01));
  const math::Mesh bent = tube(arc, radii, 48);
  checkSolid(bent);
  CHECK(math::volume(bent) == Approx(kPi * 4.0 * 10.0 * kPi).epsilon(0.01));
}

TEST_CASE("moving a mesh moves every vertex and nothing else") {
  const std::array<Vec2, 3> cone{{{0.0, -10.0}, {3.0, -10.0}, {0.0, 0.0}}};
  const math::Mesh m = lathe(cone, 24), by = moved(m, {1.0f, -2.0f, 3.0f});
  CHECK(by.indices == m.indices);
  CHECK(math::volume(by) == Approx(math::volume(m)).epsilon(1e-4));
  CHECK(math::bounds(by).lo.z == Approx(math::bounds(m).lo.z + 3.0));
}

TEST_CASE("every instrument is a closed solid of the kit's dimensions, its tip at the origin") {
  const InstrumentMeshes m = makeInstrumentMeshes();
  for (const math::Mesh* mesh : {&m.needle, &m.portal, &m.portalHandle, &m.trocar, &m.rongeur,
                                 &m.sculptor, &m.toolHandle, &m.dressing, &m.skinOpening})
    checkSolid(*mesh);
  using namespace operation;
  struct Rod {
    const math::Mesh* mesh;
    double radius_mm;
  };
  for (const Rod& r : {Rod{&m.portal, kPortalOuterRadius_mm}, Rod{&m.trocar, kTrocarRadius_mm},
                       Rod{&m.rongeur, kRongeurRadius_mm}, Rod{&m.sculptor, kSculptorRadius_mm}}) {
    const math::Box box = math::bounds(*r.mesh);
    CHECK(box.hi.x == Approx(r.radius_mm).epsilon(0.01));
    CHECK(box.hi.z == Approx(0.0).margin(0.1));
  }
  CHECK(math::bounds(m.portal).lo.z == Approx(-kPortalLength_mm));
  CHECK(math::bounds(m.sculptor).lo.z == Approx(-kToolShaftLength_mm));
  CHECK(math::bounds(m.skinOpening).size().x == Approx(kSkinOpening_mm).epsilon(0.02));
}
