// The session: play head, story and the thread that writes ahead.
#include "lesson/session.hpp"

#include "anatomy/own_bones.hpp"
#include "config/error.hpp"
#include "lesson/story.hpp"

#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <thread>

namespace unkink::lesson {
namespace {

/// Writes chapters on a thread of its own; the session takes them at its own pace.
class AheadWriter {
 public:
  explicit AheadWriter(Writer writer)
      : writer_(std::move(writer)), thread_([this](std::stop_token stop) { run(stop); }) {}

  std::vector<Chapter> take() {
    const std::scoped_lock lock(mutex_);
    return std::exchange(chapters_, {});
  }
  void waitForMore() {
    std::unique_lock lock(mutex_);
    grown_.wait(lock, [&] { return !chapters_.empty() || done_; });
  }
  void hold(bool on) {
    const std::scoped_lock lock(mutex_);
    held_ = on;
    released_.notify_all();
  }

 private:
  void run(const std::stop_token& stop) {
    bool finished = false;
    while (!finished && wanted(stop)) {
      Chapter chapter = writer_.write(kTicksBetweenKeyframes);
      finished = chapter.finished;
      const std::scoped_lock lock(mutex_);
      chapters_.push_back(std::move(chapter));
      grown_.notify_all();
    }
    const std::scoped_lock lock(mutex_);
    done_ = true;
    grown_.notify_all();
  }

  /// Waits while it is held. \return whether another chapter is to be written
  bool wanted(const std::stop_token& stop) {
    std::unique_lock lock(mutex_);
    released_.wait(lock, stop, [&] { return !held_; });
    return !stop.stop_requested();
  }

  Writer writer_;
  std::mutex mutex_;
  std::condition_variable grown_;
  std::condition_variable_any released_;
  bool held_ = false;
  std::vector<Chapter> chapters_;
  bool done_ = false;
  std::jthread thread_;  // last: it stops before the rest goes
};

}  // namespace

struct Session::Impl {
  std::shared_ptr<const operation::Case> theCase;
  Procedure procedure;
  bool ahead;
  Story story;
  operation::State head;
  bool handsOn = false;
  std::uint32_t userSequence = 0;
  std::unique_ptr<Writer> writer;            // where the story is written when asked for
  std::unique_ptr<AheadWriter> aheadWriter;  // where it is written ahead

  Impl(std::shared_ptr<const operation::Case> c, Procedure p, bool writeAhead)
      : theCase(std::move(c)),
        procedure(std::move(p)),
        ahead(writeAhead),
        story(operation::initialState(*theCase)),
        head(story.beginning()) {}

  void startWriting(int stage) {
    Writer fresh(*theCase, procedure, head, stage);
    if (ahead)
      aheadWriter = std::make_unique<AheadWriter>(std::move(fresh));
    else
      writer = std::make_unique<Writer>(std::move(fresh));
    handsOn = false;
  }

  void stopWriting() {
    writer.reset();
    aheadWriter.reset();
  }

  void absorb() {
    if (!aheadWriter) return;
    for (Chapter& chapter : aheadWriter->take()) story.append(std::move(chapter));
  }

  /// Plays a recording with a hand's commands in it; its future is the hand's.
  void relive(const Recording& from) {
    Chapter chapter{from.commands, {}, from.stageEnds, from.lastTick, false};
    auto end = from.stageEnds.begin();
    head = replay(*theCase, from, [&](const operation::State& state) {
      const bool ended = end != from.stageEnds.end() && *end == state.tick;
      if (ended) ++end;
      if (ended || state.tick % kTicksBetweenKeyframes == 0) chapter.keyframes.push_back(state);
    });
    story.append(std::move(chapter));
    handsOn = true;
    userSequence = static_cast<std::uint32_t>(from.commands.size());
  }

  /// Makes the story longer; \return false when there is nothing more to write.
  bool writeMore() {
    if (handsOn || story.finished()) return false;
    if (writer) {
      story.append(writer->write(kTicksBetweenKeyframes));
    } else {
      aheadWriter->waitForMore();
      absorb();
    }
    return true;
  }

  void stepOne() { operation::step(*theCase, head, story.at(head.tick + 1)); }

  void go(std::uint64_t tick) {
    while (story.lastTick() < tick && writeMore()) {
    }
    tick = std::min(tick, story.lastTick());
    const operation::State& keyframe = story.keyframeAt(tick);
    if (head.tick > tick || head.tick < keyframe.tick) head = keyframe;
    while (head.tick < tick) stepOne();
  }
};

Session::Session(std::shared_ptr<const operation::Case> theCase, Procedure procedure, bool ahead)
    : impl_(std::make_unique<Impl>(std::move(theCase), std::move(procedure), ahead)) {
  impl_->startWriting(0);
}

Session::Session(std::shared_ptr<const operation::Case> theCase, Procedure procedure, bool ahead,
                 const Recording& from)
    : impl_(std::make_unique<Impl>(std::move(theCase), std::move(procedure), ahead)) {
  const bool touched = std::any_of(
      from.commands.begin(), from.commands.end(),
      [](const TimedCommand& c) { return c.command.source == operation::Source::kUser; });
  if (touched) {
    impl_->relive(from);
  } else {
    impl_->startWriting(0);
    impl_->go(from.lastTick);
  }
  if (from.stageEnds.size() > impl_->procedure.stages.size() || impl_->head.tick != from.lastTick ||
      operation::hash(impl_->head) != from.finalHash)
    throw config::Error(
        "the recorded session ends differently here than where it was recorded; expected the same "
        "version of the program");
}

Session::~Session() = default;

const operation::Case& Session::theCase() const { return *impl_->theCase; }
const Procedure& Session::procedure() const { return impl_->procedure; }
const operation::State& Session::state() const { return impl_->head; }
std::uint64_t Session::tick() const { return impl_->head.tick; }

std::uint64_t Session::writtenTicks() const {
  impl_->absorb();
  return impl_->story.lastTick();
}

void Session::holdWriting(bool hold) {
  if (impl_->aheadWriter) impl_->aheadWriter->hold(hold);
}

bool Session::finished() const { return impl_->story.finished(); }
int Session::stage() const { return impl_->story.stageAt(impl_->head.tick); }
int Session::stageCount() const { return static_cast<int>(impl_->procedure.stages.size()); }

std::optional<Session::Span> Session::span(int stage) const {
  const auto& ends = impl_->story.stageEnds();
  const auto n = static_cast<std::size_t>(stage);
  if (stage < 0 || n >= ends.size()) return std::nullopt;
  return Span{n == 0 ? 0 : ends[n - 1], ends[n]};
}

int Session::play(int ticks) {
  impl_->absorb();
  int played = 0;
  while (played < ticks && impl_->head.tick < impl_->story.lastTick()) {
    impl_->stepOne();
    ++played;
  }
  return played;
}

void Session::seek(std::uint64_t tick) {
  impl_->absorb();
  impl_->go(tick);
}

void Session::seekEndOf(int stage) {
  impl_->absorb();
  if (stage < 0) return impl_->go(0);
  while (!span(stage) && impl_->writeMore()) {
  }
  const std::optional<Span> there = span(stage);
  impl_->go(there ? there->last : impl_->story.lastTick());
}

void Session::seekBeginningOf(int stage) { seekEndOf(stage - 1); }

void Session::act(std::span<const operation::Command> commands) {
  impl_->absorb();
  if (!impl_->handsOn) impl_->stopWriting();
  impl_->handsOn = true;
  impl_->story.cutAfter(impl_->head.tick);
  Chapter chapter;
  std::vector<operation::Command> spoken(commands.begin(), commands.end());
  for (operation::Command& c : spoken) {
    c.source = operation::Source::kUser;
    c.sequence = impl_->userSequence++;
    chapter.commands.push_back({impl_->head.tick + 1, c});
  }
  operation::step(*impl_->theCase, impl_->head, spoken);
  chapter.lastTick = impl_->head.tick;
  if (impl_->head.tick % kTicksBetweenKeyframes == 0) chapter.keyframes.push_back(impl_->head);
  impl_->story.append(std::move(chapter));
}

bool Session::handsOn() const { return impl_->handsOn; }

void Session::resume() {
  if (!impl_->handsOn) return;
  impl_->story.cutAfter(impl_->head.tick);
  // the stages that have ended stay as they were; at the very end none is left to write
  impl_->startWriting(static_cast<int>(impl_->story.stageEnds().size()));
}

Recording Session::recording() const {
  Recording r;
  r.parameters = impl_->theCase->parameters();
  if (r.parameters.own) r.import = r.parameters.own->fingerprint;
  for (const TimedCommand& c : impl_->story.commands())
    if (c.tick <= impl_->head.tick) r.commands.push_back(c);
  for (const std::uint64_t end : impl_->story.stageEnds())
    if (end <= impl_->head.tick) r.stageEnds.push_back(end);
  r.lastTick = impl_->head.tick;
  r.finalHash = operation::hash(impl_->head);
  return r;
}

}  // namespace unkink::lesson
