// The sources as assets/references/references.bib has them, and how they are cited on a screen.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <string_view>

namespace unkink::lesson {

/// One entry; a field that nobody has seen is empty.
struct Reference {
  std::string authors, title, year, note;
  std::string howPublished;  // or else the journal, or the DOI
};

using References = std::map<std::string, Reference, std::less<>>;  // by their keys

/// Reads a BibTeX file, of each entry what a citation needs. Braces that keep capitals are dropped.
///
/// Throws: config::Error with its address, also for an entry that is never closed
References readReferences(const std::filesystem::path& file);

/// Authors (of many, the first and "et al."), year and title: "Wilkinson and Fourney, 2012. ...".
/// Where there is no title, how it was published; without authors that comes first. The key itself
/// where there is no such entry, so that a gap shows.
std::string cited(const References& references, std::string_view key);

}  // namespace unkink::lesson
