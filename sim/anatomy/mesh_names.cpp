// Writing and reading the names of baked surfaces.
#include "anatomy/mesh_names.hpp"

#include <map>

namespace unkink::anatomy {
namespace {

std::string wholeName(const MeshIdentity& id) {
  const auto n = static_cast<std::size_t>(id.index);
  switch (id.structure) {
    case Structure::kVertebra:
      return "vertebrae_" + std::string(kVertebraNames[n]);
    case Structure::kDisc:
      return "disc_" + std::string(kLevelNames[n]);
    case Structure::kLigamentumFlavum:
      return "ligamentum_flavum_" + std::string(kLevelNames[n]);
    case Structure::kTrunk:
      return "trunk";
    case Structure::kMuscle:
      return "muscle";
    case Structure::kCancellous:
      return "cancellous_" + std::string(kVertebraNames[n]);
  }
  return {};
}

using Names = std::map<std::string, MeshIdentity, std::less<>>;

void addWithWindows(Names& names, MeshIdentity id) {
  names[meshName(id)] = id;
  for (int level = 0; level < kLevelCount; ++level) {
    id.window = static_cast<Level>(level);
    names[meshName(id)] = id;
  }
}

Names allNames() {
  Names names;
  for (int v = 0; v < kVertebraCount; ++v) {
    addWithWindows(names, {Structure::kVertebra, v, {}});
    addWithWindows(names, {Structure::kCancellous, v, {}});
  }
  for (int level = 0; level < kLevelCount; ++level) {
    addWithWindows(names, {Structure::kLigamentumFlavum, level, {}});
    names[meshName({Structure::kDisc, level, {}})] = {Structure::kDisc, level, {}};
  }
  names["trunk"] = {Structure::kTrunk, 0, {}};
  names["muscle"] = {Structure::kMuscle, 0, {}};
  return names;
}

}  // namespace

std::string meshName(const MeshIdentity& id) {
  std::string name = wholeName(id);
  if (id.window) name += "@" + std::string(kLevelNames[static_cast<std::size_t>(*id.window)]);
  return name;
}

std::optional<MeshIdentity> parseMeshName(std::string_view name) {
  static const Names names = allNames();
  const auto found = names.find(name);
  if (found == names.end()) return std::nullopt;
  return found->second;
}

}  // namespace unkink::anatomy
