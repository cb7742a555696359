// Where the user's own files lie: the folders of the XDG Base Directory Specification.
#pragma once

#include <filesystem>
#include <string_view>

namespace unkink::app {

// Each is empty where neither its variable nor HOME is set; a relative variable counts as unset, as
// the specification has it. None is made by being asked for.

/// $XDG_CONFIG_HOME/unkink, else ~/.config/unkink: what the user has chosen.
std::filesystem::path configFolder();
/// $XDG_DATA_HOME/unkink, else ~/.local/share/unkink: what the user has made.
std::filesystem::path dataFolder();
/// $XDG_STATE_HOME/unkink, else ~/.local/state/unkink: what the program remembers.
std::filesystem::path stateFolder();
/// $XDG_CACHE_HOME/unkink, else ~/.cache/unkink: what can be made anew.
std::filesystem::path cacheFolder();

// in the folder of data
std::filesystem::path caseFolder();
std::filesystem::path recordingFolder();
std::filesystem::path exportFolder();      // films, sheets, meshes
std::filesystem::path storyboardFolder();  // stills
// in the folder of state
std::filesystem::path logFolder();
std::filesystem::path autosaveFolder();

/// Makes a folder with all on the way to it. \return the folder
/// Throws: config::Error where it cannot be made, or is empty: where no home is known
std::filesystem::path made(const std::filesystem::path& folder);

/// The first file STEM_1ENDING, STEM_2ENDING, ... that is not there yet; the folder is made.
/// \param ending   with its dot: ".mp4"
/// Throws: config::Error as made(), or when thousands of such files are there
std::filesystem::path freeFile(const std::filesystem::path& folder, std::string_view stem,
                               std::string_view ending);

/// Writes a file whole or not at all: beside it, then renamed over it. Makes its folder.
///
/// Throws: config::Error when it cannot be written; the old file is still there then
void writeWhole(const std::filesystem::path& file, std::string_view content);

}  // namespace unkink::app
