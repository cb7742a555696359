// A stage's text sentence by sentence, timed to its goals: which sentence is spoken when.
//
// Goals mark beats: the first goal of a stage, and every one with a caption number. A voice's
// sentences are dealt over the beats in order, so that each beat has about as many words; a voice
// with as many sentences as the stage has beats speaks one at each. A sentence begins with its
// beat, but not before the one in front of it could be read.
#pragma once

#include "lesson/procedure.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace unkink::lesson {

/// The sentences of a text, in order, without the spaces between them. "1.5 mm", "e.g." and "Dr."
/// end none.
std::vector<std::string> sentences(std::string_view text);

/// How long a text is shown so that somebody who also looks can read it.
///
/// Model: three words a second. Source: house
std::uint64_t readingTicks(std::string_view text);

/// The goals of a stage that begin a beat, in order; the first goal always does.
std::vector<std::size_t> beatsOf(const Stage& stage);

class Captions {
 public:
  /// \param beats   of the stage, at least one
  Captions(std::string_view text, std::size_t beats);

  const std::vector<std::string>& sentences() const { return sentences_; }
  /// The beat that each sentence belongs to.
  const std::vector<std::size_t>& beatOf() const { return beatOf_; }

  /// When each sentence begins, in ticks since the stage did; only those whose beat has begun.
  /// \param begun   when the beats began, in order, as far as they have
  std::vector<std::uint64_t> starts(std::span<const std::uint64_t> begun) const;
  /// The sentence that is spoken so many ticks into the stage; nothing in a text without any.
  std::optional<std::size_t> at(std::uint64_t elapsed, std::span<const std::uint64_t> begun) const;
  /// When the last one has been read. Requires: every beat has begun
  std::uint64_t end(std::span<const std::uint64_t> begun) const;

 private:
  std::vector<std::string> sentences_;
  std::vector<std::uint64_t> reading_;  // ticks that each is read in
  std::vector<std::size_t> beatOf_;
};

}  // namespace unkink::lesson
