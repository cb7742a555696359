// What can be done by a key, and which key does it: the one table that keyboard, settings and the
// sheet of keys share.
#pragma once

#include "ui/key.hpp"

#include <array>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace unkink::ui {

// clang-format off
/// In the order of the sheet.
enum class Action : std::uint8_t {
  // the story
  kNextStage, kPreviousStage, kPlay, kFrameOn, kFrameBack, kLoopStage, kFaster, kSlower,
  // presenting
  kBlackScreen, kFullScreen, kPresenterWindow, kLaserDot, kIsolate, kCompare, kDividerLeft,
  kDividerRight, kSources, kQuestions, kBigType,
  // what is seen
  kVoice, kResetView, kCamera1, kCamera2, kCamera3, kCamera4, kCamera5, kCamera6, kBigStraw, kSlice,
  kSliceUp, kSliceDown, kInvertXray, kReadXray, kFadeXray,
  // doing
  kSetUpPatient, kHands, kPedal, kUndoBite,
  // the window
  kNextPanel, kPreviousPanel, kLeave, kSettings, kKeySheet,
};
// clang-format on
inline constexpr int kActionCount = static_cast<int>(Action::kKeySheet) + 1;

/// "next_stage": as settings write it, and the key of its line on the sheet, shortcut.next_stage.
std::string_view nameOf(Action action);
std::optional<Action> actionNamed(std::string_view name);

class KeyMap {
 public:
  /// Every action on the keys that it comes with.
  KeyMap();

  /// What a key does; with Shift what it does with Shift, else what it does without.
  std::optional<Action> actionOf(const KeyEvent& event) const;
  /// The keys of an action, the first one being what is shown of it; never empty.
  std::span<const Chord> keysOf(Action action) const;

  /// Puts an action on other keys than it had: "next_stage", "right page_down".
  ///
  /// Throws: config::Error, one sentence without an address, for an unknown name, a key that
  /// another action has, or no key at all; the map then stays as it was
  void bind(std::string_view action, std::string_view keys);
  /// Several at once, so that two actions can change keys with one another.
  using Binding = std::pair<std::string, std::string>;
  void bind(std::span<const Binding> bindings);
  /// Puts an action back on the keys that it came with. Throws: as bind()
  void reset(std::string_view action);

 private:
  std::array<std::vector<Chord>, kActionCount> keys_;
};

}  // namespace unkink::ui
