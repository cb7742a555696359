// Holding the patient in every posture at every severity, before and after what is taken.
#include "app/sweep.hpp"

#include "thecal_sac/pressure.hpp"
#include "thecal_sac/slice_measures.hpp"

#include <algorithm>
#include <cstdio>
#include <utility>

namespace unkink::app {
namespace {

struct Held {
  double posture;
  bool standing;
};
// leaning back as far as the story does, upright, lying, over the bolster, fully bent
constexpr std::array<Held, 5> kHeld{
    {{-0.5, true}, {0.0, true}, {0.0, false}, {0.6, false}, {1.0, false}}};
constexpr std::array<double, 5> kSeverities{0.0, 0.25, 0.5, 0.75, 1.0};

// of the story, 0-based
constexpr int kBoneWindow = 8, kDebulking = 9;

/// The first tick of the debulking at which so many bites have been made.
std::uint64_t tickOfBite(lesson::Session& session, int bites) {
  const auto span = session.span(kDebulking);
  std::uint64_t before = span->first, after = span->last;
  while (after - before > 1) {
    const std::uint64_t middle = before + (after - before) / 2;
    session.seek(middle);
    (session.state().removed.bites >= bites ? after : before) = middle;
  }
  return after;
}

SweepRow rowOf(const operation::Case& theCase, const operation::State& state,
               const operation::Pose& pose, std::string_view after) {
  const operation::State s = operation::heldIn(theCase, state, pose);
  SweepRow row{pose, after, s.removed.bites, {}, 0.0, {}};
  row.section =
      thecal_sac::measureLevel(theCase.spine(), s.freeSpace.frames, s.sac, theCase.level());
  row.rootPressure_mmHg = thecal_sac::rootPressure_mmHg(row.section.area_mm2);
  row.flavum_mm = thecal_sac::midFlavumThickness_mm(operation::bodyOf(theCase, s));
  return row;
}

}  // namespace

std::vector<SweepRow> sweep(lesson::Session& session) {
  std::vector<std::pair<std::string_view, operation::State>> taken;
  session.seekEndOf(kDebulking);
  const operation::State debulked = session.state();
  session.seekEndOf(kBoneWindow);
  const operation::State opened = session.state();
  session.seek(tickOfBite(session, (opened.removed.bites + debulked.removed.bites + 1) / 2));
  taken.emplace_back("nothing", operation::initialState(session.theCase()));
  taken.emplace_back("bone window", opened);
  taken.emplace_back("half the debulking", session.state());
  taken.emplace_back("debulking", debulked);
  std::vector<SweepRow> rows;
  for (const auto& [after, state] : taken)
    for (const double severity : kSeverities)
      for (const Held& held : kHeld)
        rows.push_back(
            rowOf(session.theCase(), state, {held.posture, held.standing, severity}, after));
  return rows;
}

std::string asCsv(const std::vector<SweepRow>& rows) {
  std::string csv =
      "after,bites,severity,posture,load,area_mm2,ap_mm,width_mm,root_pressure_mmHg,"
      "flavum_left_mm,flavum_right_mm\n";
  char line[256];
  for (const SweepRow& r : rows) {
    std::snprintf(line, sizeof line, "%s,%d,%.2f,%.1f,%s,%.1f,%.1f,%.1f,%.0f,%.2f,%.2f\n",
                  std::string(r.after).c_str(), r.bites, r.pose.severity, r.pose.posture,
                  r.pose.standing ? "standing" : "lying", r.section.area_mm2,
                  r.section.apDiameter_mm, r.section.width_mm, r.rootPressure_mmHg, r.flavum_mm[0],
                  r.flavum_mm[1]);
    csv += line;
  }
  return csv;
}

}  // namespace unkink::app
