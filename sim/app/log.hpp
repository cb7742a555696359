// What the program did, line by line in a file, for whoever looks for what went wrong.
#pragma once

#include <filesystem>
#include <fstream>
#include <functional>
#include <string>
#include <string_view>

namespace unkink::app {

/// The time of day in UTC, "2026-12-01T00:45:01Z".
std::string utcNow();

/// A sentence without the names of folders and files in it, which may be people's; a file's ending
/// and the number of a line stay.
std::string withoutPaths(std::string_view sentence);

/// Lines of time and text. Says nothing of persons: no names, no paths, no patient's parameters.
class Log {
 public:
  static constexpr std::uintmax_t kMost_bytes = 256 * 1024;  // of a file; then a new one is begun
  static constexpr int kOlder = 3;                           // files that are kept beside

  /// Begins or carries on FOLDER/unkink.log. Where it cannot be written nothing is logged, since
  /// that is no reason not to go on.
  explicit Log(const std::filesystem::path& folder, std::function<std::string()> now = utcNow);

  /// Writes a line; paths in it are left out.
  void say(std::string_view what);
  bool writes() const { return out_.is_open() && out_.good(); }

 private:
  void moveOn();

  std::filesystem::path file_;
  std::function<std::string()> now_;
  std::ofstream out_;
};

}  // namespace unkink::app
