// Recordings as text: written so that they read back to the same bits, read with an address for
// every mistake.
#include "lesson/recording.hpp"

#include "config/error.hpp"

#include <charconv>
#include <fstream>
#include <iomanip>
#include <sstream>

namespace unkink::lesson {
namespace {

using operation::Source;

constexpr std::string_view kHeading = "unkink recording 1";
constexpr std::uint64_t kLongest_ticks = 60ull * 3600 * 24;  // a day
constexpr std::array<std::string_view, 2> kSources{"autopilot", "user"};

std::string hex(std::uint64_t v) {
  std::ostringstream out;
  out << std::hex << std::setfill('0') << std::setw(16) << v;
  return out.str();
}

/// The file line by line, with the address of the present line.
class Lines {
 public:
  explicit Lines(const std::filesystem::path& file) : name_(file.string()), in_(file) {
    if (!std::filesystem::is_regular_file(file) || !in_)
      throw config::Error(name_ + ": found no readable file, expected a recording");
  }
  bool next(std::string& line) {
    while (std::getline(in_, line)) {
      ++number_;
      if (!line.empty() && line.back() == '\r') line.pop_back();
      if (!line.empty() && line.front() != '#') return true;
    }
    return false;
  }
  std::string where() const { return name_ + ":" + std::to_string(number_); }
  [[noreturn]] void fail(const std::string& message) const { config::fail(where(), "", message); }

 private:
  std::string name_;
  std::ifstream in_;
  int number_ = 0;
};

std::uint64_t wholeFrom(const Lines& lines, std::string_view word, int base, const char* expected) {
  std::uint64_t v = 0;
  const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), v, base);
  if (error != std::errc() || end != word.data() + word.size())
    lines.fail("found \"" + std::string(word) + "\", expected " + expected);
  return v;
}

std::string_view firstWord(std::string_view& rest) {
  const std::size_t end = std::min(rest.find(' '), rest.size());
  const std::string_view word = rest.substr(0, end);
  rest.remove_prefix(std::min(end + 1, rest.size()));
  return word;
}

void readEnd(const Lines& lines, std::string_view rest, Recording& r) {
  const std::uint64_t last = wholeFrom(lines, firstWord(rest), 10, "the last tick");
  if (!r.stageEnds.empty() && last < r.stageEnds.back())
    lines.fail("found last tick " + std::to_string(last) + ", expected at least " +
               std::to_string(r.stageEnds.back()) + ", a stage's end");
  if (last > kLongest_ticks)
    lines.fail("found last tick " + std::to_string(last) + ", expected at most " +
               std::to_string(kLongest_ticks));
  if (!r.commands.empty() && last < r.commands.back().tick)
    lines.fail("found last tick " + std::to_string(last) + ", expected at least " +
               std::to_string(r.commands.back().tick) + ", the last command's");
  r.lastTick = last;
  r.finalHash = wholeFrom(lines, rest, 16, "the final hash in hexadecimal");
}

/// Stages end one after another.
void readStage(const Lines& lines, std::string_view rest, Recording& r) {
  const std::uint64_t next = r.stageEnds.size() + 1;
  const std::uint64_t number = wholeFrom(lines, firstWord(rest), 10, "a stage's number");
  const std::uint64_t tick = wholeFrom(lines, rest, 10, "the tick at which the stage ended");
  const std::uint64_t before = r.stageEnds.empty() ? 0 : r.stageEnds.back();
  if (number != next || tick <= before || tick > kLongest_ticks)
    lines.fail("found the end of stage " + std::to_string(number) + " at tick " +
               std::to_string(tick) + ", expected that of stage " + std::to_string(next) +
               " after tick " + std::to_string(before));
  r.stageEnds.push_back(tick);
}

void readCommand(const Lines& lines, std::string_view first, std::string_view rest, Recording& r) {
  TimedCommand timed;
  timed.tick = wholeFrom(lines, first, 10, "a tick, \"case\", \"import\", \"stage\" or \"end\"");
  if (timed.tick == 0 || timed.tick > kLongest_ticks)
    lines.fail("found tick " + std::to_string(timed.tick) + ", expected 1 to " +
               std::to_string(kLongest_ticks));
  if (!r.commands.empty() && timed.tick < r.commands.back().tick)
    lines.fail("found tick " + std::to_string(timed.tick) + " after tick " +
               std::to_string(r.commands.back().tick) + ", expected ticks that do not fall");
  const std::string_view source = firstWord(rest);
  if (source != kSources[0] && source != kSources[1])
    lines.fail("found source \"" + std::string(source) + "\", expected autopilot or user");
  timed.command = operation::fromText(rest, lines.where());
  timed.command.source = source == kSources[0] ? Source::kAutopilot : Source::kUser;
  timed.command.sequence = static_cast<std::uint32_t>(r.commands.size());  // the order of the file
  r.commands.push_back(timed);
}

}  // namespace

std::string toText(const Recording& recording) {
  std::ostringstream out;
  out << kHeading << "\n";
  for (const config::ParameterRow& row : config::list(recording.parameters))
    out << "case " << row.key << "=" << row.defaultValue << "\n";
  if (recording.import != 0) out << "import " << hex(recording.import) << "\n";
  for (const TimedCommand& c : recording.commands)
    out << c.tick << " " << kSources[static_cast<std::size_t>(c.command.source)] << " "
        << operation::toText(c.command) << "\n";
  for (std::size_t n = 0; n < recording.stageEnds.size(); ++n)
    out << "stage " << n + 1 << " " << recording.stageEnds[n] << "\n";
  out << "end " << recording.lastTick << " " << hex(recording.finalHash.value_or(0)) << "\n";
  return out.str();
}

void write(const std::filesystem::path& file, const Recording& recording) {
  std::ofstream out(file);
  out << toText(recording);
  if (!out.flush())
    throw config::Error(file.string() + ": could not be written; expected a writable file");
}

Recording readRecording(const std::filesystem::path& file) {
  Lines lines(file);
  std::string line;
  if (!lines.next(line) || line != kHeading)
    lines.fail("found \"" + line.substr(0, 40) + "\", expected \"" + std::string(kHeading) + "\"");
  Recording r;
  while (lines.next(line)) {
    std::string_view rest = line;
    const std::string_view first = firstWord(rest);
    if (r.finalHash) lines.fail("found more after the end line, expected nothing");
    if (first == "end") {
      readEnd(lines, rest, r);
    } else if (first == "import") {
      r.import = wholeFrom(lines, rest, 16, "the fingerprint of imported bones in hexadecimal");
    } else if (first == "stage") {
      readStage(lines, rest, r);
    } else if (first == "case") {
      try {
        config::set(rest, r.parameters);
      } catch (const config::Error& e) {
        lines.fail(e.what());
      }
    } else {
      readCommand(lines, first, rest, r);
    }
  }
  operation::checkTogether(r.parameters, [&](std::string_view) { return file.string(); });
  if (!r.finalHash)
    lines.fail("found the file's end, expected an end line: the recording is cut short");
  return r;
}

operation::State replay(const operation::Case& theCase, const Recording& recording,
                        const std::function<void(const operation::State&)>& afterTick) {
  operation::State state = operation::initialState(theCase);
  auto next = recording.commands.begin();
  while (state.tick < recording.lastTick) {
    std::vector<operation::Command> now;
    for (; next != recording.commands.end() && next->tick == state.tick + 1; ++next)
      now.push_back(next->command);
    operation::step(theCase, state, now);
    afterTick(state);
  }
  return state;
}

}  // namespace unkink::lesson
