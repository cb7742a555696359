// What a person can take away: a film of the stage, a still picture, the handout. The window makes
// it.
#pragma once

#include <filesystem>
#include <string>

namespace unkink::ui {

enum class TakeAway { kFilm, kStill, kHandout, kCancel };

/// How far something to take away is.
struct TakingAway {
  TakeAway what = TakeAway::kFilm;
  bool busy = false;
  double share = 0.0;          // while busy; below 0: not known
  std::filesystem::path file;  // that was written; empty: none yet
  std::string refusal;         // why there is none, a sentence
};

struct Shown;
struct Layout;
struct UiState;
struct UiOutput;

/// The popup with its buttons and how far things are, while state.takeAwayOpen.
void takeAwayPopup(const Shown& shown, const Layout& layout, UiState& state, UiOutput& output);

}  // namespace unkink::ui
