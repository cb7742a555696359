// Reading a row of a parameter file.
#include "config/quantity.hpp"

#include <limits>

namespace unkink::config {

Quantity quantity(const Node& table, std::string_view key, std::string_view unit) {
  const Node row = table.child(key);
  row.onlyKeys({"value", "unit", "range", "source", "note"});
  Quantity q;
  q.unit = row.text("unit");
  if (q.unit != unit)
    row.fail("unit", "found " + inQuotes(q.unit) + ", expected " + inQuotes(unit));
  constexpr double kAny = std::numeric_limits<double>::max();
  const std::vector<double> range = row.numbers("range", 2, -kAny, kAny);
  q.min = range[0];
  q.max = range[1];
  if (!(q.min <= q.max)) row.fail("range", "found a range that ends before it begins");
  q.value = row.number("value", q.min, q.max);
  q.source = row.text("source");
  if (q.source.empty()) row.fail("source", "found no source, expected a key or \"house\"");
  q.note = row.textOr("note", "");
  return q;
}

}  // namespace unkink::config
