// The table of `measure --sweep` beside what is published about flexion and extension.
#include "app/sweep.hpp"

#include "app/material.hpp"
#include "support/catch.hpp"

#include <algorithm>
#include <cstdio>

using namespace unkink;
using namespace unkink::app;

namespace {

const std::vector<SweepRow>& rows() {
  static const auto made = [] {
    const auto session = startSession(Options{});
    return sweep(*session);
  }();
  return made;
}

const SweepRow& row(std::string_view after, double posture, bool standing, double severity) {
  for (const SweepRow& r : rows())
    if (r.after == after && r.pose.posture == posture && r.pose.standing == standing &&
        r.pose.severity == severity)
      return r;
  FAIL("no such row");
  return rows().front();
}

}  // namespace

TEST_CASE("the sweep has a row for every posture, severity and stage of the taking") {
  CHECK(rows().size() == 4 * 5 * 5);
  const std::string csv = asCsv(rows());
  CHECK(std::count(csv.begin(), csv.end(), '\n') == 1 + 4 * 5 * 5);
  CHECK(row("nothing", 0.0, true, 1.0).bites == 0);
  CHECK(row("bone window", 0.0, true, 1.0).bites > 0);
  CHECK(row("half the debulking", 0.0, true, 1.0).bites > row("bone window", 0.0, true, 1.0).bites);
  CHECK(row("debulking", 0.0, true, 1.0).bites > row("half the debulking", 0.0, true, 1.0).bites);
}

TEST_CASE("bent and leaning back the default patient's sac is as wide as published") {
  // [kanbara2013] L4-L5 of 100 patients, CT myelography: 72.3 bent, 61.0 leaning back; AP 8.3, 7.4
  const SweepRow &bent = row("nothing", 1.0, false, 1.0), &back = row("nothing", -0.5, true, 1.0);
  std::printf("\nL4-L5, untreated      ours bent  back | published bent  back\n");
  std::printf("sac area mm2         %9.1f %5.1f | %14.1f %5.1f\n", bent.section.area_mm2,
              back.section.area_mm2, 72.3, 61.0);
  std::printf("sac AP mm            %9.1f %5.1f | %14.1f %5.1f\n", bent.section.apDiameter_mm,
              back.section.apDiameter_mm, 8.3, 7.4);
  CHECK(bent.section.area_mm2 == Approx(72.3).margin(3.0));
  CHECK(back.section.area_mm2 == Approx(61.0).margin(3.0));
  const double narrowing = 1.0 - back.section.area_mm2 / bent.section.area_mm2;
  CHECK(narrowing == Approx(0.16).margin(0.04));
  CHECK(bent.section.apDiameter_mm == Approx(8.3).margin(1.2));
  CHECK(back.section.apDiameter_mm == Approx(7.4).margin(0.6));
  CHECK(back.section.apDiameter_mm < bent.section.apDiameter_mm - 0.5);
}

TEST_CASE("the ligament is as much thicker with the disease, and leaning back, as published") {
  const SweepRow &healthy = row("nothing", 0.0, false, 0.0), &ill = row("nothing", 0.0, false, 1.0),
                 &back = row("nothing", -0.5, true, 1.0);
  std::printf(
      "flavum mm, lying     healthy %.2f, diseased %.2f | published 3.1, 4.9 to 5.3 "
      "[chokshi2010]\n",
      healthy.flavum_mm[0], ill.flavum_mm[0]);
  CHECK(ill.flavum_mm[0] - healthy.flavum_mm[0] == Approx(2.0).margin(0.6));
  // [schmid1999] thicker in extension: so it is than lying
  CHECK(back.flavum_mm[0] > ill.flavum_mm[0]);
}

TEST_CASE("debulking thins the ligament where it is measured") {
  const SweepRow &before = row("nothing", 0.0, false, 1.0),
                 &half = row("half the debulking", 0.0, false, 1.0),
                 &after = row("debulking", 0.0, false, 1.0);
  // the left side is the one that is treated
  CHECK(half.flavum_mm[0] < before.flavum_mm[0] - 0.05);
  CHECK(after.flavum_mm[0] < half.flavum_mm[0]);
  CHECK(after.flavum_mm[1] == Approx(before.flavum_mm[1]).margin(0.05));
}

TEST_CASE("every bite opens the sac, in every posture, and none makes it new") {
  for (const SweepRow& r : rows()) {
    if (r.pose.severity < 0.5) continue;
    INFO(r.after << ", posture " << r.pose.posture << ", severity " << r.pose.severity);
    const SweepRow& before = row("nothing", r.pose.posture, r.pose.standing, r.pose.severity);
    CHECK(r.section.area_mm2 >= before.section.area_mm2 - 0.5);
    CHECK(r.section.area_mm2 < 0.95 * r.section.healthyArea_mm2);
  }
  for (const bool standing : {true, false}) {
    const double gain = row("debulking", 0.0, standing, 1.0).section.area_mm2 -
                        row("nothing", 0.0, standing, 1.0).section.area_mm2;
    CHECK(gain > 4.0);
    CHECK(gain < 20.0);
  }
}

TEST_CASE("the sicker the narrower, and the more it presses on the nerves") {
  for (const SweepRow& r : rows()) {
    if (r.after != "nothing" || r.pose.severity == 0.0) continue;
    const SweepRow& milder =
        row("nothing", r.pose.posture, r.pose.standing, r.pose.severity - 0.25);
    CHECK(r.section.area_mm2 <= milder.section.area_mm2 + 0.3);
    CHECK(r.rootPressure_mmHg >= milder.rootPressure_mmHg);
  }
}
