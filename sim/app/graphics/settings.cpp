// settings.toml, read so that no mistake in it stops the program, and written whole.
#include "app/graphics/settings.hpp"

#include "app/folders.hpp"
#include "config/error.hpp"
#include "config/nearest.hpp"
#include "config/node.hpp"

#include <algorithm>
#include <array>
#include <sstream>

namespace unkink::app {

namespace fs = std::filesystem;

namespace {

constexpr std::array<std::string_view, 2> kThemes{"dark", "light"}, kVoices{"plain", "clinical"};
constexpr int kFarthest = 100000;  // of a window's corner from the first screen's
constexpr int kLeastWidth = 640, kLeastHeight = 480;

/// Complains of keys that nobody knows.
void onlyKeys(const config::Node& table, std::initializer_list<std::string_view> known,
              std::vector<std::string>& complaints) {
  for (const std::string& key : table.keys()) {
    if (std::find(known.begin(), known.end(), key) != known.end()) continue;
    try {
      table.fail(key, "found an unknown key" +
                          config::nearestHint("key", key, {known.begin(), known.size()}));
    } catch (const config::Error& e) {
      complaints.emplace_back(e.what());
    }
  }
}

template <class Enum>
void readChoice(const config::Node& node, std::string_view key,
                std::span<const std::string_view> names, Enum& value) {
  if (node.has(key)) value = static_cast<Enum>(node.choice(key, names));
}

WindowPlace readPlace(const config::Node& node, std::vector<std::string>& complaints) {
  onlyKeys(node, {"x", "y", "width", "height", "maximised"}, complaints);
  WindowPlace place;
  place.x = node.whole("x", -kFarthest, kFarthest);
  place.y = node.whole("y", -kFarthest, kFarthest);
  place.width = node.whole("width", kLeastWidth, kFarthest);
  place.height = node.whole("height", kLeastHeight, kFarthest);
  place.maximised = node.flagOr("maximised", false);
  return place;
}

Settings readTables(const config::Node& root, std::vector<std::string>& complaints) {
  onlyKeys(root,
           {"language", "theme", "text_scale", "reduced_motion", "voice", "recent_cases", "keys",
            "window"},
           complaints);
  Settings s;
  ui::Preferences& p = s.preferences;
  p.language = root.textOr("language", p.language);
  readChoice(root, "theme", kThemes, p.theme);
  p.textScale =
      root.numberOr("text_scale", ui::kTextScales.front(), ui::kTextScales.back(), p.textScale);
  p.reducedMotion = root.flagOr("reduced_motion", p.reducedMotion);
  readChoice(root, "voice", kVoices, s.voice);
  if (root.has("recent_cases"))
    for (std::string& file : root.strings("recent_cases")) s.recentCases.emplace_back(file);
  if (s.recentCases.size() > kMostRecent) s.recentCases.resize(kMostRecent);
  if (root.has("keys"))
    for (const std::string& action : root.child("keys").keys())
      s.keys[action] = root.child("keys").text(action);
  if (root.has("window")) s.window = readPlace(root.child("window"), complaints);
  return s;
}

}  // namespace

SettingsRead readSettings(const fs::path& file) {
  SettingsRead read;
  std::error_code problem;
  if (file.empty() || !fs::exists(file, problem)) return read;
  try {
    read.settings = readTables(config::Document::read(file).root(), read.complaints);
  } catch (const config::Error& e) {
    read.complaints = {e.what()};
  }
  if (!read.complaints.empty())
    fs::copy_file(file, file.string() + ".broken", fs::copy_options::overwrite_existing, problem);
  return read;
}

std::string toToml(const Settings& s) {
  std::ostringstream out;
  const ui::Preferences& p = s.preferences;
  out << "# What Unkink remembers; it writes this file anew when something of it changes.\n"
      << "language = " << config::inQuotes(p.language) << "\n"
      << "theme = " << config::inQuotes(kThemes[static_cast<std::size_t>(p.theme)]) << "\n"
      << "text_scale = " << config::formatNumber(p.textScale) << "\n"
      << "reduced_motion = " << (p.reducedMotion ? "true" : "false") << "\n"
      << "voice = " << config::inQuotes(kVoices[static_cast<std::size_t>(s.voice)]) << "\n"
      << "recent_cases = [";
  for (const fs::path& file : s.recentCases)
    out << (&file == s.recentCases.data() ? "" : ", ") << config::inQuotes(file.string());
  out << "]\n\n[keys]\n";
  for (const auto& [action, key] : s.keys)
    out << config::inQuotes(action) << " = " << config::inQuotes(key) << "\n";
  if (s.window)
    out << "\n[window]\nx = " << s.window->x << "\ny = " << s.window->y
        << "\nwidth = " << s.window->width << "\nheight = " << s.window->height
        << "\nmaximised = " << (s.window->maximised ? "true" : "false") << "\n";
  return out.str();
}

void remember(Settings& settings, const fs::path& caseFile) {
  const fs::path whole = fs::absolute(caseFile).lexically_normal();
  std::erase(settings.recentCases, whole);
  settings.recentCases.insert(settings.recentCases.begin(), whole);
  if (settings.recentCases.size() > kMostRecent) settings.recentCases.resize(kMostRecent);
}

ui::Preferences changed(ui::Preferences kept, const ui::Preferences& before,
                        const ui::Preferences& after) {
  const auto carry = [&](auto member) {
    if (before.*member != after.*member) kept.*member = after.*member;
  };
  carry(&ui::Preferences::language);
  carry(&ui::Preferences::theme);
  carry(&ui::Preferences::textScale);
  carry(&ui::Preferences::reducedMotion);
  return kept;
}

SettingsFile::SettingsFile(fs::path file) : file_(std::move(file)) {
  SettingsRead read = readSettings(file_);
  kept_ = std::move(read.settings);
  complaints_ = std::move(read.complaints);
}

std::string SettingsFile::keep(const Settings& settings) {
  if (settings == kept_) return {};
  kept_ = settings;
  if (file_.empty()) return {};
  try {
    writeWhole(file_, toToml(settings));
  } catch (const config::Error& e) {
    return e.what();
  }
  return {};
}

}  // namespace unkink::app
