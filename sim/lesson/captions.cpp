// Splitting, dealing and timing sentences.
#include "lesson/captions.hpp"

#include "operation/state.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <iterator>
#include <limits>
#include <sstream>

namespace unkink::lesson {
namespace {

// words that end in a full stop and no sentence, in English and Spanish
constexpr std::array<std::string_view, 27> kAbbreviations{
    "e.g.", "i.e.",  "vs.",   "cf.",    "ca.", "approx.", "Dr.",  "Dra.", "Mr.",
    "Mrs.", "Ms.",   "Prof.", "St.",    "No.", "Nos.",    "Fig.", "al.",  "Sr.",
    "Sra.", "p.ej.", "ej.",   "aprox.", "n.º", "núm.",    "EE.",  "pág.", "Inc."};

bool isSpace(char c) { return c == ' ' || c == '\n' || c == '\t'; }

/// Closing quotes and brackets belong to the sentence that they end.
std::size_t afterClosers(std::string_view text, std::size_t at) {
  constexpr std::array<std::string_view, 6> kClosers{"\"", "'", ")", "]", "\u201d", "\u00bb"};
  for (bool found = true; found;) {
    found = false;
    for (const std::string_view closer : kClosers)
      if (text.substr(at).starts_with(closer)) at += closer.size(), found = true;
  }
  return at;
}

/// Whether a sentence may begin so: with a capital, a digit, an opening quote or bracket, ¿ or ¡.
bool mayBegin(std::string_view text) {
  if (text.empty()) return true;
  const auto first = static_cast<unsigned char>(text[0]);
  if (std::isupper(first) || std::isdigit(first) || first == '"' || first == '(') return true;
  const auto second = static_cast<unsigned char>(text.size() > 1 ? text[1] : 0);
  const bool capital = first == 0xc3 && second >= 0x80 && second <= 0x9e;
  const bool mark = first == 0xc2 && (second == 0xbf || second == 0xa1 || second == 0xab);
  return capital || mark || text.starts_with("\u201c");
}

/// Whether the full stop at `at` is one of an abbreviation's or of an initial's.
bool abbreviates(std::string_view text, std::size_t at) {
  std::size_t begin = at;
  while (begin > 0 && !isSpace(text[begin - 1])) --begin;
  while (begin < at && (text[begin] == '(' || text[begin] == '"')) ++begin;
  const std::string_view word = text.substr(begin, at + 1 - begin);
  const bool initial = word.size() == 2 && std::isupper(static_cast<unsigned char>(word[0]));
  return initial || std::ranges::find(kAbbreviations, word) != kAbbreviations.end();
}

std::size_t wordsIn(std::string_view text) {
  std::istringstream in{std::string(text)};
  return static_cast<std::size_t>(
      std::distance(std::istream_iterator<std::string>(in), std::istream_iterator<std::string>()));
}

/// Deals things of a size over places in order, each place at least one, as evenly as may be:
/// the least sum of squares. \return the place of each
std::vector<std::size_t> dealt(const std::vector<std::uint64_t>& sizes, std::size_t places) {
  const std::size_t n = sizes.size();
  places = std::min(places, n);
  constexpr double kNever = std::numeric_limits<double>::infinity();
  // best[p][k]: the first k of them over p places; from[p][k]: where the last place begins
  std::vector<std::vector<double>> best(places + 1, std::vector<double>(n + 1, kNever));
  std::vector<std::vector<std::size_t>> from(places + 1, std::vector<std::size_t>(n + 1, 0));
  best[0][0] = 0.0;
  for (std::size_t p = 1; p <= places; ++p)
    for (std::size_t k = p; k <= n; ++k) {
      double last = 0.0;
      for (std::size_t begin = k; begin-- > p - 1;) {
        last += static_cast<double>(sizes[begin]);
        const double sum = best[p - 1][begin] + last * last;
        if (sum < best[p][k]) best[p][k] = sum, from[p][k] = begin;
      }
    }
  std::vector<std::size_t> place(n, 0);
  for (std::size_t p = places, end = n; p > 0; end = from[p][end], --p)
    std::fill(place.begin() + static_cast<std::ptrdiff_t>(from[p][end]),
              place.begin() + static_cast<std::ptrdiff_t>(end), p - 1);
  return place;
}

}  // namespace

std::vector<std::string> sentences(std::string_view text) {
  std::vector<std::string> out;
  std::size_t begin = 0;
  const auto take = [&](std::size_t end) {
    while (begin < end && isSpace(text[begin])) ++begin;
    std::size_t last = end;
    while (last > begin && isSpace(text[last - 1])) --last;
    if (last > begin) out.emplace_back(text.substr(begin, last - begin));
    begin = end;
  };
  for (std::size_t n = 0; n < text.size(); ++n) {
    if (text[n] != '.' && text[n] != '!' && text[n] != '?') continue;
    const std::size_t end = afterClosers(text, n + 1);
    if (end < text.size() && !isSpace(text[end])) continue;  // "1.5", "e.g.", "?!"
    std::size_t next = end;
    while (next < text.size() && isSpace(text[next])) ++next;
    if (!mayBegin(text.substr(next)) || (text[n] == '.' && abbreviates(text, n))) continue;
    take(end);
  }
  take(text.size());
  return out;
}

std::uint64_t readingTicks(std::string_view text) {
  constexpr double kWordsPerSecond = 3.0;
  return static_cast<std::uint64_t>(static_cast<double>(wordsIn(text)) / kWordsPerSecond /
                                    operation::kTick_s);
}

std::vector<std::size_t> beatsOf(const Stage& stage) {
  std::vector<std::size_t> beats;
  for (std::size_t n = 0; n < stage.goals.size(); ++n)
    if (n == 0 || stage.goals[n].caption > 0) beats.push_back(n);
  return beats;
}

Captions::Captions(std::string_view text, std::size_t beats) : sentences_(lesson::sentences(text)) {
  for (const std::string& s : sentences_) reading_.push_back(readingTicks(s));
  beatOf_ = dealt(reading_, std::max<std::size_t>(beats, 1));
}

std::vector<std::uint64_t> Captions::starts(std::span<const std::uint64_t> begun) const {
  std::vector<std::uint64_t> starts;
  std::uint64_t read = 0;  // when the sentences so far have been
  for (std::size_t n = 0; n < sentences_.size() && beatOf_[n] < begun.size(); ++n) {
    starts.push_back(std::max(begun[beatOf_[n]], read));
    read = starts.back() + reading_[n];
  }
  return starts;
}

std::optional<std::size_t> Captions::at(std::uint64_t elapsed,
                                        std::span<const std::uint64_t> begun) const {
  if (sentences_.empty()) return std::nullopt;
  const std::vector<std::uint64_t> from = starts(begun);
  const auto after = std::upper_bound(from.begin(), from.end(), elapsed);
  return after == from.begin() ? 0 : static_cast<std::size_t>(after - from.begin()) - 1;
}

std::uint64_t Captions::end(std::span<const std::uint64_t> begun) const {
  const std::vector<std::uint64_t> from = starts(begun);
  return from.empty() ? 0 : from.back() + reading_[from.size() - 1];
}

}  // namespace unkink::lesson
