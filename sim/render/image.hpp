// A picture in main memory and its size.
#pragma once

#include <cstdint>
#include <vector>

namespace unkink::render {

struct Size {
  int width = 0;
  int height = 0;
  friend bool operator==(const Size&, const Size&) = default;
};

/// 8-bit sRGB with alpha, row 0 at the top.
struct Image {
  int width = 0;
  int height = 0;
  std::vector<std::uint8_t> rgba;
};

}  // namespace unkink::render
