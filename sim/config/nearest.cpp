// Edit distance by the two-row table, and the hint that error messages end with.
#include "config/nearest.hpp"

#include <algorithm>
#include <limits>
#include <numeric>
#include <vector>

namespace unkink::config {

std::size_t editDistance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 0; i < a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i + 1;
    for (std::size_t j = 0; j < b.size(); ++j) {
      const std::size_t replaced = diagonal + (a[i] == b[j] ? 0 : 1);
      diagonal = row[j + 1];
      row[j + 1] = std::min({replaced, row[j] + 1, row[j + 1] + 1});
    }
  }
  return row.back();
}

std::string_view nearest(std::string_view name, std::span<const std::string_view> candidates) {
  // a name pasted by mistake may be a whole file: its beginning says enough
  name = name.substr(0, 200);
  std::string_view best;
  std::size_t least = std::numeric_limits<std::size_t>::max();
  for (const std::string_view candidate : candidates) {
    const std::size_t distance = editDistance(name, candidate);
    if (distance < least) {
      least = distance;
      best = candidate;
    }
  }
  return best;
}

std::string nearestHint(std::string_view what, std::string_view name,
                        std::span<const std::string_view> candidates) {
  if (candidates.empty()) return {};
  std::string hint = "; the nearest valid ";
  return hint.append(what).append(" is ").append(nearest(name, candidates));
}

}  // namespace unkink::config
