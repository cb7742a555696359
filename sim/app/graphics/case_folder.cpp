// Looking for case files, and finding a free name for another.
#include "app/graphics/case_folder.hpp"

#include "app/folders.hpp"
#include "config/error.hpp"
#include "config/files.hpp"

#include <algorithm>
#include <optional>

namespace unkink::app {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kMostListed = 6;

std::optional<ui::CaseListing> listingOf(const fs::path& file) {
  try {
    return ui::CaseListing{file, operation::readCase(file).title};
  } catch (const config::Error&) {
    return std::nullopt;  // not a case; opened by hand it says why
  }
}

}  // namespace

std::vector<ui::CaseListing> shippedCases() {
  std::vector<ui::CaseListing> cases;
  for (const std::string& name : config::assetNames("cases", ".toml"))
    if (auto listing = listingOf(config::assetPath("cases/" + name + ".toml")))
      cases.push_back(std::move(*listing));
  return cases;
}

std::vector<ui::CaseListing> casesIn(const fs::path& folder) {
  std::vector<std::pair<fs::file_time_type, fs::path>> files;
  std::error_code unreadable;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder, unreadable))
    if (entry.path().extension() == ".toml")
      files.emplace_back(entry.last_write_time(unreadable), entry.path());
  std::sort(files.rbegin(), files.rend());
  std::vector<ui::CaseListing> cases;
  for (const auto& [time, file] : files) {
    if (cases.size() == kMostListed) break;
    if (auto listing = listingOf(file)) cases.push_back(std::move(*listing));
  }
  return cases;
}

fs::path saveCase(const fs::path& folder, const operation::CaseParameters& parameters) {
  const std::string_view stem = operation::kLevelKeys[static_cast<std::size_t>(parameters.level)];
  const fs::path file = freeFile(folder, stem, ".toml");
  operation::writeCase(file, parameters);
  return file;
}

}  // namespace unkink::app
