// The vocabulary: every verb is well declared and survives being written down.
#include "operation/command.hpp"

#include "config/bad_input.hpp"
#include "support/catch.hpp"

#include <cmath>
#include <random>
#include <set>

using namespace unkink;
using namespace unkink::operation;
using test::refusal;

TEST_CASE("every verb has its own name, a help text and ordered ranges") {
  std::set<std::string_view> names;
  for (int n = 0; n < kVerbCount; ++n) {
    const VerbInfo& v = info(static_cast<Verb>(n));
    INFO(v.name);
    CHECK(v.verb == static_cast<Verb>(n));
    CHECK(&verbs()[static_cast<std::size_t>(n)] == &v);
    CHECK(names.insert(v.name).second);
    CHECK(v.name.find('.') != std::string_view::npos);
    CHECK_FALSE(v.help.empty());
    REQUIRE(v.valueCount >= 0);
    REQUIRE(v.valueCount <= kMaxValues);
    for (int k = 0; k < v.valueCount; ++k) {
      const ValueInfo& value = v.values[static_cast<std::size_t>(k)];
      CHECK_FALSE(value.name.empty());
      CHECK(value.min < value.max);
    }
  }
}

TEST_CASE("a command reads back from its text to the same bits") {
  std::mt19937 random(5);
  for (const VerbInfo& v : verbs())
    for (int round = 0; round < 50; ++round) {
      Command c = command(v.verb);
      for (int k = 0; k < v.valueCount; ++k) {
        const ValueInfo& range = v.values[static_cast<std::size_t>(k)];
        c.values[static_cast<std::size_t>(k)] =
            round == 0   ? range.min
            : round == 1 ? range.max
                         : std::uniform_real_distribution(range.min, range.max)(random);
      }
      INFO(toText(c));
      CHECK(fromText(toText(c), "here:1") == c);
    }
}

TEST_CASE("blanks between the words of a command do not matter") {
  CHECK(fromText("  portal.aim \t 1.5   -2 \r", "here:1") == command(Verb::kPortalAim, 1.5, -2.0));
}

TEST_CASE("an unknown verb is refused with its address and the nearest verb") {
  const std::string sentence = refusal([] { fromText("portal.advnce 3", "run.txt:12"); });
  CHECK_THAT(sentence, ContainsSubstring("run.txt:12: "));
  CHECK_THAT(sentence, ContainsSubstring("portal.advnce"));
  CHECK_THAT(sentence, ContainsSubstring("portal.advance"));
  CHECK_THAT(refusal([] { fromText("", "run.txt:1"); }), ContainsSubstring("found nothing"));
  CHECK_THAT(refusal([] { fromText("   ", "run.txt:1"); }), ContainsSubstring("found nothing"));
}

TEST_CASE("too few and too many values are refused with how many there should be") {
  for (const char* text : {"portal.aim 1", "portal.aim 1 2 3", "portal.aim"})
    CHECK_THAT(refusal([&] { fromText(text, "a:3"); }),
               ContainsSubstring("a:3: portal.aim: ") && ContainsSubstring("expected 2"));
  CHECK_THAT(refusal([] { fromText("tool.bite 1", "a:3"); }), ContainsSubstring("expected 0"));
}

TEST_CASE("what is no number in its range is refused") {
  for (const char* text : {"portal.advance nan", "portal.advance inf", "portal.advance 20.001",
                           "portal.advance -1e9", "portal.advance fast", "portal.advance 3mm",
                           "portal.advance 0x10", "portal.advance 1e999", "tool.insert 0.5"})
    CHECK_THAT(refusal([&] { fromText(text, "a:3"); }),
               ContainsSubstring("a:3: ") && ContainsSubstring("expected a number from"));
}
