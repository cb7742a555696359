// The pages' content is whole and true to its rules; the candidacy walk always ends, and safely.
#include "lesson/guide.hpp"

#include "config/bad_input.hpp"
#include "lesson/catalogue.hpp"
#include "lesson/stories.hpp"
#include "support/catch.hpp"
#include "support/temp_file.hpp"

#include <algorithm>
#include <fstream>
#include <functional>
#include <iterator>
#include <set>

using namespace unkink;
using namespace unkink::lesson;
using test::refusal;

namespace {

const std::filesystem::path& folder() {
  static const std::filesystem::path path = config::assetPath("procedures/mild.toml").parent_path();
  return path;
}

const Guide& guide() {
  static const Guide read = readGuide(folder(), test::shipped());
  return read;
}

bool leads(std::span<const int> answers, Lead lead) {
  for (std::size_t q = 0; q < answers.size(); ++q)
    if (guide().candidacy.questions[q].answers[static_cast<std::size_t>(answers[q])].lead == lead)
      return true;
  return false;
}

/// Every walk there is, each to its end.
void everyWalk(std::vector<int>& answers,
               const std::function<void(std::span<const int>, const Verdict&)>& visit) {
  const Candidacy& c = guide().candidacy;
  if (const auto verdict = verdictOf(c, answers)) return visit(answers, *verdict);
  REQUIRE(answers.size() < c.questions.size());
  const auto count = static_cast<int>(c.questions[answers.size()].answers.size());
  for (int n = 0; n < count; ++n) {
    answers.push_back(n);
    everyWalk(answers, visit);
    answers.pop_back();
  }
}

/// The shipped files, one of them changed.
std::string refusedWith(const char* name, const std::string& from, const std::string& to) {
  const test::TempDirectory copy;
  for (const char* file : {"body.toml", "candidacy.toml", "getting_ready.toml", "recovery.toml",
                           "evidence.toml", "questions.toml"}) {
    std::ifstream in(folder() / file);
    std::string text(std::istreambuf_iterator<char>(in), {});
    if (file == std::string_view(name)) {
      const std::size_t at = text.find(from);
      REQUIRE(at != std::string::npos);
      text.replace(at, from.size(), to);
    }
    copy.write(file, text);
  }
  return refusal([&] { readGuide(copy.path(), test::shipped()); });
}

/// All that the pages say, with what backs it.
std::vector<Claim> claims() {
  const Guide& g = guide();
  std::vector<Claim> all{g.body.time,         g.body.alarm,      g.ready.thinners,
                         g.recovery.exercise, g.recovery.noHelp, g.evidence.pay};
  for (const BodyRegion& r : g.body.regions) all.push_back(r.claim);
  for (const auto* list : {&g.ready.home, &g.ready.arrive})
    all.insert(all.end(), list->begin(), list->end());
  for (const TimelineStop& s : g.recovery.stops) all.push_back(s.claim);
  for (const Exhibit& e : g.evidence.exhibits) all.push_back(e.claim);
  for (const Option& o : g.evidence.options)
    for (const auto& row : o.rows)
      if (row) all.push_back(*row);
  for (const AskedQuestion& q : g.questions) all.push_back(q.claim);
  for (const WalkQuestion& q : g.candidacy.questions) all.push_back({q.id, {}, q.sources});
  for (const Exclusion& e : g.candidacy.exclusions) all.push_back({e.id, {}, e.sources});
  for (const Harm& h : g.candidacy.harms) all.push_back({h.id, {}, h.sources});
  return all;
}

/// Keys of words that the pages ask the catalogue for, without the voice.
std::vector<std::string> wordKeys() {
  const Guide& g = guide();
  std::vector<std::string> keys;
  const auto add = [&](const std::string& key) { keys.push_back(key); };
  for (const auto name : kPageNames) add("page." + std::string(name));
  for (const BodyRegion& r : g.body.regions) {
    add("body.region." + r.claim.id);
    for (const std::string& feel : r.feels) add("body.feel." + feel);
  }
  for (const CareStep& s : g.candidacy.steps) {
    add("care." + s.id);
    add("care." + s.id + ".what");
  }
  for (const WalkQuestion& q : g.candidacy.questions) {
    add("walk." + q.id);
    for (const Answer& a : q.answers) {
      add("walk." + q.id + "." + a.id);
      add("walk." + q.id + "." + a.id + ".why");
    }
  }
  for (const char* outcome : kOutcomeNames) {
    add(std::string("walk.") + outcome);
    add(std::string("walk.") + outcome + ".text");
  }
  for (const Exclusion& e : g.candidacy.exclusions) add("who_not." + e.id);
  for (const Harm& h : g.candidacy.harms) add("harm." + h.id);
  for (const auto* list : {&g.ready.home, &g.ready.arrive})
    for (const Claim& c : *list) add("ready." + c.id);
  for (const Check& c : g.ready.checks) add("time_out." + c.id);
  for (const TimelineStop& s : g.recovery.stops) {
    add("after." + s.claim.id);
    add("after." + s.claim.id + ".text");
    if (s.visit > 0) add("after.visit_" + std::to_string(s.visit));
  }
  for (const Alarm& a : g.recovery.alarms) add("after." + a.id);
  for (const Exhibit& e : g.evidence.exhibits) {
    add("evidence." + e.claim.id);
    if (e.kind != Exhibit::Kind::kClaim) add("evidence." + e.claim.id + ".text");
  }
  for (const Option& o : g.evidence.options) {
    add("option." + o.id);
    for (std::size_t n = 0; n < o.rows.size(); ++n)
      if (o.rows[n]) add("option." + o.id + "." + std::string(kOptionRows[n]));
  }
  for (const AskedQuestion& q : g.questions) {
    add("question." + q.claim.id);
    add("question." + q.claim.id + ".answer");
  }
  for (const Prompt& p : g.teachBack)
    for (int n = 1; n <= p.hints; ++n) add("teach." + p.id + ".hint_" + std::to_string(n));
  return keys;
}

}  // namespace

TEST_CASE("every candidacy walk ends, says why, and a red flag wins at once") {
  std::set<Outcome> reached;
  std::size_t walks = 0, wrong = 0;
  std::vector<int> answers;
  everyWalk(answers, [&](std::span<const int> given, const Verdict& v) {
    ++walks;
    reached.insert(v.outcome);
    const bool flagged = leads(given, Lead::kEmergency);
    const Outcome right = flagged                        ? Outcome::kEmergency
                          : leads(given, Lead::kOptions) ? Outcome::kOptions
                                                         : Outcome::kTalk;
    if (v.outcome != right || v.why.empty()) ++wrong;
  });
  CHECK(wrong == 0);
  CHECK(walks > 1000);
  CHECK(reached.size() == 3);
}

TEST_CASE("whatever else is answered, each red flag leads to care now") {
  const Candidacy& c = guide().candidacy;
  int flags = 0;
  for (std::size_t q = 0; q < c.questions.size(); ++q)
    for (std::size_t a = 0; a < c.questions[q].answers.size(); ++a) {
      if (c.questions[q].answers[a].lead != Lead::kEmergency) continue;
      ++flags;
      for (int others = 0; others < 2; ++others) {
        std::vector<int> answers;
        for (std::size_t n = 0; n < c.questions.size(); ++n)
          answers.push_back(others == 0 ? static_cast<int>(c.questions[n].answers.size()) - 1 : 0);
        answers[q] = static_cast<int>(a);
        CHECK(verdictOf(c, answers, others == 1)->outcome == Outcome::kEmergency);
      }
    }
  CHECK(flags >= 3);
}

TEST_CASE("a case to talk about open surgery for first is never plain talk about it") {
  std::vector<int> answers;
  everyWalk(answers, [&](std::span<const int> given, const Verdict& v) {
    if (v.outcome == Outcome::kTalk)
      REQUIRE(verdictOf(guide().candidacy, given, true)->outcome == Outcome::kOptions);
  });
}

TEST_CASE("every word that the pages need is there in both voices") {
  const Catalogue words = Catalogue::read("en");
  for (const std::string& key : wordKeys())
    for (const char* voice : {".plain", ".clinical"}) {
      INFO(key << voice);
      CHECK(words.has(key + voice));
      CHECK_FALSE(words.text(key + voice).empty());
    }
}

TEST_CASE("everything the pages say has a source that the bibliography knows") {
  std::set<std::string> known = test::bibliography();
  known.insert("house");
  for (const Claim& claim : claims()) {
    INFO(claim.id);
    CHECK_FALSE(claim.sources.empty());
    for (const std::string& source : claim.sources) {
      INFO(source);
      CHECK(known.contains(source));
      // a number is nobody's own choice
      if (!claim.numbers.empty()) CHECK(source != "house");
    }
  }
}

TEST_CASE("frequencies are of 10 or 100 people, and both arms of a comparison are drawn") {
  int compared = 0;
  for (const Exhibit& e : guide().evidence.exhibits) {
    INFO(e.claim.id);
    if (e.kind != Exhibit::Kind::kFigure) continue;
    CHECK((e.of == 10 || e.of == 100));
    REQUIRE_FALSE(e.arms.empty());
    CHECK(e.arms.front().option == "mild");
    for (const Arm& arm : e.arms) CHECK((arm.value >= 0.0 && arm.value <= e.of));
    compared += e.arms.size() == 2 ? 1 : 0;
  }
  CHECK(compared >= 3);
  for (int tab = 0; tab < kEvidenceTabCount - 1; ++tab)
    CHECK(std::ranges::any_of(guide().evidence.exhibits, [&](const Exhibit& e) {
      return e.tab == static_cast<EvidenceTab>(tab);
    }));
}

TEST_CASE("all six choices stand side by side, one of them this procedure") {
  const auto& options = guide().evidence.options;
  CHECK(options.size() == 6);
  CHECK(std::ranges::count_if(options, &Option::own) == 1);
}

TEST_CASE("all 17 questions of the leaflets are asked, 13 of C and 4 of A") {
  const auto& questions = guide().questions;
  const auto of = [&](const char* leaflet) {
    return std::ranges::count(questions, leaflet, &AskedQuestion::leaflet);
  };
  CHECK(of("C") == 13);
  CHECK(of("A") == 4);
}

TEST_CASE("two alarm tiers and two visits are told") {
  const Recovery& r = guide().recovery;
  CHECK(std::ranges::count_if(r.alarms, &Alarm::emergency) == 3);
  CHECK(r.alarms.size() == 6);
  int visits = 0;
  for (const TimelineStop& s : r.stops) visits += s.visit > 0 ? 1 : 0;
  CHECK(visits == 2);
}

TEST_CASE("a page's file that is wrong is refused with its line") {
  CHECK_THAT(refusedWith("candidacy.toml", "leads = \"emergency\"", "leads = \"emergancy\""),
             ContainsSubstring("candidacy.toml:") && ContainsSubstring("emergency"));
  CHECK_THAT(refusedWith("candidacy.toml", "stage = \"candidacy\"", "stage = \"candidate\""),
             ContainsSubstring("candidacy.toml:") && ContainsSubstring("candidacy"));
  CHECK_THAT(refusedWith("evidence.toml", "value = 71", "value = 171"),
             ContainsSubstring("evidence.toml:") && ContainsSubstring("100"));
  CHECK_THAT(refusedWith("evidence.toml", "of = 10\n", "of = 40\n"),
             ContainsSubstring("evidence.toml:") && ContainsSubstring("10 or 100"));
  CHECK_THAT(refusedWith("evidence.toml", "option = \"spacer\"", "option = \"spacers\""),
             ContainsSubstring("evidence.toml:") && ContainsSubstring("spacers"));
  CHECK_THAT(refusedWith("body.toml", "sources = [\"leaflet_a\"]", "sources = []"),
             ContainsSubstring("body.toml:") && ContainsSubstring("sources"));
  CHECK_THAT(refusedWith("questions.toml", "hints = 3", "hint = 3"),
             ContainsSubstring("questions.toml:") && ContainsSubstring("hints"));
}
