// A worker thread that does the newest job it was given, and small ones while it has nothing else.
#pragma once

#include <condition_variable>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

namespace unkink::app {

class Latest {
 public:
  using Job = std::function<void()>;

  /// Does a job next; one that was given before and has not begun is given up.
  void run(Job job) {
    const std::scoped_lock lock(mutex_);
    next_ = std::move(job);
    wake_.notify_one();
  }
  /// Does these one after another while there is nothing to run; those left of earlier ones are
  /// given up.
  void whileIdle(std::vector<Job> jobs) {
    const std::scoped_lock lock(mutex_);
    idle_ = std::move(jobs);
    wake_.notify_one();
  }
  /// Does a job some time, after those that it has.
  void add(Job job) {
    const std::scoped_lock lock(mutex_);
    idle_.push_back(std::move(job));
    wake_.notify_one();
  }

 private:
  void work(const std::stop_token& stop) {
    while (const std::optional<Job> job = wait(stop)) (*job)();
  }

  std::optional<Job> wait(const std::stop_token& stop) {
    std::unique_lock lock(mutex_);
    wake_.wait(lock, stop, [&] { return next_ || !idle_.empty(); });
    if (stop.stop_requested()) return std::nullopt;
    if (next_) return std::exchange(next_, std::nullopt);
    Job job = std::move(idle_.front());
    idle_.erase(idle_.begin());
    return job;
  }

  std::mutex mutex_;
  std::condition_variable_any wake_;
  std::optional<Job> next_;
  std::vector<Job> idle_;
  std::jthread thread_{[this](const std::stop_token& stop) { work(stop); }};  // last: it goes first
};

}  // namespace unkink::app
