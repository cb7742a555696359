// What each frame of a film shows: the story's time, the waits for readers, and the subtitles.
#pragma once

#include "app/command_line.hpp"
#include "lesson/captions.hpp"
#include "lesson/catalogue.hpp"
#include "lesson/session.hpp"

#include <string>
#include <vector>

namespace unkink::app {

/// One frame. Ticks of `elapsed` are a viewer's sixtieths of a second, whatever the film's speed.
struct Moment {
  bool card = false;  // the title card, before the first stage
  int stage = 0;      // 0-based
  std::uint64_t tick = 0;
  std::uint64_t elapsed = 0;  // since the stage began
  double time_s = 0.0;        // since the film did
};

class Reel {
 public:
  /// Writes the story as far as it is needed.
  Reel(lesson::Session& session, const lesson::Catalogue& catalogue, const StageRange& stages,
       const Options& options);

  long frames() const;
  Moment at(long frame) const;
  /// When the beats of a stage's text begin, in a viewer's ticks.
  const std::vector<std::uint64_t>& beats(int stage) const { return scene(stage).beats; }
  /// All captions as SubRip text, to be read by other players.
  std::string subtitles() const;

 private:
  struct Scene {
    int stage = 0;
    std::uint64_t first = 0, last = 0;  // ticks of the story
    std::vector<std::uint64_t> beats;
    lesson::Captions captions;
    std::uint64_t length = 0;  // a viewer's ticks
    double begin_s = 0.0;
  };
  const Scene& scene(int stage) const {
    return scenes_[static_cast<std::size_t>(stage - scenes_.front().stage)];
  }

  double speed_, framesPerSecond_, length_s_ = 0.0;
  std::vector<Scene> scenes_;
};

}  // namespace unkink::app
