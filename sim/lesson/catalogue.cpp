// Reading a language's texts into one flat map of dotted keys.
#include "lesson/catalogue.hpp"

#include "config/error.hpp"
#include "config/files.hpp"
#include "config/value.hpp"

#include <algorithm>

namespace unkink::lesson {
namespace {

using config::Value;
namespace fs = std::filesystem;

constexpr std::string_view kEnglish = "en", kName = "language.name";
const std::vector<std::string> kNothing;

fs::path fileOf(std::string_view language) {
  return config::assetPath("text/" + std::string(language) + ".toml");
}

[[noreturn]] void refuse(const fs::path& file, const Value& value, const std::string& key,
                         const char* expected) {
  config::fail(config::place(file, value.line), key,
               "found " + config::describe(value) + ", expected " + expected);
}

/// What a file holds, by dotted keys.
struct Entries {
  std::map<std::string, std::string, std::less<>> texts, flags;
  std::map<std::string, std::vector<std::string>, std::less<>> lists;
};

void collect(const fs::path& file, const Value& table, const std::string& prefix, Entries& to) {
  for (const Value& item : table.items) {
    const std::string key = prefix + item.name;
    switch (item.kind) {
      case Value::Kind::kTable:
        collect(file, item, key + ".", to);
        break;
      case Value::Kind::kText:
        if (item.text.empty()) refuse(file, item, key, "a text that is not empty");
        to.texts[key] = item.text;
        break;
      case Value::Kind::kFlag:
        to.flags[key] = item.flag ? "true" : "false";
        break;
      case Value::Kind::kList:
        for (const Value& entry : item.items) {
          if (entry.kind != Value::Kind::kText) refuse(file, entry, key, "a list of texts");
          to.lists[key].push_back(entry.text);
        }
        break;
      default:
        refuse(file, item, key, "a text");
    }
  }
}

Entries entriesOf(const fs::path& file) {
  Entries entries;
  collect(file, config::parseFile(file), "", entries);
  if (!entries.texts.contains(kName))
    config::fail(config::place(file, 1), kName,
                 "found nothing, expected the language's name in its own words");
  return entries;
}

std::string namesOf(const std::vector<Language>& languages) {
  std::string names;
  for (const Language& l : languages)
    names += (names.empty() ? "" : ", ") + l.code + " (" + l.name + ")";
  return names;
}

}  // namespace

std::vector<Language> languages() {
  std::vector<Language> found;
  for (const std::string& code : config::assetNames("text", ".toml"))
    found.push_back({code, entriesOf(fileOf(code)).texts.find(kName)->second});
  std::ranges::stable_partition(found, [](const Language& l) { return l.code == kEnglish; });
  return found;
}

Catalogue Catalogue::read(std::string_view language) {
  std::vector<Language> all = lesson::languages();
  const auto known = [&](const Language& l) { return l.code == language; };
  if (std::ranges::none_of(all, known))
    config::fail(
        "assets/text", {},
        "found no language " + config::inQuotes(language) + ", expected one of " + namesOf(all));
  Catalogue c = read(fileOf(language), fileOf(kEnglish));
  c.languages_ = std::move(all);
  return c;
}

Catalogue Catalogue::read(const fs::path& file, const fs::path& english) {
  const auto from = [](const fs::path& path) {
    Catalogue c;
    Entries entries = entriesOf(path);
    c.language_ = path.stem().string();
    c.texts_ = std::move(entries.texts);
    c.flags_ = std::move(entries.flags);
    c.lists_ = std::move(entries.lists);
    return c;
  };
  Catalogue c = from(file);
  if (file != english) c.fallBackOn(from(english));
  c.languages_ = {{c.language_, c.text(kName)}};
  return c;
}

void Catalogue::fallBackOn(const Catalogue& english) {
  for (const auto& [key, text] : english.texts_)
    if (texts_.try_emplace(key, "[" + english.language_ + "] " + text).second)
      fallen_.push_back(key);
  flags_ = english.flags_;
  lists_ = english.lists_;
}

const std::string& Catalogue::text(std::string_view key) const {
  for (const auto* entries : {&texts_, &flags_})
    if (const auto it = entries->find(key); it != entries->end()) return it->second;
  return missing_.try_emplace(std::string(key), std::string(key)).first->second;
}

bool Catalogue::has(std::string_view key) const {
  return texts_.contains(key) || flags_.contains(key);
}

const std::vector<std::string>& Catalogue::list(std::string_view key) const {
  const auto it = lists_.find(key);
  return it != lists_.end() ? it->second : kNothing;
}

std::string Catalogue::everything() const {
  std::string all;
  for (const Language& l : languages_) all += l.name;
  for (const auto& [key, text] : texts_) all += text;
  return all;
}

}  // namespace unkink::lesson
