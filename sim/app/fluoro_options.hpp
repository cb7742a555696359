// What `unkink fluoro` is asked for.
#pragma once

#include "math/vec.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace unkink::app {

/// A mesh of somebody's own in the beam.
struct OwnMesh {
  std::filesystem::path file;
  double attenuation_perCm = 0.0;
  int host = -1;  // index of the mesh that it lies in and displaces; -1: air
};

enum class ProjectorKind { kCpu, kGpu };

struct FluoroOptions {
  std::vector<OwnMesh> meshes;  // none: the patient is imaged
  std::optional<double> primary_deg, secondary_deg;
  std::optional<math::Vec3> source_mm, detector_mm, axisU, axisV;
  std::optional<double> size_mm;
  std::optional<int> size_px;
  std::filesystem::path geometryIn;        // empty: none
  std::optional<ProjectorKind> projector;  // nothing: the GPU where graphics are built in
  std::filesystem::path raw;               // empty, like the next two: not written
  std::filesystem::path geometry, meshFolder;
  int repeat = 0;  // frames that are timed
};

/// What CLI11 fills before it is looked at.
struct FluoroWords {
  std::vector<std::string> meshes;
  std::string source, detector, axisU, axisV, projector;
};

/// Adds the options that only this action has; those of the patient are there already.
void addFluoroOptions(CLI::App& command, FluoroOptions& options, FluoroWords& words);

/// Reads the words, and looks whether the options go together.
///
/// Throws: config::Error, one sentence, for what does not
void interpret(const FluoroWords& words, FluoroOptions& options);

}  // namespace unkink::app
