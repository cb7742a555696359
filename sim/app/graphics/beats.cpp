// From ticks of the story to ticks of its stage.
#include "app/graphics/beats.hpp"

#include <algorithm>

namespace unkink::app {

void addBeats(const lesson::Session& session, double shownTicks, ui::Story& story) {
  const int stage = story.shownStage();
  story.beats = session.beats(stage);
  const auto before = session.span(stage - 1);
  const std::uint64_t first = before ? before->last : 0;
  for (std::uint64_t& tick : story.beats) tick -= std::min(tick, first);
  const std::uint64_t played = story.tick > first ? story.tick - first : 0;
  story.elapsed = std::max(played, static_cast<std::uint64_t>(std::max(0.0, shownTicks)));
}

}  // namespace unkink::app
