// Reading what a citation needs of a BibTeX file.
#include "app/citation.hpp"

#include "config/error.hpp"
#include "config/files.hpp"

#include <fstream>
#include <vector>

namespace unkink::app {
namespace {

/// A field's value without its braces and quotes; empty where the entry has none.
std::string field(const std::string& entry, const std::string& name) {
  const std::size_t at = entry.find("\n  " + name + " =");
  if (at == std::string::npos) return {};
  std::size_t from = entry.find('{', at);
  std::string value;
  for (int depth = 0; from < entry.size(); ++from) {
    const char c = entry[from];
    if (c == '{') ++depth;
    if (c == '}' && --depth == 0) break;
    if (c != '{' && c != '}') value += c == '\n' ? ' ' : c;
  }
  return value;
}

std::string citation(const std::string& entry) {
  std::string text = field(entry, "author");
  for (const char* instead : {"title", "howpublished"})
    if (text.empty() || (text == field(entry, "author") && std::string(instead) == "title")) {
      const std::string more = field(entry, instead);
      if (!more.empty()) text += (text.empty() ? "" : ": ") + more;
    }
  const std::string year = field(entry, "year");
  return year.empty() ? text : text + ", " + year;
}

}  // namespace

Citations Citations::read() {
  const std::filesystem::path file = config::assetPath("references/references.bib");
  std::ifstream in(file);
  if (!in) throw config::Error(file.string() + ": could not be read, expected the list of sources");
  const std::string all(std::istreambuf_iterator<char>(in), {});
  Citations citations;
  for (std::size_t at = all.find("\n@"); at != std::string::npos;) {
    const std::size_t next = all.find("\n@", at + 1);
    const std::string entry = all.substr(at, next - at);
    const std::size_t open = entry.find('{'), comma = entry.find(',');
    if (open < comma && comma != std::string::npos)
      citations.short_[entry.substr(open + 1, comma - open - 1)] = citation(entry);
    at = next;
  }
  return citations;
}

std::string Citations::of(std::string_view key) const {
  const auto it = short_.find(key);
  return it != short_.end() && !it->second.empty() ? it->second : std::string(key);
}

}  // namespace unkink::app
