// What the panels are shown, what they keep from frame to frame, and what they ask for.
#pragma once

#include "lesson/catalogue.hpp"
#include "operation/state.hpp"
#include "ui/keyboard.hpp"
#include "ui/labels.hpp"
#include "ui/layout.hpp"
#include "view/presentation.hpp"
#include "view/scene.hpp"

#include <cstdint>
#include <optional>
#include <vector>

namespace unkink::ui {

/// Ticks of a stage that is written.
struct Chapter {
  std::uint64_t first = 0, last = 0;
};

/// The play head as the transport shows it.
struct Story {
  int stage = 0;  // 0-based; the number of stages after the last
  std::uint64_t tick = 0, writtenTicks = 0;
  std::vector<std::optional<Chapter>> chapters;  // one per stage
  bool written = false;                          // all of them
  bool playing = false;
  bool handsOn = false;  // the user acted: the story waits for play
  bool waiting = false;  // for a stage that is still being written
  double speed = 1.0;

  int stageCount() const { return static_cast<int>(chapters.size()); }
  /// The stage that titles and texts are about: the last one after the end.
  int shownStage() const { return stage < stageCount() ? stage : stageCount() - 1; }
  /// How far the play head is into its stage, 0..1.
  double stageProgress() const;
};

/// Textures by their OpenGL names; 0: not drawn yet.
struct Pictures {
  unsigned scene = 0, xRay = 0, straw = 0;
};

/// Everything that a panel may look at; all of it outlives the frame.
struct Shown {
  const operation::Case& theCase;
  const operation::State& state;
  const view::Scene& scene;
  const view::Presentation& presentation;
  const lesson::Procedure& procedure;
  const lesson::Catalogue& catalogue;
  Story story;
  Pictures pictures;
};

enum class ControlsTab { kMeasures, kPatient, kLayers };

/// What the panels remember; the caller owns it.
struct UiState {
  bool stagesOpen = true;
  bool shortcutsOpen = false;
  bool quitAsked = false;
  bool inPanels = false;     // the keyboard is in the panels
  int panelInFocus = 0;      // which of them, see panels.cpp
  bool focusWanted = false;  // it has just changed
  ControlsTab tab = ControlsTab::kMeasures;
  int listedStage = -1;  // that the list last scrolled to
  LabelMemory labels;
};

/// A place in the story.
struct Place {
  int stage = 0;
  double share = 0.0;  // of the stage, 0..1
};

/// What was asked for in a frame.
struct UiOutput {
  std::vector<operation::Command> commands;
  std::optional<Place> seek;  // the scrub bar
  std::optional<int> jump;    // to the beginning of a stage, and play it
  int step = 0;               // that many stages on, or back
  std::optional<bool> play;   // or pause
  std::optional<double> speed;
  std::optional<view::Presentation> presentation;
  bool cameraTaken = false;         // the presentation's camera was moved by hand
  bool stageView = false;           // back to the stage's own camera and layers
  std::optional<int> cameraPreset;  // 0-based
  bool quit = false;

  /// The presentation to change: what was asked for so far, else what is shown.
  view::Presentation& change(const Shown& shown) {
    if (!presentation) presentation = shown.presentation;
    return *presentation;
  }
};

inline constexpr int kCameraPresetCount = 6;

}  // namespace unkink::ui
