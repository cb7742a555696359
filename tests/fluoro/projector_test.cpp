// Path lengths: solids with known answers, nesting, instruments, and no leaks.
#include "fluoro/projector.hpp"

#include "fluoro/shapes.hpp"
#include "support/catch.hpp"

#include <cmath>
#include <random>

using namespace unkink;
using namespace unkink::fluoro;
using math::Vec3;

namespace {

constexpr auto kFat = static_cast<std::size_t>(Material::kFat);
constexpr auto kMuscle = static_cast<std::size_t>(Material::kMuscle);
constexpr auto kBone = static_cast<std::size_t>(Material::kBone);
constexpr auto kSteel = static_cast<std::size_t>(Material::kSteel);

Body body(const math::Mesh& mesh, Material material, int host = -1, bool instrument = false) {
  return {&mesh, material, host, instrument, {}};
}

Projection apProjection() { return projectionOf(CArm{}); }

/// The rotation that takes +z to a direction.
math::Mat3 rotationTo(const Vec3& direction) {
  const Vec3 side = glm::normalize(glm::cross(Vec3(0.3, 0.9, 0.1), direction));
  return {side, glm::cross(direction, side), direction};
}

}  // namespace

TEST_CASE("a slab obeys Beer-Lambert at any slant") {
  const math::Mesh slab = boxMesh({-200, -50, -200}, {200, 50, 200});
  const Projector projector({body(slab, Material::kMuscle)});
  Beam beam;
  beam.weight = {1.0};
  for (auto& a : beam.attenuation_per_mm) a = {0.02};
  const Vec3 source(0, -700, 0);
  for (const double x : {0.0, 30.0, 110.0}) {
    const Vec3 detector(x, 300, 0.7 * x);
    const double slant = glm::length(detector - source) / 1000.0;
    const double signal = beam.transmission(projector.pathLengths({source, detector}));
    CHECK(signal == Approx(std::exp(-0.02 * 100.0 * slant)).epsilon(1e-9));
  }
}

TEST_CASE("rays through a sphere's centre measure its diameter, tangents nothing") {
  const math::Mesh sphere = sphereMesh(Vec3(5, 10, -20), 40.0, 64);
  const Projector projector({body(sphere, Material::kBone)});
  std::mt19937 random(7);
  std::uniform_real_distribution<double> coordinate(-1.0, 1.0);
  for (int i = 0; i < 200; ++i) {
    const Vec3 d = glm::normalize(Vec3(coordinate(random), coordinate(random), coordinate(random)));
    const Vec3 side = glm::normalize(glm::cross(d, Vec3(0.1, 0.2, 0.97)));
    const Vec3 centre(5, 10, -20);
    const auto length = [&](double offset) {
      const Vec3 through = centre + offset * side;
      return projector.pathLengths({through - 700.0 * d, through + 300.0 * d})[kBone];
    };
    CHECK(length(0.0) == Approx(80.0).margin(0.2));  // the mesh lies up to 0.05 mm inside
    CHECK(length(24.0) == Approx(64.0).margin(0.3));
    CHECK(length(40.01) == 0.0);
  }
}

TEST_CASE("nested shells take their path from their hosts") {
  const math::Mesh trunk = sphereMesh(Vec3(0), 150.0, 24), muscle = sphereMesh(Vec3(0), 120.0, 24),
                   bone = boxMesh(Vec3(-20), Vec3(20));
  const Projector projector({body(trunk, Material::kFat),
                             body(muscle, Material::kMuscle, static_cast<int>(kFat)),
                             body(bone, Material::kBone, static_cast<int>(kMuscle))});
  // along an axis that runs through vertices of both spheres
  const PathLengths l = projector.pathLengths({Vec3(0, -700, 0), Vec3(0, 300, 0)});
  CHECK(l[kBone] == Approx(40.0).margin(1e-9));
  CHECK(l[kMuscle] == Approx(200.0).margin(1e-4));
  CHECK(l[kFat] == Approx(60.0).margin(1e-4));
}

TEST_CASE("gas displaces its host and counts for nothing") {
  const math::Mesh muscle = boxMesh(Vec3(-100), Vec3(100)), gas = boxMesh(Vec3(-20), Vec3(20));
  Body pocket = body(gas, Material::kMuscle, static_cast<int>(kMuscle));
  pocket.material.reset();
  const Projector projector({body(muscle, Material::kMuscle), pocket});
  const PathLengths l = projector.pathLengths({Vec3(1, -700, 2), Vec3(1, 300, 2)});
  CHECK(l[kMuscle] == Approx(160.0).margin(1e-9));
  for (std::size_t m = 0; m < l.size(); ++m)
    if (m != kMuscle) CHECK(l[m] == 0.0);
}

TEST_CASE("a body that is partly its material leaves the rest to its host") {
  const math::Mesh muscle = boxMesh(Vec3(-100), Vec3(100)), pool = boxMesh(Vec3(-20), Vec3(20));
  Body mixed = body(pool, Material::kContrast, static_cast<int>(kMuscle));
  mixed.share = 0.25;
  const Projector projector({body(muscle, Material::kMuscle), mixed});
  const PathLengths l = projector.pathLengths({Vec3(1, -700, 2), Vec3(1, 300, 2)});
  CHECK(l[static_cast<std::size_t>(Material::kContrast)] == Approx(10.0).margin(1e-9));
  CHECK(l[kMuscle] == Approx(190.0).margin(1e-9));
}

TEST_CASE("an instrument displaces exactly the anatomy inside it") {
  const math::Mesh muscle = boxMesh(Vec3(-100), Vec3(100)), bone = boxMesh(Vec3(-20), Vec3(20)),
                   rod = boxMesh({-5, -10, -5}, {5, 60, 5});
  const Projector projector({body(muscle, Material::kMuscle),
                             body(bone, Material::kBone, static_cast<int>(kMuscle)),
                             body(rod, Material::kSteel, -1, true)});
  const PathLengths l = projector.pathLengths({Vec3(1, -700, 2), Vec3(1, 300, 2)});
  CHECK(l[kSteel] == Approx(70.0).margin(1e-9));
  CHECK(l[kBone] == Approx(10.0).margin(1e-9));
  CHECK(l[kMuscle] == Approx(120.0).margin(1e-9));
}

TEST_CASE("a needle nearly along the beam displaces bone and keeps its length") {
  const math::Mesh muscle = boxMesh(Vec3(-100), Vec3(100)), bone = boxMesh(Vec3(-20), Vec3(20)),
                   needle = needleMesh(1.75, 150.0, 48);
  Projector projector({body(muscle, Material::kMuscle),
                       body(bone, Material::kBone, static_cast<int>(kMuscle)),
                       body(needle, Material::kSteel, -1, true)});
  const Vec3 source(0, -700, 0);
  const Vec3 axis = glm::normalize(Vec3(0.004, 1.0, -0.003));  // tilted by 0.29 degrees
  // the needle's tip at the far end, 5 mm deep in the bone
  const Vec3 start = Vec3(0, -15, 0) - axis * 150.0;
  projector.place(2, {rotationTo(axis), start});
  const PathLengths l = projector.pathLengths({source, Vec3(0, 300, 0)});
  const double sum = l[kSteel] + l[kBone] + l[kMuscle];
  CHECK(l[kSteel] > 140.0);
  CHECK(l[kSteel] < 150.1);
  CHECK(l[kBone] == Approx(35.0).margin(0.02));
  // of the needle, 85 mm are in the muscle block; the rest sticks out
  CHECK(sum == Approx(200.0 + l[kSteel] - 85.0).margin(0.02));

  // moving the body and moving its mesh are the same
  math::Mesh moved = needle;
  for (auto& v : moved.vertices)
    v.position = math::Vec3f(rotationTo(axis) * Vec3(v.position) + start);
  Projector other({body(moved, Material::kSteel, -1, true)});
  CHECK(other.pathLengths({source, Vec3(0, 300, 0)})[kSteel] == Approx(l[kSteel]).margin(0.02));
}

TEST_CASE("no ray leaks through edges and vertices of a closed mesh") {
  const math::Mesh sphere = sphereMesh(Vec3(0), 50.0, 12);
  const Projector projector({body(sphere, Material::kBone)});
  const Vec3 source(0, -700, 0);
  const auto longest = [&](const Vec3& through) {
    return projector.pathLengths({source, source + 1.4 * (through - source)})[kBone];
  };
  std::mt19937 random(3);
  std::uniform_real_distribution<double> fraction(0.0, 1.0);
  int unbalanced = 0;
  for (std::size_t i = 0; i < sphere.indices.size(); i += 3)
    for (std::size_t e = 0; e < 3; ++e) {
      const Vec3 a(sphere.vertices[sphere.indices[i + e]].position);
      const Vec3 b(sphere.vertices[sphere.indices[i + (e + 1) % 3]].position);
      for (const double f : {0.0, 0.5, fraction(random), fraction(random)}) {
        const double length = longest(glm::mix(a, b, f));
        if (length < 0.0 || length > 100.0) ++unbalanced;
      }
    }
  CHECK(unbalanced == 0);
}

TEST_CASE("rays in the plane of box faces and through its corners stay balanced") {
  const math::Mesh box = boxMesh(Vec3(-10), Vec3(10));
  const Projector projector({body(box, Material::kBone)});
  for (const double x : {-10.0, 0.0, 10.0})
    for (const double z : {-10.0, 0.0, 10.0}) {
      const double length = projector.pathLengths({Vec3(x, -700, z), Vec3(x, 300, z)})[kBone];
      CHECK((length == Approx(0.0).margin(1e-9) || length == Approx(20.0).margin(1e-9)));
    }
  // two boxes that share a face count as one, even for rays along it
  const math::Mesh left = boxMesh({0, -10, -10}, {10, 10, 10}),
                   right = boxMesh({-10, -10, -10}, {0, 10, 10});
  const Projector split({body(left, Material::kBone), body(right, Material::kBone)});
  for (const double z : {-7.0, 0.0, 3.0})
    CHECK(split.pathLengths({Vec3(0, -700, z), Vec3(0, 300, z)})[kBone] == Approx(20.0));
}

TEST_CASE("paths end at the detector and start at the source") {
  const math::Mesh box = boxMesh(Vec3(-100), Vec3(100));
  const Projector projector({body(box, Material::kBone)});
  CHECK(projector.pathLengths({Vec3(1, -700, 2), Vec3(1, 30, 2)})[kBone] == Approx(130.0));
  CHECK(projector.pathLengths({Vec3(1, 0, 2), Vec3(1, 30, 2)})[kBone] == Approx(30.0));
  CHECK(projector.pathLengths({Vec3(1, 200, 2), Vec3(1, 900, 2)})[kBone] == Approx(0.0));
}

TEST_CASE("superposition: two solids apart give the sum of their pictures") {
  const math::Mesh a = sphereMesh(Vec3(-20, 0, 10), 25.0, 16),
                   b = sphereMesh(Vec3(10, 60, -5), 30.0, 16);
  const Projector both({body(a, Material::kBone), body(b, Material::kBone)}),
      onlyA({body(a, Material::kBone)}), onlyB({body(b, Material::kBone)});
  const auto image = both.render(apProjection(), 32);
  const auto imageA = onlyA.render(apProjection(), 32), imageB = onlyB.render(apProjection(), 32);
  double worst = 0.0;
  for (std::size_t i = 0; i < image.size(); ++i)
    worst = std::max(worst, std::abs(image[i][kBone] - imageA[i][kBone] - imageB[i][kBone]));
  CHECK(worst < 1e-9);
}

TEST_CASE("the picture runs from the top left: a bead at left and head lands there") {
  const math::Mesh bead = sphereMesh(Vec3(40, 0, 50), 8.0, 12);
  const Projector projector({body(bead, Material::kSteel)});
  const auto image = projector.render(apProjection(), 16);
  std::size_t brightest = 0;
  for (std::size_t i = 0; i < image.size(); ++i)
    if (image[i][kSteel] > image[brightest][kSteel]) brightest = i;
  CHECK(brightest / 16 < 8);  // upper rows
  CHECK(brightest % 16 < 8);  // left columns
  const math::Vec2 ndc = apProjection().project(Vec3(40, 0, 50));
  CHECK(brightest % 16 == static_cast<std::size_t>((ndc.x + 1.0) * 8.0));
  CHECK(brightest / 16 == static_cast<std::size_t>((1.0 - ndc.y) * 8.0));
}

TEST_CASE("pictures repeat bit for bit") {
  const math::Mesh sphere = sphereMesh(Vec3(0), 50.0, 20);
  const Projector projector({body(sphere, Material::kBone)});
  CHECK(projector.render(apProjection(), 24) == projector.render(apProjection(), 24));
}
