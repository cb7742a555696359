// Looking up what keys and actions are called.
#include "ui/key_words.hpp"

#include "ui/ui_state.hpp"

namespace unkink::ui {

std::string keyInWords(const Shown& shown, const Chord& chord) {
  std::string name(nameOf(chord.key));
  const std::string key = "key." + name;
  if (shown.catalogue.has(key))
    name = shown.catalogue.text(key);
  else
    for (char& c : name)
      if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  return chord.shift ? shown.catalogue.text("key.shift") + " + " + name : name;
}

std::string keysInWords(const Shown& shown, const KeyMap& keys, Action action) {
  std::string all;
  for (const Chord& chord : keys.keysOf(action))
    all += (all.empty() ? "" : ", ") + keyInWords(shown, chord);
  return all;
}

const std::string& actionInWords(const Shown& shown, Action action) {
  return shown.catalogue.text("shortcut." + std::string(nameOf(action)));
}

std::string withKey(const char* text, const Shown& shown, const KeyMap& keys, Action action) {
  return std::string(text) + " (" + keyInWords(shown, keys.keysOf(action).front()) + ")";
}

std::string hintOf(const Shown& shown, const KeyMap& keys, Action action) {
  return withKey(actionInWords(shown, action).c_str(), shown, keys, action);
}

}  // namespace unkink::ui
