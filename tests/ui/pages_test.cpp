// Pages open with their stages, close by key, and never hurry who reads them.
#include "ui/pages.hpp"

#include "lesson/guide.hpp"
#include "lesson/stories.hpp"
#include "support/catch.hpp"
#include "ui/human_figure.hpp"
#include "ui/keyboard.hpp"

#include <memory>

using namespace unkink;
using namespace unkink::ui;

namespace {

lesson::Procedure storyWithGuide() {
  lesson::Procedure p = test::shipped();
  p.guide = std::make_shared<const lesson::Guide>(
      lesson::readGuide(config::assetPath("procedures/mild.toml").parent_path(), p));
  return p;
}

/// A patient to look at, made once: making one is slow.
struct Desk {
  operation::Case theCase{operation::CaseParameters{}};
  operation::State state = operation::initialState(theCase);
  view::Scene scene;
  view::Presentation presentation;
  lesson::Procedure procedure = storyWithGuide();
  lesson::Catalogue catalogue = lesson::Catalogue::read("en");

  Shown at(std::string_view stage, bool playing = false) const {
    Story story;
    for (std::uint64_t n = 0; n < procedure.stages.size(); ++n)
      story.chapters.push_back(Chapter{10 * n, 10 * n + 10});
    story.stage = test::stageNamed(procedure, stage);
    story.playing = playing;
    story.tick = story.chapters[static_cast<std::size_t>(story.stage)]->last;  // at its end
    return {theCase, state, scene, presentation, procedure, catalogue, story, {}};
  }
};

const Desk& desk() {
  static const Desk theDesk{};
  return theDesk;
}

UiOutput arriveAt(std::string_view stage, UiState& state, bool playing = false) {
  UiOutput output;
  followStage(desk().at(stage, playing), state, output);
  return output;
}

/// A patient for whom open surgery is talked about first.
UiState withSurgeryFirst() {
  UiState state;
  state.pages.talk = operation::FirstTalk::kSevere;
  state.pages.talkOf = desk().theCase.parameters();
  return state;
}

}  // namespace

TEST_CASE("a page opens when the story comes to its stage, and goes with it") {
  UiState state;
  arriveAt("healthy", state);
  CHECK(state.page == Page::kNone);
  for (const auto& [stage, page] : {std::pair{"candidacy", Page::kCandidacy},
                                    {"preparing", Page::kGettingReady},
                                    {"recovery", Page::kRecovery},
                                    {"expectations", Page::kEvidence}}) {
    arriveAt(stage, state);
    CHECK(state.page == page);
    arriveAt("posture", state);
    CHECK(state.page == Page::kNone);
  }
  arriveAt("narrowing", state);
  CHECK(state.page == Page::kNone);  // its body map waits for a button
}

TEST_CASE("a page that was closed stays closed, and settings stay open") {
  UiState state;
  arriveAt("candidacy", state);
  UiOutput output;
  handleKey({Key::kEscape}, desk().at("candidacy"), false, false, state, output);
  CHECK(state.page == Page::kNone);
  CHECK_FALSE(state.quitAsked);
  arriveAt("candidacy", state);
  CHECK(state.page == Page::kNone);
  state.page = Page::kSettings;
  arriveAt("recovery", state);
  CHECK(state.page == Page::kSettings);
}

TEST_CASE("where pages do not open by themselves none does") {
  UiState state = withSurgeryFirst();
  state.pages.openByThemselves = false;
  for (const char* stage : {"candidacy", "recovery", "portal"}) {
    CHECK_FALSE(arriveAt(stage, state, true).play.has_value());
    CHECK(state.page == Page::kNone);
  }
}

TEST_CASE("the story waits once at the end of a stage whose page is open") {
  UiState state;
  CHECK(arriveAt("candidacy", state, true).play == false);
  CHECK_FALSE(arriveAt("candidacy", state, true).play.has_value());
  CHECK_FALSE(arriveAt("posture", state, true).play.has_value());
}

TEST_CASE("a very narrow case talks about open surgery before the procedure plays") {
  UiState state = withSurgeryFirst();
  arriveAt("narrowing", state);
  CHECK(arriveAt("portal", state, true).play == false);
  CHECK(state.page == Page::kCandidacy);
  state.pages.surgeryTalked = true;
  arriveAt("debulking", state);
  CHECK(state.page == Page::kNone);
  UiState usual;
  arriveAt("portal", usual);
  CHECK(usual.page == Page::kNone);
}

TEST_CASE("a page opens with what is chosen on it, and refuses what it does not have") {
  const lesson::Guide& guide = *desk().procedure.guide;
  UiState state;
  const int third[] = {3}, ninth[] = {9}, walk[] = {4, 1};
  CHECK(openPage(guide, Page::kEvidence, third, state));
  CHECK(state.pages.tab == 2);
  CHECK_FALSE(openPage(guide, Page::kEvidence, ninth, state));
  CHECK(openPage(guide, Page::kCandidacy, walk, state));
  CHECK(state.pages.answers == std::vector<int>{3, 0});
  CHECK_FALSE(openPage(guide, Page::kRecovery, third, state));
}

TEST_CASE("the parts of the figure are those of the body map, from the back down to the feet") {
  const auto& regions = desk().procedure.guide->body.regions;
  REQUIRE(regions.size() == kBodyParts.size());
  for (std::size_t n = 0; n < regions.size(); ++n) CHECK(regions[n].claim.id == kBodyParts[n]);
  const Rect rect{100.0f, 50.0f, 200.0f, 505.0f};  // five pixels a unit
  int last = -1;
  for (float y = 50.0f; y < 555.0f; y += 1.0f) {
    const int part = bodyPartAt(rect, ImVec2(212.0f, y));
    if (part < 0) continue;
    CHECK(part >= last);
    last = part;
  }
  CHECK(last == static_cast<int>(kBodyParts.size()) - 1);
  CHECK(bodyPartAt(rect, ImVec2(110.0f, 400.0f)) == -1);
}

TEST_CASE("a stage's slider takes its room from the 3D view alone, whether a page is open or not") {
  for (const bool page : {false, true}) {
    LayoutWish wish;
    wish.pageOpen = page;
    const Layout without = layoutFor(wish);
    wish.sliderOpen = true;
    const Layout with = layoutFor(wish);
    CHECK(with.slider.height >= kTouch * with.scale);
    CHECK_FALSE(with.slider.overlaps(with.scene));
    CHECK_FALSE(with.slider.overlaps(with.narration));
    CHECK(with.slider.width == with.scene.width);
    CHECK(with.narration.y == without.narration.y);
    CHECK(with.page.width == without.page.width);
  }
}
