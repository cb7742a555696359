// A model's vertebra is exported, damaged and scaled, and imported as a patient's.
#include "anatomy/bone_fit.hpp"
#include "anatomy/import_spine.hpp"
#include "anatomy/mesh_export.hpp"
#include "anatomy/mesh_manifold.hpp"
#include "config/error.hpp"
#include "support/catch.hpp"

#include <cmath>
#include <filesystem>
#include <fstream>
#include <unistd.h>

using namespace unkink;
using namespace unkink::anatomy;

namespace {

namespace fs = std::filesystem;

/// A folder that goes with the test.
struct Folder {
  fs::path path = fs::temp_directory_path() / ("unkink_import_" + std::to_string(::getpid()));
  Folder() { fs::create_directories(path); }
  ~Folder() { fs::remove_all(path); }
};

/// The model's L4 where L4 might lie in a scan, 1 mm fine.
NamedMesh l4() {
  static const PlainMesh mesh = [] {
    const VertebraShape shape = lumbarShape(Vertebra::kL4);
    PlainMesh m = manifoldSurface(
        math::sample(math::sampleBoxAround(vertebraBounds(shape), 1.0, 2), 1.0,
                     [&](const math::Vec3& p) { return vertebraDistance(shape, p); }),
        0.0);
    for (math::Vec3f& p : m.points) p += math::Vec3f(5.0f, -120.0f, 900.0f);
    return m;
  }();
  return {"vertebrae_L4", mesh};
}

Gathered gathered(const fs::path& file, const char* axes = nullptr) {
  ImportRequest request;
  request.sources = {file};
  if (axes) request.axes = axesNamed(axes);
  return gather(request, {});
}

std::string refusal(const fs::path& file, const char* axes = nullptr) {
  try {
    ownBones(gathered(file, axes), {});
  } catch (const config::Error& error) {
    return error.what();
  }
  return "accepted";
}

/// STL without a word on its axes.
fs::path silentStl(const Folder& folder, const NamedMesh& mesh) {
  const fs::path file = folder.path / (mesh.name + ".stl");
  writeMesh(file, MeshFormat::kStl, mesh);
  std::fstream out(file, std::ios::in | std::ios::out | std::ios::binary);
  out << std::string(80, ' ');
  return file;
}

}  // namespace

TEST_CASE("An exported vertebra is manifold and comes back in every format") {
  const Folder folder;
  const NamedMesh mesh = l4();
  REQUIRE(nonManifoldEdgeCount(mesh.mesh) == 0);
  for (std::size_t f = 0; f < kMeshFormats.size(); ++f) {
    INFO(kMeshFormats[f]);
    const fs::path file = folder.path / ("vertebrae_L4." + std::string(kMeshFormats[f]));
    writeMesh(file, static_cast<MeshFormat>(f), mesh);
    const Gathered read = gathered(file);
    REQUIRE(read.bones.size() == 1);
    CHECK(read.bones[0].bone == Vertebra::kL4);
    CHECK_FALSE(read.axesMissing());
    CHECK(read.bones[0].mesh.triangleCount() == mesh.mesh.triangleCount());
    CHECK(volume(read.bones[0].mesh) == Approx(volume(mesh.mesh)).epsilon(1e-5));
    CHECK(nonManifoldEdgeCount(read.bones[0].mesh) == 0);
  }
}

TEST_CASE("The model lies in its own vertebra again, and the distance is that of the model") {
  const Folder folder;
  writeMesh(folder.path / "L4.ply", MeshFormat::kPly, l4());
  const OwnSpine own = ownBones(gathered(folder.path), {});
  const auto& bone = own.bones->bone[static_cast<std::size_t>(Vertebra::kL4)];
  REQUIRE(bone);
  CHECK(bone->residual_mm < 0.15);
  CHECK(glm::length(bone->pose.translation - math::Vec3(5, -120, 900)) < 0.3);
  double sum = 0.0;
  int count = 0;
  for (const math::Vec3f& p : l4().mesh.points) {
    const math::Vec3 q = bone->pose.inverse() * math::Vec3(p);
    sum += std::abs(bone->surface.interpolate(q));
    ++count;
  }
  CHECK(sum / count < 0.05);
  CHECK(bone->surface.interpolate({0, 0, 0}) < -8.0);  // the middle of the body
}

TEST_CASE("Metres become millimetres and a size that fits no unit is refused") {
  const Folder folder;
  NamedMesh mesh = l4();
  for (math::Vec3f& p : mesh.mesh.points) p *= 1e-3f;
  writeMesh(folder.path / "L4.obj", MeshFormat::kObj, mesh);
  const Gathered read = gathered(folder.path / "L4.obj");
  CHECK(volume(read.bones[0].mesh) == Approx(volume(l4().mesh)).epsilon(1e-3));
  REQUIRE_FALSE(read.notices.empty());
  CHECK_THAT(read.notices[0], ContainsSubstring("metres"));
  for (math::Vec3f& p : mesh.mesh.points) p *= 300.0f;
  writeMesh(folder.path / "L4.stl", MeshFormat::kStl, mesh);
  CHECK_THAT(refusal(folder.path / "L4.stl"), ContainsSubstring("longest side"));
}

TEST_CASE("Axes are asked for, and those that contradict the shape are refused") {
  const Folder folder;
  const fs::path file = silentStl(folder, l4());
  REQUIRE(gathered(file).axesMissing());
  CHECK(questionAbout(gathered(file), {}).likely == "lps");
  CHECK(questionAbout(gathered(file), {}).mirrored == "rps");
  CHECK_THAT(refusal(file), ContainsSubstring("--import-frame lps"));
  CHECK_THAT(refusal(file, "ras"), ContainsSubstring("arch in front"));
  CHECK(refusal(file, "lps") == "accepted");
}

TEST_CASE("Small holes are closed and told of, large ones refused with their size") {
  const Folder folder;
  NamedMesh mesh = l4();
  mesh.mesh.indices.erase(mesh.mesh.indices.begin(), mesh.mesh.indices.begin() + 9);
  writeMesh(folder.path / "L4.stl", MeshFormat::kStl, mesh);
  const Gathered read = gathered(folder.path / "L4.stl");
  CHECK(read.bones[0].faults.closed.size() >= 1);
  CHECK(nonManifoldEdgeCount(read.bones[0].mesh) == 0);
  const std::size_t half = mesh.mesh.triangleCount() / 2;
  mesh.mesh.indices.erase(mesh.mesh.indices.begin(),
                          mesh.mesh.indices.begin() + static_cast<std::ptrdiff_t>(3 * half));
  writeMesh(folder.path / "L4.stl", MeshFormat::kStl, mesh);
  CHECK_THAT(refusal(folder.path / "L4.stl"), ContainsSubstring("large hole"));
}

TEST_CASE("Bad files are refused in a sentence") {
  const Folder folder;
  const auto write = [&](const char* name, const std::string& bytes) {
    std::ofstream(folder.path / name, std::ios::binary) << bytes;
    return folder.path / name;
  };
  CHECK_THAT(refusal(write("L4.stl", "")), ContainsSubstring("empty file"));
  CHECK_THAT(refusal(write("L4.glb", "glTF rubbish")), ContainsSubstring("damage"));
  CHECK_THAT(refusal(write("L4.stl", std::string(80, 'x') + "\x10\x27\x01\x01")),
             ContainsSubstring("cut short"));
  CHECK_THAT(refusal(folder.path / "none.stl"), ContainsSubstring("no readable file"));
  writeMesh(folder.path / "thing.stl", MeshFormat::kStl, l4());
  CHECK_THAT(refusal(folder.path / "thing.stl"), ContainsSubstring("no lumbar vertebra"));
}

TEST_CASE("A mapping names what has another name") {
  const Folder folder;
  writeMesh(folder.path / "thing.stl", MeshFormat::kStl, l4());
  std::ofstream(folder.path / "map.toml") << "thing = \"vertebrae_L4\"\n"
                                             "[adjust.vertebrae_L4]\nspinous_tip = [0, 0, 6]\n";
  ImportRequest request;
  request.sources = {folder.path / "thing.stl"};
  request.map = folder.path / "map.toml";
  const Gathered read = gather(request, {});
  REQUIRE(read.bones.size() == 1);
  const auto l4 = static_cast<std::size_t>(Vertebra::kL4);
  CHECK(read.nudges[l4].back() == math::Vec3(0, 0, 6));
  CHECK(ownBones(read, {}).bones->bone[l4]->nudge_mm == read.nudges[l4]);
}

TEST_CASE("A point that is moved by hand takes the model along, and the bone stays where it is") {
  const Folder folder;
  writeMesh(folder.path / "L4.ply", MeshFormat::kPly, l4());
  const auto found = ownBones(gathered(folder.path), {}).bones->bone[3];
  const auto placesOf = [](const OwnBone& bone) {
    std::vector<math::Vec3> places;
    for (const BonePoint& point : bonePoints(Vertebra::kL4, bone.shape))
      places.push_back(bone.pose * point.at);
    return places;
  };
  const std::vector<math::Vec3> before = placesOf(*found);
  REQUIRE(before.size() <= kMostBonePoints);
  for (std::size_t n = 0; n < before.size(); ++n) {
    INFO(bonePoints(Vertebra::kL4, found->shape)[n].name);
    Nudges nudges{};
    nudges[n] = {1.0, -2.0, 3.0};
    const auto moved = nudged(Vertebra::kL4, found, nudges);
    const std::vector<math::Vec3> after = placesOf(*moved);
    CHECK(glm::dot(after[n] - before[n], glm::normalize(nudges[n])) > 0.4 * glm::length(nudges[n]));
    CHECK(fingerprintOf({{moved}, 0}) != fingerprintOf({{found}, 0}));
    // the patient's surface, wherever the model lies in it
    double sum = 0.0;
    for (const math::Vec3f& p : l4().mesh.points)
      sum += std::abs(moved->surface.interpolate(moved->pose.inverse() * math::Vec3(p)));
    CHECK(sum / static_cast<double>(l4().mesh.points.size()) < 0.06);
    CHECK(nudged(Vertebra::kL4, moved->found, {}) == found);  // and back
  }
}
