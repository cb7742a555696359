// The few questions asked of UTF-8 text that came from outside.
#pragma once

#include <string_view>

namespace unkink::config {

/// Whether the bytes are well-formed UTF-8 (no overlong forms, no surrogates).
bool isUtf8(std::string_view text);

/// Whether the text has no control characters, line breaks included.
bool isOneLine(std::string_view text);

/// Code points, each counted as one column.
std::size_t displayWidth(std::string_view text);

}  // namespace unkink::config
