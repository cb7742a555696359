// Writing and reading the names of baked surfaces.
#include "anatomy/mesh_names.hpp"

#include "anatomy/levels.hpp"

#include <map>

namespace unkink::anatomy {
namespace {

using Names = std::map<std::string, MeshIdentity, std::less<>>;

bool comesInPieces(Structure s) {
  return s == Structure::kVertebra || s == Structure::kCancellous ||
         s == Structure::kLigamentumFlavum;
}

Names allNames() {
  Names names;
  for (const StructureKind& kind : kStructures)
    for (int index = 0; index < countOf(kind.structure); ++index) {
      MeshIdentity id{kind.structure, index, {}};
      names[meshName(id)] = id;
      for (int level = 0; comesInPieces(kind.structure) && level < kLevelCount; ++level) {
        id.window = static_cast<Level>(level);
        names[meshName(id)] = id;
      }
    }
  return names;
}

}  // namespace

std::string meshName(const MeshIdentity& id) {
  std::string name = structureName(id.structure, id.index);
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
