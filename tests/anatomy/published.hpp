// The published sizes: reading tests/anatomy/published.csv, and whether a value lies within a
// line's spread.
#pragma once

#include "support/catch.hpp"

#include <cmath>
#include <filesystem>
#include <fstream>
#include <optional>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

namespace unkink::test {

/// A line of published.csv.
struct Published {
  std::string level, measure, unit, source, confidence, use, note;
  std::optional<double> mean, sd, min, max;
};

inline std::optional<double> numberIn(const std::string& cell) {
  if (cell.empty()) return std::nullopt;
  return std::stod(cell);
}

inline std::vector<Published> readPublished() {
  std::ifstream in(std::filesystem::path(UNKINK_SIM_DIR).parent_path() /
                   "tests/anatomy/published.csv");
  std::vector<Published> all;
  bool header = true;
  for (std::string line; std::getline(in, line);) {
    if (line.empty() || line[0] == '#') continue;
    if (std::exchange(header, false)) continue;
    std::vector<std::string> cells;
    std::stringstream cut(line + ",");
    for (std::string cell; std::getline(cut, cell, ',');) cells.push_back(cell);
    REQUIRE(cells.size() == 11);
    all.push_back({cells[0], cells[1], cells[6], cells[7], cells[8], cells[9], cells[10],
                   numberIn(cells[2]), numberIn(cells[3]), numberIn(cells[4]), numberIn(cells[5])});
  }
  return all;
}

/// Within one SD of the mean where there is one, else between the ends; those of the few that we
/// measured are widened by a tenth.
inline bool within(const Published& p, double value) {
  if (p.mean && p.sd) return std::abs(value - *p.mean) <= *p.sd;
  const double slack = p.confidence == "measured" ? 0.1 : 0.0;  // of the end itself
  return value >= *p.min * (1.0 - slack) && value <= *p.max * (1.0 + slack);
}

}  // namespace unkink::test
