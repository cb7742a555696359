// The window: opens it, loads while it opens, and runs one frame after another until it closes.
#include "app/actions.hpp"
#include "app/folders.hpp"
#include "app/graphics/clock.hpp"
#include "app/graphics/director.hpp"
#include "app/graphics/keeper.hpp"
#include "app/graphics/pace.hpp"
#include "app/graphics/player.hpp"
#include "app/graphics/png.hpp"
#include "app/graphics/setup.hpp"
#include "app/graphics/stagehand.hpp"
#include "app/graphics/take_away_job.hpp"
#include "app/graphics/window.hpp"
#include "app/material.hpp"
#include "config/error.hpp"
#include "config/files.hpp"
#include "lesson/captions.hpp"
#include "lesson/recording.hpp"

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <future>
#include <iostream>

namespace unkink::app {
namespace {

constexpr double kIdleWait_s = 0.25;    // between looks at how far the story is written
constexpr double kShortWait_s = 0.008;  // where time runs but shows nothing new yet
constexpr double kDrift_s = 0.04;       // between pictures of a straw that nothing else moves
constexpr double kStill_s = 0.2;        // without movement before all effects are drawn
constexpr int kFramesAfterEvent = 3;    // ImGui takes that many to settle

/// What is read and made while the window opens.
struct Loaded {
  lesson::Catalogue catalogue;
  Surfaces surfaces;
  std::unique_ptr<lesson::Session> session;
};

/// What was asked for, read before anything opens, so that bad input opens nothing.
struct Wishes {
  operation::CaseParameters parameters;
  lesson::Procedure procedure;
  lesson::Catalogue catalogue;
};

Loaded load(Wishes wishes) {
  const std::shared_ptr<const operation::Case> theCase = makeCase(wishes.parameters);
  Surfaces surfaces{theCase,
                    std::make_shared<const std::vector<anatomy::BakedMesh>>(surfacesOf(*theCase))};
  auto session = std::make_unique<lesson::Session>(theCase, std::move(wishes.procedure), true);
  return {std::move(wishes.catalogue), std::move(surfaces), std::move(session)};
}

/// How the treated level is looked at while a patient is set up.
lesson::Staging setupStaging() {
  lesson::Staging staging;
  staging.azimuth_deg = 58.0;
  staging.elevation_deg = 22.0;
  staging.distance_mm = 260.0;
  staging.depthOffset_mm = -10.0;  // room for the cross-section beside the spine
  staging.layers.assign(view::kLayerCount, 0.0);
  const auto show = [&](view::Layer layer, double opacity) {
    staging.layers[static_cast<std::size_t>(layer)] = opacity;
  };
  for (const view::Layer layer : {view::Layer::kBone, view::Layer::kLigamentumFlavum,
                                  view::Layer::kDiscs, view::Layer::kNerves})
    show(layer, 1.0);
  show(view::Layer::kThecalSac, 0.75);
  staging.cutaway = 1.0;
  staging.levelTags = true;
  return staging;
}

/// The folders and the session that was left, as the panels show them.
ui::Desktop desktopAround(const Keeper& keeper, const lesson::Procedure& procedure) {
  ui::Desktop d;
  d.folders = {{"settings", configFolder()},
               {"cases", caseFolder()},
               {"recordings", recordingFolder()},
               {"exports", exportFolder()},
               {"log", logFolder()}};
  d.said = keeper.complaint();
  if (const LeftSession* left = keeper.left()) {
    const lesson::Recording& r = left->recording;
    const auto last = static_cast<int>(procedure.stages.size()) - 1;
    d.lost =
        ui::LostSession{std::min(static_cast<int>(r.stageEnds.size()), last),
                        static_cast<double>(r.lastTick) * operation::kTick_s, r.parameters.title};
  }
  return d;
}

/// The words of a language; English where the settings name one that is not there.
lesson::Catalogue wordsOf(const Options& options, Keeper& keeper) {
  if (options.window.language) return lesson::Catalogue::read(*options.window.language);
  try {
    return lesson::Catalogue::read(keeper.preferences().language);
  } catch (const config::Error& e) {
    keeper.complain(e.what());
    return lesson::Catalogue::read(ui::Preferences{}.language);
  }
}

/// Everything that lives as long as the window is open.
class Desk {
 public:
  Desk(Window& window, render::Renderer& renderer, Keeper& keeper, Loaded loaded,
       const Options& options, std::vector<lesson::Route> routes)
      : window_(window),
        keeper_(keeper),
        catalogue_(std::move(loaded.catalogue)),
        session_(std::move(loaded.session)),
        procedure_(session_->procedure()),
        frames_(renderer, session_->theCase(), *loaded.surfaces.meshes, procedure_, catalogue_),
        director_(session_->theCase(), procedure_),
        player_(*session_),
        setup_(loaded.surfaces),
        stagehand_({window_, player_, director_, uiState_, preferences_,
                    [this](const ui::Preferences& wanted) { prefer(wanted); }},
                   options, std::move(routes)) {
    director_.cutTo(0, session_->state());
    preferences_.language = catalogue_.language();
    storysBuilder_ = &frames_.builder();
    director_.presentation().voice = keeper_.voice();
    prefer(keeper_.preferences());
    uiState_.show.keys = keeper_.keys();
    desktop_ = desktopAround(keeper_, procedure_);
    stagehand_.spell(procedure_, catalogue_);
    stagehand_.begin(session_->state(), now_s());
  }

  /// \param unasked   the session that was left is taken up, without a question
  void run(bool unasked) {
    if (unasked && keeper_.left()) takeUpLeft(now_s());
    while (!window_.closing()) {
      const bool resting = !restless() && !drifting();
      window_.takeEvents(resting && !shaping() ? kIdleWait_s : drew_ ? 0.0 : kShortWait_s);
      if (resting) ticks_.restart(now_s());
      turn(now_s());
    }
  }

  const lesson::Session& session() const { return *session_; }
  void showBigType() { uiState_.bigType = true; }
  long droppedTicks() const { return ticks_.dropped(); }

 private:
  bool restless() const {
    return framesDue_ > 0 || player_.running() || director_.flying() || !sharp_;
  }

  /// Whether the big straw is watched: its fluid goes on while the story is paused.
  bool drifting() const {
    return director_.presentation().bigStraw && !uiState_.setup.open && !preferences_.reducedMotion;
  }

  /// Time for what drifts: runs with the story, and while the big straw is watched; with reduced
  /// motion nothing drifts.
  void runClock(double now) {
    constexpr double kLongest_s = 0.1;  // a slow frame moves no further
    if ((player_.running() && !preferences_.reducedMotion) || drifting())
      clock_s_ += std::min(now - clocked_s_, kLongest_s);
    clocked_s_ = now;
    director_.setClock(clock_s_);
  }

  ui::SetupPage& page() { return uiState_.setup; }
  /// Whether the processor is wanted for the patient on the set-up page.
  bool shaping() const { return uiState_.setup.open && setup_.busy(); }

  /// The patient on screen: the story's, or the one on the set-up page.
  const operation::State& shownState() const {
    const Shaped* shaped = uiState_.setup.open ? setup_.shaped() : nullptr;
    return shaped ? shaped->lying : session_->state();
  }

  void goOn(double now) {
    const std::vector<std::filesystem::path> dropped = window_.takeDropped();
    if (!dropped.empty() && stagehand_.takesFiles()) {
      if (!page().open) openSetup(now);
      setup_.takeDropped(dropped, page());
    }
    if (!page().open) {
      player_.advance(ticks_.owed(now));
      director_.follow(player_.stage(), session_->state(), now);
      return;
    }
    if (setup_.turn(page(), *storysBuilder_, now)) framesDue_ = kFramesAfterEvent;
    if (const Shaped* shaped = setup_.shaped(); shaped && setup_.builder() != &frames_.builder())
      frames_.turnTo(*shaped->theCase, *shaped->builder);
    if (page().starting && setup_.ready(page())) begin(now);
  }

  /// The story begins with the page's patient, or goes on where the session that was left ended.
  void begin(double now) {
    if (!desktop_.resuming) return startPatient(now, nullptr);
    if (!reliving_.valid())
      reliving_ = std::async(
          std::launch::async, [theCase = setup_.shaped()->theCase, procedure = procedure_,
                               recording = keeper_.left()->recording] {
            return std::make_unique<lesson::Session>(theCase, procedure, true, recording);
          });
    if (reliving_.wait_for(std::chrono::seconds(0)) != std::future_status::ready) return;
    desktop_.resuming = false;
    framesDue_ = kFramesAfterEvent;
    try {
      startPatient(now, reliving_.get());
      keeper_.takeUp();
    } catch (const config::Error& e) {
      keeper_.complain(e.what());
      keeper_.letGo(true);
      closeSetup(now);
    }
  }

  void takeUpLeft(double now) {
    desktop_.lost.reset();
    desktop_.resuming = true;
    openSetup(now);
    page().draft = keeper_.left()->recording.parameters;
    page().starting = true;
    framesDue_ = kFramesAfterEvent;
  }

  void openSetup(double now) {
    player_.pause();
    session_->holdWriting(true);
    setup_.setRecent(keeper_.settings().recentCases);
    setup_.open(page(), now);
    uiState_.focusWanted = true;
    director_.lookAt(view::staged(session_->theCase(), session_->state(), setupStaging()), now);
  }

  void closeSetup(double now) {
    storysBuilder_->show(nullptr, false);
    frames_.turnTo(session_->theCase(), *storysBuilder_);
    setup_.close(page());
    session_->holdWriting(false);
    director_.backToStage(player_.stage(), session_->state(), now);
  }

  /// The story begins anew with the patient on the page.
  /// \param session   of that patient, to go on with; null: a new one, which plays
  void startPatient(double now, std::unique_ptr<lesson::Session> session) {
    const bool goesOn = session != nullptr;
    Shaped patient = setup_.release(page());
    patient.builder->show(nullptr, false);
    if (!goesOn) session = std::make_unique<lesson::Session>(patient.theCase, procedure_, true);
    frames_.turnTo(*patient.theCase, *patient.builder);
    storysBuilder_ = patient.builder.get();
    player_.turnTo(*session);
    director_.turnTo(*patient.theCase);
    // what was there before is large: it goes on a thread of its own
    setup_.bury(std::shared_ptr<lesson::Session>(std::exchange(session_, std::move(session))));
    setup_.bury(std::shared_ptr<view::SceneBuilder>(builder_ ? std::move(builder_)
                                                             : frames_.releaseFirst()));
    builder_ = std::move(patient.builder);
    director_.backToStage(player_.stage(), session_->state(), now);
    if (!goesOn) player_.play();
    keeper_.log().say("a patient's story begins");
    framesDue_ = kFramesAfterEvent;
  }

  /// One turn of the loop: time, then a frame where there is something new to show.
  void turn(double now) {
    if (window_.takeHappened()) framesDue_ = kFramesAfterEvent;
    const std::uint64_t tick = session_->tick();
    goOn(now);
    if (!page().open && !desktop_.lost) keeper_.keepUp(*session_, now);
    if (stagehand_.turn(session_->state(), now)) framesDue_ = std::max(framesDue_, 1);
    const bool flew = director_.flying();
    director_.advance(now);
    runClock(now);
    const bool drifted = drifting() && now - framed_s_ >= kDrift_s;
    const bool wrote = !page().open && session_->writtenTicks() != writtenTicks_;
    const bool sharpen = !sharp_ && !shaping() && now - moved_s_ >= kStill_s;
    if (takeAway_.turn()) framesDue_ = std::max(framesDue_, 1);
    drew_ = framesDue_ > 0 || flew || session_->tick() != tick || wrote || sharpen || drifted;
    if (drew_) frame(now);
  }

  /// Reduced while the picture changes, full once it rests.
  Fineness fineness(bool changed, double now) {
    if (changed) moved_s_ = now;
    const bool moving = now - moved_s_ < kStill_s || shaping();
    sharp_ = !moving;
    return {pace_.quality(moving), pace_.resolution(moving), moving};
  }

  void frame(double now) {
    framed_s_ = now;
    writtenTicks_ = session_->writtenTicks();
    const std::vector<ui::KeyEvent> keys = stagehand_.takeKeys();
    FrameInput input{shownState(),
                     director_.presentation(),
                     player_.story(),
                     keys,
                     page().open ? &setup_.workshop() : nullptr,
                     preferences_,
                     &desktop_,
                     [&](bool changed) { return fineness(changed, now); }};
    input.takingAway = takeAway_.status();
    const ui::UiOutput output =
        frames_.make(input, window_.size(), uiState_, [&] { window_.beginFrame(); });
    show();
    const double took_ms = 1000.0 * (now_s() - now);
    const Fineness& drawn = frames_.fineness();
    if (frames_.drewScene() && frameCount_ > 2)
      pace_.measured(took_ms, drawn.quality, drawn.resolution);
    report(took_ms);
    framesDue_ = std::max(0, framesDue_ - 1);
    take(output, now);
    stagehand_.drawPresenter(frames_.shownBy(input), now);
  }

  void take(const ui::UiOutput& output, double now) {
    if (!page().open) player_.apply(output);
    director_.apply(output, session_->state(), now);
    stagehand_.take(output, frames_, session_->state(), now);
    point(output);
    takeSetup(output, now);
    if (output.takeAway) takeAwayAsked(*output.takeAway);
    if (output.preferences) {
      keeper_.prefer(*output.preferences);
      prefer(keeper_.preferences());
    }
    if (output.rebind) rebind(*output.rebind);
    keeper_.speak(director_.presentation().voice);
    if (output.resume && desktop_.lost) answer(*output.resume, now);
    desktop_.said = keeper_.complaint();
    // what was asked for shows in the next frame
    if (output.presentation || output.preferences || output.stageView || output.seek ||
        output.show.pick || output.show.ticks != 0)
      framesDue_ = kFramesAfterEvent;
    if (output.quit) window_.close();
  }

  /// Shows the frame, and keeps a picture of it where one was asked for.
  void show() {
    if (!stillWanted_) return window_.present();
    stillWanted_ = false;
    try {
      const std::filesystem::path file = freeFile(storyboardFolder(), "picture", ".png");
      writePng(file, window_.presentAndKeep());
      takeAway_.wrote(ui::TakeAway::kStill, file);
    } catch (const config::Error& problem) {
      takeAway_.refused(ui::TakeAway::kStill, problem.what());
    }
    uiState_.takeAwayOpen = true;
    framesDue_ = kFramesAfterEvent;
  }

  void takeAwayAsked(ui::TakeAway what) {
    framesDue_ = kFramesAfterEvent;
    if (what == ui::TakeAway::kCancel) return takeAway_.cancel();
    if (what == ui::TakeAway::kStill) {  // of a frame without the popup
      stillWanted_ = true;
      uiState_.takeAwayOpen = false;
      return;
    }
    const bool clinical = director_.presentation().voice == view::Voice::kClinical;
    takeAway_.begin({what, player_.stage(), clinical, preferences_.language},
                    session_->theCase().parameters(), catalogue_.text("ui.take_own_bones"));
  }

  /// Whether the session that was left is wanted.
  void answer(bool wanted, double now) {
    framesDue_ = kFramesAfterEvent;
    if (wanted) return takeUpLeft(now);
    desktop_.lost.reset();
    keeper_.letGo(false);
  }

  void prefer(ui::Preferences wanted) {
    if (wanted.language != catalogue_.language()) speak(wanted.language);
    wanted.language = catalogue_.language();
    preferences_ = std::move(wanted);
    director_.setReducedMotion(preferences_.reducedMotion);
  }

  /// Puts an action on another key, or all back on those that they came with.
  void rebind(const ui::Rebinding& wanted) {
    framesDue_ = kFramesAfterEvent;
    ui::KeyMap keys = uiState_.show.keys;
    try {
      if (wanted.action.empty())
        keys = {};
      else if (wanted.key.empty())
        keys.reset(wanted.action);
      else
        keys.bind(wanted.action, wanted.key);
      uiState_.rebindRefused.clear();
    } catch (const config::Error& e) {
      uiState_.rebindRefused = e.what();
      return;
    }
    uiState_.show.keys = keys;
    keeper_.bind(keys);
  }

  /// The story goes on in another language; in this one where the other's file has gone bad.
  void speak(const std::string& language) {
    try {
      catalogue_ = lesson::Catalogue::read(language);
      stagehand_.spell(procedure_, catalogue_);
    } catch (const config::Error& e) {
      std::cerr << "unkink: " << e.what() << "\n";
    }
  }

  /// Looks up what the pointer is on where it has moved.
  void point(const ui::UiOutput& output) {
    if (output.pointer != pointer_)
      pointed_ = output.pointer ? frames_.partAt(*output.pointer) : std::nullopt;
    pointer_ = output.pointer;
    if (director_.point(pointed_, output.pointedLayer)) framesDue_ = kFramesAfterEvent;
  }

  void takeSetup(const ui::UiOutput& output, double now) {
    if (output.openSetup && !page().open) openSetup(now);
    if (!page().open || desktop_.resuming) return;
    if (output.openCase) setup_.openCase(*output.openCase, page());
    if (output.saveCase) setup_.saveCase(page());
    if (const auto file = setup_.takeOpened()) keeper_.opened(*file);
    if (output.axes) setup_.importer().answer(*output.axes);
    if (output.nudge && page().draft.own) setup_.importer().nudge(page().draft.own, *output.nudge);
    if (output.cancelImport) setup_.importer().cancel();
    if (output.startPatient) page().starting = true;
    if (output.closeSetup) closeSetup(now);
    framesDue_ = std::max(framesDue_, 1);
  }

  /// Frame times on the error stream where UNKINK_TIMES is set.
  void report(double took_ms) {
    ++frameCount_;
    static const bool wanted = std::getenv("UNKINK_TIMES") != nullptr;
    if (!wanted) return;
    if (const Setup::Arrival made = setup_.takeArrival(); made.what)
      std::cerr << made.what << " after " << made.after_ms << " ms and this frame\n";
    if (frameCount_ == 1) std::cerr << "first picture after " << now_s() << " s\n";
    std::cerr << "frame " << frameCount_ << " tick " << session_->tick() << " " << took_ms << " ms"
              << (frames_.fineness().quality == render::Quality::kFull ? " full" : " reduced")
              << (frames_.drewScene() ? "" : " panels only");
    const FrameCosts& c = frames_.costs();
    std::cerr << " (build " << c.build << " scene " << c.scene << " straw " << c.straw << " x-ray "
              << c.xRay << " slice " << c.slice << " panels " << c.panels << ")\n";
  }

  Window& window_;
  Keeper& keeper_;
  lesson::Catalogue catalogue_;
  std::unique_ptr<lesson::Session> session_;
  const lesson::Procedure procedure_;
  std::unique_ptr<view::SceneBuilder> builder_;  // of the story's patient, once it was set up here
  FrameMaker frames_;
  view::SceneBuilder* storysBuilder_ = nullptr;
  Director director_;
  Player player_;
  Setup setup_;
  TickClock ticks_;
  Pace pace_;
  ui::UiState uiState_;
  ui::Preferences preferences_;
  TakeAwayJob takeAway_;
  bool stillWanted_ = false;
  ui::Desktop desktop_;
  std::future<std::unique_ptr<lesson::Session>> reliving_;  // the session that was left
  std::optional<math::Vec2f> pointer_;                      // over the 3D view
  std::optional<view::PartName> pointed_;
  Stagehand stagehand_;
  double clock_s_ = 0.0, clocked_s_ = now_s();  // of what drifts, and when it was last set
  double framed_s_ = 0.0;                       // when the last frame began
  double moved_s_ = now_s();                    // when camera or patient last changed
  bool drew_ = false;                           // the last turn made a frame
  bool sharp_ = false;                          // the last frame was drawn at rest
  int framesDue_ = kFramesAfterEvent;
  long frameCount_ = 0;
  std::uint64_t writtenTicks_ = 0;
};

/// Opens the window and lets it run until it is closed.
void runWindow(const Options& options, Keeper& keeper) {
  Wishes wishes{readParameters(options), readStory(), wordsOf(options, keeper)};
  std::vector<lesson::Route> routes =
      lesson::readRoutes(config::assetPath("procedures/routes.toml"), wishes.procedure);
  routeOf(options, routes);  // refused before anything opens
  keeper.offerTo(wishes.parameters.own);
  if (!options.caseFile.empty()) keeper.opened(options.caseFile);
  auto loading = std::async(std::launch::async, load, std::move(wishes));
  Window window("Unkink", options.window.fullscreen || options.kiosk);
  if (keeper.settings().window) window.put(*keeper.settings().window);
  keeper.log().say("window, drawn by " + window.renderer());
  render::Renderer renderer;
  Desk desk(window, renderer, keeper, loading.get(), options, std::move(routes));
  if (options.layout == PanelLayout::kBig) desk.showBigType();
  desk.run(options.window.resume.value_or(false));
  if (!options.record.empty()) lesson::write(options.record, desk.session().recording());
  if (const auto place = window.place()) keeper.stoodAt(*place);
  keeper.close("stage " + std::to_string(desk.session().stage() + 1) + ", tick " +
               std::to_string(desk.session().tick()) + ", " + std::to_string(desk.droppedTicks()) +
               " ticks dropped");
}

}  // namespace

int openWindow(const Options& options) {
  now_s();
  Keeper keeper(options.window);
  try {
    runWindow(options, keeper);
  } catch (const config::Error& e) {
    keeper.log().say(std::string("refused: ") + e.what());
    throw;
  }
  return 0;
}

}  // namespace unkink::app
