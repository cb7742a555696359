// The keys of a keyboard, as the window and scripts name them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace unkink::ui {

// clang-format off
enum class Key : std::uint8_t {
  kLeft, kRight, kUp, kDown, kSpace, kPageUp, kPageDown, kTab, kEscape, kEnter, kHome, kEnd,
  kInsert, kDelete, kBackspace,
  kA, kB, kC, kD, kE, kF, kG, kH, kI, kJ, kK, kL, kM, kN, kO, kP, kQ, kR, kS, kT, kU, kV, kW, kX,
  kY, kZ,
  k0, k1, k2, k3, k4, k5, k6, k7, k8, k9,
  kF1, kF2, kF3, kF4, kF5, kF6, kF7, kF8, kF9, kF10, kF11, kF12,
  kComma, kPeriod, kMinus, kEqual, kSemicolon, kSlash, kBackslash, kApostrophe, kLeftBracket,
  kRightBracket, kGrave,
};
// clang-format on
inline constexpr int kKeyCount = static_cast<int>(Key::kGrave) + 1;

struct KeyEvent {
  Key key = Key::kSpace;
  bool pressed = true;  // false: released
  bool repeat = false;  // held down
  bool shift = false;
};

/// A key, alone or with Shift.
struct Chord {
  Key key = Key::kSpace;
  bool shift = false;
  bool operator==(const Chord&) const = default;
};

/// "page_down", "b", "f11", "shift+left": as settings write it.
std::string nameOf(const Chord& chord);
std::string_view nameOf(Key key);
std::optional<Chord> chordNamed(std::string_view name);

/// Whether a key never writes anything into a text field: it works wherever the keyboard is.
bool neverTyped(Key key);
/// Whether a key moves between widgets and presses them while the keyboard is in the panels.
bool steersPanels(Key key);

}  // namespace unkink::ui
