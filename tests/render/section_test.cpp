// Faces of cuts, without OpenGL: areas, holes, pieces that close each other, posture, bands.
#include "render/section.hpp"

#include "render/bench.hpp"
#include "support/catch.hpp"

#include <array>
#include <cmath>
#include <map>
#include <numbers>

using namespace unkink;
using namespace unkink::render;
using bench::box;
using bench::sphere;

namespace {

const SectionPlane kSagittal(math::Vec4f(2.0f, 0.0f, 0.0f, 0.0f));  // x = 0, the left goes

view::BendMatrices straight() {
  view::BendMatrices bend;
  for (math::Mat4f& motion : bend.patientFromMaterial) motion = math::Mat4f(1.0f);
  return bend;
}

Contour cut(const math::Mesh& mesh, const SectionPlane& plane = kSagittal) {
  view::Surface surface;
  surface.mesh = {&mesh, 1, 1};
  return contourOf(surface, straight(), plane);
}

/// Area of a mesh of quads, counted positive where its corners run round the plane's normal.
double area(const SectionMesh& mesh, const SectionPlane& plane) {
  double sum = 0.0;
  for (std::size_t i = 0; i + 3 < mesh.size(); i += 4) {
    const auto at = [&](std::size_t k) { return math::Vec3(mesh[i + k].position); };
    const math::Vec3 twice =
        glm::cross(at(1) - at(0), at(2) - at(0)) + glm::cross(at(2) - at(0), at(3) - at(0));
    sum += 0.5 * glm::dot(twice, math::Vec3(plane.normal));
  }
  return sum;
}

double faceArea(const Contour& contour, const SectionPlane& plane = kSagittal) {
  return area(faceOf(contour, plane).mesh, plane);
}

math::Mesh turnedInsideOut(math::Mesh mesh) {
  for (std::size_t i = 0; i < mesh.indices.size(); i += 3)
    std::swap(mesh.indices[i], mesh.indices[i + 1]);
  return mesh;
}

Contour together(Contour a, const Contour& b) {
  a.insert(a.end(), b.begin(), b.end());
  return a;
}

}  // namespace

/// Length of the edges of a face's triangles that no other triangle has the other way round.
double openLength(const SectionMesh& mesh) {
  using Corner = std::array<float, 3>;
  std::map<std::pair<Corner, Corner>, int> count;
  const auto corner = [&](std::size_t i) -> Corner {
    const math::Vec3f& p = mesh[i].position;
    return {p.x, p.y, p.z};
  };
  for (std::size_t i = 0; i + 3 < mesh.size(); i += 4)
    for (const auto& [a, b] : std::array<std::pair<std::size_t, std::size_t>, 6>{
             {{0, 1}, {1, 2}, {2, 0}, {0, 2}, {2, 3}, {3, 0}}}) {
      const Corner from = corner(i + a), to = corner(i + b);
      if (from == to) continue;
      ++count[{from, to}];
      --count[{to, from}];
    }
  double sum = 0.0;
  for (const auto& [edge, n] : count) {
    const auto& [a, b] = edge;
    if (n > 0) sum += n * std::hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
  }
  return sum;
}

double lengthOf(const Contour& contour) {
  double sum = 0.0;
  for (const ContourSegment& s : contour) sum += glm::distance(s.from.at, s.to.at);
  return sum;
}

TEST_CASE("A cut box's face is its cross-section") {
  CHECK(faceArea(cut(box({-5, 10, -20}, {5, 30, 40}))) == Approx(1200.0).epsilon(1e-5));
  CHECK(faceArea(cut(box({1, 10, -20}, {5, 30, 40}))) == 0.0);
}

TEST_CASE("A cut ball's face is a disc, wherever the plane runs") {
  const math::Mesh ball = sphere({3, 5, -2}, 20.0f, 5);
  for (const math::Vec4f& where :
       {math::Vec4f(1, 0, 0, 4), math::Vec4f(0, -1, 0, 0), math::Vec4f(0, 0, 1, 10),
        math::Vec4f(1, 2, -3, 5), math::Vec4f(-0.3f, 0.1f, 0.2f, 1)}) {
    const SectionPlane plane(where);
    const double height = glm::dot(plane.normal, math::Vec3f(3, 5, -2)) + plane.offset_mm;
    const double disc = std::numbers::pi * (400.0 - height * height);
    INFO("plane " << where.x << ' ' << where.y << ' ' << where.z << ' ' << where.w);
    CHECK(faceArea(cut(ball, plane), plane) == Approx(disc).epsilon(0.005));
  }
}

TEST_CASE("A cavity stays a hole, a solid in it does not") {
  const Contour outer = cut(sphere({0, 0, 0}, 20.0f, 5));
  const math::Mesh inner = sphere({0, 4, 1}, 8.0f, 5);
  const double ring = faceArea(outer) - faceArea(cut(inner));
  CHECK(faceArea(together(outer, cut(turnedInsideOut(inner)))) == Approx(ring).epsilon(1e-4));
  CHECK(faceArea(together(outer, cut(inner))) == Approx(faceArea(outer)).epsilon(1e-4));
}

TEST_CASE("A face's triangles share their sides whole: it is open along the contour alone") {
  const Contour ball = cut(sphere({3, 5, -2}, 20.0f, 5)),
                ring = together(ball, cut(turnedInsideOut(sphere({3, 9, -3}, 6.0f, 4))));
  for (const Contour& contour : {ball, ring})
    CHECK(openLength(faceOf(contour, kSagittal).mesh) == Approx(lengthOf(contour)).epsilon(1e-4));
}

TEST_CASE("Solids that run into one another have one rim") {
  const Contour both =
      together(cut(sphere({0, 0, 0}, 20.0f, 5)), cut(sphere({0, 12, 0}, 20.0f, 5)));
  const SectionFace face = faceOf(both, kSagittal);
  const double share = std::acos(6.0 / 20.0) / std::numbers::pi;  // of each that lies in the other
  const double rim = 2.0 * (1.0 - share) * 2.0 * std::numbers::pi * 20.0;
  CHECK(lengthOf(face.rim) == Approx(rim).epsilon(0.03));
}

TEST_CASE("Pieces of a closed surface are filled as one") {
  math::Mesh upper = sphere({0, 0, 0}, 20.0f, 4), lower = upper;
  const math::Mesh whole = upper;
  upper.indices.clear(), lower.indices.clear();
  for (std::size_t i = 0; i < whole.indices.size(); i += 3) {
    const auto height = [&](std::size_t k) {
      return whole.vertices[whole.indices[i + k]].position.z;
    };
    auto& piece = height(0) + height(1) + height(2) > 0.0f ? upper : lower;
    for (std::size_t k = 0; k < 3; ++k) piece.indices.push_back(whole.indices[i + k]);
  }
  CHECK(faceArea(together(cut(upper), cut(lower))) == Approx(faceArea(cut(whole))).epsilon(1e-5));
}

TEST_CASE("The face follows the posture") {
  math::Mesh block = box({-5, -10, -10}, {5, 10, 10});
  for (math::Vertex& v : block.vertices) {
    v.chain = v.position.z > 0.0f ? 1.0f : 2.0f;
    v.bulge = 1.0f;
  }
  view::BendMatrices bend = straight();
  bend.patientFromMaterial[1][3].z = 6.0f;  // the upper end rises
  bend.bulge_mm[1] = bend.bulge_mm[2] = {0, 3, 0};
  view::Surface surface;
  surface.mesh = {&block, 1, 1};
  surface.bends = true;
  const Contour contour = contourOf(surface, bend, kSagittal);
  CHECK(faceArea(contour) == Approx(20.0 * 26.0).epsilon(1e-4));
  float furthest = -100.0f;
  for (const SectionVertex& v : faceOf(contour, kSagittal).mesh) {
    furthest = std::max(furthest, v.position.y);
    CHECK(std::abs(v.material.z) <= 10.001f);
  }
  CHECK(furthest == Approx(13.0f));
}

TEST_CASE("A band lies along the inside of the edge") {
  const Contour contour = cut(box({-5, 0, 0}, {5, 30, 30}));
  SectionMesh band = bandOf(contour, kSagittal);
  for (SectionVertex& v : band) v.position += 2.0f * v.inward;
  CHECK(area(band, kSagittal) == Approx(30.0 * 30.0 - 26.0 * 26.0).epsilon(1e-3));
}
