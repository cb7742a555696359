// Idle time at a booth.
#include "ui/attract.hpp"

#include <algorithm>
#include <cmath>

namespace unkink::ui {

void Attract::touched(double now_s) {
  last_s_ = now_s;
  phase_ = Phase::kInUse;
}

bool Attract::advance(double now_s) {
  if (phase_ == Phase::kPlaying) return false;
  const double idle_s = now_s - last_s_;
  if (idle_s < idle_s_) return false;
  const bool over = idle_s >= idle_s_ + kBoothCountdown_s;
  phase_ = over ? Phase::kPlaying : Phase::kAsking;
  return over;
}

std::optional<int> Attract::countdown_s(double now_s) const {
  if (phase_ != Phase::kAsking) return std::nullopt;
  const double left_s = last_s_ + idle_s_ + kBoothCountdown_s - now_s;
  return std::max(0, static_cast<int>(std::ceil(left_s)));
}

}  // namespace unkink::ui
