// The window of sources: every page has something to show, and no fact of a page is left out.
#include "lesson/claims.hpp"
#include "lesson/glossary.hpp"
#include "lesson/stories.hpp"
#include "support/catch.hpp"
#include "ui/sources_overlay.hpp"

using namespace unkink;
using namespace unkink::ui;

TEST_CASE(
    "every page that says facts has its claims in both voices; others leave it to the stage") {
  const lesson::Claims claims = lesson::readClaims(config::assetPath("references/claims.toml"));
  for (const Page page : {Page::kBodyMap, Page::kCandidacy, Page::kGettingReady, Page::kRecovery,
                          Page::kEvidence, Page::kQuestions})
    for (const char* voice : {"plain", "clinical"}) {
      INFO(static_cast<int>(page) << " " << voice);
      CHECK_FALSE(claims.about(saidOn(page), voice).empty());
    }
  for (const Page page : {Page::kNone, Page::kTeachBack, Page::kSettings})
    CHECK(saidOn(page).empty());
}

TEST_CASE("the hard words of a page are those of all that it says") {
  const lesson::Catalogue words = lesson::Catalogue::read("en");
  std::string said;
  for (const std::string_view key : saidOn(Page::kCandidacy))
    said += lesson::plainTexts(words, key);
  CHECK(lesson::saysWord(said, "MRI"));
  CHECK_FALSE(lesson::glossaryOf(words, said).empty());
}
