// Counting syllables, words and sentences.
#include "lesson/spanish_readability.hpp"

#include <algorithm>
#include <string>

namespace unkink::lesson {
namespace {

/// Small letters, a byte each, as Latin-1 has them; what lies beyond becomes a blank.
std::string lowerLatin1(std::string_view utf8) {
  std::string letters;
  for (std::size_t n = 0; n < utf8.size(); ++n) {
    const auto byte = static_cast<unsigned char>(utf8[n]);
    int code = byte;
    if (byte >= 0xc0) {
      const bool two = (byte == 0xc2 || byte == 0xc3) && n + 1 < utf8.size();
      code = two ? ((byte & 0x1f) << 6) | (static_cast<unsigned char>(utf8[++n]) & 0x3f) : ' ';
    } else if (byte >= 0x80) {
      continue;  // the rest of a character that became a blank
    }
    const bool capital = (code >= 'A' && code <= 'Z') || (code >= 0xc0 && code <= 0xde);
    letters += static_cast<char>(capital ? code + 0x20 : code);
  }
  return letters;
}

bool isDigit(char c) { return c >= '0' && c <= '9'; }

bool isOfWord(char c) {
  return isDigit(c) || (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0xdf;
}

enum class Sound { kConsonant, kStrong, kWeak, kWeakAccented };

Sound soundAt(std::string_view letters, std::size_t n) {
  const auto among = [&](std::string_view vowels) {
    return vowels.find(letters[n]) != std::string_view::npos;
  };
  if (among("aeo\xe1\xe9\xf3")) return Sound::kStrong;
  if (among("\xed\xfa")) return Sound::kWeakAccented;
  if (among("iu\xfc")) return Sound::kWeak;
  const bool last = n + 1 == letters.size();
  return letters[n] == 'y' && last ? Sound::kWeak : Sound::kConsonant;
}

/// Whether a vowel is parted from the sound before it.
bool beginsSyllable(Sound before, Sound vowel) {
  if (before == Sound::kConsonant) return true;
  const bool strong = before == Sound::kStrong || vowel == Sound::kStrong;
  return strong && before != Sound::kWeak && vowel != Sound::kWeak;
}

int syllablesOf(std::string_view letters) {
  int syllables = 0;
  Sound before = Sound::kConsonant;
  for (std::size_t n = 0; n < letters.size(); ++n) {
    const Sound sound = soundAt(letters, n);
    if (isDigit(letters[n]) && letters[n] != '0') syllables += 2;
    if (sound != Sound::kConsonant && beginsSyllable(before, sound)) ++syllables;
    before = sound;
  }
  return std::max(1, syllables);
}

}  // namespace

int spanishSyllables(std::string_view word) { return syllablesOf(lowerLatin1(word)); }

double spanishEase(std::string_view text) {
  const std::string letters = lowerLatin1(text);
  int sentences = 0, words = 0, syllables = 0;
  bool open = false;  // a sentence
  for (std::size_t n = 0; n < letters.size();) {
    std::size_t end = n;
    const auto inNumber = [&] {
      return letters[end] == '.' && end > n && isDigit(letters[end - 1]) &&
             end + 1 < letters.size() && isDigit(letters[end + 1]);
    };
    while (end < letters.size() && (isOfWord(letters[end]) || inNumber())) ++end;
    if (end > n) {
      ++words;
      syllables += syllablesOf(std::string_view(letters).substr(n, end - n));
      open = true;
    } else if (std::string_view(".?!").find(letters[end++]) != std::string_view::npos) {
      sentences += open;
      open = false;
    }
    n = end;
  }
  sentences += open;
  if (words == 0) return 0.0;
  const double perWord = 1.0 / words;
  return 206.835 - 62.3 * syllables * perWord - static_cast<double>(words) / sentences;
}

}  // namespace unkink::lesson
