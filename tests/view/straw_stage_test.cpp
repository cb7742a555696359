// The straws of a scene: the same moment is the same picture, what drifts follows the clock, and
// the big one is there only while it is looked at.
#include "view/straw_stage.hpp"

#include "operation/default_case.hpp"
#include "support/catch.hpp"

#include <map>
#include <stdexcept>

using namespace unkink;
using namespace unkink::view;

namespace {

/// Standing, with a share of the case's disease.
const operation::State& patient(double severity) {
  static std::map<double, operation::State> made;
  const auto found = made.find(severity);
  if (found != made.end()) return found->second;
  operation::State s = operation::initialState(test::defaultCase());
  const operation::Command c = operation::command(operation::Verb::kPatientSeverity, severity);
  for (int n = 0; n < 240; ++n)
    operation::step(
        test::defaultCase(), s,
        n == 0 ? std::vector<operation::Command>{c} : std::vector<operation::Command>{});
  return made.emplace(severity, s).first->second;
}

struct Watched {
  StrawStages stages{1};
  Scene scene;

  const Scene& at(double clock_s, double severity = 1.0, bool big = true) {
    Presentation p;
    p.clock_s = clock_s;
    p.bigStraw = big;
    scene = {};
    scene.camera.eye = {400.0f, 0.0f, 0.0f};
    stages.show(test::defaultCase(), patient(severity), p,
                static_cast<std::uint64_t>(1000.0 * severity), scene);
    return scene;
  }
};

const Surface& of(const std::vector<Surface>& surfaces, Look look) {
  for (const Surface& s : surfaces)
    if (s.look == look) return s;
  throw std::runtime_error("no such surface");
}

std::vector<math::Vec3f> places(const std::vector<Surface>& surfaces) {
  std::vector<math::Vec3f> all;
  for (const math::Vertex& v : of(surfaces, Look::kParticle).mesh.mesh->vertices)
    all.push_back(v.position);
  return all;
}

}  // namespace

TEST_CASE("the same moment is the same picture, whatever was shown before") {
  Watched one, other;
  other.at(3.0, 0.5);
  other.at(70.0);
  CHECK(places(one.at(12.0).bigStraw.surfaces) == places(other.at(12.0).bigStraw.surfaces));
  CHECK(places(one.scene.strawSurfaces) == places(other.scene.strawSurfaces));
}

TEST_CASE("what drifts stands while the clock stands, and then nothing is made anew") {
  Watched w;
  w.at(12.0);
  const auto before = places(w.scene.bigStraw.surfaces);
  const auto version = of(w.scene.bigStraw.surfaces, Look::kParticle).mesh.version;
  const auto wall = of(w.scene.bigStraw.surfaces, Look::kStraw).mesh.version;
  w.at(12.0);
  CHECK(of(w.scene.bigStraw.surfaces, Look::kParticle).mesh.version == version);
  CHECK(places(w.scene.bigStraw.surfaces) == before);
  w.at(12.1);
  CHECK(of(w.scene.bigStraw.surfaces, Look::kParticle).mesh.version > version);
  CHECK(places(w.scene.bigStraw.surfaces) != before);
  CHECK(of(w.scene.bigStraw.surfaces, Look::kStraw).mesh.version == wall);
}

TEST_CASE("the big straw is there only while it is looked at, with its levels from the head down") {
  Watched w;
  CHECK(w.at(1.0, 1.0, false).bigStraw.surfaces.empty());
  CHECK_FALSE(w.scene.strawSurfaces.empty());
  const StrawStage& stage = w.at(1.0).bigStraw;
  REQUIRE(stage.marks.size() >= 5);
  CHECK(stage.marks.front().text == "L1");
  for (std::size_t n = 0; n < stage.marks.size(); ++n) {
    // as high on the straw as in the sac, to less than a ring
    CHECK(stage.marks[n].straw.z == Approx(stage.marks[n].sac.z).margin(1.0));
    if (n > 0) CHECK(stage.marks[n].straw.z < stage.marks[n - 1].straw.z);
  }
  CHECK(stage.narrowest.straw.z == Approx(stage.narrowest.sac.z).margin(1.0));
  CHECK(stage.camera.target.z == w.scene.camera.target.z);
  CHECK(stage.camera.eye.z == stage.camera.target.z);
}

TEST_CASE("disease narrows the straw and lets less through, and less disease opens it again") {
  Watched w;
  double room = 1.01, flow = 1.1;
  for (const double severity : {0.0, 0.5, 1.0}) {
    const StrawStage& stage = w.at(1.0, severity).bigStraw;
    CHECK(stage.room < room);
    CHECK(stage.flow < flow);
    room = stage.room, flow = stage.flow;
  }
  CHECK(w.at(1.0, 0.5).bigStraw.flow > flow);
}
