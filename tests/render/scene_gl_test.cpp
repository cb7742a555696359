// The 3D picture: what stands where, what shines through, what is outlined, and no OpenGL error.
#include "render/bench.hpp"
#include "support/catch.hpp"

#include <algorithm>

using namespace unkink;
using namespace unkink::render;
using namespace unkink::render::bench;

namespace {

constexpr Size kSize{320, 200};

struct Pixel {
  int r, g, b, a;
  int sum() const { return r + g + b; }
};

Pixel at(const Image& image, int x, int y) {
  const std::size_t i = 4 * static_cast<std::size_t>(y * image.width + x);
  return {image.rgba[i], image.rgba[i + 1], image.rgba[i + 2], image.rgba[i + 3]};
}

int difference(const Image& a, const Image& b) {
  int worst = 0;
  for (std::size_t i = 0; i < a.rgba.size(); ++i)
    worst = std::max(worst, std::abs(a.rgba[i] - b.rgba[i]));
  return worst;
}

/// Seen from behind: patient's left is left, the head up.
struct Field {
  view::Scene scene;

  Field() {
    scene.camera.eye = {0, 300, 0};
    scene.camera.target = {0, 0, 0};
    for (math::Mat4f& motion : scene.bend.patientFromMaterial) motion = math::Mat4f(1.0f);
  }
  view::Surface& add(const math::Mesh& mesh, view::Look look, float opacity = 1.0f) {
    const std::uint64_t id = scene.surfaces.size() + 1;
    scene.surfaces.push_back({.mesh = {&mesh, id, 1}, .look = look, .opacity = opacity});
    return scene.surfaces.back();
  }
  Image draw(Renderer& renderer, bool reduced) {
    scene.reducedDetail = reduced;
    return renderer.read(renderer.drawScene(scene, kSize), kSize);
  }
};

}  // namespace

TEST_CASE("Every look draws in both qualities, opaque and transparent") {
  Bench bench;
  const math::Mesh ball = sphere({0, 0, 0}, 40.0f, 4);
  for (int look = 0; look < static_cast<int>(view::Look::kCount); ++look)
    for (const bool reduced : {true, false})
      for (const float opacity : {1.0f, 0.4f}) {
        Field field;
        const Image empty = field.draw(bench.renderer, reduced);
        field.add(ball, static_cast<view::Look>(look), opacity);
        const Image drawn = field.draw(bench.renderer, reduced);
        INFO("look " << look << " reduced " << reduced << " opacity " << opacity);
        CHECK(difference(empty, drawn) > 20);
        CHECK(at(drawn, 160, 100).a == 255);
        CHECK(bench.error().empty());
      }
}

TEST_CASE("From behind a prone patient's left is at the left, the head up") {
  Bench bench;
  Field field;
  const math::Mesh leftAndUp = sphere({40, 0, 30}, 12.0f, 4);
  const Image empty = field.draw(bench.renderer, true);
  field.add(leftAndUp, view::Look::kBone);
  const Image image = field.draw(bench.renderer, true);
  CHECK(at(image, 160 - 50, 100 - 37).sum() > at(empty, 160 - 50, 100 - 37).sum() + 200);
  CHECK(at(image, 160 + 50, 100 + 37).sum() == at(empty, 160 + 50, 100 + 37).sum());
}

TEST_CASE("The nearer surface hides the farther, whatever their order") {
  Bench bench;
  const math::Mesh nearBall = sphere({0, 60, 0}, 15.0f, 4), farBall = sphere({0, 0, 0}, 30.0f, 4);
  Field one, two;
  one.add(nearBall, view::Look::kMuscle), one.add(farBall, view::Look::kBone);
  two.add(farBall, view::Look::kBone), two.add(nearBall, view::Look::kMuscle);
  two.scene.surfaces[0].mesh.id = 2, two.scene.surfaces[1].mesh.id = 1;
  CHECK(difference(one.draw(bench.renderer, true), two.draw(bench.renderer, true)) == 0);
  const Pixel middle = at(one.draw(bench.renderer, true), 160, 100);
  CHECK(middle.r > middle.b + 40);  // muscle
}

TEST_CASE("Transparent surfaces show what lies behind and do not depend on their order") {
  Bench bench;
  const math::Mesh skin = sphere({0, 0, 0}, 60.0f, 4), dura = sphere({0, 30, 0}, 25.0f, 4);
  const math::Mesh bone = sphere({0, -10, 0}, 12.0f, 4);
  Field one, two;
  one.add(bone, view::Look::kBone), one.add(skin, view::Look::kSkin, 0.3f);
  one.add(dura, view::Look::kDura, 0.4f);
  two.add(bone, view::Look::kBone), two.add(dura, view::Look::kDura, 0.4f);
  two.add(skin, view::Look::kSkin, 0.3f);
  two.scene.surfaces[1].mesh.id = 3, two.scene.surfaces[2].mesh.id = 2;
  const Image image = one.draw(bench.renderer, true);
  CHECK(difference(image, two.draw(bench.renderer, true)) <= 2);
  CHECK(at(image, 160, 100).sum() > at(image, 160 + 55, 100).sum() + 100);
}

TEST_CASE("A highlighted surface is outlined, more faintly behind another") {
  Bench bench;
  const math::Mesh front = box({-60, 40, -60}, {60, 50, 60}), ball = sphere({0, 0, 0}, 30.0f, 4);
  const math::Mesh nearBall = sphere({0, 90, 0}, 20.0f, 4);
  Field field;
  field.add(front, view::Look::kBone);
  field.add(ball, view::Look::kLigament);
  for (const bool reduced : {true, false}) {
    field.scene.surfaces[1].highlighted = false;
    const Image plain = field.draw(bench.renderer, reduced);
    field.scene.surfaces[1].highlighted = true;
    const Image outlined = field.draw(bench.renderer, reduced);
    const int faint = difference(plain, outlined);
    CHECK(faint > 40);
    CHECK(at(outlined, 5, 5).sum() == at(plain, 5, 5).sum());
    Field seen;
    seen.add(front, view::Look::kBone);
    seen.add(nearBall, view::Look::kBone).mesh.id = 3;
    const Image bare = seen.draw(bench.renderer, reduced);
    seen.scene.surfaces[1].highlighted = true;
    CHECK(difference(bare, seen.draw(bench.renderer, reduced)) > faint + 20);
    CHECK(bench.error().empty());
  }
}

TEST_CASE("A changed mesh is drawn anew when its version says so") {
  Bench bench;
  math::Mesh ball = sphere({0, 0, 0}, 40.0f, 4);
  Field field;
  field.add(ball, view::Look::kBone);
  const Image before = field.draw(bench.renderer, true);
  for (math::Vertex& v : ball.vertices) v.position *= 0.3f;
  CHECK(difference(before, field.draw(bench.renderer, true)) == 0);
  field.scene.surfaces[0].mesh.version = 2;
  CHECK(difference(before, field.draw(bench.renderer, true)) > 100);
}

TEST_CASE("A plane cuts away the surfaces that allow it, and shows them closed") {
  Bench bench;
  const math::Mesh ball = sphere({0, 0, 0}, 40.0f, 5);
  for (const bool reduced : {true, false}) {
    Field field;
    const Image empty = field.draw(bench.renderer, reduced);
    field.add(ball, view::Look::kBone).clipped = true;
    const Image whole = field.draw(bench.renderer, reduced);
    field.scene.clipPlane = {1, 0, 0, 0};  // the patient's left half goes
    const Image half = field.draw(bench.renderer, reduced);
    CHECK(std::abs(at(half, 160 - 25, 100).sum() - at(empty, 160 - 25, 100).sum()) <= 6);
    CHECK(std::abs(at(half, 160 + 25, 100).sum() - at(whole, 160 + 25, 100).sum()) < 90);
    field.scene.camera.eye = {200, 200, 0};  // into the half that is left: no hole
    CHECK(at(field.draw(bench.renderer, reduced), 160, 100).sum() > 200);
    field.scene.surfaces[0].clipped = false;
    field.scene.camera.eye = {0, 300, 0};
    CHECK(difference(field.draw(bench.renderer, reduced), whole) == 0);
    CHECK(bench.error().empty());
  }
}

TEST_CASE("The straw has a stage of its own") {
  Bench bench;
  const math::Mesh straw = prism({0, 0, -60}, {0, 0, 60}, 10.0, 32);
  Field field;
  field.scene.strawCamera = field.scene.camera;
  field.scene.reducedDetail = true;
  const Image empty = bench.renderer.read(bench.renderer.drawStraw(field.scene, kSize), kSize);
  field.scene.strawSurfaces.push_back({.mesh = {&straw, 7, 1}, .look = view::Look::kStraw});
  const Image drawn = bench.renderer.read(bench.renderer.drawStraw(field.scene, kSize), kSize);
  CHECK(difference(empty, drawn) > 100);
  CHECK(difference(empty, field.draw(bench.renderer, true)) <= 1);
  CHECK(bench.error().empty());
}
