// The end of a candidacy walk.
#include "lesson/candidacy.hpp"

#include <algorithm>
#include <cassert>

namespace unkink::lesson {

std::optional<Verdict> verdictOf(const Candidacy& candidacy, std::span<const int> answers,
                                 bool surgeryFirst) {
  assert(answers.size() <= candidacy.questions.size());
  std::array<std::vector<Given>, 5> by;  // lead
  for (std::size_t q = 0; q < answers.size(); ++q) {
    const auto& given = candidacy.questions[q].answers.at(static_cast<std::size_t>(answers[q]));
    by[static_cast<std::size_t>(given.lead)].push_back({static_cast<int>(q), answers[q]});
  }
  const auto led = [&](Lead lead) -> std::vector<Given>& {
    return by[static_cast<std::size_t>(lead)];
  };
  if (!led(Lead::kEmergency).empty()) return Verdict{Outcome::kEmergency, led(Lead::kEmergency), {}};
  if (answers.size() < candidacy.questions.size()) return std::nullopt;
  if (surgeryFirst || !led(Lead::kOptions).empty())
    return Verdict{Outcome::kOptions, led(Lead::kOptions), led(Lead::kAsk)};
  // where nothing speaks for it, what was said says so
  const bool supported = !led(Lead::kSupports).empty();
  return Verdict{Outcome::kTalk, led(supported ? Lead::kSupports : Lead::kNeutral),
                 led(Lead::kAsk)};
}

}  // namespace unkink::lesson
