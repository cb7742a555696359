// The English of the plain voice can be read in the sixth school year.
#include "lesson/readability.hpp"

#include "lesson/catalogue.hpp"
#include "lesson/stories.hpp"
#include "support/catch.hpp"

#include <array>
#include <string>
#include <utility>

using namespace unkink;
using namespace unkink::lesson;

TEST_CASE("syllables are counted as English spells them") {
  using Counted = std::pair<const char*, int>;
  for (const auto& [word, syllables] :
       {Counted{"straw", 1}, {"make", 1},      {"makes", 1},    {"closed", 1},  {"added", 2},
        {"tunnel", 2},       {"little", 2},    {"people", 2},   {"opening", 3}, {"doctor", 2},
        {"emergency", 4},    {"infection", 3}, {"MRI", 3},      {"CT", 2},      {"the", 1},
        {"you", 1},          {"area", 2},      {"medicine", 3}, {"12", 2},      {"posture", 2}}) {
    INFO(word);
    CHECK(englishSyllables(word) == syllables);
  }
}

TEST_CASE("known texts have their known grade") {
  // three words, three syllables, one sentence
  CHECK(readingGrade("The cat sat.") == Approx(0.39 * 3 + 11.8 - 15.59));
  CHECK(readingGrade("The cat sat. The cat sat.") == Approx(readingGrade("The cat sat.")));
  CHECK(readingGrade("It is 5.1 mm wide.") == Approx(0.39 * 5 + 11.8 * 6 / 5 - 15.59));
  CHECK(readingGrade("Four score and seven years ago our fathers brought forth on this continent a "
                     "new nation, conceived in liberty.") > kPlainGrade);
  CHECK(readingGrade("...") == 0.0);
}

TEST_CASE("every stage's plain voice is at or below grade 6") {
  const Catalogue words = Catalogue::read("en");
  for (const Stage& stage : test::shipped().stages) {
    const double grade = readingGrade(words.text("stage." + stage.id + ".plain"));
    INFO(stage.id << ": " << grade);
    CHECK(grade <= kPlainGrade);
  }
}

TEST_CASE("so is every plain page as a whole, and what backs the plain voice") {
  const Catalogue words = Catalogue::read("en");
  for (const char* page : {"body.", "care.", "walk.", "who_not.", "ready.", "after.", "evidence.",
                           "option.", "question.", "handout.", "teach.", "claim."}) {
    std::string all;
    for (const auto& [key, text] : words.texts())
      if (key.starts_with(page) && key.ends_with(".plain")) all += text + ". ";
    INFO(page << " " << readingGrade(all));
    CHECK_FALSE(all.empty());
    CHECK(readingGrade(all) <= kPlainGrade);
  }
}

TEST_CASE("no plain text that is longer than a name is hard by itself") {
  constexpr std::size_t kLong = 120;  // bytes; in fewer a single name weighs too much
  const Catalogue words = Catalogue::read("en");
  for (const auto& [key, text] : words.texts()) {
    if (!key.ends_with(".plain") || text.size() < kLong) continue;
    INFO(key << ": " << text << " " << readingGrade(text));
    CHECK(readingGrade(text) <= kPlainGrade);
  }
}
