// Play, pause, step, seek, and the user's hand.
#include "app/graphics/player.hpp"

#include "app/graphics/beats.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>

namespace unkink::app {
namespace {

constexpr int kCalm_ticks = 90;  // without movement before time stands still again

}  // namespace

Player::Player(lesson::Session& session) : session_(&session) {}

void Player::turnTo(lesson::Session& session) {
  Player fresh(session);
  fresh.routes_ = routes_;
  fresh.words_ = std::move(words_);
  fresh.route_ = route_;
  fresh.speed_ = speed_;
  *this = std::move(fresh);
}

void Player::setRoutes(std::span<const lesson::Route> routes,
                       std::vector<lesson::StageWords> words) {
  routes_ = routes;
  words_ = std::move(words);
  route_ = std::min(route_, std::max<std::size_t>(routes.size(), 1) - 1);
}

const lesson::Route* Player::route() const {
  return route_ < routes_.size() ? &routes_[route_] : nullptr;
}

void Player::follow(std::size_t route) {
  route_ = std::min(route, std::max<std::size_t>(routes_.size(), 1) - 1);
  const int from = awaited_ ? awaited_->stage : stage();
  if (this->route() && !this->route()->stopAt(from))
    jumpTo({this->route()->stops.front().stage, 0.0}, playing_);
}

double Player::readingTicks(int stage) const {
  const auto n = static_cast<std::size_t>(stage);
  if (!route() || n >= words_.size()) return 0.0;
  return lesson::reading_s(*route(), words_[n]) / operation::kTick_s;
}

bool Player::flowsOn(int stage) const {
  if (!route()) return true;
  return !route()->waits && route()->stopAt(stage) && !route()->endsWith(stage) &&
         route()->stageAfter(stage, 1) == stage + 1;
}

int Player::stage() const { return std::min(session_->stage(), session_->stageCount() - 1); }

ui::Story Player::story() const {
  ui::Story s;
  s.writtenTicks = session_->writtenTicks();
  s.stage = session_->stage();
  s.tick = session_->tick();
  for (int n = 0; n < session_->stageCount(); ++n) {
    const auto span = session_->span(n);
    s.chapters.push_back(span ? std::optional(ui::Chapter{span->first, span->last}) : std::nullopt);
  }
  std::vector<std::optional<double>> stage_s;
  for (const auto& chapter : s.chapters)
    stage_s.push_back(chapter ? std::optional(operation::kTick_s *
                                              static_cast<double>(chapter->last - chapter->first))
                              : std::nullopt);
  for (const lesson::Route& each : routes_)
    s.routeLasts_s.push_back(lesson::lasts_s(each, stage_s, words_));
  s.routes = routes_;
  s.route = route_;
  s.loop = loop_;
  s.written = session_->finished();
  s.playing = playing_;
  s.handsOn = session_->handsOn();
  s.waiting = awaited_.has_value();
  s.speed = speed_;
  addBeats(*session_, shownStage_ == stage() ? shownTicks_ : 0.0, s);
  return s;
}

bool Player::atEnd() const {
  return session_->finished() && session_->tick() >= session_->writtenTicks();
}

bool Player::running() const {
  return playing_ || awaited_ || !hand_.empty() ||
         (session_->handsOn() && calmTicks_ < kCalm_ticks);
}

void Player::play() {
  playing_ = true;
  lastStage_.reset();
}

void Player::apply(const ui::UiOutput& output) {
  if (output.speed) speed_ = *output.speed;
  if (output.show.loop) loop_ = *output.show.loop;
  if (output.play) pauseOrPlay(*output.play);
  if (output.step != 0) step(output.step);
  if (output.jump) jumpTo({*output.jump, 0.0}, true);
  if (output.seek) jumpTo(*output.seek, false);
  if (output.show.ticks != 0) stepTicks(output.show.ticks);
  hand_.insert(hand_.end(), output.commands.begin(), output.commands.end());
  if (!output.commands.empty()) calmTicks_ = 0;
}

void Player::pauseOrPlay(bool wanted) {
  awaited_.reset();
  if (!wanted) {
    playing_ = false;
    return;
  }
  if (session_->handsOn()) session_->resume();
  const int now = stage();
  const auto span = session_->span(now);
  const bool over = span && session_->tick() >= span->last;
  if (route() && over && route()->endsWith(now)) {
    jumpTo({route()->stops.front().stage, 0.0}, true);
  } else if (route() && over && route()->waits) {
    jumpTo({route()->stageAfter(now, 1), 0.0}, true);
  } else if (atEnd()) {
    session_->seek(0);
  }
  play();
}

void Player::step(int by) {
  const int from = awaited_ ? awaited_->stage : stage();
  const int to = route() ? route()->stageAfter(from, by) : from + by;
  jumpTo({std::clamp(to, 0, session_->stageCount() - 1), 0.0}, true);
}

void Player::stepTicks(int by) {
  pauseOrPlay(false);
  const std::uint64_t now = session_->tick(), last = session_->writtenTicks();
  const auto apart = static_cast<std::uint64_t>(std::abs(by));
  session_->seek(by < 0 ? now - std::min(now, apart) : std::min(now + apart, std::max(now, last)));
  calmTicks_ = kCalm_ticks;  // nothing goes on by itself from there
}

void Player::beginAnew() {
  const ui::Place first{route() ? route()->stops.front().stage : 0, 0.0};
  hand_.clear();
  loop_ = false;
  if (touched_) {
    // the hand's part of the past goes: the story is written anew from before it
    session_->seek(*touched_ - 1);
    session_->act({});
    session_->resume();
    touched_.reset();
  }
  playing_ = true;
  awaited_ = first;
  shownTicks_ = 0.0;
  shownStage_ = -1;
  lastStage_.reset();
  tryToArrive();
}

/// \param playOn   plays that stage, or on from there where the story was playing
void Player::jumpTo(ui::Place place, bool playOn) {
  if (playOn && !(playing_ && !lastStage_)) lastStage_ = place.stage;
  if (playOn) playing_ = true;
  awaited_ = place;
  shownTicks_ = 0.0;
  // the story goes on only from where it was left
  if (!reachable(place) && session_->handsOn()) session_->resume();
  tryToArrive();
}

bool Player::reachable(const ui::Place& place) const {
  if (place.stage == 0 && place.share <= 0.0) return true;
  if (place.share > 0.0 && session_->span(place.stage)) return true;
  return place.stage == 0 ? session_->writtenTicks() > 0
                          : session_->span(place.stage - 1).has_value();
}

std::uint64_t Player::tickOf(const ui::Place& place) const {
  const auto before = place.stage > 0 ? session_->span(place.stage - 1) : std::nullopt;
  // a stage begins with the tick after the last one's end
  const std::uint64_t first = before ? before->last + 1 : 0;
  const auto span = session_->span(place.stage);
  if (!span || span->last <= first) return first;
  return first + static_cast<std::uint64_t>(
                     std::llround(place.share * static_cast<double>(span->last - first)));
}

void Player::tryToArrive() {
  if (!awaited_) return;
  session_->writtenTicks();  // takes up what the worker has written
  if (reachable(*awaited_)) {
    const std::uint64_t tick = tickOf(*awaited_);
    if (tick > session_->writtenTicks()) return;
    session_->seek(tick);
    awaited_.reset();
  } else if (session_->finished()) {
    awaited_.reset();  // there is no such place
  }
}

void Player::advance(int ticks) {
  tryToArrive();
  if (!hand_.empty() || (session_->handsOn() && !playing_)) {
    playByHand(ticks);
  } else if (playing_ && !awaited_) {
    playStory(ticks);
  }
}

void Player::playByHand(int ticks) {
  if (!hand_.empty()) {
    playing_ = false;
    awaited_.reset();
  }
  if (!hand_.empty() && !touched_) touched_ = session_->tick() + 1;
  if (!hand_.empty()) touched_ = std::min(*touched_, session_->tick() + 1);
  for (int n = 0; n < ticks && (!hand_.empty() || calmTicks_ < kCalm_ticks); ++n) {
    session_->act(hand_);
    hand_.clear();
    calmTicks_ = calm() ? calmTicks_ + 1 : 0;
  }
}

/// Whether nothing moves that a picture would show.
bool Player::calm() const {
  const operation::State& s = session_->state();
  const operation::CArmState& arm = s.cArm;
  const bool still = s.portal.rate_mm_s == 0.0 && s.needle.rate_mm_s == 0.0 &&
                     s.needle.toInject_mL <= 0.0 && s.tool.rate_mm_s == 0.0 &&
                     s.tool.turnRate_deg_s == 0.0 && s.tool.closing_s <= 0.0;
  return still && s.patient.posture == s.patient.postureGoal &&
         s.patient.severity == s.patient.severityGoal && s.sac.asleep && !arm.pedal.pressed &&
         arm.now.primary == arm.goal.primary && arm.now.secondary == arm.goal.secondary &&
         arm.now.isocentre_mm == arm.goal.isocentre_mm;
}

void Player::playStory(int ticks) {
  if (stage() != shownStage_) {
    shownStage_ = stage();
    shownTicks_ = 0.0;
  }
  const int now = stage();
  const lesson::Stop* stop = route() ? route()->stop(now) : nullptr;
  owed_ += speed_ * (stop ? stop->pace : 1.0) * ticks;
  shownTicks_ += speed_ * ticks;
  auto whole = static_cast<std::uint64_t>(owed_);
  owed_ -= static_cast<double>(whole);
  const auto span = session_->span(now);
  const bool stopHere = lastStage_ && *lastStage_ <= now && !loop_;
  const bool stillRead = !loop_ && !stopHere && shownTicks_ < readingTicks(now);
  if (span && (stopHere || stillRead || loop_ || !flowsOn(now)))
    whole = std::min(whole, span->last - std::min(span->last, session_->tick()));
  session_->play(static_cast<int>(whole));
  const bool over = span && session_->tick() >= span->last && stage() == now;
  if ((over || atEnd()) && !stillRead) stageOver(stopHere || !over);
}

/// The present stage has been played and read.
void Player::stageOver(bool stop) {
  const int now = stage();
  const lesson::Route* way = route();
  if (loop_) {
    awaited_ = ui::Place{now, 0.0};
    tryToArrive();
    return;
  }
  if (!stop && flowsOn(now) && !atEnd()) return;
  const int next = way ? way->stageAfter(now, 1) : now;
  if (stop || !way || way->waits || next == now) {
    playing_ = false;
    lastStage_.reset();
    return;
  }
  jumpTo({next, 0.0}, true);
}

}  // namespace unkink::app
