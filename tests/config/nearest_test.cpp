// Edit distance and the nearest name.
#include "config/nearest.hpp"

#include "support/catch.hpp"

using namespace unkink::config;

TEST_CASE("the edit distance counts insertions, deletions and replacements") {
  CHECK(editDistance("", "") == 0);
  CHECK(editDistance("", "abc") == 3);
  CHECK(editDistance("abc", "") == 3);
  CHECK(editDistance("kitten", "sitting") == 3);
  CHECK(editDistance("facet", "facet") == 0);
  CHECK(editDistance("facte", "facet") == 2);
}

TEST_CASE("the nearest name wins, the first of equals") {
  constexpr std::string_view kNames[] = {"lamina", "facet", "facer"};
  CHECK(nearest("lamnia", kNames) == "lamina");
  CHECK(nearest("faces", kNames) == "facet");
  CHECK(nearest("x", {}).empty());
  CHECK(nearestHint("name", "x", {}).empty());
  CHECK(nearest(std::string(1000000, 'x'), kNames) == "lamina");
}
