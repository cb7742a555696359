// The GLB file: what is written comes back bit for bit, and anything else is refused in one
// sentence.
#include "anatomy/decimate.hpp"
#include "anatomy/mesh_names.hpp"
#include "anatomy/meshes.hpp"
#include "config/error.hpp"
#include "math/field.hpp"
#include "support/catch.hpp"
#include "support/temp_file.hpp"

#include <cmath>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
using namespace unkink;
using namespace unkink::anatomy;
namespace fs = std::filesystem;

namespace {

class Folder : public test::TempDirectory {
 public:
  fs::path operator/(const char* name) const { return path() / name; }
};

math::Mesh ball(double radius_mm, const math::Vec3& centre) {
  const auto field =
      math::sample(math::sampleBoxAround(math::Box{centre, centre}.grown(radius_mm), 0.5, 2), 0.5,
                   [&](const math::Vec3& p) { return glm::length(p - centre) - radius_mm; });
  math::Mesh mesh = decimate(math::surfaceNets(field, field.box().grown(-1)), {1000, 0.1});
  for (math::Vertex& v : mesh.vertices) {
    v.chain = 3.0f + 0.1f * std::sin(v.position.x);
    v.bulge = std::cos(v.position.y);
  }
  return mesh;
}

BakedMesh named(const MeshIdentity& id, math::Mesh mesh) {
  return {meshName(id), id.structure, id.index, id.window, std::move(mesh)};
}

std::vector<BakedMesh> fourMeshes() {
  return {named({Structure::kVertebra, 3, Level::kL4L5}, ball(4.0, {0.1, 0.2, 0.3})),
          named({Structure::kDisc, 4, {}}, ball(3.0, {-10.1, 5.0, 2.0})),
          named({Structure::kTrunk, 0, {}}, ball(5.0, {30.0, 0.7, -2.0})),
          named({Structure::kCancellous, 3, Level::kL4L5}, ball(2.7, {0.1, 0.2, 0.3}))};
}

bool sameBits(const math::Mesh& a, const math::Mesh& b) {
  return a.indices == b.indices && a.vertices.size() == b.vertices.size() &&
         std::memcmp(a.vertices.data(), b.vertices.data(),
                     a.vertices.size() * sizeof(math::Vertex)) == 0;
}

std::string readAll(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

void writeAll(const fs::path& file, const std::string& bytes) {
  std::ofstream(file, std::ios::binary) << bytes;
}

/// Whether reading is refused with a sentence that names the file.
bool refused(const fs::path& file) {
  try {
    readGlb(file);
    return false;
  } catch (const config::Error& e) {
    return std::string(e.what()).starts_with(file.string() + ": ");
  }
}

}  // namespace

TEST_CASE("Every mesh name is read back to what it was made from") {
  for (const MeshIdentity& id : {MeshIdentity{Structure::kVertebra, 5, {}},
                                 {Structure::kVertebra, 3, Level::kL3L4},
                                 {Structure::kDisc, 0, {}},
                                 {Structure::kLigamentumFlavum, 4, Level::kL5S1},
                                 {Structure::kTrunk, 0, {}},
                                 {Structure::kMuscle, 0, {}},
                                 {Structure::kCancellous, 5, {}},
                                 {Structure::kCancellous, 3, Level::kL4L5}})
    CHECK(parseMeshName(meshName(id)) == id);
  CHECK(meshName({Structure::kVertebra, 3, Level::kL4L5}) == "vertebrae_L4@L4-L5");
  CHECK(meshName({Structure::kCancellous, 3, Level::kL4L5}) == "cancellous_vertebrae_L4@L4-L5");
  CHECK(meshName({Structure::kLigamentumFlavum, 3, {}}) == "ligamentum_flavum_L4L5");
}

TEST_CASE("A mesh name that is not ours has no identity") {
  for (const char* name :
       {"", "vertebrae_L6", "disc_L4", "disc_L4-L5@L4-L5", "trunk@L4-L5", "Cube"})
    CHECK_FALSE(parseMeshName(name).has_value());
}

TEST_CASE("Meshes come back from a GLB file bit for bit, with names, windows and ties") {
  const Folder folder;
  const auto meshes = fourMeshes();
  writeGlb(folder / "ours.glb", {BakedFor(SpineParameters{}), meshes});
  const auto back = readGlb(folder / "ours.glb").meshes;
  REQUIRE(back.size() == meshes.size());
  for (std::size_t i = 0; i < meshes.size(); ++i) {
    CHECK(back[i].name == meshes[i].name);
    CHECK(back[i].structure == meshes[i].structure);
    CHECK(back[i].index == meshes[i].index);
    CHECK(back[i].window == meshes[i].window);
    CHECK(sameBits(back[i].mesh, meshes[i].mesh));
  }
}

TEST_CASE("The same meshes give the same file, byte for byte") {
  const Folder folder;
  writeGlb(folder / "a.glb", {BakedFor(SpineParameters{}), fourMeshes()});
  writeGlb(folder / "b.glb", {BakedFor(SpineParameters{}), fourMeshes()});
  CHECK(readAll(folder / "a.glb") == readAll(folder / "b.glb"));
}

TEST_CASE("Files that are missing, empty or something else are refused by name") {
  const Folder folder;
  CHECK(refused(folder / "missing.glb"));
  fs::create_directory(folder / "folder.glb");
  CHECK(refused(folder / "folder.glb"));
  for (const std::string& bytes :
       {std::string(), std::string("g"), std::string("glTF"), std::string("not a mesh at all"),
        std::string(R"({"asset":{"version":"2.0"}})"), std::string(4096, '\0')}) {
    writeAll(folder / "bad.glb", bytes);
    CHECK(refused(folder / "bad.glb"));
  }
}

TEST_CASE("A GLB file cut short anywhere is refused") {
  const Folder folder;
  writeGlb(folder / "whole.glb", {BakedFor(SpineParameters{}), fourMeshes()});
  const std::string bytes = readAll(folder / "whole.glb");
  for (std::size_t n = 0; n < bytes.size(); n += n < 64 ? 1 : 997) {
    writeAll(folder / "cut.glb", bytes.substr(0, n));
    REQUIRE(refused(folder / "cut.glb"));
  }
}

TEST_CASE("A GLB file of another program is refused") {
  const Folder folder;
  writeGlb(folder / "whole.glb", {BakedFor(SpineParameters{}), fourMeshes()});
  const std::string bytes = readAll(folder / "whole.glb");
  const auto swapped = [&](const std::string& from, const std::string& to) {
    std::string changed = bytes;
    changed.replace(changed.find(from), from.size(), to);
    writeAll(folder / "other.glb", changed);
    return refused(folder / "other.glb");
  };
  CHECK(swapped("disc_L5S1", "cube_L5S1"));
  CHECK(swapped("TEXCOORD_0\"", "TEXCOORD_7\""));
  CHECK(swapped("\"NORMAL\"", "\"COLOR3\""));
  CHECK(swapped("generator", "Generator"));
  CHECK(swapped("\"count\":", "\"count\":9"));
  CHECK(swapped("5126", "5120"));
}

TEST_CASE("A triangle that names no vertex is refused") {
  const Folder folder;
  auto meshes = fourMeshes();
  meshes.back().mesh.indices.back() = 1000000;
  writeGlb(folder / "bad.glb", {BakedFor(SpineParameters{}), meshes});
  CHECK(refused(folder / "bad.glb"));
}

TEST_CASE("A GLB file with any one damaged header byte is refused or read, never a crash") {
  const Folder folder;
  writeGlb(folder / "whole.glb", {BakedFor(SpineParameters{}), fourMeshes()});
  const std::string bytes = readAll(folder / "whole.glb");
  int refusals = 0;
  for (std::size_t at = 0; at < 3000; at += at < 24 ? 1 : 37)
    for (const char flip : {'\x01', '\x10', '\x80'}) {
      std::string changed = bytes;
      changed[at] = static_cast<char>(changed[at] ^ flip);
      writeAll(folder / "damaged.glb", changed);
      std::size_t count = 3;
      try {
        count = readGlb(folder / "damaged.glb").meshes.size();
      } catch (const config::Error&) {
        ++refusals;
      }
      REQUIRE(count == 3);
    }
  CHECK(refusals > 200);
}

TEST_CASE("Writing where nothing can be written is refused by name") {
  const Folder folder;
  CHECK_THROWS_AS(
      writeGlb(folder / "no/such/folder.glb", {BakedFor(SpineParameters{}), fourMeshes()}),
      config::Error);
}
