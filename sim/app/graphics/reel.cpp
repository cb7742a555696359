// Laying stages one after another, each as long as it takes and takes to read.
#include "app/graphics/reel.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>

namespace unkink::app {
namespace {

constexpr double kCard_s = 3.5, kBreath_s = 0.7;  // the title card, and after a stage's last word

double seconds(std::uint64_t ticks) { return static_cast<double>(ticks) * operation::kTick_s; }

std::string clockTime(double time_s) {
  const auto ms = static_cast<long>(std::lround(1000.0 * time_s));
  char text[32];
  std::snprintf(text, sizeof text, "%02ld:%02ld:%02ld,%03ld", ms / 3600000, ms / 60000 % 60,
                ms / 1000 % 60, ms % 1000);
  return text;
}

}  // namespace

Reel::Reel(lesson::Session& session, const lesson::Catalogue& catalogue, const StageRange& stages,
           const Options& options)
    : speed_(options.speed), framesPerSecond_(options.framesPerSecond), length_s_(kCard_s) {
  session.seekEndOf(stages.last - 1);
  const auto toViewer = [&](std::uint64_t ticks) {
    return static_cast<std::uint64_t>(static_cast<double>(ticks) / speed_);
  };
  for (int stage = stages.first - 1; stage < stages.last; ++stage) {
    const lesson::Stage& s = session.procedure().stages[static_cast<std::size_t>(stage)];
    const auto span = session.span(stage);
    std::vector<std::uint64_t> beats = session.beats(stage);
    for (std::uint64_t& tick : beats) tick = toViewer(tick - span->first);
    lesson::Captions captions(
        catalogue.text("stage." + s.id + (options.clinical ? ".clinical" : ".plain")),
        lesson::beatsOf(s).size());
    const std::uint64_t length = std::max(toViewer(span->last - span->first), captions.end(beats)) +
                                 static_cast<std::uint64_t>(kBreath_s / operation::kTick_s);
    scenes_.push_back(
        {stage, span->first, span->last, std::move(beats), std::move(captions), length, length_s_});
    length_s_ += seconds(length);
  }
}

long Reel::frames() const { return std::lround(length_s_ * framesPerSecond_); }

Moment Reel::at(long frame) const {
  Moment m;
  m.time_s = static_cast<double>(frame) / framesPerSecond_;
  m.stage = scenes_.front().stage;
  m.tick = scenes_.front().first;
  m.card = m.time_s < kCard_s;
  if (m.card) return m;
  const auto after = std::upper_bound(scenes_.begin(), scenes_.end(), m.time_s,
                                      [](double t, const Scene& s) { return t < s.begin_s; });
  const Scene& s = *std::prev(after);
  m.stage = s.stage;
  const double ticks = (m.time_s - s.begin_s) / operation::kTick_s;
  m.elapsed = static_cast<std::uint64_t>(ticks);
  m.tick = std::min(s.first + static_cast<std::uint64_t>(ticks * speed_), s.last);
  return m;
}

std::string Reel::subtitles() const {
  std::string text;
  int number = 0;
  for (const Scene& s : scenes_) {
    const std::vector<std::uint64_t> starts = s.captions.starts(s.beats);
    for (std::size_t n = 0; n < starts.size(); ++n) {
      const std::uint64_t end = n + 1 < starts.size() ? starts[n + 1] : s.length;
      text += std::to_string(++number) + "\n" + clockTime(s.begin_s + seconds(starts[n])) +
              " --> " + clockTime(s.begin_s + seconds(end)) + "\n" + s.captions.sentences()[n] +
              "\n\n";
    }
  }
  return text;
}

}  // namespace unkink::app
