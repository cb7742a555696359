// The play head: turns what the panels ask for into play, seek and act on the session.
#pragma once

#include "lesson/session.hpp"
#include "ui/ui_state.hpp"

#include <optional>
#include <span>
#include <vector>

namespace unkink::app {

class Player {
 public:
  explicit Player(lesson::Session& session);
  /// Takes up another session at its beginning, paused.
  void turnTo(lesson::Session& session);

  /// The ways through the story, and how long their stages' texts are; follows the first of them.
  /// \param routes   outlive the player; without any, every stage follows the one before it
  void setRoutes(std::span<const lesson::Route> routes, std::vector<lesson::StageWords> words);
  /// Follows another route; goes to its first stop unless the present stage is one.
  void follow(std::size_t route);

  void apply(const ui::UiOutput& output);
  /// Time goes by: so many ticks of the fixed clock.
  void advance(int ticks);
  /// Plays from the start.
  void play();
  void pause() { pauseOrPlay(false); }
  /// Plays the route from its first stop, on a story that no hand has touched.
  void beginAnew();

  ui::Story story() const;
  /// Whether ticks are wanted: something plays, moves or is awaited.
  bool running() const;
  /// The stage whose picture and words are shown.
  int stage() const;

 private:
  void jumpTo(ui::Place place, bool playOn);
  void step(int by);
  void pauseOrPlay(bool play);
  void stepTicks(int by);
  void tryToArrive();
  void playStory(int ticks);
  void stageOver(bool stop);
  void playByHand(int ticks);
  bool atEnd() const;
  /// Whether the story itself goes on where the route does.
  bool flowsOn(int stage) const;
  const lesson::Route* route() const;
  double readingTicks(int stage) const;
  bool calm() const;
  std::uint64_t tickOf(const ui::Place& place) const;
  bool reachable(const ui::Place& place) const;

  lesson::Session* session_;
  std::span<const lesson::Route> routes_;
  std::size_t route_ = 0;
  std::vector<lesson::StageWords> words_;
  bool loop_ = false;
  bool playing_ = false;
  double speed_ = 1.0;
  double owed_ = 0.0;                     // ticks of the story, less than one
  double shownTicks_ = 0.0;               // how long the present stage has been shown
  int shownStage_ = -1;                   // for which stage that counts
  std::optional<int> lastStage_;          // play stops at the end of this one
  std::optional<ui::Place> awaited_;      // a place that is not written yet
  std::vector<operation::Command> hand_;  // the user's, for the next tick
  std::optional<std::uint64_t> touched_;  // the first tick with a hand's command in it
  int calmTicks_ = 0;                     // for how long nothing has moved under the user's hand
};

}  // namespace unkink::app
