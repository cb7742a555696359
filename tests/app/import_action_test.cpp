// Importing through the command line, without a screen: our own spine comes back as a patient's, in
// every format, damaged, scaled, subdivided and turned; what cannot be used is told.
#include "anatomy/import_spine.hpp"
#include "anatomy/mesh_export.hpp"
#include "anatomy/mesh_manifold.hpp"
#include "anatomy/structure.hpp"
#include "app/program.hpp"
#include "operation/case.hpp"
#include "support/catch.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <nlohmann/json.hpp>

using namespace unkink;
using namespace unkink::anatomy;
using test::Outcome;
using test::runProgram;

namespace fs = std::filesystem;

namespace {

std::string nameOf(Vertebra v) { return structureName(Structure::kVertebra, static_cast<int>(v)); }

/// The default patient's healthy bones.
const NamedMesh& bone(Vertebra v) {
  static const std::vector<NamedMesh> bones = [] {
    const Spine spine(operation::spineParameters({}));
    std::vector<NamedMesh> made;
    for (const Exportable& structure : exportables(spine, 0.0))
      if (made.size() < kVertebraCount) made.push_back(structure.make().front());
    return made;
  }();
  return bones[static_cast<std::size_t>(v)];
}

NamedMesh moved(NamedMesh mesh, const math::Mat3& by) {
  for (math::Vec3f& p : mesh.mesh.points) p = math::Vec3f(by * math::Vec3(p));
  return mesh;
}

/// Every triangle in four, again and again.
PlainMesh subdivided(PlainMesh mesh, std::size_t triangles) {
  while (mesh.triangleCount() < triangles) {
    std::map<std::pair<std::uint32_t, std::uint32_t>, std::uint32_t> middles;
    PlainMesh finer{std::move(mesh.points), {}};
    const auto middle = [&](std::uint32_t a, std::uint32_t b) {
      const auto [it, isNew] =
          middles.try_emplace(std::minmax(a, b), static_cast<std::uint32_t>(finer.points.size()));
      if (isNew) finer.points.push_back(0.5f * (finer.points[a] + finer.points[b]));
      return it->second;
    };
    for (std::size_t t = 0; t < mesh.triangleCount(); ++t) {
      const std::uint32_t *c = &mesh.indices[3 * t], ab = middle(c[0], c[1]),
                          bc = middle(c[1], c[2]), ca = middle(c[2], c[0]);
      for (const std::uint32_t i : {c[0], ab, ca, ab, c[1], bc, ca, bc, c[2], ab, bc, ca})
        finer.indices.push_back(i);
    }
    mesh = std::move(finer);
  }
  return mesh;
}

class Folder : public test::TempDirectory {
 public:
  fs::path put(const std::string& file, MeshFormat format, const NamedMesh& mesh) const {
    fs::create_directories((path() / file).parent_path());
    writeMesh(path() / file, format, mesh);
    return path() / file;
  }
  /// STL without a word on its axes.
  fs::path putSilent(const std::string& file, const NamedMesh& mesh) const {
    const fs::path at = put(file, MeshFormat::kStl, mesh);
    std::fstream(at, std::ios::in | std::ios::out | std::ios::binary) << std::string(80, ' ');
    return at;
  }
};

Outcome measured(const fs::path& source, const std::string& more = "") {
  return runProgram("measure --stage 0 --import '" + source.string() + "'" + more);
}

/// The last line on stderr, which is the refusal; progress comes before it.
std::string refusal(const Outcome& o) {
  CHECK(o.exitCode == 2);
  CHECK(o.out.empty());
  const std::size_t end = o.err.find_last_not_of('\n');
  const std::size_t before = o.err.find_last_of('\n', end);
  return o.err.substr(before == std::string::npos ? 0 : before + 1);
}

nlohmann::json ofModel() { return nlohmann::json::parse(runProgram("measure --stage 0").out); }

}  // namespace

TEST_CASE("A spine that was exported comes back the same, from any format and however damaged",
          "[again]") {
  const Folder folder;
  folder.put("vertebrae_L1.stl", MeshFormat::kStl, bone(Vertebra::kL1));
  NamedMesh holed = bone(Vertebra::kL2);
  holed.mesh.indices.resize(holed.mesh.indices.size() - 9);
  folder.put("Segment_2 vertebrae_L2.obj", MeshFormat::kObj, holed);
  folder.put("L3 vertebra.ply", MeshFormat::kPly, moved(bone(Vertebra::kL3), math::Mat3(1e-3)));
  folder.put("vertebrae_L4.glb", MeshFormat::kGlb, bone(Vertebra::kL4));
  NamedMesh huge = bone(Vertebra::kL5);
  huge.mesh = subdivided(thinned(huge.mesh, 7900, 0.2), 2000000);
  folder.put("vertebrae_L5.ply", MeshFormat::kPly, huge);
  folder.put("sacrum.stl", MeshFormat::kStl, bone(Vertebra::kS1));
  folder.put("thing.stl", MeshFormat::kStl, bone(Vertebra::kL1));

  const Outcome o = measured(folder.path());
  INFO(o.err);
  REQUIRE(o.exitCode == 0);
  CHECK_THAT(o.err, ContainsSubstring("L3 vertebra.ply: vertebrae_L3 was in metres"));
  CHECK_THAT(o.err, ContainsSubstring("vertebrae_L2: 1 holes closed"));
  CHECK_THAT(o.err, ContainsSubstring("vertebrae_L5: thinned from " +
                                      std::to_string(huge.mesh.triangleCount())));
  CHECK_THAT(o.err, ContainsSubstring("left out for their names: \"thing.stl\""));
  CHECK_THAT(o.err, ContainsSubstring("reading vertebrae_L5.ply"));  // how far it is

  const auto own = nlohmann::json::parse(o.out), model = ofModel();
  CHECK(own.at("structures").at("patient").size() == kVertebraCount);
  for (const auto& [name, origin] : own.at("structures").at("patient").items()) {
    INFO(name);
    CHECK(origin.at("fit_residual_mm").get<double>() < 0.3);
  }
  for (const auto& name : own.at("structures").at("model")) CHECK(name != "sacrum");
  for (const auto& [level, values] : model.at("levels").items()) {
    INFO(level);
    const double area = values.at("area_mm2"), width = values.at("width_mm");
    // the sac's room is read off distances that are exact for imported bones alone
    CHECK(own.at("levels").at(level).at("area_mm2").get<double>() == Approx(area).epsilon(0.08));
    CHECK(own.at("levels").at(level).at("width_mm").get<double>() == Approx(width).epsilon(0.08));
  }
  CHECK(own.at("hash") != model.at("hash"));
}

TEST_CASE("Bones that come back lie as far apart as they did", "[again]") {
  const Folder folder;
  for (int v = 0; v < kVertebraCount; ++v)
    folder.put(nameOf(static_cast<Vertebra>(v)) + ".ply", MeshFormat::kPly,
               bone(static_cast<Vertebra>(v)));
  SpineParameters parameters = operation::spineParameters({});
  const Spine model(parameters);
  parameters.own = ownBones(gather({{folder.path()}, {}, {}}, {}), {}).bones;
  const Spine back(parameters);
  for (int l = 0; l < kLevelCount; ++l) {
    const auto level = static_cast<Level>(l);
    INFO(kLevelNames[static_cast<std::size_t>(l)]);
    const DiscShape &a = model.segment(level), &b = back.segment(level);
    CHECK(b.halfHeight_mm == Approx(a.halfHeight_mm).margin(0.1));
    CHECK(b.halfWidth_mm == Approx(a.halfWidth_mm).margin(0.1));
    CHECK(b.halfDepth_mm == Approx(a.halfDepth_mm).margin(0.1));
    CHECK(b.wedge == Approx(a.wedge).margin(0.005));
    const LevelLandmarks &m = model.landmarks(level), &n = back.landmarks(level);
    const auto apart = [](const math::Vec3& p, const math::Vec3& q) { return glm::length(p - q); };
    CHECK(apart(n.upperSpinousTip, n.lowerSpinousTip) ==
          Approx(apart(m.upperSpinousTip, m.lowerSpinousTip)).margin(0.5));
    CHECK(apart(n.upperPedicle[0], n.lowerPedicle[0]) ==
          Approx(apart(m.upperPedicle[0], m.lowerPedicle[0])).margin(0.3));
    CHECK(apart(n.upperLaminaInferiorEdge[1], n.lowerLaminaSuperiorEdge[1]) ==
          Approx(apart(m.upperLaminaInferiorEdge[1], m.lowerLaminaSuperiorEdge[1])).margin(0.6));
  }
}

TEST_CASE("Files that cannot be used end the program with one sentence that names them") {
  const Folder folder;
  const fs::path empty = folder.write("empty/vertebrae_L4.stl", "");
  CHECK_THAT(refusal(measured(empty)), ContainsSubstring("vertebrae_L4.stl: found an empty file"));
  CHECK_THAT(refusal(measured(folder.path() / "none.stl")), ContainsSubstring("no readable file"));
  fs::create_directory(folder.path() / "bare");
  CHECK_THAT(refusal(measured(folder.path() / "bare")), ContainsSubstring("without meshes"));

  const fs::path whole = folder.put("vertebrae_L4.stl", MeshFormat::kStl, bone(Vertebra::kL4));
  fs::resize_file(whole, fs::file_size(whole) / 2);
  CHECK_THAT(refusal(measured(whole)), ContainsSubstring("cut short"));
  for (const char* name : {"L4.obj", "L4.ply", "L4.glb", "L4.gltf"})
    CHECK_THAT(refusal(measured(folder.write(name, "glTF ply rubbish"))), ContainsSubstring(name));

  NamedMesh half = bone(Vertebra::kL4);
  half.mesh.indices.resize(3 * (half.mesh.triangleCount() / 2));
  CHECK_THAT(refusal(measured(folder.put("L4.ply", MeshFormat::kPly, half))),
             ContainsSubstring("large hole"));
  const fs::path thing = folder.put("thing.ply", MeshFormat::kPly, bone(Vertebra::kL4));
  CHECK_THAT(refusal(measured(thing)), ContainsSubstring("found no lumbar vertebra"));
  CHECK_THAT(refusal(measured(thing)), ContainsSubstring("--import-map"));
  CHECK_THAT(refusal(measured(folder.put("L4.ply", MeshFormat::kPly,
                                         moved(bone(Vertebra::kL4), math::Mat3(0.03))))),
             ContainsSubstring("longest side"));
}

TEST_CASE("Where a file does not say its axes they are asked for, and wrong ones are found out") {
  const Folder folder;
  const math::Mat3 rasFromLps(-1, 0, 0, 0, -1, 0, 0, 0, 1);
  const math::Mat3 lasFromLps(1, 0, 0, 0, -1, 0, 0, 0, 1);
  const fs::path ras =
      folder.putSilent("ras/vertebrae_L4.stl", moved(bone(Vertebra::kL4), rasFromLps));
  const std::string question = refusal(measured(ras));
  CHECK_THAT(question, ContainsSubstring("--import-frame ras"));
  CHECK_THAT(question, ContainsSubstring("mirrored spine (las)"));
  CHECK_THAT(refusal(measured(ras, " --import-frame lps")), ContainsSubstring("arch in front"));

  // seen in a mirror the shape is a vertebra as well: only the letters tell
  const auto depth = [&](const fs::path& file, const char* frame) {
    const Outcome o = measured(file, std::string(" --import-frame ") + frame);
    INFO(o.err);
    REQUIRE(o.exitCode == 0);
    return nlohmann::json::parse(o.out).at("levels").at("L4-L5").at("area_mm2").get<double>();
  };
  const fs::path las =
      folder.putSilent("las/vertebrae_L4.stl", moved(bone(Vertebra::kL4), lasFromLps));
  CHECK(depth(las, "las") == Approx(depth(ras, "ras")).epsilon(0.01));
}

TEST_CASE("A mapping file gives names, and its own mistakes are told with their line") {
  const Folder folder;
  folder.put("thing.ply", MeshFormat::kPly, bone(Vertebra::kL4));
  const fs::path map = folder.write("map.toml", "thing = \"vertebrae_L4\"\n");
  const Outcome o = measured(folder.path() / "thing.ply", " --import-map '" + map.string() + "'");
  INFO(o.err);
  REQUIRE(o.exitCode == 0);
  CHECK(nlohmann::json::parse(o.out).at("structures").at("patient").contains("vertebrae_L4"));
  const fs::path bad = folder.write("bad.toml", "\nthing = \"kneecap\"\n");
  CHECK_THAT(refusal(measured(folder.path() / "thing.ply", " --import-map '" + bad.string() + "'")),
             ContainsSubstring("bad.toml:2"));
}
