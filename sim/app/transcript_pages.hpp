// The pages beside the stages as plain text: their data tell the order, the catalogue the words.
#pragma once

#include "lesson/spoken.hpp"

#include <string>

namespace unkink::app {

/// The texts of the pages that stand beside the stages: symptoms, candidacy, preparation, recovery,
/// evidence, questions and answers, teach-back.
///
/// Model: a page's data is a TOML file of lists of tables with an id; the words of an id, and of
/// what is listed within it, are the catalogue's under the list's key. A page without a file is
/// left out.
/// Throws: config::Error with its address
std::string transcriptOfPages(const lesson::Spoken& say);

}  // namespace unkink::app
