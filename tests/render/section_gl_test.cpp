// Cut faces in the picture: as large as the section, without holes, inner solids over outer ones.
#include "anatomy/meshes.hpp"
#include "operation/default_case.hpp"
#include "render/bench.hpp"
#include "render/section.hpp"
#include "support/catch.hpp"

#include <glm/matrix.hpp>
#include <numbers>

using namespace unkink;
using namespace unkink::render;
using namespace unkink::render::bench;

namespace {

constexpr Size kSize{400, 400};

int sum(const Image& image, std::size_t pixel) {
  return image.rgba[4 * pixel] + image.rgba[4 * pixel + 1] + image.rgba[4 * pixel + 2];
}

/// Looking along -x at the plane x = 0, whose left is cut away; 1 mm is 2 pixels there.
struct Cut {
  view::Scene scene;

  Cut() {
    scene.camera.eye = {1000, 0, 0};
    scene.camera.near_mm = 50.0f;
    scene.camera.fieldOfView_deg =
        static_cast<float>(2.0 * std::atan(0.1) * 180.0 / std::numbers::pi);
    for (math::Mat4f& motion : scene.bend.patientFromMaterial) motion = math::Mat4f(1.0f);
    scene.clipPlane = {1, 0, 0, 0};
  }
  view::Surface& add(const math::Mesh& mesh, view::Look look, float opacity = 1.0f) {
    // by place, which outlives the pictures
    const auto id = reinterpret_cast<std::uintptr_t>(&mesh);
    scene.surfaces.push_back({.mesh = {&mesh, id, 1}, .look = look, .opacity = opacity});
    scene.surfaces.back().clipped = true;
    return scene.surfaces.back();
  }
  Image draw(Renderer& renderer, bool reduced) {
    scene.reducedDetail = reduced;
    return renderer.read(renderer.drawScene(scene, kSize), kSize);
  }
};

/// Pixels that differ from the empty picture.
int covered(const Image& drawn, const Image& empty) {
  int count = 0;
  for (std::size_t i = 0; i < drawn.rgba.size() / 4; ++i)
    count += std::abs(sum(drawn, i) - sum(empty, i)) > 40;
  return count;
}

/// Pixels like the empty picture's within a convex outline, its smoothed rim left out.
int holes(const Image& drawn, const Image& empty) {
  constexpr int kRim = 8;
  const auto filled = [&](int x, int y) {
    const std::size_t i = 4 * index(drawn.width, x, y);
    int worst = 0;
    for (std::size_t c = i; c < i + 3; ++c)
      worst = std::max(worst, std::abs(drawn.rgba[c] - empty.rgba[c]));
    return worst > 2;
  };
  std::vector<std::pair<int, int>> extents;
  for (int y = 0; y < drawn.height; ++y) {
    std::pair<int, int> extent{drawn.width, -1};
    for (int x = 0; x < drawn.width; ++x)
      if (filled(x, y)) extent = {std::min(extent.first, x), x};
    extents.push_back(extent);
  }
  const auto within = [&](int x, int y) {
    const auto [first, last] = extents[static_cast<std::size_t>(y)];
    return first + kRim <= x && x <= last - kRim;
  };
  int count = 0;
  for (int y = kRim; y + kRim < drawn.height; ++y)
    for (int x = 0; x < drawn.width; ++x)
      count += within(x, y - kRim) && within(x, y) && within(x, y + kRim) && !filled(x, y);
  return count;
}

/// Pixels whose rays meet the cut face of all surfaces together, its rim left out.
std::vector<bool> insideFace(const view::Scene& scene, Size size) {
  const SectionPlane plane(scene.clipPlane);
  Contour whole;
  for (const view::Surface& surface : scene.surfaces) {
    const Contour contour = contourOf(surface, scene.bend, plane);
    whole.insert(whole.end(), contour.begin(), contour.end());
  }
  const math::Mat4f patientFromClip =
      glm::inverse(view::clipFromView(scene.camera, 1.0f) * view::viewFromPatient(scene.camera));
  constexpr float kRim_mm = 1.5f;
  math::Vec2f lo(1e9f), hi(-1e9f);
  for (const ContourSegment& s : whole) lo = glm::min(lo, s.from.at), hi = glm::max(hi, s.from.at);
  std::vector<bool> inside;
  for (int y = 0; y < size.height; ++y)
    for (int x = 0; x < size.width; ++x) {
      const math::Vec4f far =
          patientFromClip *
          math::Vec4f(
              (2.0f * static_cast<float>(x) + 1.0f) / static_cast<float>(size.width) - 1.0f,
              1.0f - (2.0f * static_cast<float>(y) + 1.0f) / static_cast<float>(size.height), 1.0f,
              1.0f);
      const math::Vec3f eye = scene.camera.eye, ray = math::Vec3f(far) / far.w - eye;
      const float t =
          -(glm::dot(plane.normal, eye) + plane.offset_mm) / glm::dot(plane.normal, ray);
      const math::Vec2f p = plane.flat(eye + t * ray);
      if (p != glm::clamp(p, lo, hi)) {
        inside.push_back(false);
        continue;
      }
      int winding = 0;
      float nearest = 1e9f;
      for (const ContourSegment& s : whole) {
        const math::Vec2f a = s.from.at, along = s.to.at - a;
        const float length = std::max(glm::dot(along, along), 1e-12f);
        const math::Vec2f foot =
            a + std::clamp(glm::dot(p - a, along) / length, 0.0f, 1.0f) * along;
        nearest = std::min(nearest, glm::distance(p, foot));
        const bool below = s.from.at.y <= p.y, above = s.to.at.y <= p.y;
        if (below == above) continue;
        const float cross = along.x * (p.y - a.y) - along.y * (p.x - a.x);
        if (below && cross > 0.0f) ++winding;
        if (!below && cross < 0.0f) --winding;
      }
      inside.push_back(winding > 0 && nearest > kRim_mm);
    }
  return inside;
}

}  // namespace

TEST_CASE("A cut face covers exactly the section") {
  Bench bench;
  const math::Mesh ball = sphere({0, 5, 8}, 60.0f, 5), block = box({-30, -50, -40}, {30, 50, 40});
  for (const bool reduced : {true, false}) {
    const Image empty = Cut().draw(bench.renderer, reduced);
    Cut round, square;
    round.add(ball, view::Look::kBone);
    square.add(block, view::Look::kBone);
    const double disc = std::numbers::pi * 120.0 * 120.0, rectangle = 200.0 * 160.0;
    CHECK(covered(round.draw(bench.renderer, reduced), empty) == Approx(disc).epsilon(0.01));
    CHECK(covered(square.draw(bench.renderer, reduced), empty) == Approx(rectangle).epsilon(0.01));
    CHECK(bench.error().empty());
  }
}

TEST_CASE("Seen aslant, a cut solid shows no background through its face") {
  Bench bench;
  const math::Mesh ball = sphere({0, 0, 0}, 60.0f, 5);
  for (const math::Vec3f& eye :
       {math::Vec3f(700, 700, 0), math::Vec3f(600, -300, 700), math::Vec3f(300, 100, -940)})
    for (const bool reduced : {true, false}) {
      Cut cut;
      cut.scene.camera.eye = eye;
      const Image empty = cut.draw(bench.renderer, reduced);
      cut.add(ball, view::Look::kBone);
      const Image drawn = cut.draw(bench.renderer, reduced);
      CHECK(covered(drawn, empty) > 25000);
      CHECK(holes(drawn, empty) == 0);
    }
}

TEST_CASE("An inner solid shows on the cut only, over what holds it") {
  Bench bench;
  const math::Mesh outside = sphere({0, 0, 0}, 60.0f, 5), inside = sphere({0, 0, 0}, 30.0f, 5);
  for (const bool reduced : {true, false}) {
    Cut one, both;
    one.add(outside, view::Look::kMuscle);
    both.add(inside, view::Look::kNucleus).inner = true;
    both.add(outside, view::Look::kMuscle);
    const int changed =
        covered(both.draw(bench.renderer, reduced), one.draw(bench.renderer, reduced));
    CHECK(changed == Approx(std::numbers::pi * 60.0 * 60.0).epsilon(0.02));
    one.scene.clipPlane = both.scene.clipPlane = math::Vec4f(0.0f);
    CHECK(covered(both.draw(bench.renderer, reduced), one.draw(bench.renderer, reduced)) == 0);
  }
}

TEST_CASE("A transparent solid's face lets what lies behind it through") {
  Bench bench;
  const math::Mesh sac = sphere({0, 0, 0}, 60.0f, 5), nerve = sphere({-30, 0, 0}, 15.0f, 4);
  for (const bool reduced : {true, false}) {
    Cut plain, holding;
    plain.add(sac, view::Look::kDura, 0.8f);
    holding.add(sac, view::Look::kDura, 0.8f);
    holding.add(nerve, view::Look::kNerve);
    const Image a = plain.draw(bench.renderer, reduced), b = holding.draw(bench.renderer, reduced);
    CHECK(covered(b, a) > 1500);
    CHECK(bench.error().empty());
  }
}

TEST_CASE("No background shows on a cut through a real vertebra") {
  Bench bench;
  std::vector<math::Mesh> meshes;
  for (const anatomy::BakedMesh& m :
       anatomy::surfacesOf(test::defaultCase().spine(), config::bakedPath("lumbar.glb")))
    if (m.structure == anatomy::Structure::kVertebra && m.index == 3) meshes.push_back(m.mesh);
  REQUIRE_FALSE(meshes.empty());
  const math::Vec3f middle(
      test::defaultCase().spine().materialFromBone(anatomy::Vertebra::kL4).translation);
  for (const math::Vec3f& normal :
       {math::Vec3f(1, 0, 0), math::Vec3f(0, 0, 1), math::Vec3f(0, 1, 0)})
    for (const float beyond : {-3.0f, 0.0f, 4.5f}) {
      Cut cut;
      cut.scene.clipPlane = math::Vec4f(normal, -glm::dot(normal, middle) - beyond);
      cut.scene.camera.target = middle;
      cut.scene.camera.eye = middle + 1000.0f * normal + math::Vec3f(0.0f, 40.0f, 40.0f);
      if (normal.z > 0.0f) cut.scene.camera.up = {0, 1, 0};
      const Image empty = cut.draw(bench.renderer, true);
      for (const math::Mesh& mesh : meshes) cut.add(mesh, view::Look::kBone);
      // the face as it is, drawn flat and far from every other grey
      const std::vector<bool> inside = insideFace(cut.scene, kSize);
      const Image drawn = cut.draw(bench.renderer, true);
      int through = 0, seen = 0;
      for (std::size_t i = 0; i < inside.size(); ++i) {
        if (!inside[i]) continue;
        ++seen;
        through += std::abs(sum(drawn, i) - sum(empty, i)) < 60;
      }
      INFO("normal " << normal.x << normal.y << normal.z << " at " << beyond);
      CHECK(seen > 1500);
      CHECK(through == 0);
    }
}
