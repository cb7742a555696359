// The environment's variables, the specification's defaults, and files that are never half written.
#include "app/folders.hpp"

#include "config/error.hpp"

#include <cstdlib>
#include <fcntl.h>
#include <string>
#include <system_error>
#include <unistd.h>

namespace unkink::app {

namespace fs = std::filesystem;

namespace {

constexpr int kMostNames = 9999;

fs::path named(const char* variable) {
  const char* text = std::getenv(variable);
  const fs::path path(text ? text : "");
  return path.is_absolute() ? path : fs::path();
}

fs::path baseFolder(const char* variable, const char* belowHome) {
  if (const fs::path own = named(variable); !own.empty()) return own / "unkink";
  if (const fs::path home = named("HOME"); !home.empty()) return home / belowHome / "unkink";
  return {};
}

fs::path below(const fs::path& base, const char* name) {
  return base.empty() ? fs::path() : base / name;
}

std::string whyNot() { return std::generic_category().message(errno); }

/// A new file, written and on the disk before it is closed.
class Draft {
 public:
  explicit Draft(std::string name)
      : name_(std::move(name)),
        handle_(::open(name_.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644)) {
    if (handle_ < 0) fail();
  }
  ~Draft() {
    if (handle_ >= 0) ::close(handle_);
    if (!kept_) ::unlink(name_.c_str());
  }
  Draft(const Draft&) = delete;
  Draft& operator=(const Draft&) = delete;

  void write(std::string_view text) {
    while (!text.empty()) {
      const ssize_t n = ::write(handle_, text.data(), text.size());
      if (n < 0) fail();
      text.remove_prefix(static_cast<std::size_t>(n));
    }
  }
  void keepAs(const fs::path& file) {
    if (::fsync(handle_) != 0 || ::rename(name_.c_str(), file.c_str()) != 0) fail();
    kept_ = true;
  }

 private:
  [[noreturn]] void fail() const {
    config::fail(name_, {}, "could not be written (" + whyNot() + ")");
  }

  std::string name_;
  int handle_;
  bool kept_ = false;
};

}  // namespace

fs::path configFolder() { return baseFolder("XDG_CONFIG_HOME", ".config"); }
fs::path dataFolder() { return baseFolder("XDG_DATA_HOME", ".local/share"); }
fs::path stateFolder() { return baseFolder("XDG_STATE_HOME", ".local/state"); }
fs::path cacheFolder() { return baseFolder("XDG_CACHE_HOME", ".cache"); }

fs::path caseFolder() { return below(dataFolder(), "cases"); }
fs::path recordingFolder() { return below(dataFolder(), "recordings"); }
fs::path exportFolder() { return below(dataFolder(), "exports"); }
fs::path storyboardFolder() { return below(dataFolder(), "storyboard"); }
fs::path logFolder() { return below(stateFolder(), "log"); }
fs::path autosaveFolder() { return below(stateFolder(), "autosave"); }

fs::path made(const fs::path& folder) {
  if (folder.empty())
    throw config::Error("found no home folder to keep files in, expected HOME to name one");
  std::error_code problem;
  fs::create_directories(folder, problem);
  if (!fs::is_directory(folder)) {
    const std::string why = problem ? problem.message() : "it is a file";
    config::fail(folder.string(), {}, "the folder could not be made (" + why + ")");
  }
  return folder;
}

fs::path freeFile(const fs::path& folder, std::string_view stem, std::string_view ending) {
  made(folder);
  std::error_code problem;
  for (int n = 1; n <= kMostNames; ++n) {
    fs::path file = folder / (std::string(stem) + "_" + std::to_string(n) + std::string(ending));
    if (!fs::exists(file, problem)) return file;
  }
  config::fail(folder.string(), {},
               "found no free name for a new " + std::string(stem) + ", expected fewer files");
}

void writeWhole(const fs::path& file, std::string_view content) {
  if (file.has_parent_path()) made(file.parent_path());
  Draft draft(file.string() + "." + std::to_string(::getpid()) + ".new");
  draft.write(content);
  draft.keepAs(file);
}

}  // namespace unkink::app
