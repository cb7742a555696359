// UTF-8 checked by the rule of the Unicode standard, table 3-7.
#include "config/utf8.hpp"

#include <algorithm>
#include <cstddef>

namespace unkink::config {

namespace {

// Bytes after the lead byte, or -1; [low, high] is what the second byte may be.
int followersOf(unsigned char lead, unsigned char& low, unsigned char& high) {
  low = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
  high = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
  if (lead < 0x80) return 0;
  if (lead >= 0xC2 && lead <= 0xDF) return 1;
  if (lead >= 0xE0 && lead <= 0xEF) return 2;
  return lead >= 0xF0 && lead <= 0xF4 ? 3 : -1;
}

}  // namespace

bool isUtf8(std::string_view text) {
  std::size_t i = 0;
  while (i < text.size()) {
    unsigned char low = 0, high = 0;
    const int followers = followersOf(static_cast<unsigned char>(text[i++]), low, high);
    if (followers < 0) return false;
    for (int k = 0; k < followers; ++k, ++i) {
      if (i >= text.size()) return false;
      const auto byte = static_cast<unsigned char>(text[i]);
      if (byte < low || byte > high) return false;
      low = 0x80;
      high = 0xBF;
    }
  }
  return true;
}

bool isOneLine(std::string_view text) {
  return std::none_of(text.begin(), text.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte < 0x20 || byte == 0x7F;
  });
}

std::size_t displayWidth(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  }));
}

}  // namespace unkink::config
