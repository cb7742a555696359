// Lines, and the files that they move on to.
#include "app/log.hpp"

#include "app/folders.hpp"
#include "config/error.hpp"

#include <algorithm>
#include <chrono>
#include <ctime>
#include <iomanip>
#include <sstream>

namespace unkink::app {

namespace fs = std::filesystem;

namespace {

/// What may be said of a path: its ending, with a number of a line, as in ".toml:12".
std::string_view ending(std::string_view path) {
  const std::size_t last = path.find_last_of("./");
  const std::string_view end = last == std::string_view::npos ? "" : path.substr(last);
  return end.starts_with('.') && end.find(' ') == std::string_view::npos ? end : "";
}

}  // namespace

std::string utcNow() {
  const std::time_t now = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now());
  std::tm parts{};
  gmtime_r(&now, &parts);
  std::ostringstream text;
  text << std::put_time(&parts, "%Y-%m-%dT%H:%M:%SZ");
  return text.str();
}

std::string withoutPaths(std::string_view sentence) {
  std::string said(sentence);
  for (char& c : said)
    if (c == '\n' || c == '\r') c = ' ';
  // names may have spaces: all from the first path to what is said after the last is left out
  const std::size_t slash = said.find('/');
  if (slash == std::string::npos) return said;
  const std::size_t first = said.rfind(' ', slash) + 1;  // 0 where there is none
  const std::size_t last = std::min(said.find(": ", said.rfind('/')), said.size());
  return said.substr(0, first) + "(path)" +
         std::string(ending(std::string_view(said).substr(first, last - first))) +
         said.substr(last);
}

Log::Log(const fs::path& folder, std::function<std::string()> now) : now_(std::move(now)) {
  try {
    file_ = made(folder) / "unkink.log";
  } catch (const config::Error&) {
    return;
  }
  std::error_code none;
  if (fs::file_size(file_, none) >= kMost_bytes && !none) moveOn();
  out_.open(file_, std::ios::app);
}

void Log::moveOn() {
  const auto older = [&](int n) {
    return file_.parent_path() / ("unkink." + std::to_string(n) + ".log");
  };
  std::error_code gone;
  for (int n = kOlder; n > 1; --n) fs::rename(older(n - 1), older(n), gone);
  fs::rename(file_, older(1), gone);
}

void Log::say(std::string_view what) {
  if (!writes()) return;
  out_ << now_() << " " << withoutPaths(what) << "\n" << std::flush;
  if (out_.tellp() < static_cast<std::streamoff>(kMost_bytes)) return;
  out_.close();
  moveOn();
  out_.open(file_, std::ios::app);
}

}  // namespace unkink::app
