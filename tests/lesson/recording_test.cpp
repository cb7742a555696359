// Recordings: a run as text replays to the same bits, and half a run is not taken for one.
#include "lesson/recording.hpp"

#include "config/bad_input.hpp"
#include "lesson/stories.hpp"
#include "support/catch.hpp"
#include "support/temp_file.hpp"

#include <array>

using namespace unkink;
using namespace unkink::lesson;
using operation::command;
using operation::hash;
using operation::Verb;
using test::refusal;

namespace {

/// A brief run by autopilot and hand.
const Recording& mixed() {
  static const Recording made = [] {
    Session s(test::sharedDefaultCase(), test::brief(), false);
    s.seekEndOf(1);
    s.act(std::array{command(Verb::kCArmPrimary, 0.1 + 0.2), command(Verb::kPatientPosture, -0.4),
                     command(Verb::kPatientPosture, 0.35)});
    for (int n = 0; n < 30; ++n) s.act({});
    s.resume();
    s.seekEndOf(3);
    return s.recording();
  }();
  return made;
}

std::string refusedAs(const std::string& content) {
  const test::TempFile file(content, "run.txt");
  return refusal([&] { readRecording(file.path()); });
}

}  // namespace

TEST_CASE("a run that is written, read back and replayed ends on the same hash") {
  const test::TempDirectory folder;
  write(folder.path() / "run.txt", mixed());
  const Recording read = readRecording(folder.path() / "run.txt");
  REQUIRE(read.finalHash);
  CHECK(read.finalHash == mixed().finalHash);
  CHECK(read.lastTick == mixed().lastTick);
  REQUIRE(read.commands.size() == mixed().commands.size());
  for (std::size_t n = 0; n < read.commands.size(); ++n) {
    CHECK(read.commands[n].tick == mixed().commands[n].tick);
    CHECK(read.commands[n].command.source == mixed().commands[n].command.source);
    CHECK(operation::toText(read.commands[n].command) ==
          operation::toText(mixed().commands[n].command));
  }
  CHECK(read.stageEnds == mixed().stageEnds);
  CHECK(read.stageEnds.size() == 4);
  CHECK(toText(read) == toText(mixed()));
  CHECK(hash(replay(test::defaultCase(), read)) == *read.finalHash);
}

TEST_CASE("a recording ends where the play head is, not where the story does") {
  Session s(test::sharedDefaultCase(), test::brief(), false);
  s.seekEndOf(3);
  s.seekEndOf(0);
  const Recording r = s.recording();
  CHECK(r.lastTick == s.tick());
  CHECK(r.commands.back().tick <= s.tick());
  CHECK(hash(replay(test::defaultCase(), r)) == hash(s.state()));
}

TEST_CASE("a recording carries its case") {
  Recording r;
  r.parameters.side = anatomy::Side::kRight;
  r.parameters.skinToLamina_mm = 51.0 / 1.1;
  r.parameters.title = "somebody # else";
  r.finalHash = 0x12u;
  const test::TempFile file(toText(r));
  const Recording read = readRecording(file.path());
  CHECK(config::toToml(read.parameters) == config::toToml(r.parameters));
  CHECK(read.parameters.skinToLamina_mm == r.parameters.skinToLamina_mm);
  CHECK(read.finalHash == r.finalHash);
}

TEST_CASE("remarks, empty lines and carriage returns do not matter") {
  const test::TempFile file(
      "unkink recording 1\r\n# a remark\r\n\r\n3 user tool.bite\r\nend 5 00000000000000ff\r\n");
  const Recording read = readRecording(file.path());
  CHECK(read.commands.size() == 1);
  CHECK(read.finalHash == 255u);
}

TEST_CASE("a recording that is missing, empty or something else is refused") {
  CHECK_THAT(refusal([] { readRecording("/no/such/run.txt"); }), ContainsSubstring("run.txt"));
  const test::TempDirectory folder;
  CHECK_THAT(refusal([&] { readRecording(folder.path()); }), ContainsSubstring("expected"));
  CHECK_THAT(refusedAs(""),
             ContainsSubstring("run.txt:") && ContainsSubstring("unkink recording 1"));
  CHECK_THAT(refusedAs("unkink recording 2\nend 0 0\n"), ContainsSubstring("run.txt:1"));
  CHECK_THAT(refusedAs(std::string("\x7f"
                                   "ELF\0\0\xff\xfe garbage",
                                   16)),
             ContainsSubstring("run.txt:1"));
}

TEST_CASE("what is wrong in a recording is refused with file and line") {
  const std::string head = "unkink recording 1\n";
  const std::string whole = toText(mixed());
  CHECK_THAT(refusedAs(whole.substr(0, whole.rfind("end"))), ContainsSubstring("cut short"));
  CHECK_THAT(refusedAs(whole.substr(0, whole.size() / 2)), ContainsSubstring("run.txt:"));
  for (const char* stages :
       {"stage 2 5\n", "stage 1 0\n", "stage 1 5\nstage 2 4\n", "stage 1 99\n"})
    CHECK_THAT(refusedAs(head + stages + "end 9 0\n"), ContainsSubstring("expected"));
  CHECK_THAT(refusedAs(head + "5 user portal.advnce 3\nend 9 0\n"),
             ContainsSubstring("run.txt:2") && ContainsSubstring("portal.advance"));
  CHECK_THAT(refusedAs(head + "5 user portal.advance 300\nend 9 0\n"),
             ContainsSubstring("run.txt:2"));
  CHECK_THAT(refusedAs(head + "5 user tool.bite\n4 user tool.bite\nend 9 0\n"),
             ContainsSubstring("run.txt:3") && ContainsSubstring("do not fall"));
  CHECK_THAT(refusedAs(head + "0 user tool.bite\nend 9 0\n"), ContainsSubstring("run.txt:2"));
  CHECK_THAT(refusedAs(head + "99999999999 user tool.bite\nend 9 0\n"),
             ContainsSubstring("run.txt:2"));
  CHECK_THAT(refusedAs(head + "-3 user tool.bite\nend 9 0\n"), ContainsSubstring("run.txt:2"));
  CHECK_THAT(refusedAs(head + "5 robot tool.bite\nend 9 0\n"),
             ContainsSubstring("run.txt:2") && ContainsSubstring("robot"));
  CHECK_THAT(refusedAs(head + "5 user\nend 9 0\n"), ContainsSubstring("run.txt:2"));
  CHECK_THAT(refusedAs(head + "5\nend 9 0\n"), ContainsSubstring("run.txt:2"));
  CHECK_THAT(refusedAs(head + "5 user tool.bite\nend 4 0\n"), ContainsSubstring("run.txt:3"));
  CHECK_THAT(refusedAs(head + "end 4\n"), ContainsSubstring("run.txt:2"));
  CHECK_THAT(refusedAs(head + "end 4 xyz\n"), ContainsSubstring("run.txt:2"));
  CHECK_THAT(refusedAs(head + "end 4 0\n5 user tool.bite\n"), ContainsSubstring("run.txt:3"));
  CHECK_THAT(refusedAs(head + "case plan.siede=left\nend 4 0\n"), ContainsSubstring("run.txt:2"));
  CHECK_THAT(refusedAs(head + "case disease.disc_bulge_mm=99\nend 4 0\n"),
             ContainsSubstring("run.txt:2"));
  CHECK_THAT(refusedAs(head + "case\nend 4 0\n"), ContainsSubstring("run.txt:2"));
  CHECK_THAT(refusedAs(head + "end 999999999999 0\n"), ContainsSubstring("run.txt:2"));
}

TEST_CASE("only a writable place takes a recording") {
  CHECK_THAT(refusal([] { write("/no/such/folder/run.txt", mixed()); }),
             ContainsSubstring("could not be written"));
}
