// "Is this right for me?": one question at a time, to one of three outcomes, and why. Never a
// diagnosis.
#pragma once

#include <array>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace unkink::lesson {

/// What an answer leads to, see assets/procedures/candidacy.toml.
enum class Lead { kSupports, kNeutral, kAsk, kOptions, kEmergency };

struct Answer {
  std::string id;
  Lead lead = Lead::kNeutral;
};
struct WalkQuestion {
  std::string id;
  std::vector<Answer> answers;
  std::vector<std::string> sources;
};

/// A step of the care plan, and the stage that is about it, 0-based.
struct CareStep {
  std::string id;
  int stage = 0;
};

struct Harm {
  std::string id;
  bool rare = false;
  std::vector<std::string> sources;
};
struct Exclusion {
  std::string id;
  std::vector<std::string> sources;
};

struct Candidacy {
  std::vector<CareStep> steps;
  std::vector<WalkQuestion> questions;
  std::vector<Exclusion> exclusions;
  std::vector<Harm> harms;
};

enum class Outcome { kTalk, kOptions, kEmergency };
inline constexpr std::array<const char*, 3> kOutcomeNames{"talk", "options", "emergency"};

/// An answer that was given.
struct Given {
  int question = 0, answer = 0;
};

/// Where a walk has ended, with the answers that say why and those to bring up.
struct Verdict {
  Outcome outcome = Outcome::kTalk;
  std::vector<Given> why, ask;
};

/// The end of a walk; nothing while a question is still open.
///
/// An answer that leads to emergency ends it at once, whatever else was answered. Else one that
/// leads to other options decides, and without any it is "talk about it".
/// \param answers   the index chosen of each question so far, in the order of the questions
/// \param surgeryFirst   the case is one to talk about open surgery for first: never plain "talk"
std::optional<Verdict> verdictOf(const Candidacy& candidacy, std::span<const int> answers,
                                 bool surgeryFirst = false);

}  // namespace unkink::lesson
