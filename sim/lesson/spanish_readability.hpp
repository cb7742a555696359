// How easily a Spanish text is read.
#pragma once

#include <string_view>

namespace unkink::lesson {

/// Syllables of a Spanish word, by its spelling: two strong vowels, or a strong one beside an
/// accented weak one, stand in syllables of their own. A digit but 0 counts as two (nueve, diez,
/// cuarenta); any word has one.
///
/// \param word   UTF-8
int spanishSyllables(std::string_view word);

/// Szigriszt-Pazos' perspicuity, 206.835 - 62.3 syllables per word - words per sentence, to be read
/// on the INFLESZ scale: 55 to 65 normal, 65 to 80 fairly easy ("bastante fácil"), above that very
/// easy. A sentence ends at a full stop, a question mark or an exclamation mark, which is stricter
/// than counting colons and semicolons too. 0 for a text without words. Source: [inflesz2008]
double spanishEase(std::string_view text);

/// Where INFLESZ calls a text for patients fairly easy. Source: [inflesz2008]
inline constexpr double kFairlyEasy = 65.0;

}  // namespace unkink::lesson
