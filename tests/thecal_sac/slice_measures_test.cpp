// One axial slice measured: against shapes that are known, and against what is published.
#include "thecal_sac/slice_measures.hpp"

#include "support/catch.hpp"
#include "thecal_sac/patient.hpp"
#include "thecal_sac/sections.hpp"

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
    // bone grows around the joints and the disc bulges; the canal loses far less than the sac
    CHECK(a.canalArea_mm2 - b.canalArea_mm2 < 0.7 * (a.sacArea_mm2 - b.sacArea_mm2));
  }
}

TEST_CASE(
    "the healthy ligament is as thick as it was set to be, the diseased one thicker by that") {
  // [khasawneh2023] 3.7 at L4-L5, from which the anatomy's setting comes; [jang2023] +1.8 with
  // stenosis
  const auto a = midFlavumThickness_mm(Held(0.0, false, 0.0).body),
             b = midFlavumThickness_mm(Held(0.0, false, 1.0).body);
  CHECK(a[0] > 3.0);
  CHECK(a[0] < 4.2);
  CHECK(b[0] - a[0] == Approx(1.77).margin(0.75));
}

TEST_CASE("a plane that misses the sac measures nothing") {
  const Held h(0.0, false, 1.0);
  CHECK(h.at(400.0).sacArea_mm2 == 0.0);
}
