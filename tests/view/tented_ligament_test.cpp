// The treated level's disc lifts the ligament behind it, by as much as it has come.
#include "view/tented_ligament.hpp"

#include "anatomy/longitudinal_ligament.hpp"
#include "operation/default_case.hpp"
#include "support/catch.hpp"

using namespace unkink;
using anatomy::Level;
using math::Vec3;

namespace {

math::Mesh healthy(const anatomy::Spine& spine) {
  const anatomy::Part part = anatomy::posteriorLongitudinalLigament(spine);
  const auto field = math::sampleSurface(math::sampleBoxAround(part.bounds, part.spacing_mm, 2),
                                         part.spacing_mm, part.distance, 0.0, 0.0);
  math::Mesh mesh = math::surfaceNets(field, field.box().grown(-1));
  for (math::Vertex& v : mesh.vertices)
    v.chain = static_cast<float>(part.tie(Vec3(v.position)).chain);
  return mesh;
}

double deepestInDisc_mm(const anatomy::Spine& spine, const math::Mesh& mesh) {
  double deepest = 0.0;
  for (const math::Vertex& v : mesh.vertices)
    deepest = std::max(deepest, -spine.disc(Level::kL4L5, Vec3(v.position), true));
  return deepest;
}

}  // namespace

TEST_CASE("A disc's bulge lifts the ligament behind it and leaves the rest flat") {
  const anatomy::Spine& spine = test::defaultCase().spine();
  const math::Mesh flat = healthy(spine);
  view::TentedLigament tented(spine, flat);
  CHECK(deepestInDisc_mm(spine, tented.mesh()) > 1.0);
  const auto before = tented.version();
  tented.update(1.0);
  CHECK(tented.version() > before);
  CHECK(deepestInDisc_mm(spine, tented.mesh()) < 0.2);
  CHECK(math::openEdgeCount(tented.mesh()) == 0);
  const auto atL4L5 = static_cast<float>(Level::kL4L5);
  for (std::size_t n = 0; n < flat.vertices.size(); ++n)
    if (const float chain = flat.vertices[n].chain; chain < atL4L5 || chain > atL4L5 + 1.0f)
      REQUIRE(tented.mesh().vertices[n].position == flat.vertices[n].position);
  tented.update(0.0);
  for (std::size_t n = 0; n < flat.vertices.size(); ++n)
    REQUIRE(tented.mesh().vertices[n].position == flat.vertices[n].position);
}

TEST_CASE("Where no disc bulges the ligament never moves") {
  const anatomy::Spine healthySpine{anatomy::SpineParameters{}};
  view::TentedLigament flat(healthySpine, healthy(healthySpine));
  const auto before = flat.version();
  flat.update(1.0);
  CHECK(flat.version() == before);
}
