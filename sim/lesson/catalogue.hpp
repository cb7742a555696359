// The string catalogue: every word on screen by its key, in one language.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace unkink::lesson {

/// A language that the program can speak.
struct Language {
  std::string code;  // its file of assets/text, such as "es"
  std::string name;  // in its own words: the text language.name of that file
};

/// A language for every file of assets/text: English first, the others by code.
///
/// Throws: config::Error with its address for a file that is no catalogue or has no language.name
std::vector<Language> languages();

/// English is what every other language falls back on: a text that a language lacks is English
/// behind a mark that shows the gap. Flags and lists, such as a stage's sources, belong to no
/// language and come from English alone.
class Catalogue {
 public:
  /// Reads assets/text/<language>.toml. Throws: config::Error with its address, or naming the
  /// languages there are.
  static Catalogue read(std::string_view language);
  /// Reads a language's file over the English one. Throws: config::Error with its address.
  static Catalogue read(const std::filesystem::path& file, const std::filesystem::path& english);

  /// The text of a dotted key, such as "ui.play" or "stage.healthy.plain"; the key itself where it
  /// is missing, so that a gap shows.
  const std::string& text(std::string_view key) const;
  bool has(std::string_view key) const;
  /// A list of strings, such as "stage.healthy.sources"; empty where missing.
  const std::vector<std::string>& list(std::string_view key) const;

  /// Its code, such as "es", and what else could be chosen when it was read.
  const std::string& language() const { return language_; }
  const std::vector<Language>& languages() const { return languages_; }
  /// Every text by its key, those that fell back with their mark.
  const std::map<std::string, std::string, std::less<>>& texts() const { return texts_; }
  /// The keys that fell back on English, sorted.
  const std::vector<std::string>& fallen() const { return fallen_; }
  /// All that it may have to write, languages' names included: what a font must have.
  std::string everything() const;

 private:
  void fallBackOn(const Catalogue& english);

  std::string language_;
  std::vector<Language> languages_;
  std::map<std::string, std::string, std::less<>> texts_, flags_;
  std::map<std::string, std::vector<std::string>, std::less<>> lists_;
  std::vector<std::string> fallen_;
  mutable std::map<std::string, std::string, std::less<>> missing_;
};

}  // namespace unkink::lesson
