// `unkink film`: stages of the story as a film with captions, or as stills, without a screen.
#include "app/actions.hpp"
#include "app/graphics/clock.hpp"
#include "app/graphics/director.hpp"
#include "app/graphics/encoder.hpp"
#include "app/graphics/headless.hpp"
#include "app/graphics/png.hpp"
#include "app/graphics/reel.hpp"
#include "app/material.hpp"
#include "config/error.hpp"
#include "ui/big_type.hpp"

#include <algorithm>
#include <cmath>
#include <csignal>
#include <cstdio>
#include <imgui.h>
#include <iostream>
#include <unistd.h>

namespace unkink::app {
namespace {

namespace fs = std::filesystem;

constexpr int kSettlingFrames = 3;  // until ImGui has measured everything
constexpr int kCancelled = 130;     // exit code, as of Ctrl-C

volatile std::sig_atomic_t cancelled = 0;

/// Ctrl-C and SIGTERM end the film at its next frame for as long as this lives.
class CancelWatch {
 public:
  CancelWatch() {
    cancelled = 0;
    struct sigaction act {};
    act.sa_handler = [](int) { cancelled = 1; };
    sigaction(SIGINT, &act, &oldInterrupt_);
    sigaction(SIGTERM, &act, &oldTerminate_);
    act.sa_handler = SIG_IGN;  // a program that reads no more is seen by its pipe
    sigaction(SIGPIPE, &act, &oldPipe_);
  }
  ~CancelWatch() {
    sigaction(SIGINT, &oldInterrupt_, nullptr);
    sigaction(SIGTERM, &oldTerminate_, nullptr);
    sigaction(SIGPIPE, &oldPipe_, nullptr);
  }
  CancelWatch(const CancelWatch&) = delete;
  CancelWatch& operator=(const CancelWatch&) = delete;

 private:
  struct sigaction oldInterrupt_ {
  }, oldTerminate_{}, oldPipe_{};
};

/// One line on the error stream: rewritten on a terminal, now and then elsewhere.
class Progress {
 public:
  explicit Progress(long frames) : frames_(frames), terminal_(isatty(STDERR_FILENO) == 1) {}
  ~Progress() {
    if (terminal_ && told_s_ > 0.0) std::cerr << "\n";
  }
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  void tell(long done) {
    constexpr double kTerminal_s = 0.2, kElsewhere_s = 1.0;
    const double now = now_s();
    const bool due = now - told_s_ >= (terminal_ ? kTerminal_s : kElsewhere_s);
    if (!due && done < frames_) return;
    told_s_ = now;
    const double rest_s = done > 0 ? (now - begun_s_) / static_cast<double>(done) *
                                         static_cast<double>(frames_ - done)
                                   : 0.0;
    std::cerr << (terminal_ ? "\r" : "") << "unkink: film, frame " << done << " of " << frames_
              << ", about " << std::lround(rest_s) << " s left" << (terminal_ ? "   " : "\n")
              << std::flush;
  }

 private:
  long frames_;
  bool terminal_;
  double begun_s_ = now_s(), told_s_ = 0.0;
};

/// What a frame is drawn from; the same twice is drawn once.
struct Key {
  Moment moment;
  std::size_t caption = 0;
  bool still = false;  // nothing moves by itself

  bool sameAs(const Key& other) const {
    return moment.card == other.moment.card && moment.stage == other.moment.stage &&
           moment.tick == other.moment.tick && caption == other.caption && still && other.still;
  }
};

/// Draws the frames of a reel in their order.
class FilmStudio {
 public:
  FilmStudio(const Options& options, const StageRange& stages)
      : options_(options),
        stages_(stages),
        catalogue_(lesson::Catalogue::read(options.language)),
        session_(startSession(options)),
        reel_(*session_, catalogue_, stages, options),
        panels_({options.width, options.height}),
        frames_(renderer_, session_->theCase(), surfacesOf(session_->theCase()),
                session_->procedure(), catalogue_),
        director_(session_->theCase(), session_->procedure()) {
    if (options.clinical) director_.presentation().voice = view::Voice::kClinical;
    director_.presentation().bigStraw = options.beside == Picture::kStraw;
    for (int n = 0; n < session_->stageCount(); ++n) {
      const auto span = session_->span(n);
      story_.chapters.push_back(span ? std::optional(ui::Chapter{span->first, span->last})
                                     : std::nullopt);
    }
    story_.playing = true;
    story_.speed = options.speed;
    story_.writtenTicks = session_->writtenTicks();
  }

  const Reel& reel() const { return reel_; }
  FilmWords words() const {
    const std::string voice = options_.clinical ? ".clinical" : ".plain";
    return {catalogue_.text("film.title" + voice), catalogue_.text("ui.not_a_device_line"),
            options_.language, reel_.subtitles()};
  }

  /// \param drawn   false: only time goes by, for frames that nobody asked for
  const render::Image& frame(long number, bool drawn = true) {
    const Moment m = reel_.at(number);
    session_->seek(m.tick);
    const int before = director_.flying() ? -1 : stage_;
    if (stage_ < 0)
      director_.cutTo(m.stage, session_->state());
    else
      director_.follow(m.stage, session_->state(), m.time_s);
    stage_ = m.stage;
    director_.advance(m.time_s);
    director_.setClock(m.time_s);
    if (!drawn) return image_;
    const Key key{
        m, captionAt(m),
        m.card || (before == stage_ && !director_.flying() && !director_.presentation().bigStraw)};
    if (image_.width == 0 || !key.sameAs(key_)) draw(m);
    key_ = key;
    return image_;
  }

 private:
  std::size_t captionAt(const Moment& m) const {
    const auto& stage = session_->procedure().stages[static_cast<std::size_t>(m.stage)];
    const lesson::Captions captions(
        catalogue_.text("stage." + stage.id + (options_.clinical ? ".clinical" : ".plain")),
        lesson::beatsOf(stage).size());
    return captions.at(m.elapsed, reel_.beats(m.stage)).value_or(0);
  }

  view::Presentation look() const {
    view::Presentation p = director_.presentation();
    if (options_.beside == Picture::kXRay) p.slice.open = false;
    if (options_.beside == Picture::kSlice) p.slice.open = true;
    return p;
  }

  void draw(const Moment& m) {
    story_.stage = m.stage;
    story_.tick = m.tick;
    story_.elapsed = m.elapsed;
    story_.beats = reel_.beats(m.stage);
    const view::Presentation shown = look();
    FrameInput input{session_->state(), shown, story_, {}};
    input.shape = shapeOf(options_.layout);
    input.insets = options_.beside != Picture::kScene;
    const int times = image_.width == 0 || m.card ? kSettlingFrames : 1;
    for (int n = 0; n < times; ++n) {
      if (m.card)
        card(input);
      else
        frames_.make(input, size(), uiState_, [&] { panels_.beginFrame(); });
    }
    image_ = frames_.renderer().read(panels_.draw(), panels_.size());
  }

  void card(const FrameInput& input) {
    const ui::Layout layout =
        ui::layoutFor({.width = size().width, .height = size().height, .shape = ui::Shape::kFilm});
    frames_.dress(input.preferences.theme, layout.scale, 1.0f);
    frames_.buildScenes(input, 1.0f);
    panels_.beginFrame();
    ImGui::NewFrame();
    ui::titleCard(frames_.shownBy(input), stages_.first - 1, stages_.last - 1, size().width,
                  size().height, layout.scale);
    ImGui::Render();
  }

  FrameSize size() const {
    return {static_cast<float>(options_.width), static_cast<float>(options_.height)};
  }

  const Options& options_;
  StageRange stages_;
  lesson::Catalogue catalogue_;
  std::unique_ptr<lesson::Session> session_;
  Reel reel_;
  render::HeadlessContext context_;
  HeadlessPanels panels_;
  render::Renderer renderer_;
  FrameMaker frames_;
  Director director_;
  ui::Story story_;
  ui::UiState uiState_;
  int stage_ = -1;
  Key key_;
  render::Image image_;
};

int giveUp() {
  std::cerr << "unkink: stopped; nothing was written\n";
  return kCancelled;
}

int stills(const Options& options, FilmStudio& studio) {
  std::error_code problem;
  fs::create_directories(options.out, problem);
  if (!fs::is_directory(options.out))
    throw config::Error(options.out.string() +
                        ": could not be made, expected a folder to write to");
  const long frames = studio.reel().frames();
  Progress progress(frames);
  for (long n = 0, next = 0; n < frames; ++n) {
    if (cancelled) return giveUp();
    const bool wanted = n == (2 * next + 1) * frames / (2 * options.stills);
    const render::Image& image = studio.frame(n, wanted);
    if (wanted) {
      char name[48];
      std::snprintf(name, sizeof name, "still-%04ld.png", ++next);
      writePng(options.out / name, image);
    }
    progress.tell(n + 1);
  }
  return 0;
}

}  // namespace

int film(const Options& options) {
  const CancelWatch watch;
  const StageRange stages = stageRange(options.stage, static_cast<int>(readStory().stages.size()));
  if (options.stills > 0) {
    FilmStudio studio(options, stages);
    return stills(options, studio);
  }
  // first, so that a missing ffmpeg is known before the long work begins
  Encoder encoder(options.out, {options.width, options.height}, options.framesPerSecond);
  FilmStudio studio(options, stages);
  const long frames = studio.reel().frames();
  Progress progress(frames);
  for (long n = 0; n < frames; ++n) {
    if (cancelled) return giveUp();
    encoder.add(studio.frame(n));
    progress.tell(n + 1);
  }
  encoder.finish(studio.words());
  return 0;
}

}  // namespace unkink::app
