// Reading of axis letters, from the command line and from the headers of files.
#include "anatomy/import_axes.hpp"

#include <algorithm>
#include <cctype>
#include <utility>

namespace unkink::anatomy {
namespace {

constexpr std::string_view kPositive = "lps", kNegative = "rai";  // along our x, y, z

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return out;
}

}  // namespace

bool Axes::mirrored() const {
  return glm::dot(lpsFromFile[0], glm::cross(lpsFromFile[1], lpsFromFile[2])) < 0.0;
}

std::optional<Axes> axesNamed(std::string_view letters) {
  Axes axes{lower(letters), math::Mat3(0.0)};
  if (letters.size() != 3) return {};
  bool taken[3] = {};
  for (int column = 0; column < 3; ++column) {
    const char c = axes.letters[static_cast<std::size_t>(column)];
    const auto positive = kPositive.find(c), negative = kNegative.find(c);
    if (positive == kPositive.npos && negative == kNegative.npos) return {};
    const auto row = std::min(positive, negative);
    if (std::exchange(taken[row], true)) return {};
    axes.lpsFromFile[column][static_cast<int>(row)] = positive != kPositive.npos ? 1.0 : -1.0;
  }
  return axes;
}

std::vector<Axes> everyUnmirrored() {
  std::vector<Axes> all;
  const std::string letters = "lrpasi";
  for (const char x : letters)
    for (const char y : letters)
      for (const char z : letters)
        if (const auto axes = axesNamed(std::string{x, y, z}); axes && !axes->mirrored())
          all.push_back(*axes);
  return all;
}

std::optional<Axes> axesSaid(std::string_view head) {
  const std::string text = lower(head);
  for (std::size_t at = text.find("space"); at != text.npos; at = text.find("space", at + 1)) {
    std::size_t word = at + 5;
    while (word < text.size() && std::string_view("\"=: ").find(text[word]) != std::string::npos)
      ++word;
    if (word == at + 5) continue;
    if (const auto axes = axesNamed(std::string_view(text).substr(word, 3))) return axes;
  }
  return {};
}

}  // namespace unkink::anatomy
