// The valid name nearest to a mistyped one.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace unkink::config {

/// Levenshtein distance in bytes: insertions, deletions and replacements, each at cost 1.
std::size_t editDistance(std::string_view a, std::string_view b);

/// The candidate with the smallest edit distance, the first of equals; empty without candidates.
std::string_view nearest(std::string_view name, std::span<const std::string_view> candidates);

/// "; the nearest valid <what> is X", or nothing without candidates.
std::string nearestHint(std::string_view what, std::string_view name,
                        std::span<const std::string_view> candidates);

}  // namespace unkink::config
