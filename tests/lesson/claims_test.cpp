// No figure without a claim, no claim without a source, no disagreement without its sentence.
#include "lesson/claims.hpp"

#include "config/bad_input.hpp"
#include "lesson/catalogue.hpp"
#include "lesson/guide.hpp"
#include "lesson/stories.hpp"
#include "support/catch.hpp"
#include "support/temp_file.hpp"

#include <algorithm>
#include <cmath>

using namespace unkink;
using namespace unkink::lesson;
using test::refusal;

namespace {

const Claims& claims() {
  static const Claims read = readClaims(config::assetPath("references/claims.toml"));
  return read;
}

const Catalogue& english() {
  static const Catalogue read = Catalogue::read("en");
  return read;
}

using Figures = std::vector<std::string>;

/// A small file of claims, with one source beside it.
std::string refused(const std::string& content) {
  const test::TempDirectory folder;
  folder.write("references.bib", "\n@misc{kim,\n  title = {On canals}\n}\n");
  const auto file = folder.write("claims.toml", content);
  return refusal([&] { readClaims(file); });
}

const std::string kOne =
    "[texts]\n\"a.b\" = [\"x\"]\n[[claim]]\nid = \"x\"\nsources = [\"kim\"]\nconfidence = "
    "\"high\"\n";

bool hasKeyBeginning(const std::string& beginning) {
  return std::ranges::any_of(english().texts(),
                             [&](const auto& entry) { return keyBegins(entry.first, beginning); });
}

/// A number as the procedure's files hold it, without zeros behind the point.
bool hasValue(const StatedClaim& claim, double value) {
  return std::ranges::any_of(claim.figures, [&](const std::string& figure) {
    return std::abs(std::stod(figure) - value) < 1e-9;
  });
}

void checkBacked(const std::string& key, double value) {
  INFO(key << ": " << value);
  const auto behind = claims().behind(key);
  CHECK(std::ranges::any_of(behind, [&](const auto* c) { return hasValue(*c, value); }));
}

}  // namespace

TEST_CASE("every figure of every English text is backed by a claim or said to be no fact") {
  for (const auto& [key, text] : english().texts()) {
    if (key.starts_with("claim.")) continue;
    INFO(key << ": " << text);
    CHECK(unbackedFigures(claims(), key, text) == std::set<std::string>{});
  }
}

TEST_CASE("a figure that is added to a text, or changed in it, is found") {
  for (const Stage& stage : test::shipped().stages)
    for (const char* voice : {".plain", ".clinical"}) {
      const std::string key = "stage." + stage.id + voice;
      INFO(key);
      CHECK(unbackedFigures(claims(), key, english().text(key) + " Now 43.21 mm more.") ==
            std::set<std::string>{"43.21"});
      CHECK(unbackedFigures(claims(), key, english().text(key) + " It took eleven days.") ==
            std::set<std::string>{"11"});
    }
  CHECK(unbackedFigures(claims(), "no.such.text", "9 of 75") == std::set<std::string>{"75", "9"});
}

TEST_CASE("figures are runs of digits and number words with a unit; names and gaps are none") {
  CHECK(figuresOf("2,197 of 7,416, or 1.9 %.") == Figures{"2197", "7416", "1.9"});
  CHECK(figuresOf("At L4-L5 on T2 by {1}.").empty());
  CHECK(figuresOf("A 1-cm opening, in two years; one leaflet") == Figures{"1", "2"});
  CHECK(figuresOf("Two visits and ten-minute walks") == Figures{"2", "10"});
  CHECK(figuresOf("ODI -22.7, then 5.") == Figures{"22.7", "5"});
}

TEST_CASE("every figure that the pages put into their words is backed as well") {
  const Guide guide =
      readGuide(config::assetPath("procedures/mild.toml").parent_path(), test::shipped());
  for (const Exhibit& e : guide.evidence.exhibits) {
    for (const Arm& arm : e.arms) checkBacked("evidence." + e.claim.id, arm.value);
    for (const double n : e.claim.numbers) checkBacked("evidence." + e.claim.id, n);
  }
  for (const Option& option : guide.evidence.options)
    for (const auto& row : option.rows)
      if (row)
        for (const double n : row->numbers) checkBacked("option." + option.id, n);
  for (const double n : guide.body.time.numbers) checkBacked("body.time_text", n);
}

TEST_CASE("every claim is said in both voices, with no figure that is not its own") {
  for (const StatedClaim& claim : claims().all) {
    for (const std::string ending : {".plain", ".clinical"}) {
      const std::string key = "claim." + claim.id + ending;
      INFO(key);
      CHECK(english().has(key));
      CHECK(english().has("claim." + claim.id + ".disagreement" + ending) == claim.disagreement);
    }
    for (const auto& [key, text] : english().texts()) {
      if (!keyBegins(key, "claim." + claim.id)) continue;
      Claims own = claims();
      for (std::size_t n = 0; n < own.all.size(); ++n)
        if (own.all[n].id == claim.id) own.texts = {{key, {n}}};
      INFO(key << ": " << text);
      CHECK(unbackedFigures(own, key, text) == std::set<std::string>{});
    }
  }
  for (const auto& [key, text] : english().texts()) {
    if (!key.starts_with("claim.")) continue;
    INFO(key);
    CHECK(std::ranges::any_of(claims().all,
                              [&](const auto& c) { return keyBegins(key, "claim." + c.id); }));
  }
}

TEST_CASE("every claim backs a text, and every text that is backed exists") {
  std::set<std::size_t> used;
  for (const BackedText& text : claims().texts) {
    INFO(text.key);
    CHECK(hasKeyBeginning(text.key));
    used.insert(text.claims.begin(), text.claims.end());
  }
  CHECK(used.size() == claims().all.size());
  for (const NotAFact& fact : claims().notFacts)
    for (const std::string& key : fact.texts) {
      INFO(key);
      CHECK(hasKeyBeginning(key));
    }
}

TEST_CASE("every stage has something to show under its sources, in both voices") {
  for (const Stage& stage : test::shipped().stages)
    for (const char* voice : {"plain", "clinical"}) {
      const std::string key = "stage." + stage.id;
      const std::string_view beginnings[] = {key};
      INFO(key << " " << voice);
      CHECK_FALSE(claims().about(beginnings, voice).empty());
    }
}

TEST_CASE("a source is cited by authors, year and title, with no braces left") {
  const test::TempFile file(
      "%\n\n@misc{one,\n  author = {Kim, A. and Lee, B.},\n  title = {The {MILD}\n    canal},\n"
      "  year = {2017}\n}\n\n@misc{two,\n  author = {A and B and C},\n  howpublished = {Web}\n}\n",
      "references.bib");
  const References read = readReferences(file.path());
  CHECK(cited(read, "one") == "Kim, A. and Lee, B., 2017. The MILD canal");
  CHECK(cited(read, "two") == "A et al. Web");
  CHECK(cited(read, "three") == "three");
  for (const StatedClaim& claim : claims().all)
    for (const std::string& key : claim.sources) {
      INFO(key << ": " << cited(claims().references, key));
      CHECK(test::bibliography().contains(key));
      CHECK(cited(claims().references, key) != key);
      CHECK(cited(claims().references, key).find_first_of("{}\\") == std::string::npos);
    }
}

TEST_CASE("no claim rests on what was only recalled, and a sure one on what was read in the text") {
  for (const StatedClaim& claim : claims().all) {
    INFO(claim.id);
    const auto noted = [&](std::string_view phrase) {
      return std::ranges::count_if(claim.sources, [&](const std::string& key) {
        return claims().references.at(key).note.starts_with(phrase);
      });
    };
    CHECK(noted("recalled, unconfirmed") == 0);
    if (claim.confidence == Confidence::kHigh) CHECK(noted("verified in text") > 0);
  }
}

TEST_CASE("bad claims are refused with file, line, key, what was found and what is expected") {
  CHECK(refused(kOne) == "nothing was refused");
  CHECK_THAT(refused(kOne + "figure = 3\n"), ContainsSubstring("claims.toml:7"));
  CHECK_THAT(refused("[texts]\n\"a.b\" = [\"y\"]\n" + kOne.substr(kOne.find("[["))),
             ContainsSubstring("claims.toml:2: ") && ContainsSubstring("found \"y\"") &&
                 ContainsSubstring("nearest valid claim is x"));
  CHECK_THAT(
      refused("[texts]\n[[claim]]\nid = \"x\"\nsources = [\"him\"]\nconfidence = \"high\"\n"),
      ContainsSubstring("claims.toml:4: ") && ContainsSubstring("found \"him\""));
  CHECK_THAT(refused("[texts]\n[[claim]]\nid = \"x\"\nsources = [\"kim\"]\nconfidence = \"hi\"\n"),
             ContainsSubstring("claims.toml:5: ") && ContainsSubstring("expected"));
  CHECK_THAT(refused(kOne + "[[not_a_fact]]\nreason = \"none\"\n"),
             ContainsSubstring("claims.toml:7") && ContainsSubstring("neither"));
  const test::TempFile open("\n@misc{one,\n  title = {x}\n", "references.bib");
  CHECK_THAT(refusal([&] { readReferences(open.path()); }),
             ContainsSubstring("references.bib:2") && ContainsSubstring("not closed"));
}
