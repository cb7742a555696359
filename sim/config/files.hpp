// Where the program finds its own files: assets, shaders and what the build baked.
//
// Below $UNKINK_DATA first, in assets/, shaders/ and baked/; then in the same folders of
// share/unkink beside the bin/ that the program was installed in; for one that was not, where the
// build has them.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace unkink::config {

/// A file of assets/, such as "cases/stenosis.toml": before all under $UNKINK_ASSETS.
///
/// Throws: Error that names the places looked at
std::filesystem::path assetPath(std::string_view name);

/// The names (without ending, sorted) of the files with that ending in a folder of assets/.
/// \param ending   with its dot: ".toml"
std::vector<std::string> assetNames(std::string_view folder, std::string_view ending);

/// A file of shaders/: before all under $UNKINK_SHADERS.
std::filesystem::path shaderPath(std::string_view name);

/// A file that the build made, such as "lumbar.glb": before all under $UNKINK_ASSETS/baked.
std::filesystem::path bakedPath(std::string_view name);

}  // namespace unkink::config
