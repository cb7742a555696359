// A booth's screen: plays by itself, gives way to whoever touches it, and comes back when they
// left.
#pragma once

#include <optional>

namespace unkink::ui {

inline constexpr double kBoothIdle_s = 75.0;       // without a touch before it asks
inline constexpr double kBoothCountdown_s = 10.0;  // that it waits for an answer

/// Decides that from times alone; the window feeds it, and so does a test.
class Attract {
 public:
  enum class Phase {
    kPlaying,  // by itself
    kInUse,
    kAsking,  // "Still there?"
  };

  explicit Attract(double idle_s = kBoothIdle_s) : idle_s_(idle_s) {}

  /// A touch or a key: takes over, or answers the question.
  void touched(double now_s);
  /// Time goes by. \return whether everything begins anew now
  bool advance(double now_s);

  Phase phase() const { return phase_; }
  /// Whole seconds until it begins anew, while it asks.
  std::optional<int> countdown_s(double now_s) const;

 private:
  double idle_s_;
  double last_s_ = 0.0;  // when it was last touched
  Phase phase_ = Phase::kPlaying;
};

}  // namespace unkink::ui
