// The file of the system's sans-serif font.
#pragma once

#include <filesystem>

namespace unkink::app {

/// As fontconfig matches "DejaVu Sans, sans-serif"; found once.
///
/// Throws: config::Error where there is no scalable font
const std::filesystem::path& fontFile();

}  // namespace unkink::app
