// Hard words and what they mean: no plain text uses one without saying so beside it.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace unkink::lesson {

class Catalogue;

struct GlossaryLine {
  std::string word, means;
};

/// Whether a text says a word, or one that begins with it, whatever its capitals.
bool saysWord(std::string_view text, std::string_view word);

/// The words of the catalogue's glossary that a text says, in the order of their keys.
std::vector<GlossaryLine> glossaryOf(const Catalogue& catalogue, std::string_view text);

/// All plain texts of the keys that begin so up to a dot, one after the other.
std::string plainTexts(const Catalogue& catalogue, std::string_view beginning);

/// The words of assets/text/hard_words.<language>.txt, one a line; a line that begins with # is a
/// remark.
///
/// Throws: config::Error where the file cannot be read or names a word twice
std::vector<std::string> readHardWords(const std::filesystem::path& file);

}  // namespace unkink::lesson
