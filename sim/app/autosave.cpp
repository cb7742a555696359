// Files named after processes.
#include "app/autosave.hpp"

#include "app/folders.hpp"
#include "config/error.hpp"

#include <algorithm>
#include <fstream>
#include <sstream>
#include <unistd.h>
#include <vector>

namespace unkink::app {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view kBegin = "session_", kEnding = ".recording";

/// When a process that runs began, in the system's own count; empty where there is none.
std::string beginningOf(const std::string& process) {
  constexpr int kBeginning = 19;  // words after the state, of proc(5)'s stat
  std::ifstream in("/proc/" + process + "/stat");
  std::string line;
  if (!std::getline(in, line)) return {};
  std::istringstream rest(line.substr(std::min(line.rfind(')') + 1, line.size())));
  std::string state, word;
  rest >> state;
  if (state == "Z" || state == "X") return {};  // killed, and not yet buried
  for (int n = 0; n < kBeginning; ++n) rest >> word;
  return word;
}

/// Both parts of a file's name: the process, and when it began.
struct Owner {
  std::string process, beginning;
};

std::optional<Owner> ownerOf(const fs::path& file) {
  const std::string name = file.filename().string();
  if (!name.starts_with(kBegin) || !name.ends_with(kEnding)) return std::nullopt;
  const std::string middle =
      name.substr(kBegin.size(), name.size() - kBegin.size() - kEnding.size());
  const std::size_t line = middle.find('_');
  if (line == std::string::npos) return std::nullopt;
  return Owner{middle.substr(0, line), middle.substr(line + 1)};
}

bool runs(const Owner& owner) { return beginningOf(owner.process) == owner.beginning; }

std::vector<fs::path> leftFiles(const fs::path& folder) {
  std::vector<std::pair<fs::file_time_type, fs::path>> found;
  std::error_code unreadable;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder, unreadable))
    if (const auto owner = ownerOf(entry.path()); owner && !runs(*owner))
      found.emplace_back(entry.last_write_time(unreadable), entry.path());
  std::sort(found.rbegin(), found.rend());
  std::vector<fs::path> files;
  for (auto& [time, file] : found) files.push_back(std::move(file));
  return files;
}

}  // namespace

std::optional<LeftSession> leftSession(const fs::path& folder) {
  for (const fs::path& file : leftFiles(folder)) {
    try {
      return LeftSession{file, lesson::readRecording(file)};
    } catch (const config::Error&) {
      std::error_code gone;
      fs::rename(file, file.string() + ".broken", gone);
    }
  }
  return std::nullopt;
}

Autosave::Autosave(const fs::path& folder) {
  const std::string process = std::to_string(::getpid());
  if (!folder.empty())
    file_ = folder /
            (std::string(kBegin) + process + "_" + beginningOf(process) + std::string(kEnding));
}

bool Autosave::keep(const lesson::Recording& recording) {
  std::string text = lesson::toText(recording);
  if (file_.empty() || text == kept_) return false;
  writeWhole(file_, text);
  kept_ = std::move(text);
  return true;
}

void Autosave::forget() {
  std::error_code gone;
  if (!file_.empty()) fs::remove(file_, gone);
  kept_.clear();
}

void Autosave::adopt(const LeftSession& left) {
  std::error_code gone;
  if (!file_.empty()) fs::rename(left.file, file_, gone);
}

}  // namespace unkink::app
