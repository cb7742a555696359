// One axial slice measured: against shapes that are known, and against what is published.
#include "thecal_sac/slice_measures.hpp"

#include "support/catch.hpp"
#include "thecal_sac/patient.hpp"
#include "thecal_sac/sections.hpp"

#include <cstdio>
#include <numbers>

using namespace unkink;
using namespace unkink::thecal_sac;
using anatomy::Level;

namespace {

/// The default patient held so, with the sac at rest.
struct Held {
  Held(double posture, bool standing, double severity, const tissue::Live& live = patient().live)
      : bend(patient().spine.bend(posture, standing)),
        body(patient().spine, patient().base, live, bend, severity),
        frames(sectionFrames(patient().spine, bend)),
        sac(restingSac(body, standing)) {}

  anatomy::Bend bend;
  tissue::Body body;
  Frames frames;
  Sac sac;

  SliceMeasure at(double offset_mm) const {
    return measureSlice(body, frames, sac,
                        axialPlane(patient().spine, bend, Level::kL4L5, offset_mm));
  }
};

}  // namespace

TEST_CASE("a sac with all the room it wants measures as the published outline it is made of") {
  const Held h(0.0, false, 0.0);
  const Sac free = healthySac(h.frames);
  // a plane square to the canal's axis at one of its stations
  const StationRange span = levelSpan(patient().spine, Level::kL4L5);
  const int station = (span.first + span.last) / 2;
  const SectionFrame& f = h.frames[static_cast<std::size_t>(station)];
  const math::PlaneFrame plane{f.centre, f.left, f.dorsal};
  const SliceMeasure m = measureSlice(h.body, h.frames, free, plane);
  const anatomy::SacSection& s = f.healthy;
  CHECK(m.sacArea_mm2 == Approx(std::numbers::pi * s.halfWidth_mm * s.halfDepth_mm).epsilon(0.02));
  CHECK(m.sacAp_mm == Approx(2.0 * s.halfDepth_mm).epsilon(0.02));
  CHECK(m.sacWidth_mm == Approx(2.0 * s.halfWidth_mm).epsilon(0.05));
  CHECK(m.sacConvexPerimeter_mm <= m.sacPerimeter_mm + 0.05);
  const SectionMeasure radii = measure(h.frames, free, station);
  CHECK(m.sacArea_mm2 == Approx(radii.area_mm2).epsilon(0.01));
  CHECK(m.sacPerimeter_mm == Approx(radii.perimeter_mm).epsilon(0.02));
}

TEST_CASE("left and right are the patient's, and alike where the disease is") {
  const Held h(0.0, false, 1.0);
  for (const double at : {-5.0, 0.0}) {
    const SliceMeasure m = h.at(at);
    CHECK(m.flavumThickness_mm[0] == Approx(m.flavumThickness_mm[1]).margin(0.02));
    CHECK(m.flavumArea_mm2[0] == Approx(m.flavumArea_mm2[1]).epsilon(0.01));
  }
}

TEST_CASE("disease thickens the ligament, narrows the sac, squeezes the fat and leaves the bones") {
  const Held healthy(0.0, false, 0.0), diseased(0.0, false, 1.0);
  for (const double at : {-6.0, -3.0, 0.0}) {
    const SliceMeasure a = healthy.at(at), b = diseased.at(at);
    INFO("slice at " << at);
    CHECK(b.sacArea_mm2 < a.sacArea_mm2 - 20.0);
    CHECK(b.fatDepth_mm < a.fatDepth_mm);
    for (std::size_t side = 0; side < 2; ++side) {
      CHECK(b.flavumThickness_mm[side] > a.flavumThickness_mm[side] + 0.8);
      CHECK(b.flavumArea_mm2[side] > a.flavumArea_mm2[side] + 20.0);
    }
    CHECK(b.canalArea_mm2 > b.sacArea_mm2 + b.flavumArea_mm2[0]);
    // bone grows around the joints; but where the disc bulges the canal loses less than the sac
    if (at < -5.0) CHECK(a.canalArea_mm2 - b.canalArea_mm2 < 0.7 * (a.sacArea_mm2 - b.sacArea_mm2));
  }
}

TEST_CASE("the ligament's mid-portion is as thick as published, healthy and diseased") {
  const auto a = midFlavumThickness_mm(Held(0.0, false, 0.0).body),
             b = midFlavumThickness_mm(Held(0.0, false, 1.0).body);
  std::printf("flavum, mid-portion: healthy %.2f, diseased %.2f mm | published 3.1, 4.9 to 5.3\n",
              a[0], b[0]);
  // [chokshi2010] 3.1 in health, 4.9 and 5.3; [jang2023] 2.25 to 2.50 and 3.38 to 4.02;
  // [khasawneh2023] 3.7 unselected
  CHECK(a[0] > 2.5);
  CHECK(a[0] < 3.7);
  CHECK(b[0] > 4.4);
  CHECK(b[0] < 5.7);
  CHECK(b[0] - a[0] == Approx(2.0).margin(0.6));
}

TEST_CASE("a bite anywhere in the slice thins the ligament there, and thickens it nowhere") {
  const Patient& p = patient();
  const Held whole(0.0, false, 1.0);
  const math::PlaneFrame plane = axialPlane(p.spine, whole.bend, Level::kL4L5, 0.0);
  const SliceMeasure before = whole.at(0.0);
  // beside the mid-line, at half the face and at the side: wherever the ligament is
  int bites = 0;
  for (const double aside : {3.0, 6.0, 9.0}) {
    double deep = 0.0;
    while (deep < 20.0 && whole.body.ligament(plane.at({aside, deep})) > -1.0) deep += 0.25;
    if (deep >= 20.0) continue;
    ++bites;
    tissue::Live cut = p.live;
    tissue::bite(whole.body, cut, {{{0.0, 0.0, 0.0}, {1.5, 1.5, 1.5}, 0.5}, false, true},
                 math::Rigid<math::Patient, math::Tool>{math::Mat3(1.0), plane.at({aside, deep})});
    const SliceMeasure after = Held(0.0, false, 1.0, cut).at(0.0);
    INFO(aside << " mm beside the mid-line");
    CHECK(after.flavumMean_mm[0] < before.flavumMean_mm[0] - 0.1);
    CHECK(after.flavumArea_mm2[0] < before.flavumArea_mm2[0] - 1.0);
    CHECK(after.flavumThickness_mm[0] <= before.flavumThickness_mm[0] + 1e-4);
    CHECK(after.flavumMean_mm[1] == Approx(before.flavumMean_mm[1]).margin(1e-6));
  }
  CHECK(bites == 3);
}

TEST_CASE("half of the ligament taken all along leaves half of its thickness") {
  const Patient& p = patient();
  const Held whole(0.0, false, 1.0);
  const auto before = midFlavumThickness_mm(whole.body);
  tissue::Live cut = p.live;  // everything of the left half that lies behind a plane
  const math::PlaneFrame plane = axialPlane(p.spine, whole.bend, Level::kL4L5, 0.0);
  tissue::bite(whole.body, cut, {{{0.0, 0.0, 0.0}, {9.0, 9.0, 16.0}, 0.1}, false, true},
               math::Rigid<math::Patient, math::Tool>{math::Mat3(1.0), plane.at({9.5, 12.0})});
  const auto after = midFlavumThickness_mm(Held(0.0, false, 1.0, cut).body);
  CHECK(after[0] < 0.8 * before[0]);
  CHECK(after[0] > 0.1 * before[0]);
  CHECK(after[1] == Approx(before[1]).margin(1e-6));
}

TEST_CASE("a plane that misses the sac measures nothing") {
  const Held h(0.0, false, 1.0);
  CHECK(h.at(400.0).sacArea_mm2 == 0.0);
}
