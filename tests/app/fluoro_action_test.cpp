// X-rays for other programs: what is written is enough to make the same image again, and right.
#include "anatomy/mesh_export.hpp"
#include "anatomy/mesh_import_files.hpp"
#include "app/program.hpp"
#include "fluoro/projector.hpp"
#include "fluoro/shapes.hpp"
#include "support/catch.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <list>
#include <nlohmann/json.hpp>

using namespace unkink;
using math::Vec3;
using test::Outcome;
using test::runProgram;

namespace fs = std::filesystem;

namespace {

std::string quoted(const fs::path& path) { return "'" + path.string() + "'"; }

std::vector<float> floatsOf(const fs::path& file) {
  const std::string bytes = test::contentOf(file);
  std::vector<float> values(bytes.size() / sizeof(float));
  std::memcpy(values.data(), bytes.data(), bytes.size());
  return values;
}

fs::path writeStl(const fs::path& folder, const std::string& name, const math::Mesh& mesh) {
  anatomy::NamedMesh named{name, {}};
  for (const math::Vertex& v : mesh.vertices) named.mesh.points.push_back(v.position);
  named.mesh.indices = mesh.indices;
  anatomy::writeMesh(folder / (name + ".stl"), anatomy::MeshFormat::kStl, named);
  return folder / (name + ".stl");
}

math::Mesh readStl(const fs::path& file) {
  const anatomy::PlainMesh plain = anatomy::readMeshFile(file, [](double) {}).meshes.at(0).mesh;
  math::Mesh mesh;
  for (const math::Vec3f& p : plain.points) mesh.vertices.push_back({p, math::Vec3f(0.0f)});
  mesh.indices = plain.indices;
  return mesh;
}

Vec3 vectorOf(const nlohmann::json& json) {
  return {json.at(0).get<double>(), json.at(1).get<double>(), json.at(2).get<double>()};
}

/// Two nested boxes and a bead up and left, seen along +y from 700 mm.
struct OwnScene {
  test::TempDirectory folder;
  std::string arguments;

  explicit OwnScene(const std::string& more) {
    const auto file = [&](const char* name, const math::Mesh& mesh) {
      return writeStl(folder.path(), name, mesh).string();
    };
    arguments =
        "fluoro --source 0,-700,0 --detector 0,300,0 --axis-u 1,0,0 --axis-v 0,0,1 --size-mm 300 "
        "--size 96 --mesh '" +
        file("tissue", fluoro::boxMesh({-80, -50, -80}, {80, 50, 80})) + "',0.2 --mesh '" +
        file("bone", fluoro::boxMesh({-20, -10, -30}, {20, 20, 30})) + "',0.6,0 --mesh '" +
        file("bead", fluoro::sphereMesh(Vec3(-60, 0, 60), 6.0, 16)) + "',7,0 " + more;
  }
  std::vector<float> image(const std::string& more = "") const {
    const fs::path raw = folder.path() / "image.raw";
    const Outcome o = runProgram(arguments + " --raw " + quoted(raw) + more);
    INFO(o.err);
    REQUIRE(o.exitCode == 0);
    return floatsOf(raw);
  }
};

}  // namespace

TEST_CASE("Meshes of one's own attenuate as they should, each less its host, row 0 at the top") {
  const OwnScene scene("--projector cpu");
  const std::vector<float> image = scene.image();
  REQUIRE(image.size() == 96u * 96u);
  const auto slant = [](std::size_t row, std::size_t column) {
    const double x = 300.0 * ((static_cast<double>(column) + 0.5) / 96.0 - 0.5),
                 z = 300.0 * (0.5 - (static_cast<double>(row) + 0.5) / 96.0);
    return std::sqrt(1e6 + x * x + z * z) / 1000.0;
  };
  const auto at = [&](std::size_t row, std::size_t column) {
    return -std::log(static_cast<double>(image[row * 96 + column])) / slant(row, column);
  };
  CHECK(at(48, 48) == Approx(0.02 * 70.0 + 0.06 * 30.0).epsilon(1e-5));
  CHECK(at(48, 70) == Approx(0.02 * 100.0).epsilon(1e-5));
  CHECK(image.front() == 1.0f);
  const auto darkest = static_cast<std::size_t>(std::ranges::min_element(image) - image.begin());
  CHECK(darkest / 96 < 30);
  CHECK(darkest % 96 < 30);
}

TEST_CASE("The geometry that is written makes the same image again") {
  const OwnScene scene("--projector cpu");
  const fs::path json = scene.folder.path() / "geometry.json";
  const std::vector<float> first = scene.image(" --geometry " + quoted(json));
  const std::string meshes = scene.arguments.substr(scene.arguments.find("--mesh"));
  const fs::path raw = scene.folder.path() / "again.raw";
  const Outcome o =
      runProgram("fluoro --geometry-in " + quoted(json) + " " + meshes + " --raw " + quoted(raw));
  INFO(o.err);
  REQUIRE(o.exitCode == 0);
  CHECK(floatsOf(raw) == first);
}

TEST_CASE("The card's image of one's own meshes is the reference projector's") {
#ifdef UNKINK_GRAPHICS
  const OwnScene scene("");
  const std::vector<float> cpu = scene.image(" --projector cpu"),
                           gpu = scene.image(" --projector gpu --repeat 2");
  double sum = 0.0;
  for (std::size_t i = 0; i < cpu.size(); ++i) sum += std::abs(cpu[i] - gpu[i]);
  CHECK(sum / static_cast<double>(cpu.size()) < 1e-5);
#else
  const OwnScene scene("");
  test::isOneSentence(runProgram(scene.arguments + " --projector gpu --raw /dev/null"));
#endif
}

TEST_CASE("The patient's image follows from the files that are written with it") {
  const test::TempDirectory folder;
  const fs::path raw = folder.path() / "image.raw", text = folder.path() / "image.json",
                 meshes = folder.path() / "meshes";
  const Outcome o =
      runProgram("fluoro --primary 150 --secondary 10 --size 48 --projector cpu --raw " +
                 quoted(raw) + " --geometry " + quoted(text) + " --meshes " + quoted(meshes));
  INFO(o.err);
  REQUIRE(o.exitCode == 0);
  const std::vector<float> image = floatsOf(raw);
  REQUIRE(image.size() == 48u * 48u);
  const auto json = nlohmann::json::parse(test::contentOf(text));
  CHECK(json.at("frame") == "LPS");
  CHECK(json.at("patient").at("load") == "lying");
  CHECK(json.at("patient").at("severity") == 0.0);

  const auto indexOf = [&](const nlohmann::json& name) {
    const auto& names = fluoro::kMaterialNames;
    return static_cast<int>(std::ranges::find(names, name.get<std::string>()) - names.begin());
  };
  std::list<math::Mesh> read;
  std::vector<fluoro::Body> bodies;
  for (const auto& body : json.at("bodies")) {
    read.push_back(readStl(meshes / body.at("file").get<std::string>()));
    fluoro::Body b{&read.back(), {}, -1, body.at("instrument").get<bool>(), {}, body.at("share")};
    if (!body.at("material").is_null())
      b.material = static_cast<fluoro::Material>(indexOf(body.at("material")));
    if (!body.at("host").is_null()) b.host = indexOf(body.at("host"));
    bodies.push_back(b);
  }
  fluoro::Beam beam;
  beam.weight = json.at("spectrum").at("weight").get<std::vector<double>>();
  for (std::size_t m = 0; m < fluoro::kChannelCount; ++m)
    beam.attenuation_per_mm[m] =
        json.at("materials").at(m).at("attenuation_per_mm").get<std::vector<double>>();
  const fluoro::Projection projection{
      vectorOf(json.at("source_mm")), vectorOf(json.at("detector_centre_mm")),
      vectorOf(json.at("axis_u")), vectorOf(json.at("axis_v")), json.at("size_mm").get<double>()};
  const auto paths = fluoro::Projector(bodies).render(projection, json.at("size_px").get<int>());
  double worst = 0.0;
  for (std::size_t i = 0; i < image.size(); ++i)
    worst = std::max(worst, std::abs(beam.transmission(paths[i]) - image[i]));
  CHECK(worst < 1e-6);
}

TEST_CASE("A fluoroscope that is asked for nonsense says so in a sentence") {
  const OwnScene scene("");
  const std::string mesh = quoted(scene.folder.path() / "bone.stl");
  math::Mesh open = fluoro::boxMesh(Vec3(-10), Vec3(10));
  open.indices.resize(open.indices.size() - 3);
  const std::string leaky = quoted(writeStl(scene.folder.path(), "open", open));
  const std::string bad = quoted(scene.folder.write("bad.json", "{\"source_mm\": [1, 2]}"));
  const std::string line = " --source 0,-700,0 --detector 0,300,0";
  for (const std::string& arguments : std::initializer_list<std::string>{
           "",
           "--primary 180",
           "--primary 180 --secondary 90",
           "--primary 270 --secondary 0",
           "--primary 180 --secondary 0 --geometry-in x.json",
           "--primary 180 --secondary 0 --size 4",
           "--primary 180 --secondary 0 --projector best",
           "--primary 180 --secondary 0 --stage 99",
           "--primary 180 --secondary 0 --repeat 3",
           "--primary 180 --secondary 0 --mesh " + mesh + ",0.5",
           "--mesh " + mesh + ",0.5",
           "--source 0,0,0" + std::string(" --mesh ") + mesh + ",0.5",
           "--mesh " + mesh + line,
           "--mesh " + mesh + ",thick" + line,
           "--mesh " + mesh + ",-1" + line,
           "--mesh " + mesh + ",0.5,0" + line,
           "--mesh " + mesh + ",0.5,7" + line,
           "--mesh nowhere.stl,0.5" + line,
           "--mesh " + leaky + ",0.5" + line,
           "--mesh " + mesh + ",0.5 --stage 3" + line,
           "--mesh " + mesh + ",0.5 --source 1,2" + line,
           "--mesh " + mesh + ",0.5 --source 0,0,0 --detector 0,0,0",
           "--mesh " + mesh + ",0.5 --axis-u 1,0,0 --axis-v 1,0,1" + line,
           "--mesh " + mesh + ",0.5 --axis-u 1,1,0 --axis-v 0,0,1" + line,
           "--mesh " + mesh + ",0.5 --geometry-in nowhere.json",
           "--mesh " + mesh + ",0.5 --geometry-in " + bad}) {
    INFO("unkink fluoro " << arguments);
    test::isOneSentence(runProgram("fluoro --raw /dev/null " + arguments));
  }
  test::isOneSentence(runProgram(scene.arguments + " --projector cpu --raw /dev/full"));
}
