// The piece in the jaw is as large as the bite, and a leak runs out as a closed stream.
#include "view/bite_meshes.hpp"

#include "support/catch.hpp"

using namespace unkink;
using namespace unkink::view;

TEST_CASE("a piece is closed and holds what the bite took") {
  for (const double volume : {0.5, 12.0, 40.0}) {
    const math::Mesh piece = pieceMesh(volume);
    CHECK(math::openEdgeCount(piece) == 0);
    CHECK(math::volume(piece) == Approx(volume).epsilon(1e-4));
  }
}

TEST_CASE("a leak starts as a drop at the tear and ends at the way out") {
  const math::Vec3 tear(1.0, 2.0, 3.0), out(10.0, 40.0, -20.0);
  double before = 0.0;
  for (const double share : {0.0, 0.3, 1.0}) {
    const math::Mesh leak = leakMesh(tear, out, share);
    CHECK(math::openEdgeCount(leak) == 0);
    CHECK(math::volume(leak) > before);
    before = math::volume(leak);
    double nearest = 1e9;
    for (const math::Vertex& v : leak.vertices)
      nearest = std::min(nearest, glm::distance(math::Vec3(v.position), out));
    CHECK((nearest < 2.0) == (share == 1.0));
  }
  CHECK(math::openEdgeCount(leakMesh(tear, tear, 0.5)) == 0);
}
