// The sacrum: what a surgeon looks for in it, and that its field is a distance.
#include "anatomy/sacrum.hpp"

#include "math/field.hpp"
#include "support/catch.hpp"

#include <algorithm>
#include <cmath>

using namespace unkink;
using namespace unkink::anatomy;
using math::Vec3;

namespace {

bool bone(double x, double y, double z) { return sacrumDistance({x, y, z}) < 0.0; }

/// y of the first bone met from in front (+1) or from behind (-1) at a place; NaN: none.
double firstBone(double x, double z, int direction) {
  for (double way = 0.0; way < 140.0; way += 0.25) {
    const double y = direction > 0 ? -60.0 + way : 80.0 - way;
    if (bone(x, y, z)) return y;
  }
  return std::nan("");
}

/// Whether one can look through from front to back somewhere in a rectangle of the coronal plane.
bool passable(double x0, double x1, double z0, double z1) {
  for (double x = x0; x <= x1; x += 0.5)
    for (double z = z0; z <= z1; z += 0.5)
      if (std::isnan(firstBone(x, z, 1))) return true;
  return false;
}

}  // namespace

TEST_CASE("The S1 endplate has the published width and depth") {
  double left = 0.0, front = 0.0;
  while (bone(left, 0.0, -4.0)) left += 0.1;
  while (bone(0.0, -front, -4.0)) front += 0.1;
  CHECK(2.0 * left > 45.0);  // read as far as the alae's beginning
  CHECK(front == Approx(kSacralEndplateHalfDepth_mm).margin(2.0));
  CHECK_FALSE(bone(0.0, 0.0, 1.0));
}

TEST_CASE("The sacral canal is open from S1 to the hiatus") {
  for (double z = -16.0; z > -90.0; z -= 2.0) {
    INFO(z);
    CHECK_FALSE(bone(0.0, sacralCanalFloor_mm(z) + 2.5, z));
    CHECK(bone(0.0, sacralCanalFloor_mm(z) - 3.0, z));
  }
  CHECK(bone(0.0, sacralCanalFloor_mm(-60.0) + 11.0, -60.0));  // roofed by S3's laminae
  double behind = 0.0;  // the hiatus: nothing behind the canal's floor in the mid-line
  for (double y = 2.5; y < 20.0; y += 0.5)
    behind = std::min(behind, sacrumDistance({0.0, sacralCanalFloor_mm(-102.0) + y, -102.0}));
  CHECK(behind >= 0.0);
}

TEST_CASE("Four pairs of foramina pass through from front to back") {
  for (const double down : {29.0, 50.0, 70.0, 88.0}) {
    INFO(down);
    CHECK(passable(14.0, 27.0, -down - 4.0, -down + 4.0));
  }
  CHECK_FALSE(passable(14.0, 27.0, -41.0, -38.0));  // bone between two of them
}

TEST_CASE("The auricular surfaces converge backwards, as wide as an ilium needs") {
  const auto halfWidth = [](double y, double z) {
    double x = 70.0;
    while (x > 0.0 && !bone(x, y, z)) x -= 0.1;
    return x;
  };
  CHECK(halfWidth(2.0, -24.0) > 50.0);
  CHECK(halfWidth(2.0, -24.0) < 60.0);
  CHECK(halfWidth(2.0, -24.0) > halfWidth(14.0, -24.0) + 2.0);
  CHECK(halfWidth(8.0, -24.0) > halfWidth(sacralCanalFloor_mm(-75.0), -75.0) + 8.0);
}

TEST_CASE("The promontory overhangs a pelvic surface that is hollow") {
  const double promontory = firstBone(0.0, -3.0, 1), middle = firstBone(0.0, -60.0, 1),
               apex = firstBone(0.0, -106.0, 1);
  CHECK(promontory < -12.0);
  CHECK(middle > promontory + 12.0);
  CHECK(middle > 0.5 * (promontory + apex) + 4.0);
}

TEST_CASE("The sacrum is one closed, symmetric surface inside its bounds") {
  const auto field = math::sampleSurface(
      math::sampleBoxAround(sacrumBounds(), 1.5, 2), 1.5,
      [](const Vec3& p) { return sacrumDistance(p); }, 0.0, 0.0);
  const math::Mesh mesh = math::surfaceNets(field, field.box().grown(-1));
  CHECK(math::openEdgeCount(mesh) == 0);
  CHECK(math::volume(mesh) > 120e3);
  CHECK(math::volume(mesh) < 260e3);
  for (std::size_t i = 0; i < mesh.vertices.size(); i += 97) {
    const Vec3 p(mesh.vertices[i].position);
    CHECK(sacrumBounds().contains(p));
    CHECK(sacrumDistance({-p.x, p.y, p.z}) == sacrumDistance(p));
  }
}

TEST_CASE("The sacrum's field grows by at most 1.5 mm a millimetre about its surface") {
  constexpr double kStep = 0.01;
  double steepest = 0.0;
  for (double x = -62.0; x < 62.0; x += 5.3)
    for (double y = -30.0; y < 54.0; y += 3.7)
      for (double z = -144.0; z < 14.0; z += 4.1) {
        const Vec3 p(x, y, z);
        const double d = sacrumDistance(p);
        const Vec3 g(sacrumDistance(p + Vec3(kStep, 0, 0)) - d,
                     sacrumDistance(p + Vec3(0, kStep, 0)) - d,
                     sacrumDistance(p + Vec3(0, 0, kStep)) - d);
        if (std::abs(d) < 2.5) steepest = std::max(steepest, glm::length(g) / kStep);
      }
  CHECK(steepest < 1.5);
}

TEST_CASE("A sacrum of another size is broader and longer by just that, its endplate too") {
  const PelvisSize size{0.9, 1.1, 0.95};
  const auto surface = [&](const PelvisSize& of, const Vec3& from, const Vec3& direction) {
    double r = 90.0;
    while (r > 0.0 && sacrumDistance(from + r * direction, of) > 0.0) r -= 0.1;
    return r;
  };
  const auto compare = [&](const Vec3& from, const Vec3& direction, double factor) {
    const Vec3 there(0.0, size.length * from.y, size.length * from.z);
    CHECK(surface(size, there, direction) ==
          Approx(factor * surface({}, from, direction)).margin(0.6));
  };
  compare({0, 0, -3}, {0, -1, 0}, size.length);   // the endplate's depth
  compare({0, 0, -60}, {0, 0, -1}, size.length);  // what is below
  compare({0, 0, -24}, {1, 0, 0}, size.breadth);  // the alae
  CHECK(sacrumDistance({0.9 * 24.0, 0.0, -0.95 * 3.0}, size) ==
        Approx(0.9 * sacrumDistance({24.0, 0.0, -3.0})).margin(0.3));
  CHECK(sacralCanalFloor_mm(-0.95 * 40.0, size) == Approx(0.95 * sacralCanalFloor_mm(-40.0)));
  for (double x = 0.0; x < 60.0; x += 3.0)
    for (double y = -28.0; y < 50.0; y += 4.0)
      for (double z = -140.0; z < 12.0; z += 4.0) {
        const Vec3 p(1.1 * x, 0.95 * y, 0.95 * z);
        if (sacrumDistance(p, size) < 0.0) REQUIRE(sacrumBounds(size).contains(p));
        const double d = sacrumDistance(p, size);
        const double step = sacrumDistance(p + Vec3(0.1, 0.0, 0.0), size) - d;
        if (std::abs(d) < 3.0) REQUIRE(std::abs(step) < 0.16);
      }
}
