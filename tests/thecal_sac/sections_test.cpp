// Claims about measuring the sac's sections.
#include "thecal_sac/sections.hpp"

#include "support/catch.hpp"
#include "thecal_sac/stand_in.hpp"

#include <numbers>

using namespace unkink;
using namespace unkink::thecal_sac;
using stand_in::kMiddle;

TEST_CASE("Area, perimeter and diameters of a healthy section are the ellipse's") {
  const Frames frames = stand_in::frames();
  const SectionMeasure m = measure(frames, healthySac(frames), kMiddle);
  const double a = stand_in::kHalfWidth_mm, b = stand_in::kHalfDepth_mm;
  const double h = (a - b) * (a - b) / ((a + b) * (a + b));
  CHECK(m.area_mm2 == Approx(std::numbers::pi * a * b).epsilon(0.005));
  CHECK(m.perimeter_mm ==
        Approx(std::numbers::pi * (a + b) * (1 + 3 * h / (10 + std::sqrt(4 - 3 * h))))
            .epsilon(0.005));
  CHECK(m.convexPerimeter_mm == Approx(m.perimeter_mm).epsilon(1e-9));
  CHECK(m.apDiameter_mm == Approx(2 * b).epsilon(0.003));  // between two vertices
  CHECK(m.width_mm == Approx(2 * a).epsilon(0.005));
  CHECK(glm::length(m.centroid - frames[kMiddle].centre) < 1e-6);
  CHECK(m.area_mm2 == Approx(m.healthyArea_mm2).epsilon(1e-6));
}

TEST_CASE("A section that folds in has a shorter convex perimeter") {
  const Frames frames = stand_in::frames();
  Sac sac = healthySac(frames);
  for (int k = 8; k <= 15; ++k)
    sac.place_mm[static_cast<std::size_t>(kMiddle * kSpokes + k)] *= 0.58f;
  const SectionMeasure m = measure(frames, sac, kMiddle);
  CHECK(m.convexPerimeter_mm < m.perimeter_mm - 0.3);
  CHECK(m.centroid.y < frames[kMiddle].centre.y - 0.3);
}

TEST_CASE("A centroid follows a section that gives way on one side") {
  const Frames frames = stand_in::frames();
  const Sac sac = stand_in::resting(stand_in::space({.leftOnly_mm = 3.0}));
  CHECK(measure(frames, sac, kMiddle).centroid.x < -0.05);
}

TEST_CASE("Distance to the dura is right on both sides of it and beyond the ends") {
  const Frames frames = stand_in::frames();
  const Sac sac = healthySac(frames);
  for (const double z : {0.0, 0.7, -31.4}) {
    CHECK(distance(frames, sac, {0.0, 0.0, z}) == Approx(-stand_in::kHalfDepth_mm).margin(0.05));
    CHECK(distance(frames, sac, {0.0, stand_in::kHalfDepth_mm + 1.0, z}) ==
          Approx(1.0).margin(0.05));
    CHECK(distance(frames, sac, {-stand_in::kHalfWidth_mm + 0.5, 0.0, z}) ==
          Approx(-0.5).margin(0.05));
    CHECK(distance(frames, sac, {40.0, 0.0, z}) ==
          Approx(40.0 - stand_in::kHalfWidth_mm).margin(0.05));
  }
  CHECK(distance(frames, sac, {0.0, 0.0, 100.0}) == Approx(10.0).margin(0.05));
  CHECK(distance(frames, sac, {0.0, 0.0, -97.0}) == Approx(7.0).margin(0.05));
}

TEST_CASE("The vertices and the points on the spokes of a narrowed sac lie on the dura") {
  const FreeSpace space = stand_in::space({.ligament_mm = 3.0, .leftOnly_mm = 1.0});
  const Sac sac = stand_in::resting(space);
  for (int s = kMiddle - 10; s <= kMiddle + 10; ++s) {
    const Radii radii = spokeRadii(outline(sac.section(s)));
    for (int k = 0; k < kSpokes; ++k) {
      const double r = radii[static_cast<std::size_t>(k)];
      const SectionFrame& f = space.frames[static_cast<std::size_t>(s)];
      CHECK(std::abs(distance(space.frames, sac, f.point(math::Vec2(sac.section(s)[k])))) < 0.01);
      CHECK(std::abs(distance(space.frames, sac, f.point(k, r))) < 0.01);
      CHECK(distance(space.frames, sac, f.point(k, r - 0.5)) < 0.0);
      CHECK(distance(space.frames, sac, f.point(k, r + 0.5)) > 0.0);
    }
  }
}
