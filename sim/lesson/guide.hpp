// What the pages beside the 3D view say, as data: order, outcomes, numbers, sources, stages. The
// words are the catalogue's, under the ids.
#pragma once

#include "lesson/candidacy.hpp"

#include <array>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace unkink::lesson {

struct Procedure;

/// Something said, with what backs it.
struct Claim {
  std::string id;
  std::vector<double> numbers;       // put in for {1}, {2} of its words
  std::vector<std::string> sources;  // keys of references.bib, or "house"
};

struct BodyRegion {
  Claim claim;
  std::vector<std::string> feels;  // keys of body.feel
};
struct BodyMap {
  std::vector<BodyRegion> regions;
  Claim time, alarm;
};

/// What of the case stands beside a check of the time-out.
enum class CheckShows { kNothing, kLevel, kSide };
struct Check {
  std::string id;
  CheckShows shows = CheckShows::kNothing;
};
struct GettingReady {
  std::vector<Claim> home, arrive;
  Claim thinners;
  std::vector<Check> checks;
};

struct TimelineStop {
  Claim claim;
  int visit = 0;  // 1 or 2; 0: none in that time
};
struct Alarm {
  std::string id;
  bool emergency = false;  // else a call the same day
};
struct Recovery {
  std::vector<TimelineStop> stops;
  std::vector<Alarm> alarms;
  Claim exercise, noHelp;
};

enum class EvidenceTab { kFor, kAgainst, kHarms, kOptions };
inline constexpr int kEvidenceTabCount = 4;

/// So many of `of` people, of those with one of the options.
struct Arm {
  std::string option;
  double value = 0.0;
};
/// A piece of evidence: a sentence, people drawn in rows, or two bars.
struct Exhibit {
  enum class Kind { kClaim, kFigure, kBars };
  Kind kind = Kind::kClaim;
  Claim claim;  // bars: numbers are before and after
  EvidenceTab tab = EvidenceTab::kFor;
  int of = 100;
  std::vector<Arm> arms;
  bool unreported = false;  // one arm, and the other's figure was not found; else there was none
  std::string confidence;  // "V" read in a text, "A" in an abstract
};

inline constexpr std::string_view kOptionRows[] = {"what", "left", "harms", "later", "compared"};
inline constexpr int kOptionRowCount = 5;
struct Option {
  std::string id;
  bool own = false;  // the one that this program shows
  std::array<std::optional<Claim>, kOptionRowCount> rows;  // nothing: no fair comparison found
};
struct Evidence {
  std::vector<Exhibit> exhibits;
  std::vector<Option> options;
  Claim pay;
};

struct AskedQuestion {
  Claim claim;
  std::string leaflet;  // that asks it: "A" or "C"
  int stage = 0;        // that shows the answer, 0-based
};
struct Prompt {
  std::string id;
  int stage = 0, hints = 0;
};

struct Guide {
  BodyMap body;
  Candidacy candidacy;
  GettingReady ready;
  Recovery recovery;
  Evidence evidence;
  std::vector<AskedQuestion> questions;
  std::vector<Prompt> teachBack;
};

/// Reads body, candidacy, getting_ready, recovery, evidence and questions.toml of a folder.
///
/// \param procedure   whose stages they name
/// Throws: config::Error with its address
Guide readGuide(const std::filesystem::path& folder, const Procedure& procedure);

}  // namespace unkink::lesson
