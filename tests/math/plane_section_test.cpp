// Plane sections: what a plane cuts of closed meshes, and how it covers pixels.
#include "math/plane_section.hpp"

#include "math/field.hpp"
#include "support/catch.hpp"

#include <cmath>
#include <numbers>
#include <numeric>

using namespace unkink::math;

namespace {

Mesh ball(double radius, const Vec3& centre = Vec3(0.0)) {
  const Box box = Box{centre, centre}.include(centre + Vec3(radius)).include(centre - Vec3(radius));
  const SampledField field = sample(sampleBoxAround(box, 0.25, 3), 0.25, [&](const Vec3& p) {
    return glm::length(p - centre) - radius;
  });
  return surfaceNets(field, field.box().grown(-1));
}

PlaneFrame tilted() {
  PlaneFrame p;
  p.origin = {0.3, -0.2, 0.4};
  p.right = glm::normalize(Vec3(1.0, 0.2, 0.1));
  p.down = glm::normalize(glm::cross(Vec3(0.1, -0.3, 1.0), p.right));
  return p;
}

}  // namespace

TEST_CASE("a ball's section is a circle, whichever way the plane lies") {
  for (const PlaneFrame& plane : {PlaneFrame{}, tilted()}) {
    const SectionEdges edges = sectionOf(ball(6.0), plane);
    const double off = glm::dot(plane.origin, plane.normal());
    const double radius = std::sqrt(36.0 - off * off);
    CHECK(area_mm2(edges) == Approx(std::numbers::pi * radius * radius).epsilon(0.01));
    CHECK(perimeter_mm(edges) == Approx(2.0 * std::numbers::pi * radius).epsilon(0.02));
    CHECK(convexPerimeter_mm(edges) <= perimeter_mm(edges) + 1e-3);
    CHECK(convexPerimeter_mm(edges) == Approx(2.0 * std::numbers::pi * radius).epsilon(0.01));
    const Vec2 middle = plane.project(Vec3(0.0));
    CHECK(glm::distance(centroid(edges), middle) < 0.02);
    CHECK(chordDown_mm(edges, middle.x) == Approx(2.0 * radius).epsilon(0.01));
  }
}

TEST_CASE("a plane beside a mesh cuts nothing") {
  CHECK(sectionOf(ball(3.0), PlaneFrame{}.moved(3.5)).empty());
}

TEST_CASE("pixels are covered by as much as a section encloses, whatever their size") {
  const SectionEdges edges = sectionOf(ball(6.0), tilted());
  for (const double step : {0.11, 0.37, 1.3}) {
    const int side = static_cast<int>(16.0 / step);
    CoverageRaster raster(side, side, Vec2(-0.5 * side * step), step);
    raster.add(edges);
    std::vector<float> coverage;
    raster.resolve(coverage);
    const double sum = std::accumulate(coverage.begin(), coverage.end(), 0.0) * step * step;
    CHECK(sum == Approx(area_mm2(edges)).epsilon(1e-4));
    CHECK(coverage.front() == Approx(0.0f).margin(1e-5));
  }
}

TEST_CASE("a pixel that an edge crosses is covered by the share on the inside") {
  // x + y <= 1 in the unit pixel
  const SectionEdges triangle{
      {Vec2f(0, 0), Vec2f(1, 0)}, {Vec2f(1, 0), Vec2f(0, 1)}, {Vec2f(0, 1), Vec2f(0, 0)}};
  CoverageRaster raster(2, 2, Vec2(0.0), 1.0);
  raster.add(triangle);
  std::vector<float> coverage;
  raster.resolve(coverage);
  CHECK(coverage[0] == Approx(0.5f));
  for (std::size_t n = 1; n < 4; ++n) CHECK(coverage[n] == Approx(0.0f).margin(1e-6));
}

TEST_CASE("a stroke is as wide as asked") {
  const SectionEdges line{{Vec2f(1, 5), Vec2f(9, 5)}};
  CoverageRaster raster(20, 20, Vec2(0.0), 0.5);
  raster.addStroke(line, 0.4);
  std::vector<float> coverage;
  raster.resolve(coverage);
  CHECK(std::accumulate(coverage.begin(), coverage.end(), 0.0) * 0.25 == Approx(8.0 * 0.4));
}
