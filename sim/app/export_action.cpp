// Writing every structure of a case as a mesh of its own.
#include "anatomy/mesh_export.hpp"
#include "app/actions.hpp"
#include "app/material.hpp"
#include "config/error.hpp"
#include "thecal_sac/nerves.hpp"
#include "thecal_sac/roots_mesh.hpp"
#include "thecal_sac/sac_mesh.hpp"

#include <iostream>
#include <vector>

namespace unkink::app {
namespace {

namespace fs = std::filesystem;

void makeFolder(const fs::path& folder) {
  std::error_code problem;
  if (fs::exists(folder, problem) && !fs::is_directory(folder, problem))
    config::fail("--out", {}, "found the file \"" + folder.string() + "\", expected a folder");
  fs::create_directories(folder, problem);
  if (problem)
    config::fail(
        "--out", {},
        "the folder \"" + folder.string() + "\" cannot be made (" + problem.message() + ")");
}

/// The sac, what is in it and the nerves that leave it, as they rest, lying, with the disease as
/// far as it is asked for.
std::vector<anatomy::NamedMesh> nervousSystem(const operation::Case& theCase, double severity) {
  const anatomy::Bend bend = theCase.spine().bend(0.0, false);
  const tissue::LiveLevels whole = tissue::wholeLevels(theCase.bases());
  const tissue::Body body(theCase.spine(), theCase.bases(), whole, theCase.level(), bend, severity);
  const thecal_sac::Sac sac = thecal_sac::restingSac(body, false);
  const thecal_sac::Frames frames = thecal_sac::sectionFrames(theCase.spine(), bend);
  const auto nerves = thecal_sac::nervesOf(theCase.spine());
  const thecal_sac::CaudaEquina cauda = thecal_sac::caudaEquina(
      theCase.spine(), frames, sac, nerves, thecal_sac::sinkingOf(0.0, false));
  std::vector<anatomy::NamedMesh> meshes{
      {"thecal_sac", anatomy::manifold(thecal_sac::sacMesh(frames, sac))},
      {"cauda_equina", anatomy::manifold(thecal_sac::rootsMesh(cauda, frames, nerves, bend))}};
  for (const thecal_sac::Nerve& nerve : nerves)
    meshes.push_back(
        {"nerve_root_" +
             std::string(anatomy::kVertebraNames[static_cast<std::size_t>(nerve.pair)]) +
             (nerve.side == anatomy::Side::kLeft ? "_left" : "_right"),
         anatomy::manifold(thecal_sac::nervesMesh({nerve}))});
  return meshes;
}

class Writer {
 public:
  explicit Writer(const Options& options) : options_(options) { makeFolder(options.out); }

  void write(const anatomy::NamedMesh& mesh) {
    const std::string ending(anatomy::kMeshFormats[static_cast<std::size_t>(options_.format)]);
    anatomy::writeMesh(options_.out / (mesh.name + "." + ending), options_.format, mesh);
    std::cout << mesh.name << " " << mesh.mesh.triangleCount() << " triangles\n";
  }

 private:
  const Options& options_;
};

}  // namespace

int exportMeshes(const Options& options) {
  Writer writer(options);
  const auto theCase = makeCase(readParameters(options));
  anatomy::makeInOrder(anatomy::exportables(theCase->spine(), options.severity),
                       [&](const anatomy::NamedMesh& mesh) { writer.write(mesh); });
  for (const anatomy::NamedMesh& mesh : nervousSystem(*theCase, options.severity))
    writer.write(mesh);
  return 0;
}

}  // namespace unkink::app
