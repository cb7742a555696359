// The names of baked surfaces in the GLB file, e.g. "vertebrae_L4@L4-L5" or "hip_left".
#pragma once

#include "anatomy/meshes.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace unkink::anatomy {

/// What a baked surface's name says.
struct MeshIdentity {
  Structure structure = Structure::kVertebra;
  int index = 0;                // which of them: see structure.hpp
  std::optional<Level> window;  // set: the piece inside this level's window

  bool operator==(const MeshIdentity&) const = default;
};

std::string meshName(const MeshIdentity& identity);

/// The identity that meshName turned into `name`; nothing if it never does.
std::optional<MeshIdentity> parseMeshName(std::string_view name);

}  // namespace unkink::anatomy
