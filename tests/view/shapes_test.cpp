// Turned and drawn solids: closed, outward, as large as they should be.
#include "view/shapes.hpp"

#include "support/catch.hpp"

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

TEST_CASE("a solid through rings is closed and holds what it should, whichever way they run") {
  std::vector<std::vector<Vec3>> bent(2);
  // an angle iron: two legs, 10 and 6 long and 2 thick, 5 high
  const std::array<Vec2, 6> outline{{{0, 0}, {10, 0}, {10, 2}, {2, 2}, {2, 6}, {0, 6}}};
  for (const Vec2& p : {outline[5], outline[0], outline[1], outline[2], outline[3], outline[4]})
    for (const int end : {0, 1})
      bent[static_cast<std::size_t>(end)].emplace_back(p.x, p.y, 5.0 * end);
  checkSolid(loft(bent));
  CHECK(math::volume(loft(bent)) == Approx(5.0 * (10 * 2 + 2 * 4)));
  std::swap(bent[0], bent[1]);
  checkSolid(loft(bent));
  CHECK(math::volume(loft(bent)) == Approx(5.0 * (10 * 2 + 2 * 4)));
}

TEST_CASE("moving a mesh moves every vertex and nothing else") {
  const std::array<Vec2, 3> cone{{{0.0, -10.0}, {3.0, -10.0}, {0.0, 0.0}}};
  const math::Mesh m = lathe(cone, 24), by = moved(m, {1.0f, -2.0f, 3.0f});
  CHECK(by.indices == m.indices);
  CHECK(math::volume(by) == Approx(math::volume(m)).epsilon(1e-4));
  CHECK(math::bounds(by).lo.z == Approx(math::bounds(m).lo.z + 3.0));
}
