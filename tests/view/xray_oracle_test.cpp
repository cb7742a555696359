// The reference projector against an independent ray tracer, on the default patient at work.
#include "support/xray_oracle.hpp"

#include "fluoro/shapes.hpp"
#include "support/worked_on.hpp"
#include "support/xray_accuracy.hpp"
#include "view/xray_bodies.hpp"

#include <algorithm>
#include <numbers>
#include <set>

using namespace unkink;
using math::Vec3;

namespace {

/// The default patient at work, as bodies.
struct AtWork {
  operation::State state = test::workedOn();
  std::unique_ptr<view::SceneBuilder> builder = test::defaultSceneBuilder();
  std::vector<view::XRayBody> bodies = view::xRayBodies(test::settledScene(*builder, state));
};

const AtWork& atWork() {
  static const AtWork made;
  return made;
}

}  // namespace

TEST_CASE("The oracle knows boxes and nests to a few millionths") {
  const math::Mesh muscle = fluoro::boxMesh(Vec3(-100), Vec3(100)),
                   bone = fluoro::boxMesh(Vec3(-20), Vec3(20)),
                   rod = fluoro::boxMesh({-5, -10, -5}, {5, 60, 5});
  constexpr auto kMuscle = fluoro::Material::kMuscle;
  const test::XRayOracle oracle(
      {{&muscle, kMuscle, -1, false, {}},
       {&bone, fluoro::Material::kBone, static_cast<int>(kMuscle), false, {}},
       {&rod, fluoro::Material::kSteel, -1, true, {}}});
  const Vec3 source(0, -700, 0);
  for (const Vec3& to : {Vec3(1, 300, 2), Vec3(-3.3, 300, 1.7), Vec3(2.1, 300, -4.9)}) {
    const double slant = glm::distance(source, to) / 1000.0;
    const fluoro::PathLengths l = oracle.pathLengths({source, to});
    CHECK(l[static_cast<std::size_t>(fluoro::Material::kSteel)] ==
          Approx(70.0 * slant).margin(1e-5));
    CHECK(l[static_cast<std::size_t>(fluoro::Material::kBone)] ==
          Approx(10.0 * slant).margin(1e-5));
    CHECK(l[static_cast<std::size_t>(kMuscle)] == Approx(120.0 * slant).margin(1e-5));
  }
}

TEST_CASE("The oracle counts a mixture by its share") {
  const math::Mesh muscle = fluoro::boxMesh(Vec3(-100), Vec3(100)),
                   pool = fluoro::boxMesh(Vec3(-20), Vec3(20));
  constexpr auto kMuscle = fluoro::Material::kMuscle, kContrast = fluoro::Material::kContrast;
  const test::XRayOracle oracle({{&muscle, kMuscle, -1, false, {}},
                                 {&pool, kContrast, static_cast<int>(kMuscle), false, {}, 0.3}});
  const fluoro::PathLengths l = oracle.pathLengths({{1, -700, 2}, {1, 300, 2}});
  CHECK(l[static_cast<std::size_t>(kContrast)] == Approx(0.3 * 40.0).margin(1e-5));
  CHECK(l[static_cast<std::size_t>(kMuscle)] == Approx(200.0 - 0.3 * 40.0).margin(1e-5));
}

TEST_CASE("What the X-ray images of the patient at work is closed, named and wound outward") {
  REQUIRE(atWork().state.removed.bone_mm3 > 10.0);
  REQUIRE(atWork().state.removed.ligament_mm3 > 10.0);
  std::set<std::string> names;
  for (const view::XRayBody& body : atWork().bodies) {
    INFO(body.name);
    CHECK(math::openEdgeCount(body.mesh) == 0);
    CHECK(math::volume(body.mesh) > 0.0);
    CHECK(names.insert(body.name).second);
  }
  for (const char* name :
       {"vertebrae_L4", "cancellous_vertebrae_L5", "thecal_sac", "contrast", "contrast_in_sleeves",
        "needle_1", "portal_1", "bone_rongeur_1", "trunk", "muscle"}) {
    INFO(name);
    CHECK(names.contains(name));
  }
}

TEST_CASE("The reference projector agrees with an independent ray tracer") {
  const AtWork& at = atWork();
  const fluoro::Projector projector(view::fluoroBodies(at.bodies));
  const test::XRayOracle oracle(view::fluoroBodies(at.bodies));
  constexpr int kPixels = 160;
  for (const fluoro::View view : test::kJudgedViews) {
    INFO("view " << static_cast<int>(view));
    const auto projection =
        fluoro::projectionOf(operation::cArmFor(test::defaultCase(), at.state, view));
    const auto got = projector.render(projection, kPixels);
    auto expected = oracle.render(projection, kPixels);
    oracle.settle(expected, got, projection, kPixels, test::kDoubt_mm);
    const auto a = test::accuracyOf(got, expected, test::defaultCase().beam());
    test::checkAccuracy(a);
    CHECK(a.beyond == 0);
  }
}

TEST_CASE("The brightness control sees what the picture shows in its centre") {
  const AtWork& at = atWork();
  const fluoro::Projector projector(view::fluoroBodies(at.bodies));
  constexpr int kRays = 9;  // along an edge of a square in the centre circle
  for (const fluoro::View view : test::kJudgedViews) {
    INFO("view " << static_cast<int>(view));
    const fluoro::Exposure e = operation::exposureAt(test::defaultCase(), at.state, view);
    std::vector<double> level;
    for (int y = 0; y < kRays; ++y)
      for (int x = 0; x < kRays; ++x) {
        const math::Vec2 place = 0.4 * (math::Vec2(x, y) / (kRays - 1.0) - 0.5);
        level.push_back(std::log(test::defaultCase().beam().transmission(
            projector.pathLengths({e.projection.source_mm, e.projection.detectorPoint(place)}))));
      }
    std::ranges::nth_element(level, level.begin() + kRays * kRays / 2);
    CHECK(std::log(e.brightness) == Approx(level[kRays * kRays / 2]).margin(0.3));
  }
}
