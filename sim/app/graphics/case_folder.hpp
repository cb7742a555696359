// Case files: those that are shipped, and the user's own, in the folder where programs keep such.
#pragma once

#include "operation/case.hpp"
#include "ui/ui_state.hpp"

#include <filesystem>
#include <vector>

namespace unkink::app {

/// The cases that are shipped, the default one first.
std::vector<ui::CaseListing> shippedCases();
/// The newest of the cases in a folder, the newest first; files that are none are left out.
std::vector<ui::CaseListing> casesIn(const std::filesystem::path& folder);

/// Writes a case into a folder under a name of its own, made from its level and a number; no other
/// file is touched. \return the file
/// Throws: config::Error when the folder or file cannot be written
std::filesystem::path saveCase(const std::filesystem::path& folder,
                               const operation::CaseParameters& parameters);

}  // namespace unkink::app
