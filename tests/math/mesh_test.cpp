// The questions the house asks of triangle meshes, on shapes whose answers are known.
#include "math/mesh.hpp"

#include "math/mesh_clip.hpp"
#include "support/catch.hpp"

#include <utility>

using namespace unkink::math;

namespace {

/// A tetrahedron of volume 1/6 with a corner at `at`, wound outward.
Mesh tetrahedron(const Vec3f& at = Vec3f(0.0f)) {
  Mesh mesh;
  for (const Vec3f& p : {Vec3f(0, 0, 0), Vec3f(1, 0, 0), Vec3f(0, 1, 0), Vec3f(0, 0, 1)})
    mesh.vertices.push_back({at + p, Vec3f(0.0f), 0.0f, 0.0f});
  mesh.indices = {0, 2, 1, 0, 1, 3, 0, 3, 2, 1, 2, 3};
  return mesh;
}

}  // namespace

TEST_CASE("A closed mesh has the volume of its shape wherever it lies") {
  CHECK(volume(tetrahedron()) == Approx(1.0 / 6.0));
  CHECK(volume(tetrahedron({40, -30, 20})) == Approx(1.0 / 6.0).epsilon(1e-4));
}

TEST_CASE("A mesh wound inward has a negative volume") {
  Mesh mesh = tetrahedron();
  for (std::size_t t = 0; t < mesh.indices.size(); t += 3)
    std::swap(mesh.indices[t], mesh.indices[t + 1]);
  CHECK(volume(mesh) == Approx(-1.0 / 6.0));
}

TEST_CASE("A closed mesh has no open edge, and a missing triangle opens three") {
  Mesh mesh = tetrahedron();
  CHECK(openEdgeCount(mesh) == 0);
  mesh.indices.resize(mesh.indices.size() - 3);
  CHECK(openEdgeCount(mesh) == 3);
}

TEST_CASE("A triangle wound against its neighbours opens its edges") {
  Mesh mesh = tetrahedron();
  std::swap(mesh.indices[0], mesh.indices[1]);
  CHECK(openEdgeCount(mesh) == 3);
}

TEST_CASE("Pieces that share border positions close each other though no vertex is shared") {
  Mesh whole = tetrahedron(), a = whole, b = whole;
  a.indices.resize(6);
  b.indices.erase(b.indices.begin(), b.indices.begin() + 6);
  CHECK(openEdgeCount(a) > 0);
  append(a, b);
  CHECK(a.vertices.size() == 8);
  CHECK(a.triangleCount() == 4);
  CHECK(openEdgeCount(a) == 0);
  CHECK(volume(a) == Approx(1.0 / 6.0));
}

TEST_CASE("The bounds of a mesh hold all its vertices tightly") {
  const Box box = bounds(tetrahedron({2, 3, 4}));
  CHECK(box.lo == Vec3(2, 3, 4));
  CHECK(box.hi == Vec3(3, 4, 5));
  CHECK(bounds(Mesh{}).empty());
}

TEST_CASE("What a plane leaves of a closed mesh is closed, and both halves make the whole") {
  const Mesh mesh = tetrahedron({3, -2, 5});
  const Vec3 normal = glm::normalize(Vec3(0.3, -0.5, 0.8));
  const double through = glm::dot(normal, Vec3(3.2, -1.8, 5.2));
  const Mesh low = below(mesh, normal, through), high = below(mesh, -normal, -through);
  CHECK(openEdgeCount(low) == 0);
  CHECK(openEdgeCount(high) == 0);
  CHECK(volume(low) > 0.0);
  CHECK(volume(low) + volume(high) == Approx(1.0 / 6.0).epsilon(1e-4));
  // a corner of half the edge is an eighth
  CHECK(volume(below(tetrahedron(), {0, 0, 1}, 0.5)) == Approx(7.0 / 48.0));
  CHECK(below(mesh, normal, through + 9.0).indices.size() == mesh.indices.size());
  CHECK(below(mesh, normal, through - 9.0).indices.empty());
}
