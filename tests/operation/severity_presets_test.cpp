// Claims about the severity presets: named as published, and as narrow as they say at every level.
#include "operation/severity_presets.hpp"

#include "operation/first_talk.hpp"
#include "support/catch.hpp"
#include "thecal_sac/sections.hpp"

#include <cmath>
#include <cstdio>

using namespace unkink;
using anatomy::Level;
using anatomy::LevelDisease;

namespace {

/// Sac area of a level lying, neutral, as MRI is taken.
double area_mm2(Level level, const LevelDisease& disease) {
  anatomy::SpineParameters p;
  p.disease[static_cast<std::size_t>(level)] = disease;
  const anatomy::Spine spine(p);
  const tissue::Base base(spine, level, 0.5);
  const tissue::Live live{{}, tissue::makeRelief(base)};
  const anatomy::Bend bend = spine.bend(0.0, false);
  const tissue::Body body(spine, base, live, bend, 1.0);
  return thecal_sac::measureLevel(spine, thecal_sac::sectionFrames(spine, bend),
                                  thecal_sac::restingSac(body), level)
      .area_mm2;
}

/// The thickening at which a level of the mean spine has an area.
double solved_mm(Level level, LevelDisease disease, double wanted_mm2) {
  double less = 0.0, more = 5.0;
  for (int pass = 0; pass < 9; ++pass) {
    const double middle = 0.5 * (less + more);
    disease.ligamentThickening_mm = {middle, middle};
    (area_mm2(level, disease) > wanted_mm2 ? less : more) = middle;
  }
  return 0.5 * (less + more);
}

}  // namespace

TEST_CASE("Schizas' grades are four, named as published, the narrower the later") {
  const auto& presets = operation::severityPresets();
  REQUIRE(presets.size() == 4);
  for (std::size_t i = 0; i < presets.size(); ++i) {
    CHECK(presets[i].name == std::string(1, static_cast<char>('A' + i)));
    if (i > 0) CHECK(presets[i].area_mm2 < presets[i - 1].area_mm2);
  }
}

TEST_CASE("Every level of the mean spine has each grade's published area") {
  constexpr double kMargin_mm2 = 5.0;
  for (int l = 0; l < anatomy::kLevelCount; ++l)
    for (const operation::SeverityPreset& p : operation::severityPresets()) {
      const double area = area_mm2(static_cast<Level>(l), p.disease[static_cast<std::size_t>(l)]);
      const std::string level(anatomy::kLevelNames[static_cast<std::size_t>(l)]);
      std::printf("%s, Schizas %s: %.1f mm2, published for its like %.1f\n", level.c_str(),
                  p.name.c_str(), area, p.area_mm2);
      if (std::abs(area - p.area_mm2) > kMargin_mm2)
        FAIL_CHECK(level << ", Schizas " << p.name << ": " << area << " mm2, published "
                         << p.area_mm2 << "; ligament_thickening of "
                         << solved_mm(static_cast<Level>(l), p.disease[static_cast<std::size_t>(l)],
                                      p.area_mm2)
                         << " mm would give it");
    }
}

TEST_CASE("open surgery is talked about first for the severest grade and a slip of grade 2 alone") {
  using operation::FirstTalk;
  operation::CaseParameters p;
  const auto level = static_cast<std::size_t>(p.level);
  CHECK(operation::firstTalk(operation::Case(p)) == FirstTalk::kNone);
  p.disease[level] = operation::severityPresets().back().disease[level];
  CHECK(operation::firstTalk(operation::Case(p)) == FirstTalk::kSevere);
  p.disease[level].ligamentThickening_mm = {};
  p.disease[level].parsDefect = true;
  p.disease[level].slip = anatomy::kGradeOneSlip + 0.05;
  CHECK(operation::firstTalk(operation::Case(p)) == FirstTalk::kSlip);
}
