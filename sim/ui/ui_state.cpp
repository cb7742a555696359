// Where the play head is in its stage.
#include "ui/ui_state.hpp"

#include <algorithm>

namespace unkink::ui {

const lesson::Stop* Story::stop() const {
  const lesson::Route* chosen = chosenRoute();
  return chosen ? chosen->stop(shownStage()) : nullptr;
}

double Story::stageProgress() const {
  if (stage >= stageCount()) return 1.0;
  const auto& chapter = chapters[static_cast<std::size_t>(stage)];
  std::uint64_t first = 0;
  for (int n = 0; n < stage; ++n)
    if (const auto& before = chapters[static_cast<std::size_t>(n)]) first = before->last;
  const std::uint64_t last = chapter ? chapter->last : std::max(writtenTicks, tick);
  if (last <= first || tick <= first) return 0.0;
  return std::min(1.0, static_cast<double>(tick - first) / static_cast<double>(last - first));
}

}  // namespace unkink::ui
