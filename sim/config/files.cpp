// The search for files: what the environment names, then beside the installed program, else where
// the build has them.
#include "config/files.hpp"

#include "config/error.hpp"
#include "config/nearest.hpp"

#include <algorithm>
#include <cstdlib>
#include <set>
#include <system_error>

namespace unkink::config {

namespace fs = std::filesystem;

namespace {

using Places = std::vector<fs::path>;

/// The folder share/unkink of a program in bin/ that was installed; empty in the build's own tree.
fs::path installed() {
  std::error_code none;
  const fs::path program = fs::read_symlink("/proc/self/exe", none);
  const fs::path folder = program.parent_path().parent_path() / "share" / "unkink";
  return fs::is_directory(folder / "assets", none) ? folder : fs::path();
}

/// \param kind   the folder below $UNKINK_DATA and share/unkink
Places places(const char* variable, std::string_view below, const char* kind, const char* built) {
  static const fs::path share = installed();
  Places result;
  if (const char* named = std::getenv(variable); named && *named)
    result.push_back(fs::path(named) / below);
  if (const char* named = std::getenv("UNKINK_DATA"); named && *named)
    result.push_back(fs::path(named) / kind);
  result.push_back(share.empty() ? fs::path(built) : share / kind);
  return result;
}

Places assetPlaces() { return places("UNKINK_ASSETS", "", "assets", UNKINK_ASSET_DIR); }

std::vector<std::string> filesIn(const fs::path& folder) {
  std::vector<std::string> names;
  std::error_code problem;
  for (const auto& entry : fs::directory_iterator(folder, problem))
    if (entry.is_regular_file(problem)) names.push_back(entry.path().filename().string());
  std::sort(names.begin(), names.end());
  return names;
}

std::string nearestSibling(std::string_view name, const Places& where) {
  const fs::path wanted(name);
  std::vector<std::string> siblings;
  for (const fs::path& place : where)
    for (std::string& file : filesIn(place / wanted.parent_path()))
      siblings.push_back(std::move(file));
  const std::vector<std::string_view> views(siblings.begin(), siblings.end());
  return nearestHint("name", wanted.filename().string(), views);
}

fs::path find(std::string_view name, const Places& where, std::string_view remedy) {
  std::string looked;
  for (const fs::path& place : where) {
    std::error_code problem;
    if (fs::is_regular_file(place / name, problem)) return place / name;
    looked.append(looked.empty() ? "" : " or ").append(place.lexically_normal().string());
  }
  fail(name, {},
       "found no such file in " + looked + nearestSibling(name, where) + " (" +
           std::string(remedy) + ")");
}

}  // namespace

fs::path assetPath(std::string_view name) {
  return find(name, assetPlaces(), "UNKINK_ASSETS names another folder of assets");
}

std::vector<std::string> assetNames(std::string_view folder, std::string_view ending) {
  std::set<std::string> names;
  for (const fs::path& place : assetPlaces())
    for (const std::string& file : filesIn(place / folder))
      if (fs::path(file).extension() == ending) names.insert(fs::path(file).stem().string());
  return {names.begin(), names.end()};
}

fs::path shaderPath(std::string_view name) {
  return find(name, places("UNKINK_SHADERS", "", "shaders", UNKINK_SHADER_DIR),
              "UNKINK_SHADERS names another folder of shaders");
}

fs::path bakedPath(std::string_view name) {
  return find(name, places("UNKINK_ASSETS", "baked", "baked", UNKINK_BUILD_ASSET_DIR),
              "the build makes it; build again");
}

}  // namespace unkink::config
