// Claims about the severity presets: named as published, and as narrow as they say.
#include "operation/severity_presets.hpp"

#include "support/catch.hpp"
#include "thecal_sac/sections.hpp"

#include <cstdio>

using namespace unkink;
using anatomy::Level;

namespace {

/// Sac area of L4-L5 lying, neutral, as MRI is taken.
double area_mm2(const anatomy::LevelDisease& disease) {
  anatomy::SpineParameters p;
  p.disease[static_cast<std::size_t>(Level::kL4L5)] = disease;
  const anatomy::Spine spine(p);
  const tissue::Base base(spine, Level::kL4L5, 0.5);
  const tissue::Live live{{}, tissue::makeRelief(base)};
  const anatomy::Bend bend = spine.bend(0.0, false);
  const tissue::Body body(spine, base, live, bend, 1.0);
  return thecal_sac::measureLevel(spine, thecal_sac::sectionFrames(spine, bend),
                                  thecal_sac::restingSac(body), Level::kL4L5)
      .area_mm2;
}

}  // namespace

TEST_CASE("Schizas' grades stand in their order, each with the area that it corresponds to") {
  const auto& presets = operation::severityPresets();
  REQUIRE(presets.size() == 4);
  double before = 1e9;
  for (std::size_t i = 0; i < presets.size(); ++i) {
    const operation::SeverityPreset& p = presets[i];
    CHECK(p.name == std::string(1, static_cast<char>('A' + i)));
    const double area = area_mm2(p.disease);
    std::printf("Schizas %s: %.1f mm2, published for its like %.1f\n", p.name.c_str(), area,
                p.area_mm2);
    CHECK(area == Approx(p.area_mm2).margin(8.0));
    CHECK(area < before);
    before = area;
  }
}
