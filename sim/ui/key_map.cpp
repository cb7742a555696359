// The table of actions, and changing it.
#include "ui/key_map.hpp"

#include "config/error.hpp"
#include "config/nearest.hpp"

#include <algorithm>
#include <sstream>

namespace unkink::ui {
namespace {

struct ActionInfo {
  std::string_view name, keys;  // as bind() takes them
};

// in the order of Action
constexpr std::array<ActionInfo, kActionCount> kActions{{
    {"next_stage", "right page_down"},
    {"previous_stage", "left page_up"},
    {"play", "space"},
    {"frame_on", "n"},
    {"frame_back", "comma"},
    {"loop_stage", "l"},
    {"faster", "equal"},
    {"slower", "minus"},
    {"black_screen", "b period"},
    {"full_screen", "f11"},
    {"presenter_window", "o"},
    {"laser_dot", "z"},
    {"isolate", "g"},
    {"compare", "c"},
    {"divider_left", "shift+left"},
    {"divider_right", "shift+right"},
    {"sources", "s"},
    {"questions", "q"},
    {"big_type", "f6"},
    {"voice", "v"},
    {"reset_view", "home"},
    {"camera_1", "1"},
    {"camera_2", "2"},
    {"camera_3", "3"},
    {"camera_4", "4"},
    {"camera_5", "5"},
    {"camera_6", "6"},
    {"big_straw", "k"},
    {"slice", "t"},
    {"slice_up", "up"},
    {"slice_down", "down"},
    {"invert_xray", "i"},
    {"read_xray", "r"},
    {"fade_xray", "f"},
    {"set_up_patient", "p"},
    {"hands", "m"},
    {"pedal", "x"},
    {"undo_bite", "u"},
    {"next_panel", "tab"},
    {"previous_panel", "shift+tab"},
    {"leave", "escape"},
    {"settings", "j"},
    {"key_sheet", "h f1"},
}};

std::size_t index(Action action) { return static_cast<std::size_t>(action); }

std::vector<std::string_view> actionNames() {
  std::vector<std::string_view> names;
  for (const ActionInfo& a : kActions) names.push_back(a.name);
  return names;
}

Action actionOrRefuse(std::string_view name) {
  if (const auto action = actionNamed(name)) return *action;
  const auto names = actionNames();
  std::string all;
  for (const std::string_view n : names) all.append(all.empty() ? "" : ", ").append(n);
  throw config::Error("found the action \"" + std::string(name) + "\", expected one of " + all +
                      config::nearestHint("action", name, names));
}

std::string allKeyNames() {
  std::string all;
  for (int n = 0; n < kKeyCount; ++n)
    all.append(n == 0 ? "" : ", ").append(nameOf(static_cast<Key>(n)));
  return all;
}

std::vector<Chord> chordsOrRefuse(std::string_view action, std::string_view keys) {
  std::vector<Chord> chords;
  std::istringstream in{std::string(keys)};
  for (std::string name; in >> name;) {
    const auto chord = chordNamed(name);
    if (!chord)
      throw config::Error(std::string(action) + ": found the key \"" + name +
                          "\", expected one of " + allKeyNames() + ", or shift+ and one of them");
    if (std::ranges::find(chords, *chord) == chords.end()) chords.push_back(*chord);
  }
  if (chords.empty())
    throw config::Error(std::string(action) + ": found no key, expected at least one of " +
                        allKeyNames());
  return chords;
}

}  // namespace

std::string_view nameOf(Action action) { return kActions[index(action)].name; }

std::optional<Action> actionNamed(std::string_view name) {
  const auto found = std::ranges::find(kActions, name, &ActionInfo::name);
  if (found == kActions.end()) return std::nullopt;
  return static_cast<Action>(found - kActions.begin());
}

KeyMap::KeyMap() {
  for (std::size_t n = 0; n < kActions.size(); ++n)
    keys_[n] = chordsOrRefuse(kActions[n].name, kActions[n].keys);
}

std::optional<Action> KeyMap::actionOf(const KeyEvent& event) const {
  for (const bool shift : {event.shift, false})
    for (std::size_t n = 0; n < keys_.size(); ++n)
      if (std::ranges::find(keys_[n], Chord{event.key, shift}) != keys_[n].end())
        return static_cast<Action>(n);
  return std::nullopt;
}

std::span<const Chord> KeyMap::keysOf(Action action) const { return keys_[index(action)]; }

void KeyMap::bind(std::string_view action, std::string_view keys) {
  const Binding one(action, keys);
  bind(std::span(&one, 1));
}

void KeyMap::bind(std::span<const Binding> bindings) {
  auto keys = keys_;
  for (const Binding& b : bindings)
    keys[index(actionOrRefuse(b.first))] = chordsOrRefuse(b.first, b.second);
  for (std::size_t a = 0; a < keys.size(); ++a)
    for (std::size_t b = a + 1; b < keys.size(); ++b)
      for (const Chord& chord : keys[a])
        if (std::ranges::find(keys[b], chord) != keys[b].end())
          throw config::Error("found the key \"" + nameOf(chord) + "\" for both " +
                              std::string(kActions[a].name) + " and " +
                              std::string(kActions[b].name) + ", expected one action to a key");
  keys_ = std::move(keys);
}

void KeyMap::reset(std::string_view action) {
  bind(action, kActions[index(actionOrRefuse(action))].keys);
}

}  // namespace unkink::ui
