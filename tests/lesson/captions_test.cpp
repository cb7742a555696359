// Captions: what a sentence is, how sentences are dealt over a stage's beats, and when each is
// said.
#include "lesson/captions.hpp"

#include "lesson/catalogue.hpp"
#include "lesson/stories.hpp"
#include "support/catch.hpp"

#include <numeric>

using namespace unkink;
using namespace unkink::lesson;

namespace {

using Texts = std::vector<std::string>;
using Ticks = std::vector<std::uint64_t>;

/// A text of sentences with so many words each.
std::string textOf(const std::vector<int>& words) {
  std::string text;
  for (const int n : words) {
    for (int w = 0; w < n; ++w) text += w == 0 ? "Word" : " word";
    text += ". ";
  }
  return text;
}

}  // namespace

TEST_CASE("a sentence ends where a reader says it does") {
  CHECK(sentences("One. Two! Three? Four").size() == 4);
  CHECK(sentences("It is 1.5 mm wide, 2.0 at most. Then no more.") ==
        Texts{"It is 1.5 mm wide, 2.0 at most.", "Then no more."});
  CHECK(
      sentences("Use a tool, e.g. Kerrison's. Ask Dr. Smith or J. R. Jones. See Fig. 3.").size() ==
      3);
  CHECK(sentences("It takes 2 h. Go home.").size() == 2);
  CHECK(sentences("One leaflet says \"a kink.\" It is eased.") ==
        Texts{"One leaflet says \"a kink.\"", "It is eased."});
  CHECK(sentences("First (so to speak.) Second.").size() == 2);
  CHECK(sentences("Sizes follow the filing ... and more. 9 of 75 had surgery.").size() == 2);
  CHECK(sentences(
            "\u00bfLe duele? \u00c1rea peque\u00f1a. \u00a1Vaya! La Dra. P\u00e9rez, aprox. 3 mm.")
            .size() == 4);
  CHECK(sentences("  \n ").empty());
  CHECK(sentences("").empty());
}

TEST_CASE("no word of the story is lost or said twice when its texts are split") {
  const Catalogue words = Catalogue::read("en");
  for (const Stage& stage : test::shipped().stages)
    for (const char* voice : {".plain", ".clinical"}) {
      const std::string& text = words.text("stage." + stage.id + voice);
      const Texts split = sentences(text);
      INFO(stage.id << voice);
      CHECK(split.size() >= 3);
      CHECK(std::accumulate(
                split.begin() + 1, split.end(), split.front(),
                [](const std::string& a, const std::string& b) { return a + " " + b; }) == text);
    }
}

TEST_CASE("each beat has its sentence where there are as many, else about as many words") {
  using Beats = std::vector<std::size_t>;
  CHECK(Captions(textOf({3, 40, 2, 9}), 4).beatOf() == Beats{0, 1, 2, 3});
  CHECK(Captions(textOf({13, 7, 10, 21}), 3).beatOf() == Beats{0, 1, 1, 2});
  CHECK(Captions(textOf({10, 10, 10, 10}), 2).beatOf() == Beats{0, 0, 1, 1});
  CHECK(Captions(textOf({5, 5}), 4).beatOf() == Beats{0, 1});
  CHECK(Captions(textOf({5, 5, 5}), 1).beatOf() == Beats{0, 0, 0});
  CHECK(Captions("", 3).beatOf().empty());
}

TEST_CASE("a sentence begins with its beat, but not before the last one could be read") {
  const Captions c(textOf({6, 3, 3, 6}), 3);  // two seconds, one, one, two
  REQUIRE(c.beatOf() == std::vector<std::size_t>{0, 1, 1, 2});
  const Ticks begun{0, 60, 600};
  CHECK(c.starts(begun) == Ticks{0, 120, 180, 600});
  CHECK(c.end(begun) == 720);
  CHECK(c.starts(Ticks{0, 60}) == Ticks{0, 120, 180});
  for (const auto& [tick, sentence] : std::vector<std::pair<std::uint64_t, std::size_t>>{
           {0, 0}, {119, 0}, {120, 1}, {179, 1}, {180, 2}, {599, 2}, {600, 3}, {9999, 3}})
    CHECK(c.at(tick, begun) == sentence);
  // what has not begun is not spoken
  CHECK(c.at(9999, Ticks{0}) == std::size_t{0});
  CHECK_FALSE(Captions("", 1).at(5, Ticks{0}));
}

TEST_CASE("the session knows when each beat began, wherever the play head goes") {
  Procedure p = test::brief();
  p.stages[2].goals[2].caption = 2;
  Session s(test::sharedDefaultCase(), p, false);
  CHECK(s.beats(2).empty());
  s.seekEndOf(3);
  const Ticks beats = s.beats(2);
  REQUIRE(beats.size() == 2);
  CHECK(beats[0] == s.span(2)->first);
  CHECK(beats[1] > beats[0]);
  CHECK(beats[1] < s.span(2)->last);
  CHECK(s.beats(0) == Ticks{0});
  CHECK(s.beats(-1).empty());
  CHECK(s.beats(4).empty());
  s.seek(1);
  CHECK(s.beats(2) == beats);
  // a hand in the first stage: what was to come is forgotten, and written anew
  s.seek(5);
  s.act({});
  CHECK(s.beats(0) == Ticks{0});
  CHECK(s.beats(2).empty());
  s.resume();
  s.seekEndOf(3);
  CHECK(s.beats(0) == Ticks{0});
  REQUIRE(s.beats(2).size() == 2);
  CHECK(s.beats(2)[0] == s.span(2)->first);
  // and one in the beat itself leaves it where it was
  s.seek(s.beats(2)[0] + 3);
  const Ticks before{s.beats(2)[0]};
  s.act({});
  CHECK(s.beats(2) == before);
  s.resume();
  s.seekEndOf(3);
  CHECK(s.beats(2)[0] == before[0]);
  CHECK(s.beats(2).size() == 2);
}
