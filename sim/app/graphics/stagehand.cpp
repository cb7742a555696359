// Presenting.
#include "app/graphics/stagehand.hpp"

#include "app/graphics/clock.hpp"
#include "config/error.hpp"

#include <iostream>
#include <utility>

namespace unkink::app {

namespace {

constexpr const char* kBoothRoute = "ninety_seconds";

}  // namespace

std::size_t routeOf(const Options& options, const std::vector<lesson::Route>& routes) {
  if (!options.route.empty()) return lesson::routeNamed(routes, options.route);
  return options.kiosk ? lesson::routeNamed(routes, kBoothRoute) : 0;
}

Stagehand::Stagehand(Company company, const Options& options, std::vector<lesson::Route> routes)
    : company_(company),
      routes_(std::move(routes)),
      first_(routeOf(options, routes_)),
      presenterWanted_(options.presenter),
      fullScreenWanted_(options.kiosk || options.window.fullscreen),
      attract_(options.idle_s.value_or(ui::kBoothIdle_s)) {
  show().kiosk = options.kiosk;
}

const lesson::Route* Stagehand::route() const {
  return route_ < routes_.size() ? &routes_[route_] : nullptr;
}

void Stagehand::spell(const lesson::Procedure& procedure, const lesson::Catalogue& catalogue) {
  company_.player.setRoutes(routes_, lesson::wordsOf(procedure, catalogue));
}

void Stagehand::begin(const operation::State& state, double now) {
  began_s_ = now;
  asStarted_ = company_.preferences;
  if (fullScreenWanted_) company_.window.fillScreen(true);
  if (presenterWanted_) openPresenter(true);
  if (show().kiosk)
    beginAnew(state, now);
  else if (first_ != 0)
    follow(first_, state, now);
}

std::vector<ui::KeyEvent> Stagehand::takeKeys() {
  std::vector<ui::KeyEvent> keys = company_.window.takeKeys();
  if (!presenter_) return keys;
  for (const ui::KeyEvent& key : presenter_->takeKeys()) keys.push_back(key);
  return keys;
}

void Stagehand::change(const view::Presentation& to, const operation::State& state, double now) {
  ui::UiOutput output;
  output.presentation = to;
  company_.director.apply(output, state, now);
}

/// The straw comes and goes as the route says, once for each stage: a hand may send it away.
void Stagehand::setStraw(const operation::State& state, double now) {
  const int stage = company_.player.stage();
  if (stage == strawStage_) return;
  strawStage_ = stage;
  if (!route() || !route()->directsStraw) return;
  const lesson::Stop* stop = route()->stop(stage);
  view::Presentation look = company_.director.presentation();
  if (!stop || look.bigStraw == stop->straw) return;
  look.bigStraw = stop->straw;
  change(look, state, now);
}

void Stagehand::follow(std::size_t which, const operation::State& state, double now) {
  const bool hadStraw = route() && route()->directsStraw;
  route_ = which;
  company_.player.follow(which);
  strawStage_ = -1;
  view::Presentation look = company_.director.presentation();
  const view::Presentation was = look;
  if (route() && route()->clinical)
    look.voice = *route()->clinical ? view::Voice::kClinical : view::Voice::kPlain;
  if (hadStraw && route() && !route()->directsStraw) look.bigStraw = false;
  if (look.voice != was.voice || look.bigStraw != was.bigStraw) change(look, state, now);
}

void Stagehand::beginAnew(const operation::State& state, double now) {
  company_.prefer(asStarted_);
  show().pick.reset();
  show().isolation = ui::Isolation::kOff;
  show().laser = show().sources = false;
  company_.uiState.shortcutsOpen = company_.uiState.inPanels = false;
  company_.uiState.page = ui::Page::kNone;
  follow(first_, state, now);
  company_.player.beginAnew();
  ui::UiOutput staged;
  staged.stageView = true;
  company_.director.apply(staged, state, now);
}

/// A booth: who touched it, who has left. \return whether there is something new to show
bool Stagehand::attract(const operation::State& state, double now) {
  if (company_.window.takeTouched()) attract_.touched(now);
  const bool anew = attract_.advance(now);
  const bool over = attract_.phase() == ui::Attract::Phase::kPlaying &&
                    !company_.player.running() && !show().black;
  if (anew || over) beginAnew(state, now);
  const auto left_s = attract_.countdown_s(now);
  const bool changed =
      anew || over || left_s != show().countdown_s || attract_.phase() != show().attract;
  show().countdown_s = left_s;
  show().attract = attract_.phase();
  return changed;
}

bool Stagehand::turn(const operation::State& state, double now) {
  bool due = show().kiosk && attract(state, now);
  setStraw(state, now);
  show().fullScreen = company_.window.fillsScreen();
  if (!presenter_) return due;
  if (presenter_->closing()) openPresenter(false);
  // its clock runs on, and its keys are for the show
  return due || !presenter_ || presenter_->takeHappened() ||
         static_cast<long>(now - began_s_) != presenterSecond_;
}

void Stagehand::openPresenter(bool open) {
  presenter_.reset();
  presenterSecond_ = -1;
  if (open) try {
      presenter_.emplace();
    } catch (const config::Error& problem) {
      std::cerr << "unkink: " << problem.what() << "\n";
    }
  show().presenter = presenter_.has_value();
}

void Stagehand::take(const ui::UiOutput& output, FrameMaker& frames, const operation::State& state,
                     double now) {
  const ui::ShowWishes& wishes = output.show;
  if (wishes.route) follow(static_cast<std::size_t>(*wishes.route), state, now);
  if (wishes.beginAnew) beginAnew(state, now);
  if (wishes.fullScreen) company_.window.fillScreen(!company_.window.fillsScreen());
  if (wishes.presenter) openPresenter(!presenter_);
  if (wishes.pick) {
    auto pick = frames.pickAt(*wishes.pick);
    const bool again = pick && show().pick && show().pick->part == pick->part;
    show().pick = again ? std::nullopt : std::move(pick);
  }
}

void Stagehand::drawPresenter(const ui::Shown& shown, double now) {
  if (!presenter_) return;
  presenterSecond_ = static_cast<long>(now - began_s_);
  const ui::PresenterWishes wishes =
      presenter_->draw(shown, company_.uiState, {timeOfDay(), now - began_s_});
  if (wishes.fromZero) began_s_ = now;
  ui::UiOutput output;
  output.step = wishes.step;
  output.play = wishes.play;
  output.jump = wishes.jump;
  if (wishes.step != 0 || wishes.play || wishes.jump) company_.player.apply(output);
}

}  // namespace unkink::app
