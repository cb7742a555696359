// The 3D picture: what stands where, what shines through, what is outlined, and no OpenGL error.
#include "render/bench.hpp"
#include "support/catch.hpp"

#include <algorithm>
#include <array>
#include <cmath>

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

namespace {

/// How far each pixel is from the other picture, 0..1, in the channels that an outline changes.
std::vector<float> change(const Image& plain, const Image& outlined) {
  std::vector<float> changed;
  for (std::size_t i = 0; i < plain.rgba.size(); i += 4)
    changed.push_back(static_cast<float>(std::abs(plain.rgba[i + 1] - outlined.rgba[i + 1]) +
                                         std::abs(plain.rgba[i + 2] - outlined.rgba[i + 2])) /
                      400.0f);
  return changed;
}

}  // namespace

TEST_CASE("A highlighted ball has one line around it, equally wide all round, none inside") {
  Bench bench;
  const math::Mesh ball = sphere({0, 0, 0}, 40.0f, 5);
  Field field;
  field.add(ball, view::Look::kBone);
  const float radius = 40.0f / 300.0f / std::tan(0.5f * 30.0f * 3.14159265f / 180.0f) * 100.0f;
  for (const bool reduced : {true, false}) {
    field.scene.surfaces[0].highlighted = false;
    const Image plain = field.draw(bench.renderer, reduced);
    field.scene.surfaces[0].highlighted = true;
    const std::vector<float> changed = change(plain, field.draw(bench.renderer, reduced));
    std::array<float, 24> width{};  // by direction
    float elsewhere = 0.0f;
    for (int y = 0; y < kSize.height; ++y)
      for (int x = 0; x < kSize.width; ++x) {
        const float dx = static_cast<float>(x) + 0.5f - 160.0f,
                    dy = static_cast<float>(y) + 0.5f - 100.0f;
        const float c = changed[static_cast<std::size_t>(y * kSize.width + x)];
        const float off = std::hypot(dx, dy) - radius;
        if (off < -1.5f || off > 6.0f) elsewhere = std::max(elsewhere, c);
        const auto n =
            static_cast<std::size_t>((std::atan2(dy, dx) + 3.14159265f) / 6.2831854f * 24.0f);
        width[n % 24] += c;
      }
    CHECK(elsewhere < 0.02f);
    const auto [least, most] = std::ranges::minmax(width);
    CHECK(least > 0.0f);
    CHECK(most < 1.35f * least);
    CHECK(bench.error().empty());
  }
}

TEST_CASE(
    "What hides a highlighted surface is not drawn over, and its pieces have no line between") {
  Bench bench;
  const math::Mesh front = box({-60, 40, -60}, {60, 50, 60}), ball = sphere({0, 0, 0}, 30.0f, 4);
  const math::Mesh left = box({0, 0, -20}, {30, 20, 20}), right = box({-30, 0, -20}, {0, 20, 20});
  for (const bool reduced : {true, false}) {
    Field hidden;
    hidden.add(front, view::Look::kBone);
    hidden.add(ball, view::Look::kLigament);
    const Image plain = hidden.draw(bench.renderer, reduced);
    hidden.scene.surfaces[1].highlighted = true;
    CHECK(difference(plain, hidden.draw(bench.renderer, reduced)) <= 2);
    Field pieces;
    pieces.add(left, view::Look::kBone).mesh.id = 3;
    pieces.add(right, view::Look::kBone).mesh.id = 4;
    const Image bare = pieces.draw(bench.renderer, reduced);
    for (view::Surface& s : pieces.scene.surfaces) s.highlighted = true;
    const Image outlined = pieces.draw(bench.renderer, reduced);
    for (int y = 90; y < 110; ++y) CHECK(at(bare, 160, y).sum() == at(outlined, 160, y).sum());
    CHECK(difference(bare, outlined) > 40);
  }
}

TEST_CASE("On a cut, the line runs round the face that is seen") {
  Bench bench;
  // a bowl, open towards the eye once it is cut: its inner wall is no face
  const math::Mesh ball = sphere({0, 0, 0}, 40.0f, 5);
  Field field;
  field.add(ball, view::Look::kBone).clipped = true;
  field.scene.clipPlane = {0, 1, 0, 25};  // behind the middle: the face is smaller than the ball
  const Image plain = field.draw(bench.renderer, true);
  field.scene.surfaces[0].highlighted = true;
  const std::vector<float> changed = change(plain, field.draw(bench.renderer, true));
  const float face = std::sqrt(40.0f * 40.0f - 25.0f * 25.0f);
  const float radius = face / 325.0f / std::tan(0.5f * 30.0f * 3.14159265f / 180.0f) * 100.0f;
  for (int x = 160; x < kSize.width; ++x) {
    const float off = static_cast<float>(x) + 0.5f - 160.0f - radius;
    const float c = changed[static_cast<std::size_t>(100 * kSize.width + x)];
    if (off < -1.5f || off > 6.0f) CHECK(c < 0.02f);
  }
}

TEST_CASE("Another outline on the same picture is what drawing it anew gives") {
  Bench bench;
  const math::Mesh a = sphere({30, 0, 0}, 20.0f, 4), b = sphere({-30, 0, 0}, 20.0f, 4);
  Field field;
  field.add(a, view::Look::kBone).highlighted = true;
  field.add(b, view::Look::kLigament);
  field.draw(bench.renderer, true);
  std::swap(field.scene.surfaces[0].highlighted, field.scene.surfaces[1].highlighted);
  const Image again = bench.renderer.read(bench.renderer.outlineScene(field.scene), kSize);
  CHECK(difference(again, field.draw(bench.renderer, true)) == 0);
}

TEST_CASE("The surface under a point is the one that is seen there") {
  Bench bench;
  const math::Mesh front = sphere({40, 60, 0}, 20.0f, 4), back = sphere({20, 0, 0}, 30.0f, 4),
                   veil = box({-90, 100, -60}, {90, 101, 60});
  Field field;
  field.add(back, view::Look::kBone).clipped = true;
  field.add(front, view::Look::kLigament);
  field.add(veil, view::Look::kSkin, 0.2f);
  const auto under = [&](float x, float y) {
    return bench.renderer.surfaceAt(field.scene, kSize, {x, y});
  };
  // patient's left is left in the picture
  const auto seen = [&](const math::Vec3f& p) {
    const math::Vec4f q = view::clipFromView(field.scene.camera, 1.6f) *
                          view::viewFromPatient(field.scene.camera) * math::Vec4f(p, 1.0f);
    return under(0.5f + 0.5f * q.x / q.w, 0.5f - 0.5f * q.y / q.w);
  };
  CHECK(seen({40, 60, 0}) == 1u);
  CHECK(seen({20, 0, 0}) == 0u);
  CHECK(seen({45, 60, 15}) == 1u);
  CHECK_FALSE(seen({-70, 0, 0}));
  // cut open, the ball is still found inside its face and gone beside it
  field.scene.clipPlane = {0, 1, 0, 20};
  field.scene.surfaces[1].opacity = 0.1f;
  CHECK(seen({20, -20, 0}) == 0u);
  CHECK(seen({20, -20, 20}) == 0u);
  CHECK_FALSE(seen({20, -20, 26}));
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
