// The command line: bad input is one clear sentence and exit code 2; help is not an error.
#include "app/command_line.hpp"

#include "app/program.hpp"
#include "config/field.hpp"
#include "operation/case.hpp"
#include "support/catch.hpp"

#include <algorithm>
#include <regex>

using namespace unkink;
using test::Outcome;
using test::runProgram;

TEST_CASE("bad input gives one sentence, the program's name and exit code 2") {
  const test::TempDirectory folder;
  const auto badCase = folder.write("bad.toml", "[plan]\nlevel = \"L9-L9\"\n");
  const auto badRecording = folder.write("bad.rec", "unkink recording 1\n5 user dance\n");
  for (const std::string& arguments : std::initializer_list<std::string>{
           "dance",
           "--dance",
           "render --stage 3 --out x.png --view sideways",
           "render --stage 3 --out x.png --size 0x0",
           "render --stage 3 --out x.png --size huge",
           "render --stage 3 --out x.png --view 3d --projection ap",
           "render --stage 3 --out x.png --view straw --c-arm",
           "render --stage 3 --out x.png --view fluoro --projection up",
           "render --stage 3 --out x.png --compare both",
           "render --stage 3 --out x.png --guides ribs",
           "render --stage 3 --out x.png --view 3d --guides all",
           "render --stage 3 --out x.png --view straw --fade 0.5",
           "render --stage 3 --out x.png --fade 2",
           "render --stage 3",
           "render --stage 3 --out x.png --layout small",
           "render --stage 3 --out x.png --view 3d --layout big",
           "render --stage 3 --out x.png --text-scale 3",
           "--layout cinema",
           "measure",
           "measure --stage 16",
           "measure --stage -1",
           "measure --stage two",
           "measure --stage 1 --case nowhere.toml",
           "measure --stage 1 --set plan.level",
           "measure --stage 1 --set plan.lewel=L4-L5",
           "measure --stage 1 --set plan.side=up",
           "--set plan.side=up",
           "--language nowhere",
           "replay nowhere.rec",
           "measure --stage 1 --case " + badCase.string(),
           "replay " + badRecording.string()}) {
    INFO("unkink " << arguments);
    const Outcome o = runProgram(arguments);
    INFO(o.err);
    CHECK(o.exitCode == 2);
    CHECK(o.err.starts_with("unkink: "));
    CHECK(std::count(o.err.begin(), o.err.end(), '\n') == 1);
    CHECK(o.out.empty());
  }
}

TEST_CASE("a mistyped parameter is answered with the nearest one") {
  CHECK_THAT(runProgram("measure --stage 0 --set plan.lewel=L4-L5").err,
             ContainsSubstring("plan.level"));
}

TEST_CASE("a bad case file is named with its line") {
  const test::TempFile file("[plan]\nlevel = \"L9-L9\"\n", "patient.toml");
  CHECK_THAT(runProgram("measure --stage 0 --case " + file.path().string()).err,
             ContainsSubstring("patient.toml:2"));
}

TEST_CASE("a picture that cannot be written is a sentence too") {
  const Outcome o = runProgram("render --stage 0 --view straw --size 64x64 --out /nowhere/x.png");
  CHECK(o.exitCode == 2);
  CHECK(o.err.starts_with("unkink: "));
}

TEST_CASE("help and version are no errors, for every action") {
  for (const char* action : {"", "render", "measure", "simulate", "replay"}) {
    const Outcome o = runProgram(std::string(action) + " --help");
    CHECK(o.exitCode == 0);
    CHECK_THAT(o.out, ContainsSubstring("Usage"));
    CHECK(o.err.empty());
  }
  CHECK(runProgram("--version").out.starts_with("unkink "));
}

TEST_CASE("the list of parameters has every field of a case") {
  const Outcome o = runProgram("--list-params");
  CHECK(o.exitCode == 0);
  for (const config::ParameterRow& row : config::list(operation::CaseParameters{}))
    CHECK_THAT(o.out, ContainsSubstring(row.key));
}

TEST_CASE("a stage is a number from 0 to the last") {
  CHECK(app::stageNumber("0", 15) == 0);
  CHECK(app::stageNumber("15", 15) == 15);
  for (const char* text : {"", "16", "-1", "1.5", "1x", "all"})
    CHECK_THROWS(app::stageNumber(text, 15));
}

TEST_CASE("the manual page has every command and every option that the help has") {
  std::string page = test::contentOf(UNKINK_SIM_DIR "/../assets/packaging/unkink.1");
  std::erase(page, '\\');
  const std::vector<std::string> commands{"",       "render", "measure", "simulate", "replay",
                                          "export", "fluoro", "film",    "handout",  "transcript"};
  const std::regex option("--[a-z-]+");
  int options = 0;
  for (const std::string& command : commands) {
    INFO(command);
    CHECK_THAT(page, ContainsSubstring(command));
    const std::string help = runProgram(command + " --help").out;
    for (auto at = std::sregex_iterator(help.begin(), help.end(), option);
         at != std::sregex_iterator(); ++at, ++options)
      CHECK_THAT(page, ContainsSubstring(at->str()));
  }
  CHECK(options > 80);
}
