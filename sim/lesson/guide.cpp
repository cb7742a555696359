// Reading the pages' files, with an address for every mistake in them.
#include "lesson/guide.hpp"

#include "config/nearest.hpp"
#include "config/node.hpp"
#include "lesson/procedure.hpp"

#include <algorithm>

namespace unkink::lesson {
namespace {

using config::Node;

std::vector<std::string> sourcesOf(const Node& node) {
  std::vector<std::string> sources = node.strings("sources");
  if (sources.empty()) node.fail("sources", "found none, expected keys of references.bib");
  return sources;
}

/// \param id   where the node has none of its own
Claim readClaim(const Node& node, std::string_view id) {
  constexpr double kMost = 1e5;
  Claim claim;
  claim.id = id.empty() ? node.text("id") : std::string(id);
  claim.sources = sourcesOf(node);
  if (node.has("numbers")) claim.numbers = node.numbers("numbers", 0, 0, kMost);
  return claim;
}

Claim childClaim(const Node& node, std::string_view key) {
  const Node child = node.child(key);
  child.onlyKeys({"numbers", "sources"});
  return readClaim(child, key);
}

/// The list under a key, which must not be empty.
template <class Read>
auto readList(const Node& node, std::string_view key, Read&& read) {
  std::vector<decltype(read(node))> all;
  for (const Node& item : node.list(key)) all.push_back(read(item));
  if (all.empty()) node.fail(key, "found none, expected at least one [[" + std::string(key) + "]]");
  return all;
}

std::vector<Claim> readClaims(const Node& node, std::string_view key) {
  return readList(node, key, [](const Node& item) {
    item.onlyKeys({"id", "sources"});
    return readClaim(item, "");
  });
}

/// The stage that a node names.
int stageOf(const Node& node, const Procedure& procedure) {
  std::vector<std::string_view> ids;
  for (const Stage& stage : procedure.stages) ids.push_back(stage.id);
  return static_cast<int>(node.choice("stage", ids));
}

BodyMap readBody(const Node& root) {
  root.onlyKeys({"region", "time", "alarm"});
  BodyMap body;
  body.regions = readList(root, "region", [](const Node& n) {
    n.onlyKeys({"id", "feels", "sources"});
    return BodyRegion{readClaim(n, ""), n.strings("feels")};
  });
  body.time = childClaim(root, "time");
  body.alarm = childClaim(root, "alarm");
  return body;
}

Answer readAnswer(const Node& node) {
  constexpr std::string_view kLeads[] = {"supports", "neutral", "ask", "options", "emergency"};
  node.onlyKeys({"id", "leads"});
  return {node.text("id"), static_cast<Lead>(node.choice("leads", kLeads))};
}

Candidacy readCandidacy(const Node& root, const Procedure& procedure) {
  root.onlyKeys({"step", "question", "exclusion", "harm"});
  Candidacy c;
  c.steps = readList(root, "step", [&](const Node& n) {
    n.onlyKeys({"id", "stage"});
    return CareStep{n.text("id"), stageOf(n, procedure)};
  });
  c.questions = readList(root, "question", [](const Node& n) {
    n.onlyKeys({"id", "answers", "sources"});
    return WalkQuestion{n.text("id"), readList(n, "answers", readAnswer), sourcesOf(n)};
  });
  c.exclusions = readList(root, "exclusion", [](const Node& n) {
    n.onlyKeys({"id", "sources"});
    return Exclusion{n.text("id"), sourcesOf(n)};
  });
  c.harms = readList(root, "harm", [](const Node& n) {
    n.onlyKeys({"id", "rare", "sources"});
    return Harm{n.text("id"), n.flag("rare"), sourcesOf(n)};
  });
  return c;
}

GettingReady readReady(const Node& root) {
  root.onlyKeys({"home", "arrive", "thinners", "check"});
  constexpr std::string_view kShows[] = {"nothing", "level", "side"};
  return {readClaims(root, "home"), readClaims(root, "arrive"), childClaim(root, "thinners"),
          readList(root, "check", [&](const Node& n) {
            n.onlyKeys({"id", "shows"});
            return Check{n.text("id"), n.has("shows")
                                           ? static_cast<CheckShows>(n.choice("shows", kShows))
                                           : CheckShows::kNothing};
          })};
}

Recovery readRecovery(const Node& root) {
  root.onlyKeys({"stop", "alarm", "exercise", "no_help"});
  constexpr std::string_view kTiers[] = {"call", "emergency"};
  Recovery r;
  r.stops = readList(root, "stop", [](const Node& n) {
    n.onlyKeys({"id", "visit", "sources"});
    return TimelineStop{readClaim(n, ""), n.wholeOr("visit", 0, 2, 0)};
  });
  r.alarms = readList(root, "alarm", [&](const Node& n) {
    n.onlyKeys({"id", "tier"});
    return Alarm{n.text("id"), n.choice("tier", kTiers) == 1};
  });
  r.exercise = childClaim(root, "exercise");
  r.noHelp = childClaim(root, "no_help");
  return r;
}

void readTab(const Node& node, Exhibit& exhibit) {
  constexpr std::string_view kTabs[] = {"for", "against", "harms"};
  constexpr std::string_view kConfidence[] = {"V", "A"};
  exhibit.tab = static_cast<EvidenceTab>(node.choice("tab", kTabs));
  exhibit.confidence = kConfidence[node.choice("confidence", kConfidence)];
}

Exhibit readExhibit(const Node& node, Exhibit::Kind kind) {
  Exhibit e;
  e.kind = kind;
  e.claim = readClaim(node, "");
  readTab(node, e);
  return e;
}

Exhibit readFigure(const Node& node) {
  node.onlyKeys({"id", "tab", "of", "arms", "comparator", "confidence", "sources"});
  constexpr std::string_view kComparators[] = {"none", "unreported"};
  Exhibit e = readExhibit(node, Exhibit::Kind::kFigure);
  e.of = node.whole("of", 10, 100);
  if (e.of != 10 && e.of != 100) node.fail("of", "expected 10 or 100 people");
  e.unreported = node.has("comparator") && node.choice("comparator", kComparators) == 1;
  e.arms = readList(node, "arms", [&](const Node& arm) {
    arm.onlyKeys({"option", "value"});
    return Arm{arm.text("option"), arm.number("value", 0, e.of)};
  });
  return e;
}

Exhibit readBars(const Node& node) {
  constexpr double kMost = 1e4;
  node.onlyKeys({"id", "tab", "before", "after", "confidence", "sources"});
  Exhibit e = readExhibit(node, Exhibit::Kind::kBars);
  e.claim.numbers = {node.number("before", 0, kMost), node.number("after", 0, kMost)};
  return e;
}

Option readOption(const Node& node) {
  node.onlyKeys({"id", "own", "what", "left", "harms", "later", "compared"});
  Option o;
  o.id = node.text("id");
  o.own = node.flagOr("own", false);
  for (std::size_t n = 0; n < o.rows.size(); ++n)
    if (node.has(kOptionRows[n])) o.rows[n] = childClaim(node, kOptionRows[n]);
  return o;
}

/// Figures first, then bars, then sentences, each in the order of the file.
Evidence readEvidence(const Node& root) {
  root.onlyKeys({"claim", "figure", "bars", "option", "pay"});
  Evidence e;
  const auto add = [&](std::string_view key, auto&& read) {
    for (Exhibit& exhibit : readList(root, key, read)) e.exhibits.push_back(std::move(exhibit));
  };
  add("figure", readFigure);
  add("bars", readBars);
  add("claim", [](const Node& n) {
    n.onlyKeys({"id", "tab", "confidence", "numbers", "sources"});
    return readExhibit(n, Exhibit::Kind::kClaim);
  });
  e.options = readList(root, "option", readOption);
  e.pay = childClaim(root, "pay");
  for (const Exhibit& exhibit : e.exhibits)
    for (const Arm& arm : exhibit.arms)
      if (std::ranges::none_of(e.options, [&](const Option& o) { return o.id == arm.option; }))
        root.fail("figure", "found an arm \"" + arm.option + "\", expected the id of an [[option]]");
  return e;
}

std::vector<AskedQuestion> readQuestions(const Node& root, const Procedure& procedure) {
  constexpr std::string_view kLeaflets[] = {"A", "C"};
  return readList(root, "question", [&](const Node& n) {
    n.onlyKeys({"id", "leaflet", "stage", "sources"});
    return AskedQuestion{readClaim(n, ""), std::string(kLeaflets[n.choice("leaflet", kLeaflets)]),
                         stageOf(n, procedure)};
  });
}

std::vector<Prompt> readPrompts(const Node& root, const Procedure& procedure) {
  constexpr int kMostHints = 9;
  return readList(root, "prompt", [&](const Node& n) {
    n.onlyKeys({"id", "stage", "hints"});
    return Prompt{n.text("id"), stageOf(n, procedure), n.whole("hints", 1, kMostHints)};
  });
}

}  // namespace

Guide readGuide(const std::filesystem::path& folder, const Procedure& procedure) {
  const auto root = [&](const char* name) { return config::Document::read(folder / name).root(); };
  const Node questions = root("questions.toml");
  questions.onlyKeys({"question", "prompt"});
  return {readBody(root("body.toml")),
          readCandidacy(root("candidacy.toml"), procedure),
          readReady(root("getting_ready.toml")),
          readRecovery(root("recovery.toml")),
          readEvidence(root("evidence.toml")),
          readQuestions(questions, procedure),
          readPrompts(questions, procedure)};
}

}  // namespace unkink::lesson
