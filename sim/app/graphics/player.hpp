// The play head: turns what the panels ask for into play, seek and act on the session.
#pragma once

#include "lesson/session.hpp"
#include "ui/ui_state.hpp"

#include <optional>
#include <vector>

namespace unkink::app {

class Player {
 public:
  explicit Player(lesson::Session& session);
  /// Takes up another session at its beginning, paused.
  void turnTo(lesson::Session& session);

  /// How long each stage is shown at least while the story plays, so that its text can be read.
  void setReadingTicks(std::vector<int> ticks) { readingTicks_ = std::move(ticks); }

  void apply(const ui::UiOutput& output);
  /// Time goes by: so many ticks of the fixed clock.
  void advance(int ticks);
  /// Plays from the start.
  void play();
  void pause() { pauseOrPlay(false); }

  ui::Story story() const;
  /// Whether ticks are wanted: something plays, moves or is awaited.
  bool running() const;
  /// The stage whose picture and words are shown.
  int stage() const;

 private:
  void jumpTo(ui::Place place, bool playOn);
  void step(int by);
  void pauseOrPlay(bool play);
  void tryToArrive();
  void playStory(int ticks);
  void playByHand(int ticks);
  bool atEnd() const;
  bool calm() const;
  std::uint64_t tickOf(const ui::Place& place) const;
  bool reachable(const ui::Place& place) const;

  lesson::Session* session_;
  std::vector<int> readingTicks_;
  bool playing_ = false;
  double speed_ = 1.0;
  double owed_ = 0.0;                     // ticks of the story, less than one
  double shownTicks_ = 0.0;               // how long the present stage has been shown
  int shownStage_ = -1;                   // for which stage that counts
  std::optional<int> lastStage_;          // play stops at the end of this one
  std::optional<ui::Place> awaited_;      // a place that is not written yet
  std::vector<operation::Command> hand_;  // the user's, for the next tick
  int calmTicks_ = 0;                     // for how long nothing has moved under the user's hand
};

}  // namespace unkink::app
