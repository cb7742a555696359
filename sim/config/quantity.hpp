// One number of a parameter file with everything that makes it trustworthy: unit, range, source.
//
//   height = { value = 27.4, unit = "mm", range = [22.0, 33.0], source = "panjabi1992" }
//
// `note` may say what the number means or why this source was chosen.
#pragma once

#include "config/node.hpp"

#include <string>
#include <string_view>

namespace unkink::config {

struct Quantity {
  double value = 0.0, min = 0.0, max = 0.0;
  std::string unit, source, note;
};

/// Reads the row `key` of a table.
///
/// \param unit   what the row must say; "" for a plain number
/// Throws: Error with file:line where the row is missing, lacks an entry, has another unit, an
/// empty or reversed range, or a value outside it
Quantity quantity(const Node& table, std::string_view key, std::string_view unit);

}  // namespace unkink::config
