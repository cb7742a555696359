// The coarse look at a level, and the section through it.
#include "view/preview.hpp"

#include "support/catch.hpp"

#include <cmath>

using namespace unkink;

namespace {

anatomy::SpineParameters narrowed(double thickening_mm) {
  anatomy::SpineParameters p;
  p.disease[static_cast<std::size_t>(anatomy::Level::kL4L5)].ligamentThickening_mm = {
      thickening_mm, thickening_mm};
  return p;
}

const anatomy::Spine& healthy() {
  static const anatomy::Spine spine{anatomy::SpineParameters{}};
  return spine;
}

double area_mm2(const view::SectionPatch& patch) {
  double area = 0.0;
  for (std::size_t n = 0; n + 2 < patch.triangles.size(); n += 3) {
    const math::Vec2f a = patch.triangles[n + 1] - patch.triangles[n],
                      b = patch.triangles[n + 2] - patch.triangles[n];
    area += 0.5 * std::abs(a.x * b.y - a.y * b.x);
  }
  return area;
}

}  // namespace

TEST_CASE("the section of a thick ligament shows more ligament and less sac") {
  const anatomy::Level level = anatomy::Level::kL4L5;
  const anatomy::Spine thick(narrowed(2.5));
  const view::AxialSection before = view::axialSection(healthy(), level),
                           after = view::axialSection(thick, level);
  CHECK(after.sacArea_mm2 < 0.9 * before.sacArea_mm2);
  REQUIRE(after.patches.size() == before.patches.size());
  for (std::size_t n = 0; n < after.patches.size(); ++n) {
    const view::SectionPatch &a = before.patches[n], &b = after.patches[n];
    CHECK(a.look == b.look);
    if (b.look == view::Look::kDura) CHECK(area_mm2(b) < area_mm2(a) - 10.0);
    if (b.look == view::Look::kLigament) CHECK(area_mm2(b) > area_mm2(a) + 10.0);
  }
}

TEST_CASE("the preview's bones are closed where their two pieces are put together") {
  const view::Preview preview = view::makePreview(healthy(), anatomy::Level::kL3L4, healthy());
  for (const auto& bone : preview.bone) {
    CHECK(math::openEdgeCount(bone[0]) > 0);
    math::Mesh whole = bone[0];
    math::append(whole, bone[1]);
    CHECK(math::openEdgeCount(whole) == 0);
  }
  for (const math::Mesh* mesh : {&preview.ligament, &preview.disc, &preview.sac})
    CHECK(math::openEdgeCount(*mesh) == 0);
}

TEST_CASE("the surroundings of a preview go where the new bones are") {
  anatomy::SpineParameters tall;
  tall.stature_cm = 185.0;
  const anatomy::Spine spine(tall);
  const view::Preview preview = view::makePreview(spine, anatomy::Level::kL4L5, healthy());
  for (int v = 0; v < anatomy::kVertebraCount; ++v) {
    const auto vertebra = static_cast<anatomy::Vertebra>(v);
    const math::Vec3 before = healthy().materialFromBone(vertebra) * math::Vec3(0.0);
    const math::Vec3 after = spine.materialFromBone(vertebra) * math::Vec3(0.0);
    CHECK(glm::distance(preview.posture.apply(before, {double(v), 0.0}), after) < 1e-9);
  }
}
