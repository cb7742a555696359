// Reading the claims, and finding the figures that they have to back.
#include "lesson/claims.hpp"

#include "config/nearest.hpp"
#include "config/node.hpp"

#include <algorithm>
#include <array>
#include <cctype>

namespace unkink::lesson {
namespace {

using config::Node;

bool isDigit(char c) { return c >= '0' && c <= '9'; }
bool isLetter(char c) { return std::isalpha(static_cast<unsigned char>(c)) != 0; }

StatedClaim readClaim(const Node& node, const References& references) {
  node.onlyKeys({"id", "figures", "sources", "confidence", "disagreement"});
  StatedClaim claim;
  claim.id = node.text("id");
  if (node.has("figures")) claim.figures = node.strings("figures");
  claim.sources = node.strings("sources");
  if (claim.sources.empty()) node.fail("sources", "found none, expected keys of references.bib");
  for (const std::string& key : claim.sources)
    if (!references.contains(key))
      node.fail("sources", "found \"" + key + "\", expected a key of references.bib");
  claim.confidence = static_cast<Confidence>(node.choice("confidence", kConfidenceNames));
  claim.disagreement = node.flagOr("disagreement", false);
  return claim;
}

std::vector<std::size_t> claimsNamed(const Node& texts, const std::string& key,
                                     std::span<const std::string_view> ids) {
  std::vector<std::size_t> claims;
  for (const std::string& id : texts.strings(key)) {
    const auto at = std::ranges::find(ids, id);
    if (at == ids.end())
      texts.fail(key, "found \"" + id + "\", expected the id of a [[claim]]" +
                          config::nearestHint("claim", id, ids));
    claims.push_back(static_cast<std::size_t>(at - ids.begin()));
  }
  if (claims.empty()) texts.fail(key, "found none, expected at least one claim's id");
  return claims;
}

NotAFact readNotAFact(const Node& node) {
  node.onlyKeys({"texts", "phrases", "reason"});
  NotAFact fact;
  if (node.has("texts")) fact.texts = node.strings("texts");
  if (node.has("phrases")) fact.phrases = node.strings("phrases");
  if (fact.texts.empty() && fact.phrases.empty())
    node.fail("texts", "found neither texts nor phrases, expected one of them");
  fact.reason = node.text("reason");
  return fact;
}

std::string lower(std::string_view text) {
  std::string small(text);
  std::ranges::transform(small, small.begin(), [](unsigned char c) { return std::tolower(c); });
  return small;
}

/// A run of digits that begins there, with what belongs to it; moves behind it.
std::string digitsAt(std::string_view text, std::size_t& at) {
  std::string figure;
  for (; at < text.size(); ++at) {
    const bool between = at + 1 < text.size() && isDigit(text[at + 1]);
    if (isDigit(text[at]) || (text[at] == '.' && between))
      figure += text[at];
    else if (text[at] != ',' || !between)
      break;
  }
  return figure;
}

/// The figure of a number word with a unit behind it; empty: it is none.
std::string wordAsFigure(std::string_view word, std::string_view rest) {
  constexpr std::array<std::string_view, 12> kNumbers{"one",  "two", "three",  "four",
                                                      "five", "six", "seven",  "eight",
                                                      "nine", "ten", "eleven", "twelve"};
  constexpr std::array<std::string_view, 16> kUnits{
      "minute", "hour", "day",     "week",  "month", "year",   "people", "patient",
      "visit",  "feet", "percent", "level", "time",  "center", "cm",     "mm"};
  const auto number = std::ranges::find(kNumbers, word);
  if (number == kNumbers.end() || rest.empty() || (rest[0] != ' ' && rest[0] != '-')) return {};
  const auto begins = [&](std::string_view unit) { return rest.substr(1).starts_with(unit); };
  if (std::ranges::none_of(kUnits, begins)) return {};
  return std::to_string(number - kNumbers.begin() + 1);
}

void remove(std::string& text, std::string_view phrase) {
  for (std::size_t at = text.find(phrase); at != std::string::npos; at = text.find(phrase))
    text.erase(at, phrase.size());
}

}  // namespace

bool keyBegins(std::string_view textKey, std::string_view beginning) {
  return textKey.starts_with(beginning) &&
         (textKey.size() == beginning.size() || textKey[beginning.size()] == '.');
}

std::vector<const StatedClaim*> Claims::behind(std::string_view textKey) const {
  std::set<std::size_t> found;
  for (const BackedText& text : texts)
    if (keyBegins(textKey, text.key)) found.insert(text.claims.begin(), text.claims.end());
  std::vector<const StatedClaim*> claims;
  for (const std::size_t n : found) claims.push_back(&all[n]);
  return claims;
}

std::vector<const StatedClaim*> Claims::about(std::span<const std::string_view> beginnings,
                                              std::string_view voice) const {
  const std::string_view other = voice == "plain" ? ".clinical" : ".plain";
  std::set<std::size_t> found;
  for (const BackedText& text : texts)
    if (!text.key.ends_with(other) &&
        std::ranges::any_of(beginnings, [&](auto b) { return keyBegins(text.key, b); }))
      found.insert(text.claims.begin(), text.claims.end());
  std::vector<const StatedClaim*> claims;
  for (const std::size_t n : found) claims.push_back(&all[n]);
  return claims;
}

std::vector<std::string> figuresOf(std::string_view text) {
  std::vector<std::string> figures;
  const std::string small = lower(text);
  for (std::size_t at = 0; at < small.size();) {
    if (small[at] == '{') {
      at = std::min(small.find('}', at), small.size());
    } else if (isDigit(small[at])) {
      figures.push_back(digitsAt(small, at));
    } else if (isLetter(small[at])) {
      const std::size_t begin = at;
      while (at < small.size() && (isLetter(small[at]) || isDigit(small[at]))) ++at;
      const std::string_view all = small;
      const std::string figure = wordAsFigure(all.substr(begin, at - begin), all.substr(at));
      if (!figure.empty()) figures.push_back(figure);
    } else {
      ++at;
    }
  }
  return figures;
}

std::set<std::string> unbackedFigures(const Claims& claims, std::string_view textKey,
                                      std::string text) {
  for (const NotAFact& fact : claims.notFacts) {
    if (std::ranges::any_of(fact.texts, [&](const auto& k) { return keyBegins(textKey, k); }))
      return {};
    for (const std::string& phrase : fact.phrases) remove(text, phrase);
  }
  const std::vector<std::string> figures = figuresOf(text);
  std::set<std::string> unbacked(figures.begin(), figures.end());
  for (const StatedClaim* claim : claims.behind(textKey))
    for (const std::string& figure : claim->figures) unbacked.erase(figure);
  return unbacked;
}

Claims readClaims(const std::filesystem::path& file) {
  const Node root = config::Document::read(file).root();
  root.onlyKeys({"texts", "not_a_fact", "claim"});
  Claims claims;
  claims.references = readReferences(file.parent_path() / "references.bib");
  for (const Node& node : root.list("claim")) {
    claims.all.push_back(readClaim(node, claims.references));
    const auto same = [&](const StatedClaim& c) { return c.id == claims.all.back().id; };
    if (std::ranges::count_if(claims.all, same) > 1)
      node.fail("id", "found \"" + claims.all.back().id + "\" twice, expected each claim once");
  }
  if (claims.all.empty()) root.fail("claim", "found none, expected at least one [[claim]]");
  std::vector<std::string_view> ids;
  for (const StatedClaim& claim : claims.all) ids.push_back(claim.id);
  const Node texts = root.child("texts");
  for (const std::string& key : texts.keys())
    claims.texts.push_back({key, claimsNamed(texts, key, ids)});
  for (const Node& node : root.list("not_a_fact")) claims.notFacts.push_back(readNotAFact(node));
  return claims;
}

}  // namespace unkink::lesson
