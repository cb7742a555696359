// Reading triangle meshes that others wrote: STL, OBJ, PLY, glTF, GLB.
#pragma once

#include "anatomy/import_axes.hpp"
#include "anatomy/mesh_repair.hpp"

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace unkink::anatomy {

/// A mesh as a file holds it, in the file's unit and axes.
struct ForeignMesh {
  std::vector<std::string> names;  // its own, then its node's and the nodes' above that one
  PlainMesh mesh;
};

struct ForeignFile {
  std::optional<Axes> axes;  // where the header says which
  std::vector<ForeignMesh> meshes;
};

/// Whether a file's ending is one that is read.
bool isMeshFile(const std::filesystem::path& file);

/// \param progress   called with 0..1 now and then
/// Throws: config::Error where the file is missing, empty, damaged or holds no triangles
ForeignFile readMeshFile(const std::filesystem::path& file,
                         const std::function<void(double)>& progress);

}  // namespace unkink::anatomy
