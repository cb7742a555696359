// Fields on the one lattice: sampling near and far, interpolation, and surfaces that meet bit for
// bit.
#include "math/field.hpp"

#include "support/catch.hpp"

#include <array>
#include <atomic>
#include <cmath>
#include <cstring>

using namespace unkink::math;

namespace {

constexpr double kSpacing_mm = 0.5;
constexpr double kRadius_mm = 10.0;
const Vec3 kCentre(3.1, -2.2, 5.3);

double sphere(const Vec3& p) { return glm::length(p - kCentre) - kRadius_mm; }

SampledField sphereField() {
  const Box box = Box{kCentre, kCentre}.grown(kRadius_mm);
  return sample(sampleBoxAround(box, kSpacing_mm, 2), kSpacing_mm, sphere);
}

Mesh sphereMesh() {
  const SampledField field = sphereField();
  return surfaceNets(field, field.box().grown(-1));
}

bool sameBits(const Mesh& a, const Mesh& b) {
  return a.indices == b.indices && a.vertices.size() == b.vertices.size() &&
         std::memcmp(a.vertices.data(), b.vertices.data(), a.vertices.size() * sizeof(Vertex)) == 0;
}

}  // namespace

TEST_CASE("The sample box around a box covers it with the margin to spare") {
  const SampleBox box = sampleBoxAround({Vec3(-1.2, 0.0, 2.0), Vec3(1.2, 0.5, 2.4)}, 0.5, 2);
  CHECK(box.lo == IVec3(-5, -2, 2));
  CHECK(box.hi == IVec3(6, 4, 8));
}

TEST_CASE("Sampling equals plain evaluation within four samples of the surface") {
  const SampleBox box = sphereField().box().grown(21);  // far blocks inside and out
  const SampledField field = sample(box, kSpacing_mm, sphere);
  int near = 0, different = 0, wrongSide = 0;
  for (int k = box.lo.z; k < box.hi.z; ++k)
    for (int j = box.lo.y; j < box.hi.y; ++j)
      for (int i = box.lo.x; i < box.hi.x; ++i) {
        const IVec3 s(i, j, k);
        const double d = sphere(field.position(s));
        wrongSide += (field.at(s) < 0.0f) != (d < 0.0);
        if (std::abs(d) > 4.0 * kSpacing_mm) continue;
        ++near;
        different += field.at(s) != static_cast<float>(d);
      }
  CHECK(near > 10000);
  CHECK(different == 0);
  CHECK(wrongSide == 0);
}

TEST_CASE("Fields sampled together are bit for bit what they are alone") {
  const auto other = [](const Vec3& p) { return 2.0 * (glm::length(p) - 6.0); };
  const SampleBox box = sphereField().box().grown(21);
  const std::array<double, 2> slopes{1.5, 2.0};
  const auto both = sampleTogether(
      box, kSpacing_mm,
      [&](const Vec3& p, FieldBits wanted, std::span<double> d) {
        if ((wanted & 1) != 0) d[0] = sphere(p);
        if ((wanted & 2) != 0) d[1] = other(p);
      },
      slopes);
  CHECK(both[0].values() == sample(box, kSpacing_mm, sphere, slopes[0]).values());
  CHECK(both[1].values() == sample(box, kSpacing_mm, other, slopes[1]).values());
}

TEST_CASE("Sampling away from a surface is right to a hundredth of the spacing") {
  const SampleBox box = sphereField().box().grown(8);
  const SampledField field = sample(box, kSpacing_mm, sphere);
  double worst = 0.0;
  for (int k = box.lo.z; k < box.hi.z; ++k)
    for (int j = box.lo.y; j < box.hi.y; ++j)
      for (int i = box.lo.x; i < box.hi.x; ++i) {
        const double d = sphere(field.position({i, j, k}));
        if (d > 0.0 && d < 8.0 * kSpacing_mm)
          worst = std::max(worst, std::abs(d - static_cast<double>(field.at({i, j, k}))));
      }
  CHECK(worst < 0.02);
}

TEST_CASE("A surface sampled alone is, at its levels, bit for bit that of the whole field") {
  const SampleBox box = sphereField().box().grown(13);
  const SampledField whole = sample(box, kSpacing_mm, sphere);
  const SampledField part = sampleSurface(box, kSpacing_mm, sphere, -1.3, 0.0);
  for (const float inset : {0.0f, 1.3f}) {
    const auto nets = [&](const SampledField& field) {
      return surfaceNets(box.grown(-1), kSpacing_mm,
                         [&](const IVec3& s) { return field.at(s) + inset; });
    };
    CHECK(nets(part).triangleCount() > 1000);
    CHECK(sameBits(nets(part), nets(whole)));
  }
  CHECK(sameBits(surfaceNets(part, box.grown(-1)), surfaceNets(whole, box.grown(-1))));
}

TEST_CASE("A surface comes out closed though its distance is steeper than was said") {
  // the sphere pokes a little way into blocks whose middles say that it is far
  for (const double radius_mm : {8.1, 9.3, 12.2}) {
    const auto steep = [&](const Vec3& p) { return 4.0 * (glm::length(p) - radius_mm); };
    const SampledField field =
        sampleSurface(SampleBox{IVec3(-40), IVec3(40)}, 0.5, steep, 0.0, 0.0, 1.0);
    const Mesh mesh = surfaceNets(field, field.box().grown(-1));
    INFO("radius " << radius_mm << " mm");
    CHECK(openEdgeCount(mesh) == 0);
    CHECK(volume(mesh) ==
          Approx(4.0 / 3.0 * 3.14159265 * radius_mm * radius_mm * radius_mm).epsilon(0.02));
  }
}

TEST_CASE("A mirrored surface is, bit for bit, what sampling both halves gives") {
  const auto two = [](const Vec3& p) {
    return glm::length(Vec3(std::abs(p.x), p.y, p.z) - Vec3(6.3, -2.2, 5.3)) - 5.0;
  };
  const SampleBox box{IVec3(-37, -29, -14), IVec3(38, 23, 37)};
  const SampledField whole = sampleSurface(box, kSpacing_mm, two, 0.0, 0.0);
  const SampledField half = sampleSurface(box, kSpacing_mm, two, 0.0, 0.0, 1.5, true);
  CHECK(surfaceNets(whole, box.grown(-1)).triangleCount() > 1000);
  CHECK(sameBits(surfaceNets(half, box.grown(-1)), surfaceNets(whole, box.grown(-1))));
}

TEST_CASE("Sampling evaluates little of what is far from the surface") {
  std::atomic<int> evaluations = 0;
  const SampleBox box = sphereField().box().grown(40);
  sample(box, kSpacing_mm, [&](const Vec3& p) {
    ++evaluations;
    return sphere(p);
  });
  const IVec3 n = box.size();
  CHECK(evaluations < n.x * n.y * n.z / 3);
}

TEST_CASE("Interpolation reproduces a linear field and holds the border value outside") {
  const auto linear = [](const Vec3& p) { return 0.25 * p.x - 0.5 * p.y + 0.125 * p.z + 1.0; };
  SampledField field({IVec3(-3), IVec3(5)}, kSpacing_mm, 0.0f);
  for (int k = -3; k < 5; ++k)
    for (int j = -3; j < 5; ++j)
      for (int i = -3; i < 5; ++i) {
        const IVec3 s(i, j, k);
        field.at(s) = static_cast<float>(linear(field.position(s)));
      }
  for (const Vec3& p : {Vec3(0.1, 0.2, -0.3), Vec3(-1.5), Vec3(2.0), Vec3(1.99, -1.49, 0.0)})
    CHECK(field.interpolate(p) == Approx(linear(p)).margin(1e-6));
  CHECK(field.interpolate(Vec3(9.0, 0.0, 0.0)) == Approx(linear(Vec3(2.0, 0.0, 0.0))));
}

TEST_CASE("A sphere's surface is closed, wound outward and encloses its volume within 1 %") {
  const Mesh mesh = sphereMesh();
  CHECK(openEdgeCount(mesh) == 0);
  CHECK(volume(mesh) ==
        Approx(4.0 / 3.0 * std::acos(-1.0) * std::pow(kRadius_mm, 3)).epsilon(0.01));
}

TEST_CASE("A sphere's vertices lie on it and their normals point outward") {
  for (const Vertex& v : sphereMesh().vertices) {
    const Vec3 out = Vec3(v.position) - kCentre;
    REQUIRE(std::abs(sphere(Vec3(v.position))) < 0.05);
    REQUIRE(glm::dot(glm::normalize(out), Vec3(v.normal)) > 0.99);
  }
}

TEST_CASE("A surface's triangles face the way their normals do") {
  const Mesh mesh = sphereMesh();
  for (std::size_t t = 0; t < mesh.indices.size(); t += 3) {
    const Vertex &a = mesh.vertices[mesh.indices[t]], &b = mesh.vertices[mesh.indices[t + 1]],
                 &c = mesh.vertices[mesh.indices[t + 2]];
    REQUIRE(glm::dot(glm::cross(b.position - a.position, c.position - a.position), a.normal) >=
            0.0f);
  }
}

TEST_CASE("Pieces of a surface share border vertices and close each other") {
  const SampledField field = sphereField();
  const SampleBox owned = field.box().grown(-1);
  const auto value = [&](const IVec3& s) { return field.at(s); };
  const auto pieceOf = [](const IVec3& s) {
    const IVec3 block = IVec3(glm::floor(Vec3(s) / double(kBlockSamples)));
    return (block.x > 0) + 2 * (block.x + block.y > 0);
  };
  Mesh pieces;
  for (int piece = 0; piece < 4; ++piece) {
    const Mesh mesh =
        surfaceNets(owned, kSpacing_mm, value, [&](const IVec3& s) { return pieceOf(s) == piece; });
    CHECK(openEdgeCount(mesh) > 0);
    append(pieces, mesh);
  }
  CHECK(pieces.triangleCount() == sphereMesh().triangleCount());
  CHECK(openEdgeCount(pieces) == 0);
  CHECK(volume(pieces) == Approx(volume(sphereMesh())).epsilon(1e-5));
}

TEST_CASE("A window extracted from its own samples equals that piece of the whole, bit for bit") {
  const SampledField whole = sphereField();
  const SampleBox window{IVec3(-8, -16, 8), IVec3(16, 8, 32)};
  const SampledField live = sample(window.grown(1), kSpacing_mm, sphere);
  const Mesh piece = surfaceNets(
      whole.box().grown(-1), kSpacing_mm, [&](const IVec3& s) { return whole.at(s); },
      [&](const IVec3& s) { return window.contains(s); });
  CHECK(piece.triangleCount() > 500);
  CHECK(sameBits(surfaceNets(live, window), piece));
}

TEST_CASE("A box without samples has no surface") {
  CHECK(surfaceNets(SampleBox{}, kSpacing_mm, [](const IVec3&) { return -1.0f; }).indices.empty());
}
