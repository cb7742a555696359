// A session: one case, its story, and a play head that goes anywhere in what has been played.
//
// The past is a list of commands with a keyframe of State about every second; going to a tick is
// one copy and at most a second's worth of steps. The story's future is the same list, written
// ahead by the autopilot, on a worker thread where one is wanted. A user's command cuts the future
// off; resuming lets the autopilot plan anew.
#pragma once

#include "lesson/autopilot.hpp"
#include "lesson/procedure.hpp"
#include "lesson/recording.hpp"
#include "operation/state.hpp"

#include <memory>
#include <span>
#include <vector>

namespace unkink::lesson {

class Session {
 public:
  /// \param ahead  true: a worker thread writes the story ahead; false: it is written when asked
  /// for
  Session(std::shared_ptr<const operation::Case> theCase, Procedure procedure, bool ahead);
  /// As a recording left it. A story that no hand has touched goes on as it would have; with a
  /// hand's commands in it, it waits for resume().
  ///
  /// Cost: as playing it. Throws: config::Error where it does not end as recorded
  Session(std::shared_ptr<const operation::Case> theCase, Procedure procedure, bool ahead,
          const Recording& from);
  ~Session();
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;

  const operation::Case& theCase() const;
  const Procedure& procedure() const;
  const operation::State& state() const;  // at the play head

  // the play head
  std::uint64_t tick() const;          // of state()
  std::uint64_t writtenTicks() const;  // how far the story is written
  /// Lets the thread that writes ahead rest, or go on, so that others have the processor.
  void holdWriting(bool hold);
  bool finished() const;  // the autopilot has no stage left to write
  int stage() const;  // the stage that the play head is in, 0-based; stageCount() after the last
  int stageCount() const;
  /// First and last tick of a stage that is written; nothing where it is not yet.
  struct Span {
    std::uint64_t first = 0, last = 0;
  };
  std::optional<Span> span(int stage) const;

  /// Plays at most `ticks` ticks of what is written. \return how many it played
  int play(int ticks);
  /// Goes to a tick; writes the story that far first if it must. 0 is the untouched patient.
  void seek(std::uint64_t tick);
  /// Goes to the end of a stage (-1: the start of everything), writing what is missing.
  void seekEndOf(int stage);
  /// Goes to a stage's beginning.
  void seekBeginningOf(int stage);

  /// The user's hand: cuts the future off and steps one tick with these commands.
  void act(std::span<const operation::Command> commands);
  bool handsOn() const;  // the future is the user's: the autopilot waits for resume()
  /// Gives the story back to the autopilot, which plans from the present state on.
  void resume();

  /// Everything done up to the play head.
  Recording recording() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace unkink::lesson
