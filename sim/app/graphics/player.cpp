// Play, pause, step, seek, and the user's hand.
#include "app/graphics/player.hpp"

#include "app/graphics/beats.hpp"

#include <algorithm>
#include <cmath>

namespace unkink::app {
namespace {

constexpr int kCalm_ticks = 90;  // without movement before time stands still again

}  // namespace

Player::Player(lesson::Session& session) : session_(&session) {}

void Player::turnTo(lesson::Session& session) {
  std::vector<int> readingTicks = std::move(readingTicks_);
  const double speed = speed_;
  *this = Player(session);
  readingTicks_ = std::move(readingTicks);
  speed_ = speed;
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
  if (output.play) pauseOrPlay(*output.play);
  if (output.step != 0) step(output.step);
  if (output.jump) jumpTo({*output.jump, 0.0}, true);
  if (output.seek) jumpTo(*output.seek, false);
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
  if (atEnd()) session_->seek(0);
  play();
}

void Player::step(int by) {
  const int from = awaited_ ? awaited_->stage : stage();
  jumpTo({std::clamp(from + by, 0, session_->stageCount() - 1), 0.0}, true);
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
  owed_ += speed_ * ticks;
  shownTicks_ += speed_ * ticks;
  auto whole = static_cast<std::uint64_t>(owed_);
  owed_ -= static_cast<double>(whole);
  const auto span = session_->span(stage());
  const auto n = static_cast<std::size_t>(stage());
  const bool stopHere = lastStage_ && *lastStage_ <= stage();
  const bool stillRead = n < readingTicks_.size() && shownTicks_ < readingTicks_[n];
  if (span && (stopHere || stillRead))
    whole = std::min(whole, span->last - std::min(span->last, session_->tick()));
  session_->play(static_cast<int>(whole));
  if ((span && stopHere && session_->tick() >= span->last) || atEnd()) {
    playing_ = false;
    lastStage_.reset();
  }
}

}  // namespace unkink::app
