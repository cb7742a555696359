// How the state is looked at: cameras stand where they are told, and fly from one place to another.
#include "view/presentation.hpp"

#include "operation/default_case.hpp"
#include "support/catch.hpp"
#include "view/picking.hpp"

using namespace unkink;
using namespace unkink::view;
using math::Vec3;

namespace {

Orbit orbit(double azimuth_deg, double elevation_deg, double distance_mm, const Vec3& target) {
  Orbit o;
  o.azimuth_deg = azimuth_deg;
  o.elevation_deg = elevation_deg;
  o.distance_mm = distance_mm;
  o.target = target;
  return o;
}

Presentation from() {
  Presentation p;
  p.orbit = orbit(170.0, -10.0, 200.0, {1.0, 2.0, 3.0});
  p.opacity.fill(0.25f);
  p.labels = {"disc"};
  return p;
}

Presentation to() {
  Presentation p;
  p.orbit = orbit(-150.0, 30.0, 400.0, {-5.0, 8.0, 40.0});
  p.opacity.fill(1.0f);
  p.labels = {"lamina", "skin"};
  p.cut = {CutPlane::kSagittal, 4.0};
  p.voice = Voice::kClinical;
  return p;
}

void checkSame(const Presentation& a, const Presentation& b) {
  CHECK(std::remainder(a.orbit.azimuth_deg - b.orbit.azimuth_deg, 360.0) ==
        Approx(0.0).margin(1e-9));
  CHECK(a.orbit.elevation_deg == Approx(b.orbit.elevation_deg));
  CHECK(a.orbit.distance_mm == Approx(b.orbit.distance_mm));
  CHECK(glm::distance(a.orbit.target, b.orbit.target) < 1e-9);
  CHECK(a.opacity == b.opacity);
}

}  // namespace

TEST_CASE("the camera stands behind, to the left and above as its angles say") {
  const auto eye = [](double azimuth, double elevation) {
    const Camera c = cameraOf(orbit(azimuth, elevation, 100.0, {0.0, 0.0, 0.0}));
    return c.eye;
  };
  const auto near = [](const math::Vec3f& a, const math::Vec3f& b) {
    CHECK(glm::distance(a, b) < 1e-3f);
  };
  near(eye(0.0, 0.0), {0.0f, 100.0f, 0.0f});     // straight behind
  near(eye(90.0, 0.0), {100.0f, 0.0f, 0.0f});    // the patient's left
  near(eye(-90.0, 0.0), {-100.0f, 0.0f, 0.0f});  // the right
  near(eye(180.0, 0.0), {0.0f, -100.0f, 0.0f});
  const math::Vec3f up = eye(0.0, 30.0);
  CHECK(up.z == Approx(50.0));
  const Camera c = cameraOf(orbit(37.0, -12.0, 321.0, {4.0, 5.0, 6.0}));
  CHECK(glm::distance(c.eye, c.target) == Approx(321.0).epsilon(1e-5));
  CHECK(c.target == math::Vec3f(4.0f, 5.0f, 6.0f));
  CHECK(c.near_mm > 0.0f);
  CHECK(c.near_mm < 321.0f);
  CHECK(c.far_mm > 321.0f);
}

TEST_CASE("the target is seen in the middle of the picture, the head above it") {
  const Camera c = cameraOf(orbit(25.0, 15.0, 300.0, {1.0, -2.0, 50.0}));
  const math::Mat4f clip = clipFromView(c, 1.5f) * viewFromPatient(c);
  const auto seen = [&](const math::Vec3f& p) {
    const math::Vec4f q = clip * math::Vec4f(p, 1.0f);
    return math::Vec3f(q) / q.w;
  };
  CHECK(glm::length(math::Vec2f(seen(c.target))) < 1e-4f);
  CHECK(seen(c.target + math::Vec3f(0, 0, 10)).y > 0.0f);
  CHECK(std::abs(seen(c.target).z) < 1.0f);
  // from behind, the patient's left is on the right of nobody's picture but the surgeon's left
  const Camera behind = cameraOf(orbit(0.0, 0.0, 300.0, {0.0, 0.0, 0.0}));
  const math::Vec4f left = viewFromPatient(behind) * math::Vec4f(10.0f, 0.0f, 0.0f, 1.0f);
  CHECK(left.x < 0.0f);
}

TEST_CASE("a flight begins where it begins and ends where it ends") {
  checkSame(between(from(), to(), 0.0), from());
  checkSame(between(from(), to(), 1.0), to());
  CHECK(between(from(), to(), 1.0).cut == to().cut);
  CHECK(between(from(), to(), 1.0).labels == to().labels);
  CHECK(between(from(), to(), 1.0).voice == to().voice);
  checkSame(between(from(), from(), 0.4), from());
}

TEST_CASE("a flight takes the short way round and fades layers evenly") {
  double before = from().orbit.azimuth_deg;
  for (int n = 1; n <= 10; ++n) {
    const Presentation p = between(from(), to(), n / 10.0);
    CHECK(std::abs(std::remainder(p.orbit.azimuth_deg - before, 360.0)) < 10.0);
    CHECK(p.opacity[0] == Approx(0.25 + 0.075 * n));
    before = p.orbit.azimuth_deg;
  }
}

TEST_CASE("a cut is whole or not at all while the camera flies") {
  for (const double t : {0.0, 0.3, 0.9}) {
    CHECK(between(from(), to(), t).cut == Cut{});
    CHECK(between(to(), from(), t).cut == Cut{});
  }
}

TEST_CASE("every stage of the shipped story can be staged on the default patient") {
  const operation::State s = operation::initialState(test::defaultCase());
  const lesson::Procedure p = lesson::readProcedure(config::assetPath("procedures/mild.toml"));
  for (const lesson::Stage& stage : p.stages) {
    const Presentation staging = staged(test::defaultCase(), s, stage.staging);
    INFO(stage.id);
    CHECK(staging.orbit.distance_mm > 0.0);
    CHECK(*std::max_element(staging.opacity.begin(), staging.opacity.end()) > 0.0f);
    CHECK(glm::distance(staging.orbit.target,
                        test::defaultCase().spine().landmarks(anatomy::Level::kL4L5).canalCentre) <
          300.0);
  }
}

TEST_CASE("a cut runs where it says and takes away what is on the camera's side") {
  const operation::State s = operation::initialState(test::defaultCase());
  const anatomy::Spine& spine = test::defaultCase().spine();
  const anatomy::LevelLandmarks& at = spine.landmarks(test::defaultCase().level());
  const auto plane = [&](CutPlane which, double at_mm, double azimuth, double elevation) {
    Presentation p;
    p.orbit = orbit(azimuth, elevation, 300.0, at.canalCentre);
    p.cut = {which, at_mm};
    return clipPlaneOf(test::defaultCase(), s, p);
  };
  const auto beyond = [](const math::Vec4& cut, const Vec3& p) {
    return glm::dot(cut, math::Vec4(p, 1.0));
  };
  const Vec3 aside(10.0, 0.0, 0.0), up(0.0, 0.0, 10.0), back(0.0, 10.0, 0.0);
  CHECK(plane(CutPlane::kNone, 5.0, 0.0, 0.0) == math::Vec4(0.0));
  // posture 0 leaves the landmarks where they are
  CHECK(beyond(plane(CutPlane::kSagittal, 10.0, 60.0, 0.0), aside) == Approx(0.0).margin(1e-9));
  CHECK(beyond(plane(CutPlane::kSagittal, 0.0, 60.0, 0.0), aside) > 0.0);
  CHECK(beyond(plane(CutPlane::kSagittal, 0.0, -60.0, 0.0), aside) < 0.0);
  CHECK(beyond(plane(CutPlane::kAxial, 0.0, 0.0, 70.0), at.discCentre) == Approx(0.0).margin(1e-6));
  CHECK(beyond(plane(CutPlane::kAxial, 0.0, 0.0, 70.0), at.discCentre + up) > 5.0);
  CHECK(beyond(plane(CutPlane::kAxial, 0.0, 180.0, -70.0), at.discCentre + up) < -5.0);
  CHECK(beyond(plane(CutPlane::kAxial, 10.0, 0.0, 70.0), at.discCentre) == Approx(-10.0));
  CHECK(beyond(plane(CutPlane::kCoronal, 0.0, 0.0, 5.0), at.canalCentre) ==
        Approx(0.0).margin(1e-6));
  CHECK(beyond(plane(CutPlane::kCoronal, 0.0, 0.0, 5.0), at.canalCentre + back) > 5.0);
}

TEST_CASE("a staged cut lies on the camera's side, whichever side is treated") {
  lesson::Staging staging;
  staging.cutaway = 1.0;
  staging.cutawayOffset_mm = 4.5;
  const operation::State s = operation::initialState(test::defaultCase());
  for (const double azimuth : {88.0, -88.0}) {
    staging.azimuth_deg = azimuth;
    const Presentation p = staged(test::defaultCase(), s, staging);
    CHECK(p.cut.at_mm * (cameraOf(p.orbit).eye.x - p.orbit.target.x) > 0.0);
  }
}

namespace {

/// A square of 20 mm about a point, facing the camera that stands behind it.
math::Mesh square(const math::Vec3f& at) {
  math::Mesh mesh;
  for (const float x : {-10.0f, 10.0f})
    for (const float z : {-10.0f, 10.0f})
      mesh.vertices.push_back({at + math::Vec3f(x, 0.0f, z), {0.0f, 1.0f, 0.0f}});
  mesh.indices = {0, 1, 2, 2, 1, 3};
  return mesh;
}

struct Picked {
  math::Mesh far = square({0.0f, 0.0f, 0.0f}), near = square({0.0f, 50.0f, 0.0f});
  Scene scene;

  Picked() {
    scene.camera.eye = {0.0f, 400.0f, 0.0f};
    scene.parts = {{"disc", "L4-L5"}, {"skin", ""}};
    Surface surface;
    surface.mesh = {&far, 7, 1};
    surface.part = 0;
    scene.surfaces.push_back(surface);
    surface.mesh = {&near, 8, 1};
    surface.part = 1;
    scene.surfaces.push_back(surface);
  }
};

}  // namespace

TEST_CASE("what is picked is the point under the pointer, and it goes where its surface goes") {
  Picked p;
  CHECK_FALSE(pickAt(p.scene, 0, 1.0f, {0.02f, 0.5f}));  // beside it
  auto pick = pickAt(p.scene, 0, 1.0f, {0.52f, 0.48f});
  REQUIRE(pick);
  CHECK(pick->part == PartName{"disc", "L4-L5"});
  // seen from behind, the patient's left is on the left, so right of the middle is -x
  CHECK(glm::distance(pick->at, math::Vec3f(-10.0f, 0.0f, 10.0f)) < 1e-3f);
  p.scene.surfaces[0].patientFromMesh[3] = math::Vec4f(3.0f, 4.0f, 5.0f, 1.0f);
  CHECK(glm::distance(*placeOf(p.scene, *pick), math::Vec3f(-7.0f, 4.0f, 15.0f)) < 1e-3f);
  // another mesh of the same part: the vertex that is nearest to where it was
  math::Mesh changed = square({2.0f, 4.0f, 5.0f});
  p.scene.surfaces[0].patientFromMesh = math::Mat4f(1.0f);
  p.scene.surfaces[0].mesh = {&changed, 7, 2};
  CHECK(glm::distance(*placeOf(p.scene, *pick), math::Vec3f(-8.0f, 4.0f, 15.0f)) < 1e-3f);
  p.scene.surfaces[0].part = 1;
  CHECK_FALSE(placeOf(p.scene, *pick));  // it is no longer in the picture
}

TEST_CASE("what is cut away cannot be picked") {
  Picked p;
  for (Surface& s : p.scene.surfaces) s.clipped = true;
  p.scene.clipPlane = {0.0f, 1.0f, 0.0f, -25.0f};  // all that lies behind y = 25 goes
  CHECK(pickAt(p.scene, 0, 1.0f, {0.5f, 0.5f}));
  CHECK_FALSE(pickAt(p.scene, 1, 1.0f, {0.5f, 0.5f}));
}

TEST_CASE("every part that can be pointed at in the story belongs to a layer") {
  for (const char* structure :
       {"vertebra_L4", "vertebra_T12", "disc", "ligamentum_flavum", "thecal_sac", "cauda_equina",
        "epidural_fat", "skin", "portal", "needle", "contrast", "rib", "psoas_major",
        "interspinous_ligament", "c_arm", "beam"})
    CHECK(layerOf({structure, ""}));
  CHECK(layerOf({"vertebra_L4", ""}) == Layer::kBone);
  CHECK(layerOf({"vertebra_T12", ""}) == Layer::kNeighbours);
  CHECK(layerOf({"ligamentum_flavum", "L4-L5"}) == Layer::kLigamentumFlavum);
  CHECK_FALSE(layerOf({"nothing_of_the_kind", ""}));
}
