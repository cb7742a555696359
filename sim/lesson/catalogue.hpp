// The string catalogue: every word on screen by its key, in one language.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace unkink::lesson {

class Catalogue {
 public:
  /// Reads assets/text/<language>.toml. Throws: config::Error with its address.
  static Catalogue read(std::string_view language);

  /// The text of a dotted key, such as "ui.play" or "stage.healthy.plain"; the key itself where it
  /// is missing, so that a gap shows.
  const std::string& text(std::string_view key) const;
  bool has(std::string_view key) const;
  /// A list of strings, such as "stage.healthy.sources"; empty where missing.
  const std::vector<std::string>& list(std::string_view key) const;

 private:
  std::map<std::string, std::string, std::less<>> texts_;
  std::map<std::string, std::vector<std::string>, std::less<>> lists_;
  mutable std::map<std::string, std::string, std::less<>> missing_;
};

}  // namespace unkink::lesson
