// The window: opens it, loads while it opens, and runs one frame after another until it closes.
#include "app/actions.hpp"
#include "app/graphics/clock.hpp"
#include "app/graphics/director.hpp"
#include "app/graphics/pace.hpp"
#include "app/graphics/player.hpp"
#include "app/graphics/window.hpp"
#include "app/material.hpp"
#include "config/files.hpp"
#include "lesson/recording.hpp"

#include <algorithm>
#include <cstdlib>
#include <future>
#include <iostream>
#include <iterator>
#include <sstream>

namespace unkink::app {
namespace {

constexpr double kIdleWait_s = 0.25;     // between looks at how far the story is written
constexpr double kShortWait_s = 0.008;   // where time runs but shows nothing new yet
constexpr double kStill_s = 0.2;         // without movement before all effects are drawn
constexpr int kFramesAfterEvent = 3;     // ImGui takes that many to settle
constexpr double kWordsPerSecond = 3.0;  // of a reader who also looks

/// What is read and made while the window opens.
struct Loaded {
  lesson::Catalogue catalogue;
  std::vector<anatomy::BakedMesh> baked;
  std::unique_ptr<lesson::Session> session;
};

/// What was asked for, read before anything opens, so that bad input opens nothing.
struct Wishes {
  operation::CaseParameters parameters;
  lesson::Procedure procedure;
  lesson::Catalogue catalogue;
};

Loaded load(Wishes wishes) {
  Loaded loaded{std::move(wishes.catalogue), {}, {}};
  loaded.session = startSession(wishes.parameters, std::move(wishes.procedure), true);
  loaded.baked = surfacesOf(loaded.session->theCase());
  return loaded;
}

std::vector<int> readingTicks(const lesson::Procedure& procedure,
                              const lesson::Catalogue& catalogue) {
  std::vector<int> ticks;
  for (const lesson::Stage& stage : procedure.stages) {
    std::istringstream text(catalogue.text("stage." + stage.id + ".plain"));
    const auto words = std::distance(std::istream_iterator<std::string>(text), {});
    ticks.push_back(
        static_cast<int>(static_cast<double>(words) / kWordsPerSecond / operation::kTick_s));
  }
  return ticks;
}

/// Everything that lives as long as the window is open.
class Desk {
 public:
  Desk(Window& window, render::Renderer& renderer, Loaded loaded)
      : window_(window),
        catalogue_(std::move(loaded.catalogue)),
        session_(std::move(loaded.session)),
        frames_(renderer, session_->theCase(), std::move(loaded.baked), session_->procedure(),
                catalogue_),
        director_(session_->theCase(), session_->procedure()),
        player_(*session_) {
    director_.cutTo(0, session_->state());
    player_.setReadingTicks(readingTicks(session_->procedure(), catalogue_));
  }

  void run() {
    while (!window_.closing()) {
      const bool resting = !restless();
      window_.takeEvents(resting ? kIdleWait_s : drew_ ? 0.0 : kShortWait_s);
      if (resting) ticks_.restart(now_s());
      turn(now_s());
    }
  }

  const lesson::Session& session() const { return *session_; }

 private:
  bool restless() const {
    return framesDue_ > 0 || player_.running() || director_.flying() || !sharp_;
  }

  /// One turn of the loop: time, then a frame where there is something new to show.
  void turn(double now) {
    if (window_.takeHappened()) framesDue_ = kFramesAfterEvent;
    const std::uint64_t tick = session_->tick();
    player_.advance(ticks_.owed(now));
    director_.follow(player_.stage(), session_->state(), now);
    const bool flew = director_.flying();
    director_.advance(now);
    const bool wrote = session_->writtenTicks() != writtenTicks_;
    const bool sharpen = !sharp_ && now - moved_s_ >= kStill_s;
    drew_ = framesDue_ > 0 || flew || session_->tick() != tick || wrote || sharpen;
    if (drew_) frame(now);
  }

  /// Reduced while the picture changes, full once it rests.
  Fineness fineness(bool changed, double now) {
    if (changed) moved_s_ = now;
    const bool moving = now - moved_s_ < kStill_s;
    sharp_ = !moving;
    return {pace_.quality(moving), pace_.resolution(moving)};
  }

  void frame(double now) {
    writtenTicks_ = session_->writtenTicks();
    const std::vector<ui::KeyEvent> keys = window_.takeKeys();
    const FrameInput input{session_->state(), director_.presentation(), player_.story(), keys,
                           [&](bool changed) { return fineness(changed, now); }};
    const ui::UiOutput output =
        frames_.make(input, window_.size(), uiState_, [&] { window_.beginFrame(); });
    window_.present();
    const double took_ms = 1000.0 * (now_s() - now);
    const Fineness& drawn = frames_.fineness();
    if (frames_.drewScene() && frameCount_ > 2)
      pace_.measured(took_ms, drawn.quality, drawn.resolution);
    report(took_ms);
    framesDue_ = std::max(0, framesDue_ - 1);
    take(output, now);
  }

  void take(const ui::UiOutput& output, double now) {
    player_.apply(output);
    director_.apply(output, session_->state(), now);
    // what was asked for shows in the next frame
    if (output.presentation || output.stageView || output.seek) framesDue_ = kFramesAfterEvent;
    if (output.quit) window_.close();
  }

  /// Frame times on the error stream where UNKINK_TIMES is set.
  void report(double took_ms) {
    ++frameCount_;
    static const bool wanted = std::getenv("UNKINK_TIMES") != nullptr;
    if (!wanted) return;
    if (frameCount_ == 1) std::cerr << "first picture after " << now_s() << " s\n";
    std::cerr << "frame " << frameCount_ << " tick " << session_->tick() << " " << took_ms << " ms"
              << (frames_.fineness().quality == render::Quality::kFull ? " full" : " reduced")
              << (frames_.drewScene() ? "" : " panels only");
    const FrameCosts& c = frames_.costs();
    std::cerr << " (build " << c.build << " scene " << c.scene << " straw " << c.straw << " x-ray "
              << c.xRay << " panels " << c.panels << ")\n";
  }

  Window& window_;
  lesson::Catalogue catalogue_;
  std::unique_ptr<lesson::Session> session_;
  FrameMaker frames_;
  Director director_;
  Player player_;
  TickClock ticks_;
  Pace pace_;
  ui::UiState uiState_;
  double moved_s_ = now_s();  // when camera or patient last changed
  bool drew_ = false;         // the last turn made a frame
  bool sharp_ = false;        // the last frame was drawn at rest
  int framesDue_ = kFramesAfterEvent;
  long frameCount_ = 0;
  std::uint64_t writtenTicks_ = 0;
};

}  // namespace

int openWindow(const Options& options) {
  now_s();
  Wishes wishes{readParameters(options), readStory(), lesson::Catalogue::read(options.language)};
  auto loading = std::async(std::launch::async, load, std::move(wishes));
  Window window("Unkink", options.fullscreen);
  render::Renderer renderer;
  Desk desk(window, renderer, loading.get());
  desk.run();
  if (!options.record.empty()) lesson::write(options.record, desk.session().recording());
  return 0;
}

}  // namespace unkink::app
