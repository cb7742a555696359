// The shipped story is whole, with words and sources for every stage; a broken one is refused.
#include "lesson/procedure.hpp"

#include "config/bad_input.hpp"
#include "lesson/catalogue.hpp"
#include "lesson/route.hpp"
#include "lesson/stories.hpp"
#include "support/catch.hpp"
#include "support/temp_file.hpp"

#include <algorithm>
#include <cctype>
#include <iterator>
#include <set>

using namespace unkink;
using namespace unkink::lesson;
using test::bibliography;
using test::refusal;

namespace {

const std::string kStaging =
    "[stage.staging]\nsubject = [\"skin\"]\nazimuth_deg = 1\nelevation_deg = 1\ndistance_mm = "
    "200\n";

std::string refusedAs(const std::string& content) {
  const test::TempFile file(content, "story.toml");
  return refusal([&] { readProcedure(file.path()); });
}

/// A story whose only stage has these goals.
std::string withGoals(const std::string& goals) {
  return "name = \"x\"\n[[stage]]\nid = \"a\"\ngoals = [" + goals + "]\n" + kStaging +
         "layers = { bone = 1 }\n";
}
/// A story whose only stage is staged like this.
std::string withStaging(const std::string& more) {
  return "name = \"x\"\n[[stage]]\nid = \"a\"\ngoals = [{ wait = 1 }]\n" + kStaging + more + "\n";
}

}  // namespace

TEST_CASE("the shipped story has fifteen stages, each with its own name and goals") {
  const Procedure& p = test::shipped();
  CHECK(p.stages.size() == 15);
  CHECK_FALSE(p.name.empty());
  std::set<std::string> ids;
  for (const Stage& stage : p.stages) {
    INFO(stage.id);
    CHECK(ids.insert(stage.id).second);
    CHECK_FALSE(stage.goals.empty());
    CHECK(stage.staging.layers.size() == kLayerCount);
  }
}

TEST_CASE("every stage has its words in both voices, and sources that the bibliography knows") {
  const Catalogue words = Catalogue::read("en");
  const auto known = bibliography();
  REQUIRE(known.size() > 10);
  for (const Stage& stage : test::shipped().stages) {
    INFO(stage.id);
    for (const char* part : {"plain_title", "plain", "clinical_title", "clinical"}) {
      const std::string key = "stage." + stage.id + "." + part;
      INFO(key);
      CHECK(words.has(key));
      CHECK_FALSE(words.text(key).empty());
    }
    const auto& sources = words.list("stage." + stage.id + ".sources");
    CHECK_FALSE(sources.empty());
    for (const std::string& source : sources) {
      INFO(source);
      CHECK(known.count(source) == 1);
    }
  }
}

TEST_CASE("a catalogue shows its gaps and refuses what is no catalogue") {
  const Catalogue words = Catalogue::read("en");
  CHECK_FALSE(words.has("no.such.key"));
  CHECK(words.text("no.such.key") == "no.such.key");
  CHECK(words.list("no.such.key").empty());
  CHECK_THAT(refusal([] { Catalogue::read("xx"); }),
             ContainsSubstring("\"xx\"") && ContainsSubstring("en (English), es ("));
}

TEST_CASE("every goal that the shipped story does not use is read as well") {
  const test::TempFile file(
      withGoals("{ posture = -1 }, { view = \"lateral\" }, { view = \"clo-left\" }, "
                "{ view = \"contralateral\" }, { needle_in = true }, { debulk = 3.5 }"));
  const Procedure p = readProcedure(file.path());
  REQUIRE(p.stages.at(0).goals.size() == 6);
  CHECK(p.stages[0].goals[0].kind == GoalKind::kPosture);
  CHECK(p.stages[0].goals[0].amount == -1.0);
  CHECK(p.stages[0].goals[1].view == fluoro::View::kLateral);
  CHECK(p.stages[0].goals[2].view == fluoro::View::kCloLeft);
  CHECK(p.stages[0].goals[3].contralateral);
  CHECK(p.stages[0].goals[5].amount == 3.5);
}

TEST_CASE("a goal that is none is refused with its line") {
  CHECK_THAT(refusedAs(withGoals("{ wiat = 1 }")),
             ContainsSubstring("story.toml:4") && ContainsSubstring("wait"));
  CHECK_THAT(refusedAs(withGoals("{ wait = 1, image = 2 }")),
             ContainsSubstring("story.toml:4") && ContainsSubstring("2 keys"));
  CHECK_THAT(refusedAs(withGoals("{ }")), ContainsSubstring("story.toml:4"));
  CHECK_THAT(refusedAs(withGoals("{ caption = 2 }")), ContainsSubstring("0 keys"));
  CHECK_THAT(refusedAs(withGoals("{ wait = 1, caption = 2 }")), ContainsSubstring("first beat"));
  CHECK_THAT(refusedAs(withGoals("{ wait = 1 }, { wait = 1, caption = 3 }")),
             ContainsSubstring("story.toml:4") && ContainsSubstring("expected 2"));
  CHECK_THAT(refusedAs(withGoals("{ wait = 1 }, { wait = 1, caption = 1 }")),
             ContainsSubstring("story.toml:4"));
  CHECK_THAT(refusedAs(withGoals("{ wait = \"long\" }")), ContainsSubstring("story.toml:4"));
  CHECK_THAT(refusedAs(withGoals("{ wait = -1 }")), ContainsSubstring("story.toml:4"));
  CHECK_THAT(refusedAs(withGoals("{ wait = nan }")), ContainsSubstring("story.toml:4"));
  CHECK_THAT(refusedAs(withGoals("{ view = \"above\" }")), ContainsSubstring("story.toml:4"));
  CHECK_THAT(refusedAs(withGoals("{ open_skin = false }")), ContainsSubstring("story.toml:4"));
  CHECK_THAT(refusedAs(withGoals("{ open_skin = 1 }")), ContainsSubstring("story.toml:4"));
  CHECK_THAT(refusedAs(withGoals("3")), ContainsSubstring("story.toml:4"));
  CHECK_THAT(refusedAs(withGoals("")), ContainsSubstring("story.toml:"));
}

TEST_CASE("the last stage opens with before beside after, the X-ray one with its X-ray") {
  for (const Stage& stage : test::shipped().stages) {
    INFO(stage.id);
    const bool last = stage.id == "before_after", checking = stage.id == "checking";
    CHECK(stage.staging.compare == (last ? Comparing::kSideBySide : Comparing::kOff));
    // a line between the two would lie on the line of dye
    CHECK(stage.staging.compareXRay == (checking ? Comparing::kSideBySide
                                        : last   ? Comparing::kDivider
                                                 : Comparing::kOff));
  }
  const test::TempFile file(
      withStaging("layers = { bone = 1 }\ncompare = \"side_by_side\"\ncompare_xray = \"off\""));
  const Staging staging = readProcedure(file.path()).stages.at(0).staging;
  CHECK(staging.compare == Comparing::kSideBySide);
  CHECK(staging.compareXRay == Comparing::kOff);
}

TEST_CASE(
    "wherever results are compared the story says what they do not prove, and the straw has its "
    "words") {
  const Catalogue words = Catalogue::read("en");
  for (const Stage& stage : test::shipped().stages)
    if (stage.staging.compare != Comparing::kOff || stage.staging.compareXRay != Comparing::kOff)
      CHECK(words.has("stage." + stage.id + ".honesty"));
  for (const char* part : {"title", "flow", "of_healthy", "ghost", "caption"})
    for (const char* voice : {".plain", ".clinical"})
      CHECK(words.has("straw." + std::string(part) + voice));
  const auto known = bibliography();
  CHECK_FALSE(words.list("straw.sources").empty());
  for (const std::string& source : words.list("straw.sources")) CHECK(known.contains(source));
}

TEST_CASE("a staging that names what is not drawn is refused with its line") {
  CHECK_THAT(refusedAs(withStaging("layers = { bones = 1 }")),
             ContainsSubstring("story.toml:10") && ContainsSubstring("bone"));
  CHECK_THAT(refusedAs(withStaging("layers = { bone = 2 }")), ContainsSubstring("story.toml:10"));
  CHECK_THAT(refusedAs(withStaging("layers = { bone = 1 }\nlabels = [\"lamna\"]")),
             ContainsSubstring("story.toml:11") && ContainsSubstring("lamina"));
  CHECK_THAT(refusedAs(withStaging("layers = { bone = 1 }\ncompare = \"both\"")),
             ContainsSubstring("story.toml:11") && ContainsSubstring("divider"));
  CHECK_THAT(refusedAs(withStaging("layers = { bone = 1 }\nzoom = 3")),
             ContainsSubstring("story.toml:11"));
  CHECK_THAT(refusedAs(withStaging("")), ContainsSubstring("layers"));
}

TEST_CASE("a story without stages, without an end or without a file is refused") {
  CHECK_THAT(refusedAs("name = \"x\"\n"),
             ContainsSubstring("story.toml:") && ContainsSubstring("stage"));
  CHECK_THAT(refusedAs("name = \"x\"\n[[stage]]\nid = \"a\"\n"), ContainsSubstring("story.toml:"));
  CHECK_THAT(refusedAs("name = \"x\"\n[[stage]]\nid = 3\ngoals = [{ wait = 1 }]\n" + kStaging),
             ContainsSubstring("story.toml:3"));
  CHECK_THAT(refusedAs(withGoals("{ wait = 1 }").substr(0, 40)), ContainsSubstring("story.toml:"));
  CHECK_THAT(refusedAs("name = \"x\"\nstages = 3\n"), ContainsSubstring("story.toml:2"));
  CHECK_THAT(refusal([] { readProcedure("/no/such/story.toml"); }),
             ContainsSubstring("story.toml"));
}

TEST_CASE("no words say what is bright or dark in an X-ray, whose polarity the user turns") {
  std::ifstream in(config::assetPath("text/en.toml"));
  REQUIRE(in);
  int lines = 0;
  for (std::string line; std::getline(in, line); ++lines) {
    std::string lower(line);
    std::ranges::transform(lower, lower.begin(), [](unsigned char c) { return std::tolower(c); });
    // these two say which polarity it is
    if (lower.starts_with("xray_bone_dark") || lower.starts_with("xray_bone_bright")) continue;
    lower.erase(0, lower.find('=') + 1);  // what is said, not its key
    INFO(line);
    for (const char* word : {"bright", "dark", "white", "black"})
      CHECK(lower.find(word) == std::string::npos);
  }
  CHECK(lines > 100);
}

namespace {

const std::vector<Route>& shippedRoutes() {
  static const auto routes =
      readRoutes(config::assetPath("procedures/routes.toml"), test::shipped());
  return routes;
}

const Route& route(const char* id) { return shippedRoutes()[routeNamed(shippedRoutes(), id)]; }

std::vector<int> stagesOf(const Route& r) {
  std::vector<int> stages;
  for (const Stop& stop : r.stops) stages.push_back(stop.stage + 1);
  return stages;
}

}  // namespace

TEST_CASE("the shipped routes go where the product says, and are called by name") {
  CHECK(stagesOf(route("five_minutes")) == std::vector<int>{2, 3, 4, 10, 13, 14, 15});
  CHECK(stagesOf(route("full")).size() == test::shipped().stages.size());
  CHECK(stagesOf(route("trainee")) == stagesOf(route("full")));
  CHECK(route("trainee").clinical == true);
  // a booth begins with the hand of whoever stops there
  CHECK(route("ninety_seconds").stops.front().slider);
  CHECK(route("ninety_seconds").stops.front().straw);
  const Catalogue words = Catalogue::read("en");
  for (const Route& r : shippedRoutes()) CHECK(words.has("route." + r.id));
}

TEST_CASE("a route goes on and back by its own stops, and stays at its ends") {
  const Route& five = route("five_minutes");
  std::vector<int> way{0};
  while (way.back() != five.stageAfter(way.back(), 1))
    way.push_back(five.stageAfter(way.back(), 1));
  CHECK(way == std::vector<int>{0, 1, 2, 3, 9, 12, 13, 14});
  for (std::size_t n = way.size() - 1; n > 1; --n) CHECK(five.stageAfter(way[n], -1) == way[n - 1]);
  CHECK(five.stageAfter(1, -1) == 1);
  // between two stops, either way
  CHECK(five.stageAfter(6, 1) == 9);
  CHECK(five.stageAfter(6, -1) == 3);
  CHECK(five.endsWith(14));
}

TEST_CASE("a route lasts as long as its stages play and their words take") {
  Route r;
  r.stops = {{0, 2.0}, {2, 1.0}};
  r.wordsPerSecond = 2.0;
  r.pause_s = 1.0;
  const std::vector<StageWords> words{{10, 0}, {0, 0}, {60, 0}};
  std::vector<std::optional<double>> stage_s{20.0, 100.0, 5.0};
  // the first one plays for 20 s at twice the pace, the last one is read for 30 s
  CHECK(lasts_s(r, stage_s, words) == Approx(10.0 + 31.0));
  stage_s[2].reset();
  CHECK_FALSE(lasts_s(r, stage_s, words));
}

TEST_CASE("the words of the five-minute and the ninety-second route take about that long") {
  const auto words = wordsOf(test::shipped(), Catalogue::read("en"));
  const std::vector<std::optional<double>> nothing(words.size(), 0.0);
  const double five_s = *lasts_s(route("five_minutes"), nothing, words);
  CHECK(five_s > 200.0);
  CHECK(five_s < 400.0);
  const double ninety_s = *lasts_s(route("ninety_seconds"), nothing, words);
  CHECK(ninety_s > 50.0);
  CHECK(ninety_s < 110.0);
}

TEST_CASE("a broken route is refused with file and line") {
  const auto refusedRoute = [](const std::string& content) {
    const test::TempFile file(content, "routes.toml");
    return refusal([&] { readRoutes(file.path(), test::shipped()); });
  };
  CHECK_THAT(refusedRoute("# nothing\n"), ContainsSubstring("at least one route"));
  CHECK_THAT(refusedRoute("[[route]]\nid = \"a\"\nstop = [{ id = \"posturre\" }]\n"),
             ContainsSubstring("routes.toml:3") && ContainsSubstring("posture"));
  CHECK_THAT(
      refusedRoute("[[route]]\nid = \"a\"\nstop = [{ id = \"posture\" }, { id = \"posture\" }]\n"),
      ContainsSubstring("twice"));
  CHECK_THAT(refusedRoute("[[route]]\nid = \"a\"\n[[route]]\nid = \"a\"\n"),
             ContainsSubstring("twice"));
  CHECK_THAT(refusedRoute("[[route]]\nid = \"a\"\nstop = [{ id = \"posture\", pace = 20 }]\n"),
             ContainsSubstring("pace"));
  CHECK_THAT(refusal([] { routeNamed(shippedRoutes(), "fast"); }),
             ContainsSubstring("--route") && ContainsSubstring("ninety_seconds"));
}
