// Claims about the fat behind the sac: it fills the gap, is squeezed with it and pierces nothing.
#include "thecal_sac/fat_mesh.hpp"

#include "support/catch.hpp"
#include "thecal_sac/patient.hpp"
#include "thecal_sac/sections.hpp"

#include <algorithm>
#include <cstdio>

using namespace unkink;
using namespace unkink::thecal_sac;
using anatomy::Level;
using math::Vec3;

namespace {

struct Pad {
  FreeSpace space;
  Sac sac;
  StationRange span;
  math::Mesh mesh;

  Pad(double posture, double severity) {
    const Patient& p = patient();
    const anatomy::Bend bend = p.spine.bend(posture, false);
    const tissue::Body body(p.spine, p.base, p.live, bend, severity);
    settle(body, sac, space, false);
    span = fatSpan(p.spine, Level::kL4L5);
    mesh = fatMesh(space, sac, span);
  }
};

}  // namespace

TEST_CASE("The pad is closed at every severity and thinner the more the ligaments close in") {
  double before = 1e9;
  for (const double severity : {0.0, 0.5, 1.0}) {
    const Pad pad(0.0, severity);
    CHECK(math::openEdgeCount(pad.mesh) == 0);
    const double volume = math::volume(pad.mesh);
    INFO("severity " << severity);
    CHECK(volume > 0.0);
    CHECK(volume < before);
    before = volume;
  }
}

TEST_CASE("The pad lies between sac and wall, piercing neither") {
  const Patient& p = patient();
  for (const double posture : {-1.0, 1.0}) {
    const anatomy::Bend bend = p.spine.bend(posture, false);
    const Pad pad(posture, 1.0);
    const tissue::Body body(p.spine, p.base, p.live, bend, 1.0);
    for (const math::Vertex& v : pad.mesh.vertices) {
      CHECK(distance(pad.space.frames, pad.sac, Vec3(v.position)) > -0.2);
      CHECK(body.clearance(Vec3(v.position)) > -0.2);
    }
  }
}

TEST_CASE("The healthy pads of all levels are closed and some millimetres deep") {
  const anatomy::Spine& spine = patient().spine;
  for (int l = 0; l < anatomy::kLevelCount; ++l) {
    const math::Mesh pad = healthyFatMesh(spine, static_cast<Level>(l));
    INFO(anatomy::kLevelNames[static_cast<std::size_t>(l)]);
    CHECK(math::openEdgeCount(pad) == 0);
    CHECK(math::volume(pad) > 40.0);
    CHECK(math::volume(pad) < 4000.0);
  }
  const Pad pad(0.0, 0.0);
  const double depth = fatDepth_mm(pad.space, pad.sac, pad.span);
  CHECK(depth > 4.0);  // [lipomatosis2018] L3-L4: 7.35 +- 1.68, 4.8 to 10.9
  CHECK(depth < 10.9);
}

TEST_CASE("Behind a healthy sac the wall is near under every lamina and far between two") {
  const anatomy::Spine& spine = patient().spine;
  const std::vector<float> walls = healthyWalls_mm(spine);
  const Frames frames = sectionFrames(spine, spine.bend(0.0, false));
  REQUIRE(walls.size() == frames.size() * kSpokes);
  const auto gap = [&](int station, int spoke) {
    return static_cast<double>(walls[static_cast<std::size_t>(station * kSpokes + spoke)]) -
           frames[static_cast<std::size_t>(station)].healthyRadius_mm(spoke);
  };
  constexpr int kBehind = kSpokes / 4, kBefore = 3 * kSpokes / 4;
  for (int l = 1; l < 4; ++l) {
    const StationRange pad = fatSpan(spine, static_cast<Level>(l));
    double least = 1e9, most = 0.0;
    for (int s = pad.first; s < pad.last; ++s) {
      least = std::min(least, gap(s, kBehind));
      if (walls[static_cast<std::size_t>(s * kSpokes + kBehind)] < kNoWall_mm)
        most = std::max(most, gap(s, kBehind));
      CHECK(walls[static_cast<std::size_t>(s * kSpokes + kBefore)] == kNoWall_mm);
    }
    INFO(anatomy::kLevelNames[static_cast<std::size_t>(l)] << ": " << least << " to " << most);
    CHECK(least > 0.5);
    CHECK(least < 3.2);
    CHECK(most > least + 0.8);
  }
}
