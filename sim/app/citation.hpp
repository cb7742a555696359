// Sources by their short citation, as a page or a transcript prints them.
#pragma once

#include <map>
#include <string>
#include <string_view>

namespace unkink::app {

/// Author or title, and year, of every entry of assets/references/references.bib: "Wilkinson and
/// Fourney, 2012".
class Citations {
 public:
  /// Throws: config::Error where the file cannot be read
  static Citations read();

  /// The key itself where there is no such entry, so that a gap shows.
  std::string of(std::string_view key) const;

 private:
  std::map<std::string, std::string, std::less<>> short_;
};

}  // namespace unkink::app
