// What is said to the user and what backs it: every figure's claim, its sources, and how sure it
// is.
#pragma once

#include "lesson/references.hpp"

#include <filesystem>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace unkink::lesson {

/// How far a claim can be trusted, as assets/references/claims.toml explains.
enum class Confidence { kHigh, kMedium, kLow };
inline constexpr std::string_view kConfidenceNames[] = {"high", "medium", "low"};

/// One thing that is said; its words are claim.<id> of the catalogue.
struct StatedClaim {
  std::string id;
  std::vector<std::string> figures;  // as said, thousands without their comma
  std::vector<std::string> sources;  // keys of references.bib
  Confidence confidence = Confidence::kLow;
  bool disagreement = false;  // sources do not agree: claim.<id>.disagreement says how
};

/// The claims behind a text, or behind all texts whose keys begin so up to a dot.
struct BackedText {
  std::string key;
  std::vector<std::size_t> claims;  // into Claims::all
};

/// What has figures and says no fact.
struct NotAFact {
  std::vector<std::string> texts, phrases;  // keys as in BackedText; what may stand in any text
  std::string reason;
};

struct Claims {
  std::vector<StatedClaim> all;
  std::vector<BackedText> texts;
  std::vector<NotAFact> notFacts;
  References references;

  /// What backs a text, each claim once, in the order of the file.
  std::vector<const StatedClaim*> behind(std::string_view textKey) const;
  /// What backs the texts whose keys begin with one of these, in one of the voices.
  ///
  /// \param voice   "plain" or "clinical"; what backs only the other voice is left out
  std::vector<const StatedClaim*> about(std::span<const std::string_view> beginnings,
                                        std::string_view voice) const;
};

/// Whether a text's key is that one, or begins with it up to a dot.
bool keyBegins(std::string_view textKey, std::string_view beginning);

/// The figures of an English text: runs of digits with their decimals, thousands without their
/// comma, and number words before a unit ("two years"). What is filled in ("{1}") and what is a
/// name ("L4", "T2") is none.
std::vector<std::string> figuresOf(std::string_view text);

/// The figures of a text that no claim behind it has, and that are not said to be no facts.
std::set<std::string> unbackedFigures(const Claims& claims, std::string_view textKey,
                                      std::string text);

/// Reads claims.toml, and references.bib beside it.
///
/// Throws: config::Error with its address, also for a source or a claim that there is not
Claims readClaims(const std::filesystem::path& file);

}  // namespace unkink::lesson
