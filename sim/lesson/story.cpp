// Keeping and carrying on the story.
#include "lesson/story.hpp"

#include <algorithm>
#include <cassert>
#include <iterator>

namespace unkink::lesson {
namespace {

const auto kBefore = [](const TimedCommand& c, std::uint64_t tick) { return c.tick < tick; };

}  // namespace

Story::Story(operation::State beginning) : lastTick_(beginning.tick) {
  keyframes_.push_back(std::move(beginning));
}

void Story::append(Chapter chapter) {
  assert(chapter.lastTick >= lastTick_);
  std::move(chapter.commands.begin(), chapter.commands.end(), std::back_inserter(commands_));
  std::move(chapter.keyframes.begin(), chapter.keyframes.end(), std::back_inserter(keyframes_));
  stageEnds_.insert(stageEnds_.end(), chapter.stageEnds.begin(), chapter.stageEnds.end());
  goalStarts_.insert(goalStarts_.end(), chapter.goalStarts.begin(), chapter.goalStarts.end());
  lastTick_ = chapter.lastTick;
  finished_ = chapter.finished;
}

void Story::cutAfter(std::uint64_t tick) {
  commands_.erase(std::lower_bound(commands_.begin(), commands_.end(), tick + 1, kBefore),
                  commands_.end());
  std::erase_if(keyframes_, [&](const operation::State& s) { return s.tick > tick; });
  std::erase_if(stageEnds_, [&](std::uint64_t end) { return end > tick; });
  std::erase_if(goalStarts_, [&](const GoalStart& start) { return start.tick >= tick; });
  lastTick_ = std::min(lastTick_, tick);
  finished_ = false;
}

const operation::State& Story::keyframeAt(std::uint64_t tick) const {
  const auto after =
      std::upper_bound(keyframes_.begin(), keyframes_.end(), tick,
                       [](std::uint64_t t, const operation::State& s) { return t < s.tick; });
  assert(after != keyframes_.begin());
  return *std::prev(after);
}

std::vector<operation::Command> Story::at(std::uint64_t tick) const {
  std::vector<operation::Command> out;
  for (auto it = std::lower_bound(commands_.begin(), commands_.end(), tick, kBefore);
       it != commands_.end() && it->tick == tick; ++it)
    out.push_back(it->command);
  return out;
}

int Story::stageAt(std::uint64_t tick) const {
  return static_cast<int>(std::lower_bound(stageEnds_.begin(), stageEnds_.end(), tick) -
                          stageEnds_.begin());
}

Writer::Writer(const operation::Case& theCase, const Procedure& procedure, operation::State from,
               int stage)
    : case_(&theCase), procedure_(&procedure), state_(std::move(from)) {
  pilot_.begin(stage);
}

Chapter Writer::write(int ticks) {
  Chapter chapter;
  for (int n = 0; n < ticks && !pilot_.finished(*procedure_); ++n) {
    const int stage = pilot_.stage();
    if (stage != begunStage_ || pilot_.goal() != begunGoal_)
      chapter.goalStarts.push_back({stage, pilot_.goal(), state_.tick});
    begunStage_ = stage;
    begunGoal_ = pilot_.goal();
    const std::vector<operation::Command> commands = pilot_.plan(*case_, *procedure_, state_);
    operation::step(*case_, state_, commands);
    for (const operation::Command& c : commands) chapter.commands.push_back({state_.tick, c});
    const bool ended = pilot_.stage() != stage;
    if (ended) chapter.stageEnds.push_back(state_.tick);
    if (ended || state_.tick % kTicksBetweenKeyframes == 0) chapter.keyframes.push_back(state_);
  }
  chapter.lastTick = state_.tick;
  chapter.finished = pilot_.finished(*procedure_);
  return chapter;
}

}  // namespace unkink::lesson
