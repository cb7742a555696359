// How easily an English text is read.
#pragma once

#include <string_view>

namespace unkink::lesson {

/// Syllables of an English word, by its spelling: groups of vowels, without a silent e at the end
/// or in "-ed"; names written in capitals are spoken letter by letter, figures by their digits. Any
/// word has one.
int englishSyllables(std::string_view word);

/// The Flesch-Kincaid grade, 0.39 words per sentence + 11.8 syllables per word - 15.59: the school
/// year in which a text is read with ease. A sentence ends at a full stop, a question mark or an
/// exclamation mark. 0 for a text without words.
///
/// Source: [kincaid1975]
double readingGrade(std::string_view text);

/// What the plain voice keeps to. Source: house
inline constexpr double kPlainGrade = 6.0;

}  // namespace unkink::lesson
