// Names of keys.
#include "ui/key.hpp"

#include <algorithm>
#include <array>

namespace unkink::ui {
namespace {

// clang-format off
constexpr std::array<std::string_view, kKeyCount> kNames{
    "left", "right", "up", "down", "space", "page_up", "page_down", "tab", "escape", "enter",
    "home", "end", "insert", "delete", "backspace",
    "a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l", "m", "n", "o", "p", "q", "r", "s",
    "t", "u", "v", "w", "x", "y", "z",
    "0", "1", "2", "3", "4", "5", "6", "7", "8", "9",
    "f1", "f2", "f3", "f4", "f5", "f6", "f7", "f8", "f9", "f10", "f11", "f12",
    "comma", "period", "minus", "equal", "semicolon", "slash", "backslash", "apostrophe",
    "left_bracket", "right_bracket", "grave"};
// clang-format on
constexpr std::string_view kShift = "shift+";

}  // namespace

std::string_view nameOf(Key key) { return kNames[static_cast<std::size_t>(key)]; }

std::string nameOf(const Chord& chord) {
  return std::string(chord.shift ? kShift : std::string_view()) + std::string(nameOf(chord.key));
}

std::optional<Chord> chordNamed(std::string_view name) {
  Chord chord;
  chord.shift = name.starts_with(kShift);
  if (chord.shift) name.remove_prefix(kShift.size());
  const auto found = std::ranges::find(kNames, name);
  if (found == kNames.end()) return std::nullopt;
  chord.key = static_cast<Key>(found - kNames.begin());
  return chord;
}

bool neverTyped(Key key) {
  return key == Key::kPageUp || key == Key::kPageDown || key == Key::kTab || key == Key::kEscape ||
         (key >= Key::kF1 && key <= Key::kF12);
}

bool steersPanels(Key key) {
  return key == Key::kLeft || key == Key::kRight || key == Key::kUp || key == Key::kDown ||
         key == Key::kSpace || key == Key::kEnter;
}

}  // namespace unkink::ui
