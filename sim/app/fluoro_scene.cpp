// Gathering patients and meshes, and telling in JSON what was gathered.
#include "app/fluoro_scene.hpp"

#include "anatomy/mesh_import_files.hpp"
#include "app/fluoro_geometry.hpp"
#include "app/material.hpp"
#include "config/error.hpp"
#include "view/scene_builder.hpp"

#include <iostream>

namespace unkink::app {
namespace {

using Json = nlohmann::ordered_json;

constexpr double kMmPerCm = 10.0;

Json json(const math::Vec3& v) { return {v.x, v.y, v.z}; }

/// Row by row.
Json json(const math::Mat4f& m) {
  Json rows = Json::array();
  for (int r = 0; r < 4; ++r) rows.push_back({m[0][r], m[1][r], m[2][r], m[3][r]});
  return rows;
}

/// As the stage leaves the patient or as asked; before the first stage lying, as `export` has them.
operation::State held(const Options& options, const lesson::Session& session, int stage) {
  Options asked = options;
  if (stage == 0 && !asked.posture) asked.posture = 0.0;
  return heldAsAsked(asked, session.theCase(), session.state());
}

void addMaterials(ImagedScene& scene) {
  scene.energy_keV = scene.beam.energy_keV;
  scene.weight = scene.beam.weight;
  for (std::size_t m = 0; m < fluoro::kMaterialCount; ++m) {
    ImagedMaterial material{std::string(fluoro::kMaterialNames[m]),
                            std::vector<double>(scene.beam.weight.size(), 0.0)};
    const fluoro::PathLengths& counts = fluoro::channelsOf(static_cast<fluoro::Material>(m));
    for (std::size_t c = 0; c < counts.size(); ++c)
      for (std::size_t bin = 0; bin < scene.beam.weight.size(); ++bin)
        material.attenuation_perMm[bin] += counts[c] * scene.beam.attenuation_per_mm[c][bin];
    scene.materials.push_back(std::move(material));
  }
}

ImagedScene patientScene(const Options& options) {
  const int stage = stageNumber(options.stage, static_cast<int>(readStory().stages.size()));
  const auto session = startSession(options);
  seekMoment(*session, stage, options.through);
  const operation::Case& theCase = session->theCase();
  const operation::State state = held(options, *session, stage);
  view::SceneBuilder builder(theCase, surfacesOf(theCase));
  ImagedScene scene;
  builder.build(state, {});  // at the second time live surfaces are as the window shows them
  for (view::XRayBody& body : view::xRayBodies(builder.build(state, {}))) {
    const int material = body.material ? static_cast<int>(*body.material) : -1, host = body.host;
    scene.bodies.push_back({std::move(body), material, host});
  }
  scene.beam = theCase.beam();
  addMaterials(scene);
  const ImageGeometry geometry =
      imageGeometry(options.fluoro, operation::cArmFor(theCase, state, fluoro::View::kAp));
  scene.projection = geometry.projection;
  scene.pixels = geometry.pixels;
  scene.patient = {{"stage", stage},
                   {"level", anatomy::kLevelNames[static_cast<std::size_t>(theCase.level())]},
                   {"posture", state.patient.posture},
                   {"load", state.patient.standing ? "standing" : "lying"},
                   {"severity", state.patient.severity}};
  return scene;
}

/// A file's meshes as one, wound outward.
math::Mesh readClosed(const std::string& file) {
  math::Mesh mesh;
  for (const anatomy::ForeignMesh& part : anatomy::readMeshFile(file, [](double) {}).meshes) {
    math::Mesh next;
    for (const math::Vec3f& p : part.mesh.points) next.vertices.push_back({p, math::Vec3f(0.0f)});
    next.indices = part.mesh.indices;
    math::append(mesh, next);
  }
  if (const std::size_t open = math::openEdgeCount(mesh); open > 0)
    config::fail(file, {},
                 "found " + std::to_string(open) +
                     " edges without a neighbour, expected a closed mesh, all wound one way");
  if (math::volume(mesh) < 0.0) {
    std::cerr << "unkink: " << file << " is wound inwards and was turned\n";
    for (std::size_t i = 0; i + 2 < mesh.indices.size(); i += 3)
      std::swap(mesh.indices[i + 1], mesh.indices[i + 2]);
  }
  return mesh;
}

ImagedScene meshScene(const FluoroOptions& options) {
  ImagedScene scene;
  scene.weight = {1.0};
  for (std::size_t n = 0; n < options.meshes.size(); ++n) {
    const OwnMesh& own = options.meshes[n];
    ImagedBody imaged{{}, static_cast<int>(n), own.host};
    imaged.body.name = std::to_string(n) + "_" + own.file.stem().string();
    imaged.body.mesh = readClosed(own.file.string());
    imaged.body.material.reset();
    scene.materials.push_back({imaged.body.name, {own.attenuation_perCm / kMmPerCm}});
    scene.bodies.push_back(std::move(imaged));
  }
  const ImageGeometry geometry = imageGeometry(options, {});
  scene.projection = geometry.projection;
  scene.pixels = geometry.pixels;
  return scene;
}

Json materialName(const ImagedScene& scene, int material) {
  if (material < 0) return nullptr;
  return scene.materials[static_cast<std::size_t>(material)].name;
}

Json bodiesJson(const ImagedScene& scene, bool meshFiles) {
  Json bodies = Json::array();
  for (const ImagedBody& b : scene.bodies) {
    Json body{{"name", b.body.name},
              {"material", materialName(scene, b.material)},
              {"host", materialName(scene, b.host)},
              {"share", b.body.share},
              {"instrument", b.body.instrument},
              {"bends", b.body.bends},
              {"patient_from_mesh", json(b.body.patientFromMesh)},
              {"triangles", b.body.mesh.triangleCount()}};
    if (meshFiles) body["file"] = b.body.name + ".stl";
    bodies.push_back(body);
  }
  return bodies;
}

}  // namespace

ImagedScene imagedScene(const Options& options) {
  return options.fluoro.meshes.empty() ? patientScene(options) : meshScene(options.fluoro);
}

std::vector<double> weights_perMm(const ImagedScene& scene) {
  const auto attenuation = [&](int material) {
    return material < 0
               ? 0.0
               : scene.materials[static_cast<std::size_t>(material)].attenuation_perMm.front();
  };
  std::vector<double> weights;
  for (const ImagedBody& b : scene.bodies)
    weights.push_back(static_cast<double>(b.body.share) *
                      (attenuation(b.material) - attenuation(b.host)));
  return weights;
}

Json asJson(const ImagedScene& scene, bool meshFiles) {
  const fluoro::Projection& p = scene.projection;
  Json materials = Json::array();
  for (const ImagedMaterial& m : scene.materials)
    materials.push_back({{"name", m.name}, {"attenuation_per_mm", m.attenuation_perMm}});
  const Json energies = scene.energy_keV.empty() ? Json(nullptr) : Json(scene.energy_keV);
  return {
      {"frame", "LPS"},
      {"source_mm", json(p.source_mm)},
      {"detector_centre_mm", json(p.detectorCentre_mm)},
      {"axis_u", json(p.axisRight)},
      {"axis_v", json(p.axisUp)},
      {"size_mm", p.size_mm},
      {"size_px", scene.pixels},
      {"pixels", "I/I0, float32, little-endian, row 0 at the top, centres half a pixel in"},
      {"rule",
       "I/I0 = sum of weight exp(-sum of attenuation beyond air's x path); a body's share of its "
       "path "
       "counts for its material and against its host; inside an instrument nothing else counts"},
      {"spectrum", {{"energy_keV", energies}, {"weight", scene.weight}}},
      {"materials", materials},
      {"patient", scene.patient},
      {"bodies", bodiesJson(scene, meshFiles)}};
}

}  // namespace unkink::app
