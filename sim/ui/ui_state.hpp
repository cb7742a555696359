// What the panels are shown, what they keep from frame to frame, and what they ask for.
#pragma once

#include "anatomy/own_bones.hpp"
#include "lesson/catalogue.hpp"
#include "lesson/route.hpp"
#include "operation/state.hpp"
#include "ui/desktop.hpp"
#include "ui/hands.hpp"
#include "ui/keyboard.hpp"
#include "ui/labels.hpp"
#include "ui/layout.hpp"
#include "ui/page_state.hpp"
#include "ui/preferences.hpp"
#include "ui/show.hpp"
#include "ui/take_away.hpp"
#include "view/mri_slice.hpp"
#include "view/presentation.hpp"
#include "view/preview.hpp"
#include "view/scene.hpp"

#include <array>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
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
  std::uint64_t elapsed = 0;  // ticks that the shown stage has been shown
  std::vector<std::uint64_t>
      beats;          // of them, when the beats of its text began, as far as they have
  bool loop = false;  // the present stage begins again at its end
  // ways through it; empty where there are none to choose from, as in a picture
  std::span<const lesson::Route> routes;
  std::size_t route = 0;                            // the one that is followed
  std::vector<std::optional<double>> routeLasts_s;  // nothing: not all of it is written

  /// The route that is followed, and its stop at the stage that is shown; null: none.
  const lesson::Route* chosenRoute() const {
    return route < routes.size() ? &routes[route] : nullptr;
  }
  const lesson::Stop* stop() const;
  int stageCount() const { return static_cast<int>(chapters.size()); }
  /// The stage that titles and texts are about: the last one after the end.
  int shownStage() const { return stage < stageCount() ? stage : stageCount() - 1; }
  /// How far the play head is into its stage, 0..1.
  double stageProgress() const;
};

/// Textures by their OpenGL names; 0: not drawn yet.
struct Pictures {
  unsigned scene = 0, xRay = 0, behindXRay = 0, straw = 0, bigStraw = 0, slice = 0;
};

/// One grade of narrowing that can be chosen.
struct SeverityCard {
  std::array<anatomy::LevelDisease, anatomy::kLevelCount> disease;  // of each level
  std::optional<view::AxialSection> section;  // of the treated one; nothing: still being drawn
};
inline constexpr std::size_t kSeverityCount = 4;  // Schizas A to D

/// Letters of the grades, mildest first.
inline constexpr std::array<const char*, kSeverityCount> kGradeLetters{"A", "B", "C", "D"};

/// A case file that can be opened.
struct CaseListing {
  std::filesystem::path file;
  std::string title;
};

/// Meshes being read: how far it is, or what has to be asked.
struct ImportStatus {
  std::string what;  // is being done; empty while asking
  double share = 0.0;
  std::string file;              // that does not say which way is left
  std::string likely, mirrored;  // the two answers, such as "ras" and "lps"

  bool asks() const { return !file.empty(); }
};

/// What the set-up page is shown besides what it keeps itself.
struct Workshop {
  std::array<SeverityCard, kSeverityCount> cards;
  std::optional<view::AxialSection> section;  // of the patient on the page, as last sketched
  std::vector<CaseListing> shipped, own, recent;
  /// What became of the last file or wish.
  enum class News { kNone, kOpened, kSaved, kRefused };
  News news = News::kNone;
  std::string said;  // title, path, or the sentence that says why
  std::optional<ImportStatus> import;
  std::vector<std::string> notices;  // of the last import, a sentence each
  bool shaping = false;              // something is still being made
  bool ready = false;                // the patient on the page can be started with
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
  const Workshop* workshop = nullptr;       // not null while the set-up page is open
  const view::MriPicture* slice = nullptr;  // not null while it is looked at
  const view::Reading* reading = nullptr;   // of the X-ray that is shown; null: none
  Preferences preferences = {};
  const TakingAway* takingAway =
      nullptr;                       // a film or a sheet that is being made, or was; null: none
  const Desktop* desktop = nullptr;  // null where there is none, as in a picture
};

enum class ControlsTab { kMeasures, kPatient, kLayers };

/// The points of one imported bone, and what a hand has moved them by.
struct BonePointEdit {
  anatomy::Vertebra bone = anatomy::Vertebra::kL4;
  anatomy::Nudges by_mm{};
};

/// The set-up page's own memory.
struct SetupPage {
  bool open = false;
  operation::CaseParameters draft;                                  // the patient being set up
  anatomy::Level detailed = anatomy::Level::kL4L5;                  // whose details are unfolded
  std::array<int, anatomy::kLevelCount> grade{-1, -1, -1, -1, -1};  // card chosen per level
  std::array<char, 512> path{};                                     // of a case file, as typed
  std::optional<BonePointEdit> points;                              // of the bone in hand
  bool held = false;                                                // a slider is being dragged
  bool starting = false;  // Start was pressed; the patient is not ready yet
};

/// A page that stands beside the 3D view, in place of X-ray and straw.
enum class Page {
  kNone,
  kBodyMap,    // where it is felt
  kCandidacy,  // is this right for me
  kGettingReady,
  kRecovery,  // the weeks after
  kEvidence,  // what to expect, beside the alternatives
  kQuestions,
  kTeachBack,
  kSettings,
};

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
  LabelMemory labels, xRayLabels;
  SetupPage setup;
  Hands hands;
  bool cArmOpen = false;  // the C-arm's controls stand where the straw does
  Page page = Page::kNone;
  PageMemory pages;
  bool bigType = false;  // the layout for a room: picture, one inset, what is said
  CompactTab compactTab = CompactTab::kStory;  // where panels stand one behind the other
  Page compactPage = Page::kNone;              // that was last brought to the front there
  bool pictureControls = false;                // there, the buttons stand in their picture's place
  bool takeAwayOpen = false;
  std::string rebound;        // the action that a key was last pressed for
  std::string rebindRefused;  // why it could not be taken; empty: it was
  std::string rebinding;      // the action whose new key is waited for; empty: none is
  Show show;
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
  std::optional<Preferences> preferences;
  std::optional<Rebinding> rebind;
  std::optional<bool> resume;               // the answer: take up the lost session, or let it go
  bool cameraTaken = false;                 // the presentation's camera was moved by hand
  bool stageView = false;                   // back to the stage's own camera and layers
  std::optional<int> cameraPreset;          // 0-based
  std::optional<view::CutPlane> lookAtCut;  // the camera goes where that cut is seen
  std::optional<math::Vec2f> pointer;       // over the 3D view, from its upper left corner, 0..1
  std::optional<view::Layer> pointedLayer;  // whose row the pointer is on
  bool quit = false;
  bool openSetup = false, closeSetup = false;
  bool startPatient = false;                      // the story begins with the page's patient
  std::optional<std::filesystem::path> openCase;  // a case file, for the page
  bool saveCase = false;
  std::optional<std::string> axes;  // the answer to an import's question
  bool cancelImport = false;
  ShowWishes show;
  std::optional<BonePointEdit> nudge;  // points of an imported bone were moved
  std::optional<TakeAway> takeAway;    // to be made, or given up

  /// The presentation to change: what was asked for so far, else what is shown.
  view::Presentation& change(const Shown& shown) {
    if (!presentation) presentation = shown.presentation;
    return *presentation;
  }
};

inline constexpr int kCameraPresetCount = 6;

}  // namespace unkink::ui
