// Finding hard words in a text.
#include "lesson/glossary.hpp"

#include "config/error.hpp"
#include "lesson/catalogue.hpp"

#include <algorithm>
#include <cctype>
#include <fstream>

namespace unkink::lesson {
namespace {

std::string lower(std::string_view text) {
  std::string small(text);
  std::ranges::transform(small, small.begin(), [](unsigned char c) { return std::tolower(c); });
  return small;
}

bool isLetter(char c) {
  return std::isalpha(static_cast<unsigned char>(c)) != 0 || static_cast<unsigned char>(c) >= 0x80;
}

}  // namespace

bool saysWord(std::string_view text, std::string_view word) {
  const std::string all = lower(text), sought = lower(word);
  for (std::size_t at = all.find(sought); at != std::string::npos; at = all.find(sought, at + 1))
    if (at == 0 || !isLetter(all[at - 1])) return true;
  return false;
}

std::vector<GlossaryLine> glossaryOf(const Catalogue& catalogue, std::string_view text) {
  constexpr std::string_view kBegin = "glossary.", kWord = ".word";
  std::vector<GlossaryLine> lines;
  const auto& texts = catalogue.texts();
  for (auto it = texts.lower_bound(kBegin); it != texts.end() && it->first.starts_with(kBegin);
       ++it) {
    if (!it->first.ends_with(kWord) || !saysWord(text, it->second)) continue;
    const std::string key = it->first.substr(0, it->first.size() - kWord.size());
    lines.push_back({it->second, catalogue.text(key + ".means")});
  }
  return lines;
}

std::string plainTexts(const Catalogue& catalogue, std::string_view beginning) {
  const auto& texts = catalogue.texts();
  const std::string begin = std::string(beginning) + ".";
  std::string all;
  for (auto it = texts.lower_bound(begin); it != texts.end() && it->first.starts_with(begin); ++it)
    if (it->first.ends_with(".plain")) all += it->second + ' ';
  return all;
}

std::vector<std::string> readHardWords(const std::filesystem::path& file) {
  std::ifstream in(file);
  if (!in) config::fail(file.string(), {}, "found no such file, expected a list of hard words");
  std::vector<std::string> words;
  int number = 0;
  for (std::string line; std::getline(in, line);) {
    ++number;
    if (line.empty() || line[0] == '#') continue;
    if (std::ranges::find(words, line) != words.end())
      config::fail(file.string() + ":" + std::to_string(number), line,
                   "found the word twice, expected each once");
    words.push_back(line);
  }
  return words;
}

}  // namespace unkink::lesson
