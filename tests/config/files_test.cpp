// Where assets, shaders and baked files are looked for.
#include "config/files.hpp"

#include "config/bad_input.hpp"
#include "support/catch.hpp"
#include "support/temp_file.hpp"

#include <algorithm>
#include <cstdlib>

using namespace unkink;
using test::refusal;

namespace {

/// Sets an environment variable for as long as it lives.
class Environment {
 public:
  Environment(const char* name, const std::string& value) : name_(name) {
    ::setenv(name_, value.c_str(), 1);
  }
  ~Environment() { ::unsetenv(name_); }
  Environment(const Environment&) = delete;
  Environment& operator=(const Environment&) = delete;

 private:
  const char* name_;
};

}  // namespace

TEST_CASE("the folder that the environment names comes first") {
  const test::TempDirectory folder;
  folder.write("cases/only_here.toml", "");
  folder.write("baked/piece.glb", "");
  folder.write("pass.glsl", "");
  const Environment assets("UNKINK_ASSETS", folder.path().string());
  const Environment shaders("UNKINK_SHADERS", folder.path().string());
  CHECK(config::assetPath("cases/only_here.toml") == folder.path() / "cases/only_here.toml");
  CHECK(config::bakedPath("piece.glb") == folder.path() / "baked/piece.glb");
  CHECK(config::shaderPath("pass.glsl") == folder.path() / "pass.glsl");
  const auto names = config::assetNames("cases", ".toml");
  CHECK(std::find(names.begin(), names.end(), "only_here") != names.end());
}

TEST_CASE("all kinds of files are found below one folder that the environment names") {
  const test::TempDirectory folder;
  for (const char* file : {"assets/cases/mine.toml", "shaders/pass.glsl", "baked/piece.glb"})
    folder.write(file, "");
  const Environment data("UNKINK_DATA", folder.path().string());
  CHECK(config::assetPath("cases/mine.toml") == folder.path() / "assets/cases/mine.toml");
  CHECK(config::shaderPath("pass.glsl") == folder.path() / "shaders/pass.glsl");
  CHECK(config::bakedPath("piece.glb") == folder.path() / "baked/piece.glb");
}

TEST_CASE("a missing asset is refused with the places looked at and the nearest name") {
  const test::TempDirectory folder;
  folder.write("cases/stenosis.toml", "");
  const Environment assets("UNKINK_ASSETS", folder.path().string());
  const std::string sentence = refusal([] { config::assetPath("cases/stenosys.toml"); });
  CHECK_THAT(sentence, ContainsSubstring("cases/stenosys.toml: found no such file in " +
                                         folder.path().string()));
  CHECK_THAT(sentence, ContainsSubstring("the nearest valid name is stenosis.toml"));
  CHECK_THAT(refusal([] { config::bakedPath("none.glb"); }), ContainsSubstring("build again"));
  CHECK_THAT(refusal([] { config::assetPath("cases"); }), ContainsSubstring("found no such file"));
}
