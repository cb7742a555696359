// The table from GLFW's keys to ours.
#include "app/graphics/glfw_keys.hpp"

#include <GLFW/glfw3.h>
#include <array>

namespace unkink::app {
namespace {

using ui::Key;

struct KeyName {
  int glfw;
  Key key;
};
constexpr std::array kKeys{
    KeyName{GLFW_KEY_LEFT, Key::kLeft},
    KeyName{GLFW_KEY_RIGHT, Key::kRight},
    KeyName{GLFW_KEY_UP, Key::kUp},
    KeyName{GLFW_KEY_DOWN, Key::kDown},
    KeyName{GLFW_KEY_SPACE, Key::kSpace},
    KeyName{GLFW_KEY_PAGE_UP, Key::kPageUp},
    KeyName{GLFW_KEY_PAGE_DOWN, Key::kPageDown},
    KeyName{GLFW_KEY_TAB, Key::kTab},
    KeyName{GLFW_KEY_ESCAPE, Key::kEscape},
    KeyName{GLFW_KEY_ENTER, Key::kEnter},
    KeyName{GLFW_KEY_KP_ENTER, Key::kEnter},
    KeyName{GLFW_KEY_HOME, Key::kHome},
    KeyName{GLFW_KEY_END, Key::kEnd},
    KeyName{GLFW_KEY_INSERT, Key::kInsert},
    KeyName{GLFW_KEY_DELETE, Key::kDelete},
    KeyName{GLFW_KEY_BACKSPACE, Key::kBackspace},
    KeyName{GLFW_KEY_COMMA, Key::kComma},
    KeyName{GLFW_KEY_PERIOD, Key::kPeriod},
    KeyName{GLFW_KEY_MINUS, Key::kMinus},
    KeyName{GLFW_KEY_KP_SUBTRACT, Key::kMinus},
    KeyName{GLFW_KEY_EQUAL, Key::kEqual},
    KeyName{GLFW_KEY_KP_ADD, Key::kEqual},
    KeyName{GLFW_KEY_SEMICOLON, Key::kSemicolon},
    KeyName{GLFW_KEY_SLASH, Key::kSlash},
    KeyName{GLFW_KEY_BACKSLASH, Key::kBackslash},
    KeyName{GLFW_KEY_APOSTROPHE, Key::kApostrophe},
    KeyName{GLFW_KEY_LEFT_BRACKET, Key::kLeftBracket},
    KeyName{GLFW_KEY_RIGHT_BRACKET, Key::kRightBracket},
    KeyName{GLFW_KEY_GRAVE_ACCENT, Key::kGrave},
};

/// The key so many after `first`, where both tables run alike.
Key after(Key first, int by) { return static_cast<Key>(static_cast<int>(first) + by); }

std::optional<Key> letter(int key, int scancode) {
  if (key < GLFW_KEY_A || key > GLFW_KEY_Z) return std::nullopt;
  const char* written = glfwGetKeyName(key, scancode);
  if (written && written[0] >= 'a' && written[0] <= 'z' && written[1] == '\0')
    return after(Key::kA, written[0] - 'a');
  return after(Key::kA, key - GLFW_KEY_A);
}

std::optional<Key> keyFrom(int key, int scancode) {
  if (const auto written = letter(key, scancode)) return written;
  if (key >= GLFW_KEY_0 && key <= GLFW_KEY_9) return after(Key::k0, key - GLFW_KEY_0);
  if (key >= GLFW_KEY_F1 && key <= GLFW_KEY_F12) return after(Key::kF1, key - GLFW_KEY_F1);
  for (const KeyName& name : kKeys)
    if (name.glfw == key) return name.key;
  return std::nullopt;
}

}  // namespace

std::optional<ui::KeyEvent> keyEvent(int key, int scancode, int action, int modifiers) {
  const auto ours = keyFrom(key, scancode);
  if (!ours) return std::nullopt;
  return ui::KeyEvent{*ours, action != GLFW_RELEASE, action == GLFW_REPEAT,
                      (modifiers & GLFW_MOD_SHIFT) != 0};
}

}  // namespace unkink::app
