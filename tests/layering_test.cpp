// The layers of sim/: each includes itself and those before it, and only its own third parties.
#include "support/catch.hpp"

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace fs = std::filesystem;

namespace {

/// A layer and what it may include beside the standard library, by the beginning of the path.
struct Layer {
  std::string_view name;
  std::vector<std::string_view> thirdParty;
  std::vector<std::string_view> hidden = {};  // earlier layers that it may not see
};

const std::vector<Layer>& layers() {
  static const std::vector<Layer> all = {
      {"units", {}},
      {"math", {"glm/", "oneapi/tbb/", "tbb/", "immintrin.h"}},
      {"config", {"toml++/", "nlohmann/"}},
      {"anatomy", {"glm/", "oneapi/tbb/", "tbb/", "assimp/", "meshoptimizer.h", "nlohmann/"}},
      {"tissue", {"glm/", "oneapi/tbb/", "tbb/", "immintrin.h"}},
      {"thecal_sac", {"glm/", "oneapi/tbb/", "tbb/"}},
      {"fluoro", {"glm/", "oneapi/tbb/", "tbb/", "immintrin.h"}},
      {"operation", {}},
      {"lesson", {}},
      {"view", {"glm/", "oneapi/tbb/"}},
      {"render", {"glm/", "epoxy/"}},
      {"ui", {"imgui"}, {"render"}},
      {"app",
       {"glm/", "epoxy/", "EGL/", "GLFW/", "CLI/", "imgui", "backends/imgui_impl_", "stb/",
        "nlohmann/", "fontconfig/", "cairo", "pango", "zlib.h", "unistd.h", "fcntl.h", "spawn.h",
        "sys/"}},
  };
  return all;
}

std::optional<std::size_t> layerIndex(std::string_view name) {
  const auto at = std::find_if(layers().begin(), layers().end(),
                               [&](const Layer& layer) { return layer.name == name; });
  if (at == layers().end()) return std::nullopt;
  return static_cast<std::size_t>(at - layers().begin());
}

struct Include {
  std::string path;
  bool quoted;
};

/// What the line includes, if it is an #include line.
std::optional<Include> includeOf(std::string_view line) {
  const auto skipBlanks = [&] {
    line.remove_prefix(std::min(line.find_first_not_of(" \t"), line.size()));
  };
  for (const std::string_view word : {"#", "include"}) {
    skipBlanks();
    if (!line.starts_with(word)) return std::nullopt;
    line.remove_prefix(word.size());
  }
  skipBlanks();
  const auto end = line.find_first_of("\">", 1);
  if (line.empty() || end == std::string_view::npos) return std::nullopt;
  return Include{std::string(line.substr(1, end - 1)), line.front() == '"'};
}

std::vector<Include> includesOf(const fs::path& file) {
  std::vector<Include> includes;
  std::ifstream stream(file);
  for (std::string line; std::getline(stream, line);)
    if (const auto include = includeOf(line)) includes.push_back(*include);
  return includes;
}

/// Every C++ file of a layer, by its path below sim/.
std::vector<fs::path> filesOf(const Layer& layer) {
  static const std::set<std::string> kEndings = {".hpp", ".cpp", ".inl", ".h", ".cc", ".ipp"};
  std::vector<fs::path> files;
  const fs::path sim(UNKINK_SIM_DIR);
  if (!fs::exists(sim / layer.name)) return files;
  for (const auto& entry : fs::recursive_directory_iterator(sim / layer.name))
    if (kEndings.count(entry.path().extension().string()))
      files.push_back(fs::relative(entry.path(), sim));
  std::sort(files.begin(), files.end());
  return files;
}

bool isStandard(const std::string& path) { return path.find_first_of("./") == std::string::npos; }

bool mayIncludeThirdParty(const Layer& layer, const std::string& path) {
  return std::any_of(layer.thirdParty.begin(), layer.thirdParty.end(),
                     [&](std::string_view start) { return path.starts_with(start); });
}

bool mayIncludeOurs(const Layer& layer, const std::string& path) {
  const std::string folder = path.substr(0, path.find('/'));
  const auto other = layerIndex(folder);
  const bool hidden =
      std::find(layer.hidden.begin(), layer.hidden.end(), folder) != layer.hidden.end();
  return other && !hidden && *other <= *layerIndex(layer.name);
}

bool mayInclude(const Layer& layer, const Include& include) {
  if (include.quoted) return mayIncludeOurs(layer, include.path);
  return isStandard(include.path) || mayIncludeThirdParty(layer, include.path);
}

}  // namespace

TEST_CASE("a layer includes itself, earlier layers and the third parties it was given") {
  const fs::path sim(UNKINK_SIM_DIR);
  for (const Layer& layer : layers())
    for (const fs::path& file : filesOf(layer))
      for (const Include& include : includesOf(sim / file))
        if (!mayInclude(layer, include))
          FAIL_CHECK("sim/" << file.string() << " may not include " << include.path);
}

TEST_CASE("every folder of sim is a layer") {
  for (const auto& entry : fs::directory_iterator(UNKINK_SIM_DIR))
    if (entry.is_directory()) CHECK(layerIndex(entry.path().filename().string()));
}

TEST_CASE("a source file includes its own header before anything else") {
  const fs::path sim(UNKINK_SIM_DIR);
  for (const Layer& layer : layers())
    for (const fs::path& file : filesOf(layer)) {
      const fs::path header = fs::path(file).replace_extension(".hpp");
      if (file.extension() != ".cpp" || !fs::exists(sim / header)) continue;
      const auto includes = includesOf(sim / file);
      if (includes.empty() || includes.front().path != header.string())
        FAIL_CHECK("sim/" << file.string() << " must include " << header.string() << " first");
    }
}

TEST_CASE("the scan reads include lines however they are spaced") {
  CHECK(includeOf("#include \"math/vec.hpp\"  // why")->path == "math/vec.hpp");
  CHECK(includeOf("#include \"math/vec.hpp\"")->quoted);
  CHECK(includeOf("  #  include <vector>")->path == "vector");
  CHECK_FALSE(includeOf("#include <vector>")->quoted);
  CHECK_FALSE(includeOf("// #include <vector>"));
  CHECK_FALSE(includeOf("#include"));
  CHECK_FALSE(includeOf(""));
}

TEST_CASE("the scan itself tells an upward include from a downward one") {
  const Layer& fluoro = layers().at(*layerIndex("fluoro"));
  CHECK(mayInclude(fluoro, {"fluoro/dose.hpp", true}));
  CHECK(mayInclude(fluoro, {"math/vec.hpp", true}));
  CHECK(mayInclude(fluoro, {"vector", false}));
  CHECK_FALSE(mayInclude(fluoro, {"operation/state.hpp", true}));
  CHECK_FALSE(mayInclude(fluoro, {"dose.hpp", true}));
  CHECK_FALSE(mayInclude(fluoro, {"epoxy/gl.h", false}));
  CHECK_FALSE(mayInclude(layers().at(*layerIndex("ui")), {"render/gl/buffer.hpp", true}));
}

TEST_CASE("the first line of every file says what it is for") {
  const fs::path sim(UNKINK_SIM_DIR);
  for (const Layer& layer : layers())
    for (const fs::path& file : filesOf(layer)) {
      std::string first;
      std::getline(std::ifstream(sim / file) >> std::noskipws, first);
      if (!first.starts_with("// "))
        FAIL_CHECK("sim/" << file.string() << " begins with: " << first);
    }
}
