// Parameters declared once: what files and --set may do to them, and what is refused.
#include "config/field.hpp"

#include "config/bad_input.hpp"
#include "support/catch.hpp"
#include "support/temp_file.hpp"
#include "units/angle.hpp"

#include <cmath>
#include <limits>

using namespace unkink;
using test::refusal;
using test::TempFile;

namespace {

enum class Side { kLeft, kRight, kBoth };
constexpr std::string_view kSides[] = {"left", "right", "both"};

struct Disease {
  double ligamentThickness_mm = 6.0;
  int seed = 7;
  Side side = Side::kLeft;
  bool calcified = false;
  units::Deg facetAngle{45.0};
  std::string title = "A case";

  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    using config::Choice, config::Number, config::Text;
    visit(Text{"title", 40, "Title", "house"}, self.title);
    visit(Number{"disease.ligament_thickness_mm", "mm", 2.0, 9.0, "Ligament", "[key]"},
          self.ligamentThickness_mm);
    visit(Number{"disease.seed", "", 0, 1000, "Seed", "house"}, self.seed);
    visit(Choice{"disease.side", kSides, "Side", "house"}, self.side);
    visit(Choice{"disease.calcified", config::kNoYes, "Calcified", "house"}, self.calcified);
    visit(Number{"disease.facet.angle_deg", "deg", 0.0, 90.0, "Facet angle", "[key]"},
          self.facetAngle);
  }
};

Disease read(const std::string& toml) {
  Disease disease;
  config::readFile(TempFile(toml).path(), disease);
  return disease;
}

std::string refusalOf(const std::string& toml) {
  return refusal([&] { read(toml); });
}

std::string setRefusal(std::string_view assignment) {
  Disease disease;
  return refusal([&] { config::set(assignment, disease); });
}

}  // namespace

TEST_CASE("a file sets the fields it names and leaves the others at their defaults") {
  const Disease d = read(
      "title = 'Übung'\n[disease]\nligament_thickness_mm = 4\nside = 'both'\ncalcified = true\n"
      "facet.angle_deg = 30.5\n");
  CHECK(d.title == "Übung");
  CHECK(d.ligamentThickness_mm == 4.0);
  CHECK(d.side == Side::kBoth);
  CHECK(d.calcified);
  CHECK(d.facetAngle == units::Deg(30.5));
  CHECK(d.seed == 7);
}

TEST_CASE("an empty file and a file with a byte order mark are files without settings") {
  CHECK(read("").seed == 7);
  CHECK(read("\xEF\xBB\xBF").seed == 7);
}

TEST_CASE("a number out of range is refused with line, key, found and expected") {
  CHECK_THAT(refusalOf("\n[disease]\nligament_thickness_mm = 12\n"),
             ContainsSubstring("input.toml:3: disease.ligament_thickness_mm: found 12, "
                               "expected a number from 2 to 9 mm"));
  CHECK_THAT(refusalOf("disease.facet.angle_deg = -1"), ContainsSubstring("found -1, expected"));
}

TEST_CASE("NaN and the infinities are no numbers to work with") {
  for (const std::string bad : {"nan", "-nan", "inf", "-inf"})
    CHECK_THAT(refusalOf("disease.ligament_thickness_mm = " + bad),
               ContainsSubstring("expected a number from 2 to 9 mm"));
}

TEST_CASE("an unknown key is refused with the nearest valid one") {
  CHECK_THAT(refusalOf("[disease]\nligament_thikness_mm = 4\n"),
             ContainsSubstring("input.toml:2: disease.ligament_thikness_mm: found an unknown key; "
                               "the nearest valid key is disease.ligament_thickness_mm"));
  CHECK_THAT(refusalOf("[diseese]\n"),
             ContainsSubstring("input.toml:1: diseese: found an unknown"));
  CHECK_THAT(refusalOf("[[disease]]\nseed = 1\n"),
             ContainsSubstring("found a list of 1, expected a table"));
}

TEST_CASE("a value of the wrong type is refused by name") {
  CHECK_THAT(refusalOf("disease.seed = '3'"),
             ContainsSubstring("found \"3\", expected a whole number"));
  CHECK_THAT(refusalOf("disease.seed = 3.5"),
             ContainsSubstring("found 3.5, expected a whole number"));
  CHECK_THAT(refusalOf("disease.side = 1"),
             ContainsSubstring("found 1, expected one of left, right"));
  CHECK_THAT(refusalOf("title = [1, 2]"),
             ContainsSubstring("found a list of 2, expected one line"));
  CHECK_THAT(refusalOf("title = 2020-01-01"), ContainsSubstring("found a date or time"));
  CHECK_THAT(refusalOf("disease = 3"), ContainsSubstring("disease: found 3, expected a table"));
  CHECK_THAT(refusalOf("[disease.side]\nx = 1"),
             ContainsSubstring("found a table, expected one of"));
}

TEST_CASE("a name that is not among the choices is refused with the nearest") {
  CHECK_THAT(
      refusalOf("disease.side = 'rihgt'"),
      ContainsSubstring("expected one of left, right, both; the nearest valid name is right"));
}

TEST_CASE("a text that is too long or holds control characters is refused") {
  CHECK_THAT(refusalOf("title = '" + std::string(41, 'x') + "'"),
             ContainsSubstring("found 41 bytes"));
  CHECK_THAT(refusalOf("title = \"a\\u0000b\""), ContainsSubstring("found \"a\\u0000b\""));
  CHECK_THAT(refusalOf("title = \"a\\nb\""), ContainsSubstring("expected one line"));
}

TEST_CASE("of several mistakes the first in the file is reported") {
  CHECK_THAT(refusalOf("title = 'x'\n[disease]\nside = 'up'\nalpha = 1\n"),
             ContainsSubstring("input.toml:3: disease.side"));
}

TEST_CASE("a refused file leaves the struct as it was") {
  Disease disease;
  const TempFile file("title = 'changed'\ndisease.seed = -1\n");
  CHECK_THROWS_AS(config::readFile(file.path(), disease), config::Error);
  CHECK(disease.title == "A case");
}

TEST_CASE("--set changes one field of any kind") {
  Disease d;
  for (const char* assignment :
       {"disease.ligament_thickness_mm=4.5", " disease.seed = +12 ", "disease.side=right",
        "disease.calcified=yes", "disease.facet.angle_deg=1e1", "title=a = b"})
    config::set(assignment, d);
  CHECK(d.ligamentThickness_mm == 4.5);
  CHECK(d.seed == 12);
  CHECK(d.side == Side::kRight);
  CHECK(d.calcified);
  CHECK(d.facetAngle.value == 10.0);
  CHECK(d.title == "a = b");
  config::set("disease.calcified=false", d);
  CHECK_FALSE(d.calcified);
}

TEST_CASE("--set refuses as files do, and says where the mistake stands") {
  CHECK_THAT(setRefusal("disease.seed"),
             ContainsSubstring("--set: found \"disease.seed\", expected key=value"));
  CHECK_THAT(setRefusal("disease.sed=1"),
             ContainsSubstring("--set: disease.sed: found an unknown key; "
                               "the nearest valid key is disease.seed"));
  CHECK_THAT(setRefusal("=1"), ContainsSubstring("unknown key"));
  CHECK_THAT(setRefusal("disease.seed="), ContainsSubstring("found \"\", expected a whole number"));
  CHECK_THAT(setRefusal("disease.seed=1.5"), ContainsSubstring("found 1.5"));
  CHECK_THAT(setRefusal("disease.seed=12abc"), ContainsSubstring("found \"12abc\""));
  CHECK_THAT(setRefusal("disease.seed=0x10"), ContainsSubstring("found \"0x10\""));
  CHECK_THAT(setRefusal("disease.ligament_thickness_mm=nan"), ContainsSubstring("found nan"));
  CHECK_THAT(setRefusal("disease.ligament_thickness_mm=1e999"),
             ContainsSubstring("expected a number"));
  CHECK_THAT(setRefusal("disease.ligament_thickness_mm=4,5"), ContainsSubstring("found \"4,5\""));
  CHECK_THAT(setRefusal("title=\xC0\x80"), ContainsSubstring("UTF-8"));
}

TEST_CASE("what is written reads back bit for bit") {
  Disease d;
  d.ligamentThickness_mm = std::nextafter(3.1, 4.0);
  d.side = Side::kBoth;
  d.calcified = true;
  d.title = "quotes \" and \\ and ü";
  const std::string toml = config::toToml(d);
  const Disease back = read(toml);
  CHECK(back.ligamentThickness_mm == d.ligamentThickness_mm);
  CHECK(back.side == d.side);
  CHECK(back.calcified);
  CHECK(back.title == d.title);
  CHECK(config::toToml(back) == toml);
}

TEST_CASE("the list shows each parameter's key, unit, default, range and source") {
  const auto rows = config::list(Disease{});
  REQUIRE(rows.size() == 6);
  CHECK(rows[1].key == "disease.ligament_thickness_mm");
  CHECK(rows[1].unit == "mm");
  CHECK(rows[1].defaultValue == "6");
  CHECK(rows[1].range == "2 to 9");
  CHECK(rows[3].range == "left | right | both");
  CHECK(rows[4].defaultValue == "no");
  CHECK(rows[5].source == "[key]");
  CHECK_THAT(config::formatTable(rows),
             ContainsSubstring("disease.ligament_thickness_mm  6        mm    2 to 9"));
}

TEST_CASE("a declaration with a fault is found out") {
  Disease disease;
  CHECK(config::declarationFaults(disease).empty());
  disease.ligamentThickness_mm = 20.0;
  CHECK(config::declarationFaults(disease).size() == 1);
  config::FieldTable table = config::fieldsOf(disease);
  table[1].unit = "kPa";
  table[2].source.clear();
  table[3].key = "disease.seed";
  CHECK(config::declarationFaults(table).size() == 4);
}
