// English for ui keys that a language's file does not have yet, so that no key shows on screen.
#pragma once

#include <string_view>

namespace unkink::ui {

/// Nothing where there is no such word.
const char* fallbackWord(std::string_view key);

}  // namespace unkink::ui
