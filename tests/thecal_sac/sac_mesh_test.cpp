// Claims about the sac's surface and the gap behind it.
#include "thecal_sac/sac_mesh.hpp"

#include "support/catch.hpp"
#include "thecal_sac/stand_in.hpp"

using namespace unkink;
using namespace unkink::thecal_sac;

TEST_CASE("The dura is closed, faces outward and encloses the sections' volume") {
  const FreeSpace space = stand_in::space({.ligament_mm = 3.0});
  const Sac sac = stand_in::resting(space);
  const math::Mesh mesh = sacMesh(space.frames, sac);
  CHECK(math::openEdgeCount(mesh) == 0);
  double expected = 0.0;
  for (int s = 0; s + 1 < sac.stations; ++s)
    expected += 0.5 * stand_in::kSpacing_mm * (stand_in::area(sac, s) + stand_in::area(sac, s + 1));
  CHECK(math::volume(mesh) == Approx(expected).epsilon(0.002));
}

TEST_CASE("The dura's normals point away from the canal's axis") {
  const Frames frames = stand_in::frames();
  const math::Mesh mesh = sacMesh(frames, healthySac(frames));
  for (std::size_t i = 0; i < static_cast<std::size_t>(stand_in::kStations * kSpokes); ++i) {
    const math::Vertex& v = mesh.vertices[i];
    CHECK(glm::dot(math::Vec2f(v.normal), math::Vec2f(v.position)) > 0.0f);
    CHECK(glm::length(v.normal) == Approx(1.0f).epsilon(1e-5));
  }
}

TEST_CASE("The gap behind the sac is the room between it and the wall, thin where it is squeezed") {
  const FreeSpace space = stand_in::space({.ligament_mm = 3.0});
  const Sac sac = stand_in::resting(space);
  const DorsalGap gap = dorsalGap(space, sac);
  REQUIRE(gap.rows == stand_in::kStations - 1);
  REQUIRE(gap.gap_mm.size() == static_cast<std::size_t>(gap.rows * kGapCells));
  REQUIRE(gap.corners.size() == static_cast<std::size_t>((gap.rows + 1) * (kGapCells + 1)));
  const auto at = [&](int row, int cell) {
    return gap.gap_mm[static_cast<std::size_t>(row * kGapCells + cell)];
  };
  CHECK(at(stand_in::kMiddle, 8) < 1.3f);  // on the right half of the ligament
  CHECK(at(stand_in::kMiddle, 8) > 0.2f);
  CHECK(at(10, 8) > at(stand_in::kMiddle, 8));
  CHECK(at(stand_in::kMiddle, 8) == Approx(at(stand_in::kMiddle, 15)).margin(1e-3));
}

TEST_CASE("The gap's corners run from right to left on the dura") {
  const FreeSpace space = stand_in::space({});
  const Sac sac = stand_in::resting(space);
  const DorsalGap gap = dorsalGap(space, sac);
  CHECK(gap.corners[0].position.x < -5.0f);
  CHECK(gap.corners[kGapCells].position.x > 5.0f);
  CHECK(gap.corners[kGapCells / 2].position.y > 5.0f);
  for (std::size_t i = 0; i < gap.corners.size(); ++i)
    CHECK(std::abs(distance(space.frames, sac, math::Vec3(gap.corners[i].position))) < 0.01);
}

TEST_CASE("The cells' widths add up to the healthy sac's back") {
  const std::vector<double> widths = gapCellWidths_mm(stand_in::frames());
  REQUIRE(widths.size() == stand_in::kStations - 1);
  CHECK(widths[5] * kGapCells > 22.0);
  CHECK(widths[5] * kGapCells < 30.0);
}

TEST_CASE("The gap does not jump where the walls that the sac feels end") {
  FreeSpace space = stand_in::space({});
  const Sac sac = stand_in::resting(space);
  const std::vector<float> jumping = dorsalGapWidths_mm(space, sac);
  // the same canal, known everywhere
  const std::array whole{StationRange{0, stand_in::kStations}};
  space.healthyWall_mm = std::make_shared<const std::vector<float>>(
      freeRadii(space.frames, whole, std::array{stand_in::canal({})}));
  space.setBack_mm = setBack_mm(space.frames, std::array{stand_in::kRange});
  const std::vector<float> gap = dorsalGapWidths_mm(space, sac);
  const auto steepest = [](const std::vector<float>& map) {
    float most = 0.0f;
    for (std::size_t i = kGapCells; i < map.size(); ++i)
      most = std::max(most, std::abs(map[i] - map[i - kGapCells]));
    return most;
  };
  CHECK(steepest(jumping) > 1.0f);
  CHECK(steepest(gap) < 0.6f);
}
