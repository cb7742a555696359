// The session as it is now, in a file that outlives a crash, and finding what a crash has left.
#pragma once

#include "lesson/recording.hpp"

#include <filesystem>
#include <optional>

namespace unkink::app {

/// A session whose program ended without closing it.
struct LeftSession {
  std::filesystem::path file;
  lesson::Recording recording;
};

/// The newest session in a folder whose program no longer runs. A file that cannot be read is set
/// aside, as NAME.broken, and the next one looked at.
std::optional<LeftSession> leftSession(const std::filesystem::path& folder);

/// One running program's file of its session: named after the process, and when that began.
class Autosave {
 public:
  /// \param folder   made with the first file; empty: nothing is kept
  explicit Autosave(const std::filesystem::path& folder);

  /// Writes the session where it is not what was written last. \return whether it was written
  /// Throws: config::Error where it cannot be
  bool keep(const lesson::Recording& recording);
  /// The session was closed, or begun anew: there is nothing to take up.
  void forget();
  /// Has a session that was left for its own: its file is replaced by the next that is kept.
  void adopt(const LeftSession& left);

 private:
  std::filesystem::path file_;
  std::string kept_;  // what the file says
};

}  // namespace unkink::app
