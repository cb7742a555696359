// What is remembered from one run to the next: preferences, voice, keys, window, recent cases.
#pragma once

#include "ui/preferences.hpp"
#include "view/presentation.hpp"

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace unkink::app {

/// Where the window stood, in window coordinates.
struct WindowPlace {
  int x = 0, y = 0, width = 1280, height = 720;
  bool maximised = false;

  bool operator==(const WindowPlace&) const = default;
};

inline constexpr std::size_t kMostRecent = 6;

struct Settings {
  ui::Preferences preferences;
  view::Voice voice = view::Voice::kPlain;
  std::map<std::string, std::string> keys;         // action to key, where it is not as it comes
  std::optional<WindowPlace> window;               // nothing: as the system puts it
  std::vector<std::filesystem::path> recentCases;  // newest first

  bool operator==(const Settings&) const = default;
};

/// A file of settings as it was read.
struct SettingsRead {
  Settings settings;                    // the usual ones where the file was refused
  std::vector<std::string> complaints;  // a sentence each, with file and line
};

/// Reads settings.toml; a missing one is no complaint.
///
/// What is no settings file, or has a wrong value in it, is refused as a whole; an unknown key is
/// complained of and left out. Either way the file as it was is kept beside, as NAME.broken.
SettingsRead readSettings(const std::filesystem::path& file);

std::string toToml(const Settings& settings);

/// Puts a case in front of the recent ones.
void remember(Settings& settings, const std::filesystem::path& caseFile);

/// What a person changed in this run, carried over to what is kept: what the command line asked for
/// stays out of the file until it is changed.
ui::Preferences changed(ui::Preferences kept, const ui::Preferences& before,
                        const ui::Preferences& after);

/// The settings of a run and their file, which is written whenever they change.
class SettingsFile {
 public:
  /// \param file   empty: nothing is read or written
  explicit SettingsFile(std::filesystem::path file);

  const Settings& now() const { return kept_; }
  const std::vector<std::string>& complaints() const { return complaints_; }
  /// Writes the file where these differ. \return why it could not be written; empty: it was
  std::string keep(const Settings& settings);

 private:
  std::filesystem::path file_;
  Settings kept_;
  std::vector<std::string> complaints_;
};

}  // namespace unkink::app
