// `unkink measure --sweep`: the treated level's sac by posture, severity and bites, as a table.
#pragma once

#include "lesson/session.hpp"
#include "thecal_sac/sections.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace unkink::app {

/// One row: the narrowest section of the treated level, everything at rest.
struct SweepRow {
  operation::Pose pose;
  std::string_view after;  // "nothing", "bone window", "half the debulking", "debulking"
  int bites = 0;
  thecal_sac::SectionMeasure section;
  double rootPressure_mmHg = 0.0;
  std::array<double, 2> flavum_mm{};  // left, right: midway between the laminae
};

/// Postures from leaning back to bent, severities from healthy to the case's, and the story's own
/// bites. Cost: the story up to the debulking, and about 20 ms a row
std::vector<SweepRow> sweep(lesson::Session& session);

/// Comma-separated, a header first; areas in mm2, lengths in mm, pressure in mmHg.
std::string asCsv(const std::vector<SweepRow>& rows);

}  // namespace unkink::app
