// The story as plain text, for those who listen to it: what a screen reader cannot see in the
// window.
#pragma once

#include "lesson/session.hpp"
#include "lesson/spoken.hpp"

#include <string>
#include <vector>

namespace unkink::app {

/// Columns of a line.
inline constexpr std::size_t kTranscriptColumns = 78;

/// Words in lines of at most so many columns, each behind `indent` blanks; a word that is longer
/// than a line stands alone.
std::string wrapped(const std::string& words, std::size_t columns, std::size_t indent = 0);

/// Whose model it is, and what it is not.
std::string transcriptHead(const operation::Case& theCase, const lesson::Spoken& say);
/// A stage as it ends: posture, narration, what is to be seen, measures, honesty, sources.
/// Requires: the session stands at its end
std::string transcriptOf(const lesson::Session& session, int stage, const lesson::Spoken& say);

}  // namespace unkink::app
