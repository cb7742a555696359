// Structured files: every refusal names its line and the way to the key.
#include "config/node.hpp"

#include "config/bad_input.hpp"
#include "support/catch.hpp"
#include "support/temp_file.hpp"

using namespace unkink;
using config::Document;
using config::Node;
using test::refusal;
using test::TempFile;

namespace {

constexpr std::string_view kProcedure = R"(title = "Decompression"
[plan]
angle_deg = 20
levels = ["L4", "L5"]
point_mm = [1, 2.5, 3]
bilateral = true

[[steps]]
name = "dock"
[[steps]]
name = "bite"
count = 3
[steps.goal]
depth_mm = 4.5
)";

Node rootOf(std::string_view toml) { return Document::read(TempFile(toml).path()).root(); }

}  // namespace

TEST_CASE("a well-formed file gives its values, and a node outlives its document") {
  const Node root = rootOf(kProcedure);
  CHECK(root.text("title") == "Decompression");
  CHECK(root.textOr("subtitle", "none") == "none");
  const Node plan = root.child("plan");
  CHECK(plan.number("angle_deg", 0, 90) == 20.0);
  CHECK(plan.whole("angle_deg", 0, 90) == 20);
  CHECK(plan.numberOr("other", 0, 1, 0.5) == 0.5);
  CHECK(plan.wholeOr("other", 0, 9, 5) == 5);
  CHECK(plan.strings("levels") == std::vector<std::string>{"L4", "L5"});
  CHECK(plan.numbers("point_mm", 3, -10, 10) == std::vector<double>{1, 2.5, 3});
  CHECK(plan.flag("bilateral"));
  CHECK(plan.flagOr("other", true));
  const auto steps = root.list("steps");
  REQUIRE(steps.size() == 2);
  CHECK(steps[1].child("goal").number("depth_mm", 0, 10) == 4.5);
  CHECK(root.list("nothing").empty());
}

TEST_CASE("keys come in the order of the file") {
  CHECK(rootOf("b = 1\na = 2\nc = 3\n").keys() == std::vector<std::string>{"b", "a", "c"});
}

TEST_CASE("a missing key is refused at its table") {
  const Node root = rootOf(kProcedure);
  CHECK_THAT(
      refusal([&] { root.list("steps")[1].child("goal").text("landmark"); }),
      ContainsSubstring("input.toml:13: steps[1].goal.landmark: found nothing, expected a text"));
  CHECK_THAT(refusal([&] { root.child("plam"); }), ContainsSubstring("plam: found nothing"));
}

TEST_CASE("a number out of range or of the wrong type is refused at its own line") {
  const Node plan = rootOf(kProcedure).child("plan");
  CHECK_THAT(
      refusal([&] { plan.number("angle_deg", 0, 10); }),
      ContainsSubstring("input.toml:3: plan.angle_deg: found 20, expected a number from 0 to 10"));
  CHECK_THAT(refusal([&] { plan.number("levels", 0, 10); }),
             ContainsSubstring("found a list of 2"));
  CHECK_THAT(refusal([&] { plan.number("bilateral", 0, 10); }), ContainsSubstring("found true"));
  CHECK_THAT(refusal([&] { rootOf("x = nan").number("x", 0, 1); }), ContainsSubstring("found nan"));
  CHECK_THAT(refusal([&] { rootOf("x = 1.0").whole("x", 0, 9); }),
             ContainsSubstring("expected a whole number"));
}

TEST_CASE("a list of the wrong length or content is refused") {
  const Node plan = rootOf(kProcedure).child("plan");
  CHECK_THAT(refusal([&] { plan.numbers("point_mm", 2, -10, 10); }),
             ContainsSubstring("found a list of 3, expected a list of 2 numbers"));
  CHECK_THAT(refusal([&] { plan.numbers("point_mm", 3, 0, 2); }), ContainsSubstring("found 2.5"));
  CHECK_THAT(refusal([&] { plan.strings("point_mm"); }),
             ContainsSubstring("expected a list of texts"));
  CHECK_THAT(refusal([&] { plan.list("levels"); }), ContainsSubstring("expected a list of tables"));
  CHECK_THAT(refusal([&] { plan.child("levels"); }), ContainsSubstring("expected a table"));
}

TEST_CASE("an unknown key is refused with the nearest of those allowed") {
  const Node step = rootOf(kProcedure).list("steps")[1];
  CHECK_NOTHROW(step.onlyKeys({"name", "count", "goal"}));
  CHECK_THAT(refusal([&] {
               step.onlyKeys({"name", "counts", "goal"});
             }),
             ContainsSubstring("input.toml:12: steps[1].count: found an unknown key; "
                               "the nearest valid key is counts"));
}

TEST_CASE("a choice is one of its names") {
  constexpr std::string_view kVerbs[] = {"dock", "bite"};
  const Node root = rootOf("verb = 'bite'\nother = 'byte'\n");
  CHECK(root.choice("verb", kVerbs) == 1);
  CHECK_THAT(refusal([&] { root.choice("other", kVerbs); }),
             ContainsSubstring("expected one of dock, bite; the nearest valid name is bite"));
}

TEST_CASE("a reader can refuse in its own words at the key's line") {
  const Node root = rootOf(kProcedure);
  CHECK_THAT(refusal([&] { root.fail("title", "found a title, expected none"); }),
             ContainsSubstring("input.toml:1: title: found a title, expected none"));
  CHECK_THAT(root.child("plan").where(), ContainsSubstring("input.toml:2"));
}

TEST_CASE("a file that is missing, a directory, cut short or no TOML is refused with its name") {
  const test::TempDirectory directory;
  const auto refused = [](const std::filesystem::path& path) {
    return refusal([&] { Document::read(path); });
  };
  CHECK_THAT(refused(directory.path() / "none.toml"),
             ContainsSubstring("none.toml: found no such file"));
  CHECK_THAT(refused(directory.path()), ContainsSubstring("found a directory"));
  CHECK_THAT(refused("/dev/null"), ContainsSubstring("expected a TOML file"));
  for (const std::string_view bad :
       {"a = 1\nb = \"cut", "a = 1\n[plan", "a = 1\nb = [1, 2", "a = 1\nb =", "a = 1\na = 2\n",
        "a = 1\nb = \"\xC0\x80\"\n", "a = 1\n{\"json\": 2}\n"})
    CHECK_THAT(refused(TempFile(bad).path()),
               ContainsSubstring("input.toml:2: found what is not TOML"));
  CHECK_THAT(refused(TempFile(std::string("PK\x03\x04\x00\x00", 6)).path()),
             ContainsSubstring("input.toml:1: found what is not TOML"));
  CHECK_THAT(refused(TempFile("a = " + std::string(5000, '[')).path()),
             ContainsSubstring("input.toml:1: found what is not TOML"));
}
