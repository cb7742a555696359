// The story as written so far, and the writer that carries it on; for session.cpp only.
#pragma once

#include "lesson/autopilot.hpp"
#include "lesson/recording.hpp"

#include <functional>
#include <vector>

namespace unkink::lesson {

inline constexpr int kTicksBetweenKeyframes = 60;

/// When a goal was taken up: the last tick before its first command.
struct GoalStart {
  int stage = 0, goal = 0;
  std::uint64_t tick = 0;
};

/// What a piece of writing adds to the story.
struct Chapter {
  std::vector<TimedCommand> commands;
  std::vector<operation::State> keyframes;
  std::vector<std::uint64_t> stageEnds;  // ticks at which stages ended, in order
  std::vector<GoalStart> goalStarts;     // in order
  std::uint64_t lastTick = 0;
  bool finished = false;
};

/// Everything written: commands by tick, keyframes by tick (the first is the beginning), stage
/// ends.
class Story {
 public:
  explicit Story(operation::State beginning);

  void append(Chapter chapter);
  /// Forgets everything after a tick.
  void cutAfter(std::uint64_t tick);

  std::uint64_t lastTick() const { return lastTick_; }
  bool finished() const { return finished_; }
  const std::vector<std::uint64_t>& stageEnds() const { return stageEnds_; }
  const std::vector<GoalStart>& goalStarts() const { return goalStarts_; }
  const std::vector<TimedCommand>& commands() const { return commands_; }
  const operation::State& beginning() const { return keyframes_.front(); }
  /// The last keyframe not after a tick.
  const operation::State& keyframeAt(std::uint64_t tick) const;
  /// The commands of one tick, in order.
  std::vector<operation::Command> at(std::uint64_t tick) const;
  /// Stages that ended before a tick: the stage that the tick belongs to.
  int stageAt(std::uint64_t tick) const;

 private:
  std::vector<TimedCommand> commands_;
  std::vector<operation::State> keyframes_;
  std::vector<std::uint64_t> stageEnds_;
  std::vector<GoalStart> goalStarts_;
  std::uint64_t lastTick_ = 0;
  bool finished_ = false;
};

/// Runs autopilot and simulation ahead of the play head.
class Writer {
 public:
  Writer(const operation::Case& theCase, const Procedure& procedure, operation::State from,
         int stage);
  /// Writes on for at most `ticks` ticks.
  Chapter write(int ticks);

 private:
  const operation::Case* case_;
  const Procedure* procedure_;
  operation::State state_;
  Autopilot pilot_;
  int begunStage_ = -1, begunGoal_ = -1;  // the goal that was last taken up
};

}  // namespace unkink::lesson
