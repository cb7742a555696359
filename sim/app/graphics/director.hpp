// Where the camera stands: what each stage asks for, flights in between, and the user's own hand.
#pragma once

#include "ui/ui_state.hpp"
#include "view/presentation.hpp"

namespace unkink::app {

class Director {
 public:
  Director(const operation::Case& theCase, const lesson::Procedure& procedure);

  /// Another patient from now on.
  void turnTo(const operation::Case& theCase) {
    case_ = &theCase;
    sliceTaken_ = false;
  }
  /// Cuts from now on where it would fly, or flies again.
  void setReducedMotion(bool reduced);
  /// Flies to a look at a patient outside the story.
  void lookAt(view::Presentation look, double now_s);
  /// Flies back to the stage that the story is in.
  void backToStage(int stage, const operation::State& state, double now_s);

  /// Stands at once as a stage asks for.
  void cutTo(int stage, const operation::State& state);
  /// Flies to a stage's staging where it is another one than the last.
  void follow(int stage, const operation::State& state, double now_s);
  /// Outlines what is pointed at. \return whether that is anything new
  bool point(const std::optional<view::PartName>& part, const std::optional<view::Layer>& layer);
  /// What drifts is where it is at that time.
  void setClock(double clock_s);
  /// Takes up what the panels ask for.
  void apply(const ui::UiOutput& output, const operation::State& state, double now_s);
  /// Moves on along a flight.
  void advance(double now_s);

  const view::Presentation& presentation() const { return now_; }
  view::Presentation& presentation() { return now_; }
  bool flying() const { return flying_; }

 private:
  view::Presentation stagedNow(const operation::State& state) const;
  void keepOwn(view::Presentation& look) const;
  bool movesSlice(const view::SliceLook& wanted) const;
  void flyTo(view::Presentation to, double now_s, double duration_s);

  const operation::Case* case_;
  const lesson::Procedure& procedure_;
  int stage_ = -1;
  view::Presentation now_, from_, to_;
  bool flying_ = false;
  bool cuts_ = false;        // instead of flights
  bool sliceTaken_ = false;  // the user has moved the slice: stages leave it where it is
  double start_s_ = 0.0, duration_s_ = 1.0;
};

}  // namespace unkink::app
