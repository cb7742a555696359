// Exporting through the command line: every mesh is sound, and what cannot be written is told.
#include "anatomy/mesh_import_files.hpp"
#include "app/program.hpp"
#include "support/catch.hpp"

#include <algorithm>

using namespace unkink;
using namespace unkink::anatomy;
using test::Outcome;
using test::runProgram;

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kMostTriangles = 60000;  // of one structure

/// Two narrow levels, one with a slip and a defect of the pars.
const std::string kDiseased =
    " --set disease.l4_l5.ligament_thickening_left_mm=3 --set disease.l4_l5.disc_bulge_mm=3"
    " --set disease.l4_l5.facet_hypertrophy_left_mm=2.5 --set disease.l4_l5.osteophytes_mm=3"
    " --set disease.l4_l5.disc_height_loss=0.4 --set disease.l5_s1.slip=0.3"
    " --set disease.l5_s1.pars_defect=true --set disease.l3_l4.facet_hypertrophy_right_mm=2";

void checkEveryMesh(const fs::path& folder) {
  int count = 0;
  for (const auto& entry : fs::directory_iterator(folder)) {
    INFO(entry.path().filename().string());
    const ForeignFile file = readMeshFile(entry.path(), {});
    CHECK(file.axes->letters == "lps");
    REQUIRE(file.meshes.size() == 1);
    PlainMesh mesh = file.meshes.front().mesh;
    CHECK(nonManifoldEdgeCount(mesh) == 0);
    weld(mesh);  // as readers do
    CHECK(nonManifoldEdgeCount(mesh) == 0);
    CHECK(volume(mesh) > 0.0);
    CHECK(mesh.triangleCount() <= kMostTriangles);
    ++count;
  }
  CHECK(count > 70);
}

Outcome exported(const fs::path& folder, const std::string& more) {
  return runProgram("export --format ply --out '" + folder.string() + "'" + more);
}

}  // namespace

TEST_CASE("Every exported structure is manifold, closed and wound outwards, in health", "[again]") {
  const test::TempDirectory folder;
  const Outcome o = exported(folder.path(), " --severity 0");
  REQUIRE(o.exitCode == 0);
  for (const char* name : {"vertebrae_L1", "sacrum", "disc_L5S1", "ligamentum_flavum_L4L5_left",
                           "thecal_sac", "cauda_equina", "hip_right", "nerve_root_L5_left"})
    CHECK(fs::exists(folder.path() / (std::string(name) + ".ply")));
  checkEveryMesh(folder.path());
}

TEST_CASE("Every exported structure is manifold, closed and wound outwards, in disease") {
  const test::TempDirectory folder;
  REQUIRE(exported(folder.path(), kDiseased).exitCode == 0);
  checkEveryMesh(folder.path());
}

TEST_CASE("A folder that cannot be made or is none is told in a sentence") {
  const test::TempDirectory folder;
  const fs::path file = folder.write("file", "x");
  test::isOneSentence(exported(file, ""));
  test::isOneSentence(exported(file / "below", ""));
  test::isOneSentence(exported("/dev/full", ""));
  CHECK(test::contentOf(file) == "x");
}

TEST_CASE("A full disk ends the export with a sentence and leaves nothing half written") {
  const test::TempDirectory folder;
  fs::create_symlink("/dev/full", folder.path() / "vertebrae_L1.ply");
  const Outcome o = exported(folder.path(), "");
  test::isOneSentence(o);
  CHECK_THAT(o.err, ContainsSubstring("vertebrae_L1.ply"));
  CHECK_THAT(o.err, ContainsSubstring("No space left"));
  CHECK(std::distance(fs::directory_iterator(folder.path()), {}) == 1);
}

TEST_CASE("A file that grows too large is removed again") {
  const test::TempDirectory folder;
  // the limit counts blocks of 512 or 1024 bytes: no vertebra fits
  const std::string limited =
      "sh -c \"trap '' XFSZ; ulimit -f 20; exec '" UNKINK_EXECUTABLE "' export --out '" +
      folder.path().string() + "/out'\" >/dev/null 2>'" + folder.path().string() + "/err'";
  CHECK(std::system(limited.c_str()) != 0);
  CHECK_THAT(test::contentOf(folder.path() / "err"), ContainsSubstring("vertebrae_L1.stl"));
  CHECK(fs::is_empty(folder.path() / "out"));
}

TEST_CASE("Output that nobody takes is told") {
  const std::string full = "'" UNKINK_EXECUTABLE "' --list-params >/dev/full 2>/dev/null";
  CHECK(std::system(full.c_str()) != 0);
}
