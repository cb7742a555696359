// Counting syllables, words and sentences of English.
#include "lesson/readability.hpp"

#include <algorithm>
#include <cctype>
#include <string>

namespace unkink::lesson {
namespace {

bool isLetter(char c) { return std::isalpha(static_cast<unsigned char>(c)) != 0; }
bool isDigit(char c) { return std::isdigit(static_cast<unsigned char>(c)) != 0; }
bool isCapital(char c) { return c >= 'A' && c <= 'Z'; }
bool isVowel(char c) { return std::string_view("aeiouy").find(c) != std::string_view::npos; }

bool isOfWord(std::string_view text, std::size_t at) {
  if (isLetter(text[at]) || isDigit(text[at])) return true;
  const bool between = at > 0 && at + 1 < text.size();
  if (text[at] == '\'') return between && isLetter(text[at - 1]) && isLetter(text[at + 1]);
  return (text[at] == '.' || text[at] == ',') && between && isDigit(text[at - 1]) &&
         isDigit(text[at + 1]);
}

/// Groups of vowels; "ia", "io" and "eo" are two, but not in "-tion" and the like.
int vowelGroups(std::string_view word) {
  int groups = 0;
  for (std::size_t n = 0; n < word.size(); ++n) {
    if (!isVowel(word[n])) continue;
    const bool begins = n == 0 || !isVowel(word[n - 1]);
    const bool apart = !begins && word[n - 1] == 'i' && (word[n] == 'a' || word[n] == 'o') &&
                       (n < 2 || std::string_view("tcsgx").find(word[n - 2]) == std::string::npos);
    if (begins || apart) ++groups;
  }
  return groups;
}

/// Whether an e near the end is not heard: "make", "makes", "closed", but "little", "added".
bool hasSilentEnding(std::string_view word) {
  const auto before = [&](std::size_t fromEnd) {
    return word.size() > fromEnd ? word[word.size() - 1 - fromEnd] : '.';
  };
  if (word.ends_with("e")) return !isVowel(before(1)) && !(before(1) == 'l' && !isVowel(before(2)));
  if (word.ends_with("ed")) return !isVowel(before(2)) && before(2) != 't' && before(2) != 'd';
  if (!word.ends_with("es") || isVowel(before(2))) return false;
  const std::string_view hissing = "sxzcgh";
  return hissing.find(before(2)) == std::string_view::npos &&
         !(before(2) == 'l' && !isVowel(before(3)));
}

}  // namespace

int englishSyllables(std::string_view word) {
  const auto letters = std::ranges::count_if(word, isLetter);
  if (letters == 0) return std::max(1, static_cast<int>(std::ranges::count_if(word, isDigit)));
  if (word.size() > 1 && std::ranges::all_of(word, isCapital) && letters <= 4)
    return static_cast<int>(letters);
  std::string lower(word);
  std::ranges::transform(lower, lower.begin(), [](unsigned char c) { return std::tolower(c); });
  return std::max(1, vowelGroups(lower) - (hasSilentEnding(lower) ? 1 : 0));
}

double readingGrade(std::string_view text) {
  int sentences = 0, words = 0, syllables = 0;
  bool open = false;  // a sentence
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at;
    while (at < text.size() && isOfWord(text, at)) ++at;
    if (at > begin) {
      ++words;
      syllables += englishSyllables(text.substr(begin, at - begin));
      open = true;
    } else if (std::string_view(".?!").find(text[at++]) != std::string_view::npos) {
      sentences += open;
      open = false;
    }
  }
  sentences += open;
  if (words == 0) return 0.0;
  const double perSentence = static_cast<double>(words) / sentences;
  return 0.39 * perSentence + 11.8 * syllables / words - 15.59;
}

}  // namespace unkink::lesson
