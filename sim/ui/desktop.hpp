// What the panels show of the desktop around the program: folders, languages, keys, a lost session.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace unkink::ui {

/// A folder of the user's, by the key of its name: ui.desk.folder_<key>.
struct NamedFolder {
  std::string key;
  std::filesystem::path folder;  // empty: no home is known
};

/// A session that ended without being closed, and can be taken up where it was.
struct LostSession {
  int stage = 0;      // 0-based
  double time_s = 0;  // into the story
  std::string title;  // of its patient
};

struct Desktop {
  std::vector<NamedFolder> folders;
  std::optional<LostSession> lost;  // while the question is open
  bool resuming = false;            // it is being played up to where it was
  std::string said;                 // what is wrong with the settings; empty: nothing
};

/// A key that a person wants an action on, by their names.
struct Rebinding {
  std::string action;  // empty: all actions, as they come
  std::string key;     // empty: as it comes
};

}  // namespace unkink::ui
