// Reading what a citation needs of a BibTeX file.
#include "lesson/references.hpp"

#include "config/error.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>

namespace unkink::lesson {
namespace {

/// Where the brace that opens there is closed; npos: never.
std::size_t closing(std::string_view text, std::size_t open) {
  int depth = 0;
  for (std::size_t n = open; n < text.size(); ++n) {
    if (text[n] == '{') ++depth;
    if (text[n] == '}' && --depth == 0) return n;
  }
  return std::string_view::npos;
}

/// A field's value without braces, lines joined; empty where the entry has none.
std::string field(std::string_view entry, std::string_view name) {
  const std::size_t at = entry.find("\n  " + std::string(name) + " = {");
  if (at == std::string_view::npos) return {};
  const std::size_t open = entry.find('{', at);
  std::string value;
  for (const char c : entry.substr(open, closing(entry, open) - open))
    if (c == '\n' || c == ' ')
      value += value.empty() || value.back() == ' ' ? "" : " ";
    else if (c != '{' && c != '}')
      value += c;
  return value;
}

/// The first of these fields that the entry has.
std::string firstOf(std::string_view entry, std::initializer_list<std::string_view> names) {
  for (const std::string_view name : names)
    if (std::string value = field(entry, name); !value.empty()) return value;
  return {};
}

/// "A and B" stays; of more than two the first and "et al."; "others" is "et al.".
std::string shortened(const std::string& authors) {
  constexpr std::string_view kAnd = " and ";
  const std::size_t first = authors.find(kAnd);
  if (first == std::string::npos) return authors;
  const std::string second = authors.substr(first + kAnd.size());
  const bool many = second.find(kAnd) != std::string::npos || second == "others";
  return many ? authors.substr(0, first) + " et al." : authors;
}

}  // namespace

References readReferences(const std::filesystem::path& file) {
  std::ifstream in(file);
  if (!in) config::fail(file.string(), {}, "found no such file, expected the list of sources");
  const std::string all(std::istreambuf_iterator<char>(in), {});
  References references;
  for (std::size_t at = all.find("\n@"); at != std::string::npos; at = all.find("\n@", at + 1)) {
    const std::size_t open = all.find('{', at), end = closing(all, open);
    const std::size_t comma = all.find(',', open);
    const auto line =
        2 + std::count(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(at), '\n');
    if (end == std::string::npos || comma > end)
      config::fail(file.string() + ":" + std::to_string(line), {},
                   "found an entry that is not closed or has no key, expected @kind{key, ...}");
    const std::string entry = all.substr(comma, end - comma);
    references[all.substr(open + 1, comma - open - 1)] = {
        field(entry, "author"), field(entry, "title"), field(entry, "year"), field(entry, "note"),
        firstOf(entry, {"howpublished", "journal", "doi"})};
  }
  return references;
}

std::string cited(const References& references, std::string_view key) {
  const auto it = references.find(key);
  if (it == references.end()) return std::string(key);
  const Reference& r = it->second;
  const std::string& name = r.title.empty() ? r.howPublished : r.title;
  const bool nameless = r.authors.empty();
  std::string text = nameless ? name : shortened(r.authors);
  if (!r.year.empty()) text += (text.empty() ? "" : ", ") + r.year;
  if (!nameless && !name.empty())
    text += (text.empty() ? "" : text.ends_with('.') ? " " : ". ") + name;
  return text.empty() ? std::string(key) : text;
}

}  // namespace unkink::lesson
