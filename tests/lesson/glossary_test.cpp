// No plain text uses a hard word that the glossary does not explain.
#include "lesson/glossary.hpp"

#include "config/bad_input.hpp"
#include "config/files.hpp"
#include "lesson/catalogue.hpp"
#include "lesson/stories.hpp"
#include "support/catch.hpp"
#include "support/temp_file.hpp"

using namespace unkink;
using namespace unkink::lesson;

TEST_CASE("a word is found at the beginning of words alone, whatever its capitals") {
  CHECK(saysWord("An MRI or CT scan", "ct"));
  CHECK(saysWord("Infections are rare", "infection"));
  CHECK_FALSE(saysWord("The doctor knows", "ct"));
  CHECK_FALSE(saysWord("", "ct"));
}

TEST_CASE("every hard word of a plain English text has its line, and the line no hard word more") {
  const Catalogue words = Catalogue::read("en");
  const auto hard = readHardWords(config::assetPath("text/hard_words.en.txt"));
  for (const auto& [key, text] : words.texts()) {
    if (!key.ends_with(".plain")) continue;
    const auto lines = glossaryOf(words, text);
    for (const std::string& word : hard) {
      if (!saysWord(text, word)) continue;
      INFO(key << ": " << text << ": " << word);
      CHECK(std::ranges::any_of(lines, [&](const auto& l) { return saysWord(l.word, word); }));
    }
  }
  for (const auto& [key, text] : words.texts())
    if (key.starts_with("glossary.") && key.ends_with(".means"))
      for (const std::string& word : hard) {
        INFO(key << ": " << text);
        CHECK((!saysWord(text, word) || word == "X-ray"));  // explained by its own line
      }
}

TEST_CASE("the lines of a stage are those of the words that it says") {
  const Catalogue words = Catalogue::read("en");
  const auto lines = glossaryOf(words, words.text("stage.candidacy.plain"));
  CHECK(std::ranges::any_of(lines, [](const auto& l) { return l.word == "MRI"; }));
  for (const GlossaryLine& line : lines) CHECK_FALSE(line.means.empty());
  CHECK(glossaryOf(words, "The sun is out.").empty());
}

TEST_CASE("a list of hard words that cannot be read or says one twice is refused") {
  const test::TempFile twice("# remark\nMRI\nMRI\n", "hard.txt");
  CHECK_THAT(test::refusal([&] { readHardWords(twice.path()); }),
             ContainsSubstring("hard.txt:3: MRI") && ContainsSubstring("twice"));
  CHECK_THAT(test::refusal([&] { readHardWords("nowhere.txt"); }),
             ContainsSubstring("nowhere.txt"));
}
