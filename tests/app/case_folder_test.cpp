// Saving cases under names of their own, and listing them.
#ifdef UNKINK_GRAPHICS
#include "app/graphics/case_folder.hpp"

#include "config/error.hpp"
#include "support/catch.hpp"
#include "support/temp_file.hpp"

#include <algorithm>

using namespace unkink;
using namespace unkink::app;

TEST_CASE("a saved case gets a name of its own, means the same, and is listed") {
  const test::TempDirectory folder;
  operation::CaseParameters p;
  p.level = anatomy::Level::kL3L4;
  p.disease[2].slip = 0.2;
  p.title = "mine";
  const auto first = saveCase(folder.path() / "new", p),
             second = saveCase(folder.path() / "new", p);
  CHECK(first != second);
  CHECK(operation::readCase(first) == p);
  const auto listed = casesIn(folder.path() / "new");
  REQUIRE(listed.size() == 2);
  CHECK(listed.front().title == "mine");
}

TEST_CASE("files that are no cases are not listed") {
  const test::TempDirectory folder;
  folder.write("broken.toml", "[plan]\nside = 3\n");
  folder.write("notes.txt", "hello");
  CHECK(casesIn(folder.path()).empty());
  CHECK(casesIn(folder.path() / "nowhere").empty());
}

TEST_CASE("a case cannot be saved where no folder can be made") {
  const test::TempDirectory folder;
  const auto file = folder.write("a_file", "");
  CHECK_THROWS_AS(saveCase(file, {}), config::Error);
}

TEST_CASE("every shipped case is on the page's list") {
  const auto listed = shippedCases();
  CHECK(listed.size() >= 6);
  CHECK(std::none_of(listed.begin(), listed.end(),
                     [](const ui::CaseListing& c) { return c.title.empty(); }));
}
#endif
