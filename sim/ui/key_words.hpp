// Keys and actions in words.
#pragma once

#include "ui/key_map.hpp"

#include <string>

namespace unkink::ui {

struct Shown;

/// A key as people call it: "Page Down", "Shift + left arrow", "B".
std::string keyInWords(const Shown& shown, const Chord& chord);
/// All keys of an action, with commas between them.
std::string keysInWords(const Shown& shown, const KeyMap& keys, Action action);
/// What an action does, as the sheet of keys says it.
const std::string& actionInWords(const Shown& shown, Action action);
/// A button's word with the key that does the same: "Compare (C)".
std::string withKey(const char* text, const Shown& shown, const KeyMap& keys, Action action);
/// What an action does with its key, for hints.
std::string hintOf(const Shown& shown, const KeyMap& keys, Action action);

}  // namespace unkink::ui
