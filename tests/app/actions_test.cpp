// Measuring, recording and replaying from the command line.
#include "app/program.hpp"
#include "support/catch.hpp"

#include <nlohmann/json.hpp>

using namespace unkink;
using test::Outcome;
using test::runProgram;

namespace {

/// Of the sac, in the stage in which it narrows; L4-L5.
double narrowedArea_mm2(const std::string& asked) {
  return nlohmann::json::parse(runProgram("measure --stage 2 " + asked).out)
      .at("levels")
      .at("L4-L5")
      .at("area_mm2")
      .get<double>();
}

}  // namespace

TEST_CASE("the measures are JSON with every group, and need no screen") {
  const Outcome o = runProgram("measure --stage 0");
  REQUIRE(o.exitCode == 0);
  const auto json = nlohmann::json::parse(o.out);
  for (const char* group : {"patient", "levels", "narrowest", "straw", "removed", "remaining",
                            "distances", "dose", "events"})
    CHECK(json.at(group).is_object());
  CHECK(json.at("patient").at("load") == "standing");
  CHECK(json.at("levels").size() == 5);
  CHECK(json.at("levels").at("L4-L5").at("area_mm2").get<double>() > 50.0);
  CHECK(json.at("removed").at("ligament_mm3") == 0.0);
  CHECK(json.at("remaining").at("ligament_mm3").get<double>() > 0.0);
  CHECK(json.at("distances").at("portal_tip_to_dura_mm").is_null());
  CHECK(json.at("hash").get<std::string>().size() == 16);
}

TEST_CASE("a parameter that is set changes what is measured") {
  CHECK(narrowedArea_mm2("--set disease.l4_l5.ligament_thickening_left_mm=0.5 --set "
                         "disease.l4_l5.ligament_thickening_right_mm=0.5") >
        narrowedArea_mm2("") + 5.0);
}

TEST_CASE("a moment within a stage lies between its beginning and its end") {
  const double middle = narrowedArea_mm2("--through 0.5");
  CHECK(narrowedArea_mm2("--through 0") > middle + 5.0);
  CHECK(middle > narrowedArea_mm2("--through 1") + 5.0);
}

TEST_CASE("a recording replays to the hash that it ended on") {
  const test::TempDirectory folder;
  const std::string file = folder.path() / "story.rec";
  const Outcome made = runProgram("simulate --stage 2 --out " + file);
  REQUIRE(made.exitCode == 0);
  const Outcome again = runProgram("replay " + file);
  CHECK(again.exitCode == 0);
  CHECK_THAT(again.out, ContainsSubstring("as recorded"));
  // and to what measure says of the same stage
  const std::string hash =
      nlohmann::json::parse(runProgram("measure --stage 2").out).at("hash").get<std::string>();
  CHECK_THAT(made.out, ContainsSubstring(hash));
}

TEST_CASE("a recording that was changed is told apart with exit code 1") {
  const test::TempDirectory folder;
  const std::string file = folder.path() / "story.rec";
  REQUIRE(runProgram("simulate --stage 1 --out " + file).exitCode == 0);
  std::string text = test::contentOf(file);
  const std::size_t last = text.find_last_not_of("\n");
  text[last] = text[last] == '0' ? '1' : '0';
  folder.write("story.rec", text);
  const Outcome o = runProgram("replay " + file);
  CHECK(o.exitCode == 1);
  CHECK_THAT(o.out, ContainsSubstring("recorded"));
}
