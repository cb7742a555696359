// Every language says the same: all of it, with the same figures; what one lacks shows in English.
#include "lesson/catalogue.hpp"

#include "config/bad_input.hpp"
#include "config/files.hpp"
#include "support/catch.hpp"
#include "support/temp_file.hpp"

#include <algorithm>
#include <cctype>
#include <set>

using namespace unkink;
using namespace unkink::lesson;
using test::refusal;

namespace {

const std::string kNamed = "[language]\nname = \"Xish\"\n";

Catalogue xish(const std::string& content) {
  const test::TempFile file(kNamed + content, "xx.toml");
  return Catalogue::read(file.path(), config::assetPath("text/en.toml"));
}

std::string refused(const std::string& content) {
  return refusal([&] { xish(content); });
}

bool isDigit(char c) { return std::isdigit(static_cast<unsigned char>(c)) != 0; }

/// The figures of a text in rising order, a comma between thousands left out and a decimal comma
/// written as a point.
std::multiset<std::string> figures(const std::string& text) {
  std::multiset<std::string> found;
  for (std::size_t n = 0; n < text.size();) {
    std::string figure;
    for (; n < text.size(); ++n) {
      const bool between = !figure.empty() && n + 1 < text.size() && isDigit(text[n + 1]);
      if (isDigit(text[n])) {
        figure += text[n];
      } else if (between && text[n] == '.') {
        figure += '.';
      } else if (between && text[n] == ',') {
        const auto word = text.find_first_not_of("0123456789", n + 1);
        if (std::min(word, text.size()) - n != 4) figure += '.';  // three digits are thousands
      } else {
        break;
      }
    }
    if (figure.empty()) ++n;
    if (!figure.empty()) found.insert(figure);
  }
  return found;
}

/// What a text leaves open, such as "{mm}".
std::multiset<std::string> openings(const std::string& text) {
  std::multiset<std::string> found;
  for (auto at = text.find('{'); at != std::string::npos; at = text.find('{', at + 1))
    found.insert(text.substr(at, text.find('}', at) + 1 - at));
  return found;
}

/// What is written alike in English and in every language that is shipped.
const std::set<std::string, std::less<>> kAlike{
    "mm",      "mm²",    "mm³",     "mmHg",  "s",     "N",
    "mGy",     "Gy·cm²", "mGy/min", "µSv",   "%",     "3D",
    "AP",      "15 cm",  "11 cm",   "A",     "P",     "10 mm",
    "Lateral", "Axial",  "Usual",   "Canal", "Iris",  "Coronal",
    "Visible", "Portal", "Trocar",  "Tab",   "Esc",   "Enter",
    "[",       "]",      "No",      "MILD",  "{1} %", "{1} %; MILD {2} %"};

}  // namespace

TEST_CASE("every shipped language has all of English's words and none of its own making") {
  const Catalogue english = Catalogue::read("en");
  for (const Language& l : languages()) {
    INFO(l.code);
    const Catalogue c = Catalogue::read(l.code);
    CHECK(c.fallen() == std::vector<std::string>{});
    for (const auto& [key, text] : c.texts()) {
      INFO(key);
      CHECK(english.has(key));
    }
  }
}

TEST_CASE("a translation changes no figure and fills the same gaps") {
  const Catalogue english = Catalogue::read("en");
  for (const Language& l : languages()) {
    const Catalogue c = Catalogue::read(l.code);
    for (const auto& [key, text] : english.texts()) {
      INFO(l.code << ": " << key);
      CHECK(figures(c.text(key)) == figures(text));
      CHECK(openings(c.text(key)) == openings(text));
    }
  }
}

TEST_CASE("a translation leaves nothing in English but signs and names that are alike") {
  const Catalogue english = Catalogue::read("en");
  for (const Language& l : languages()) {
    if (l.code == "en") continue;
    const Catalogue c = Catalogue::read(l.code);
    for (const auto& [key, text] : english.texts()) {
      INFO(l.code << ": " << key);
      CHECK((c.text(key) != text || kAlike.contains(text)));
    }
  }
}

TEST_CASE("figures are compared by value, however a language writes them") {
  CHECK(figures("2,197 of 7,416") == figures("2197 de 7416"));
  CHECK(figures("4.02 ± 0.74 mm") == figures("4,02 ± 0,74 mm"));
  CHECK(figures("1, 2 and 3.") == figures("1, 2 y 3"));
  CHECK(figures("5.5 %") != figures("55 %"));
  CHECK(figures("12 weeks") != figures("2 weeks"));
}

TEST_CASE("the languages are listed with English first, each by its own name") {
  const std::vector<Language> all = languages();
  REQUIRE(all.size() >= 2);
  CHECK(all[0].code == "en");
  CHECK(all[0].name == "English");
  CHECK(std::ranges::any_of(
      all, [](const Language& l) { return l.code == "es" && l.name == "Español"; }));
  const Catalogue spanish = Catalogue::read("es");
  CHECK(spanish.language() == "es");
  CHECK(spanish.languages().size() == all.size());
  for (const Language& l : all) CHECK_THAT(spanish.everything(), ContainsSubstring(l.name));
}

TEST_CASE("what a language lacks is English behind a mark; flags and lists are English's") {
  const Catalogue english = Catalogue::read("en");
  const Catalogue c = xish("[ui]\nplay = \"Xlay\"\n[stage.portal]\nsources = [\"none\"]\n");
  CHECK(c.text("ui.play") == "Xlay");
  CHECK(c.text("ui.pause") == "[en] " + english.text("ui.pause"));
  CHECK(c.has("ui.pause"));
  CHECK(std::ranges::find(c.fallen(), "ui.pause") != c.fallen().end());
  CHECK(std::ranges::find(c.fallen(), "ui.play") == c.fallen().end());
  CHECK(c.text("stage.portal.typical") == english.text("stage.portal.typical"));
  CHECK(c.list("stage.portal.sources") == english.list("stage.portal.sources"));
  CHECK(c.text("no.such.key") == "no.such.key");
}

TEST_CASE("a file that is no catalogue is refused with its line") {
  CHECK_THAT(refused("[ui]\nplay = 3\n"),
             ContainsSubstring("xx.toml:4: ui.play") && ContainsSubstring("expected a text"));
  CHECK_THAT(refused("[ui]\nplay = \"\"\n"), ContainsSubstring("xx.toml:4: ui.play"));
  CHECK_THAT(refused("[ui]\nplay = [3]\n"), ContainsSubstring("xx.toml:4: ui.play"));
  CHECK_THAT(refused("[ui\n"), ContainsSubstring("xx.toml:3"));
  const test::TempFile nameless("[ui]\nplay = \"x\"\n", "xx.toml");
  CHECK_THAT(refusal([&] { Catalogue::read(nameless.path(), nameless.path()); }),
             ContainsSubstring("xx.toml:1: language.name"));
}
