// The surface kept by bricks: the one that the whole field has, closed, whatever was bitten before.
#include "tissue/brick_surface.hpp"

#include "math/field.hpp"
#include "support/carving_workload.hpp"
#include "support/catch.hpp"

#include <algorithm>
#include <array>

using namespace unkink;
using namespace unkink::tissue;

namespace {

const math::SampleBox kOwned = workload::kSamples.grown(-1);

/// The slabs with some bites, followed bite by bite.
struct Bitten {
  Carving carving;
  Taken taken{};
  BrickSurface surface{kOwned, workload::kSpacing_mm};

  Bitten() { surface.rebuild(values(), labels()); }
  BrickSurface::Values values() const {
    return [this](const math::IVec3& brick, BrickValues& out) {
      workload::leftOf(workload::slabs(), carving, brick, out);
    };
  }
  BrickSurface::Labels labels() const {
    return [](const math::IVec3& brick) { return workload::labelsOf(workload::slabs(), brick); };
  }
  std::vector<math::IVec3> bite(int n) {
    return surface.update(workload::take(workload::slabs(), n, carving, taken), values(), labels());
  }
};

math::Mesh meshOf(const BrickSurface& surface) {
  math::Mesh mesh;
  for (const BrickSurface::Vertex& v : surface.vertices())
    mesh.vertices.push_back({v.position, v.normal, 0.0f, 0.0f});
  for (std::size_t t = 0; t < surface.indices().size(); t += 3) {
    const std::uint32_t* i = surface.indices().data() + t;
    if (i[0] != i[1]) mesh.indices.insert(mesh.indices.end(), {i[0], i[1], i[2]});
  }
  return mesh;
}

using Corner = std::array<float, 6>;
using Triangle = std::array<Corner, 3>;

/// The triangles by their corners' positions and normals, in a fixed order.
std::vector<Triangle> sorted(const math::Mesh& mesh) {
  std::vector<Triangle> all;
  for (std::size_t t = 0; t < mesh.indices.size(); t += 3) {
    Triangle& triangle = all.emplace_back();
    for (std::size_t k = 0; k < 3; ++k) {
      const math::Vertex& v = mesh.vertices[mesh.indices[t + k]];
      triangle[k] = {v.position.x, v.position.y, v.position.z, v.normal.x, v.normal.y, v.normal.z};
    }
    std::rotate(triangle.begin(), std::min_element(triangle.begin(), triangle.end()),
                triangle.end());
  }
  std::sort(all.begin(), all.end());
  return all;
}

}  // namespace

TEST_CASE("bricks together are the surface nets of the whole field, bit for bit") {
  Bitten b;
  for (int n = 0; n < 20; ++n) b.bite(7 * n);
  BrickValues values;
  math::IVec3 held(1 << 20);
  const math::Mesh whole =
      math::surfaceNets(kOwned, workload::kSpacing_mm, [&](const math::IVec3& s) {
        if (brickOf(s) != held)
          workload::leftOf(workload::slabs(), b.carving, held = brickOf(s), values);
        return values.mm[indexInBrick(s)];
      });
  CHECK(whole.triangleCount() == b.surface.triangleCount());
  CHECK(sorted(meshOf(b.surface)) == sorted(whole));
}

TEST_CASE("a surface followed bite by bite is the one extracted anew, closed and outward") {
  Bitten b;
  for (int n = 0; n < workload::kBites; ++n) b.bite(n);
  const math::Mesh followed = meshOf(b.surface);
  BrickSurface fresh(kOwned, workload::kSpacing_mm);
  fresh.rebuild(b.values(), b.labels());
  CHECK(sorted(followed) == sorted(meshOf(fresh)));
  CHECK(b.surface.vertexCount() == fresh.vertexCount());
  CHECK(math::openEdgeCount(followed) == 0);
  const double left_mm3 = workload::kExactInitial_mm3 - workload::kExactRemoved_mm3;
  CHECK(math::volume(followed) == Approx(left_mm3).epsilon(0.01));
}

TEST_CASE("places that bites give up are used again") {
  Bitten b;
  for (int n = 0; n < workload::kBites; ++n) b.bite(n);
  CHECK(b.surface.vertices().size() < 1.2 * static_cast<double>(b.surface.vertexCount()));
  CHECK(b.surface.indices().size() / 3 < 2 * b.surface.triangleCount());
}

TEST_CASE("a bite names the bricks that look different, and leaves the others as they were") {
  Bitten b;
  for (int n = 0; n < 30; ++n) b.bite(n);
  std::vector<std::pair<math::IVec3, std::vector<Triangle>>> before;
  const auto look = [&](const math::IVec3& brick) {
    const auto indices = b.surface.indicesOf(brick);
    math::Mesh mesh = meshOf(b.surface);
    mesh.indices.assign(indices.begin(), indices.end());
    return sorted(mesh);
  };
  for (const math::IVec3& brick : b.surface.bricks())
    if (brick.z < 10) before.emplace_back(brick, look(brick));
  const auto changed = b.bite(31);
  CHECK(!changed.empty());
  CHECK(changed.size() < 120);
  for (const auto& [brick, was] : before)
    if (std::find(changed.begin(), changed.end(), brick) == changed.end())
      CHECK(look(brick) == was);
}

TEST_CASE("every vertex carries the tissue that it lies on") {
  Bitten b;
  b.bite(0);
  for (const std::uint32_t i : b.surface.indices()) {
    const float x = b.surface.vertices()[i].position.x + static_cast<float>(workload::kFirst_mm.x);
    // the right half is tissue 1; on the seam either will do
    if (std::abs(x) < 0.5f) continue;
    if (b.surface.labels()[i] != (x < 0.0f ? 1 : 0)) FAIL("vertex at x " << x);
  }
}
