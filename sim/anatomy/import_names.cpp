// Names are cut into words; a word decides, unless another word speaks of something else.
#include "anatomy/import_names.hpp"

#include "anatomy/levels.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <vector>

namespace unkink::anatomy {
namespace {

using Words = std::vector<std::string>;

bool isLower(char c) { return std::islower(static_cast<unsigned char>(c)) != 0; }
bool isUpper(char c) { return std::isupper(static_cast<unsigned char>(c)) != 0; }
bool isDigit(char c) { return std::isdigit(static_cast<unsigned char>(c)) != 0; }
bool isLetter(char c) { return isLower(c) || isUpper(c); }

/// Whether a new word begins between two characters of one: "vertebraeL4", "L4Vertebra", "L4L5".
bool wordBegins(char before, char c) {
  return (isLower(before) && isUpper(c)) || (isDigit(before) && isLetter(c));
}

/// The words of a name, in lower case.
Words wordsOf(std::string_view name) {
  Words words(1);
  char before = ' ';
  for (const char c : name) {
    const bool part = isLetter(c) || isDigit(c);
    if ((!part || wordBegins(before, c)) && !words.back().empty()) words.emplace_back();
    if (part) words.back() += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    before = c;
  }
  if (words.back().empty()) words.pop_back();
  return words;
}

bool has(const Words& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

/// A name that speaks of these means no whole bone.
bool speaksOfOther(const Words& words) {
  constexpr std::array<std::string_view, 31> kOther{
      "thecal",         "cauda",    "disc",       "disk",       "disci",   "discus",   "ivd",
      "intervertebral", "nerve",    "nerves",     "root",       "roots",   "ganglion", "canal",
      "cord",           "ligament", "ligamentum", "muscle",     "screw",   "screws",   "rod",
      "cage",           "implant",  "cement",     "cancellous", "nucleus", "endplate", "pedicle",
      "lamina",         "foramen",  "sac"};
  return std::any_of(kOther.begin(), kOther.end(), [&](auto word) { return has(words, word); });
}

std::optional<StructureId> vertebraIn(const Words& words) {
  std::optional<StructureId> found;
  for (int v = 0; v < kVertebraCount; ++v) {
    const std::string_view name = kVertebraNames[static_cast<std::size_t>(v)];
    const std::string word{static_cast<char>(std::tolower(name[0])), name[1]};
    const bool said = has(words, word) || has(words, "vertebra" + word) ||
                      has(words, "vertebrae" + word) ||
                      (static_cast<Vertebra>(v) == Vertebra::kS1 &&
                       (has(words, "sacrum") || has(words, "sacral")));
    if (!said) continue;
    if (found) return {};  // two vertebrae: what lies between them, or all together
    found = StructureId{Structure::kVertebra, v};
  }
  return found;
}

std::optional<StructureId> hipIn(const Words& words) {
  constexpr std::array<std::string_view, 6> kHip{"hip",   "hips",  "hipbone",
                                                 "ilium", "coxae", "innominate"};
  if (std::none_of(kHip.begin(), kHip.end(), [&](auto word) { return has(words, word); }))
    return {};
  const bool left = has(words, "left"), right = has(words, "right");
  if (left == right) return {};
  return StructureId{Structure::kHipBone, left ? 0 : 1};
}

std::optional<StructureId> ownName(const Words& words) {
  for (const StructureKind& kind : kStructures)
    for (int n = 0; n < countOf(kind.structure); ++n)
      if (words == wordsOf(structureName(kind.structure, n))) return StructureId{kind.structure, n};
  return {};
}

}  // namespace

std::optional<StructureId> structureNamed(std::string_view name) {
  const Words words = wordsOf(name);
  if (const auto own = ownName(words)) return own;
  if (speaksOfOther(words)) return {};
  if (const auto hip = hipIn(words)) return hip;
  return vertebraIn(words);
}

bool namesNeighbour(std::string_view name) { return speaksOfOther(wordsOf(name)); }

std::string_view expectedNames() {
  return "vertebrae_L1 to vertebrae_L5 or sacrum (L4, \"L4 vertebra\" and \"Segment_1 "
         "vertebrae_L4\" do as well)";
}

}  // namespace unkink::anatomy
