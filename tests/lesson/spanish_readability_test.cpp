// The Spanish of the plain voice is easy to read, by the measure made for Spanish patients' texts.
#include "lesson/spanish_readability.hpp"

#include "lesson/catalogue.hpp"
#include "lesson/stories.hpp"
#include "support/catch.hpp"

#include <algorithm>
#include <cctype>
#include <string>
#include <utility>

using namespace unkink;
using namespace unkink::lesson;

TEST_CASE("syllables are counted as Spanish spells them") {
  using Counted = std::pair<const char*, int>;
  for (const auto& [word, syllables] : {Counted{"sol", 1},
                                        {"muy", 1},
                                        {"y", 1},
                                        {"buey", 1},
                                        {"que", 1},
                                        Counted{"guía", 2},
                                        {"país", 2},
                                        {"túnel", 2},
                                        {"aguja", 3},
                                        {"ahora", 3},
                                        Counted{"ayuda", 3},
                                        {"Uruguay", 3},
                                        {"vergüenza", 3},
                                        {"prohíbe", 3},
                                        {"oigáis", 2},
                                        Counted{"cirugía", 4},
                                        {"aéreo", 4},
                                        {"médico", 3},
                                        {"línea", 3},
                                        {"leíais", 3},
                                        Counted{"veintiún", 2},
                                        {"abertura", 4},
                                        {"ÁREA", 3},
                                        {"murciélago", 4},
                                        {"mm", 1},
                                        Counted{"resonancia", 4},
                                        {"intestino", 4},
                                        {"después", 2},
                                        {"12", 4},
                                        {"100", 2}}) {
    INFO(word);
    CHECK(spanishSyllables(word) == syllables);
  }
}

TEST_CASE("shorter words and shorter sentences are easier") {
  CHECK(spanishEase("El sol da luz.") == Approx(206.835 - 62.3 - 4.0));
  CHECK(spanishEase("El sol da luz. El sol da luz.") == Approx(spanishEase("El sol da luz.")));
  CHECK(spanishEase("El sol da luz y el mar da sal.") <
        spanishEase("El sol da luz. El mar da sal."));
  CHECK(spanishEase("El ligamento amarillo.") < spanishEase("El sol da luz."));
  CHECK(spanishEase("Mide 5.1 mm.") ==
        Approx(spanishEase("Mide 51 mm.")));  // no sentence ends in it
  CHECK(spanishEase("...") == 0.0);
}

TEST_CASE("every stage's plain Spanish is fairly easy on the INFLESZ scale") {
  const Catalogue words = Catalogue::read("es");
  for (const Stage& stage : test::shipped().stages) {
    const double ease = spanishEase(words.text("stage." + stage.id + ".plain"));
    INFO(stage.id << ": " << ease);
    CHECK(ease >= kFairlyEasy);
  }
}

TEST_CASE("all other plain Spanish that is longer than a name is as easy") {
  constexpr std::size_t kLong = 90;  // bytes; in fewer a single name weighs too much
  const Catalogue words = Catalogue::read("es");
  for (const auto& [key, text] : words.texts()) {
    if (!key.ends_with(".plain") || text.size() < kLong) continue;
    INFO(key << ": " << text << " " << spanishEase(text));
    CHECK(spanishEase(text) >= kFairlyEasy);
  }
}

TEST_CASE("plain Spanish names no cord, no square millimetres, and no polarity of an X-ray") {
  const Catalogue words = Catalogue::read("es");
  for (const auto& [key, text] : words.texts()) {
    if (key.starts_with("ui.xray_bone_")) continue;  // these two say which polarity it is
    std::string lower(text);
    std::ranges::transform(lower, lower.begin(), [](unsigned char c) { return std::tolower(c); });
    INFO(key << ": " << text);
    for (const char* word : {"oscur", "brillante", "blanc", "negr"})
      CHECK(lower.find(word) == std::string::npos);
    if (!key.ends_with(".plain")) continue;
    for (const char* word : {"médula", "mm²", "sangre"})
      CHECK(lower.find(word) == std::string::npos);
  }
}
