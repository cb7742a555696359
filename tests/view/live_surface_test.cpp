// The live surfaces: they close the baked ones, stay closed when cut, and only what changed is made
// anew.
#include "anatomy/meshes.hpp"
#include "operation/default_case.hpp"
#include "support/catch.hpp"
#include "view/labels.hpp"
#include "view/live_mesh.hpp"
#include "view/scene_builder.hpp"

#include <cmath>

using namespace unkink;
using namespace unkink::view;
using anatomy::Structure;
using test::defaultCase;
using tissue::Channel;

namespace {

/// Every triangle of the spine as baked, before any thinning.
const std::vector<anatomy::BakedMesh>& baked() {
  static const auto made = anatomy::bake(defaultCase().spine(), false);
  return made;
}

/// A structure as it is shown: the baked pieces outside the treated level's window and the live
/// one.
math::Mesh shown(const LiveMesh& live, Channel c) {
  math::Mesh whole = live.mesh(c);
  const int level = static_cast<int>(defaultCase().level());
  const bool bone = c != Channel::kLigament;
  const int index = c == Channel::kLowerBone ? level + 1 : level;
  for (const anatomy::BakedMesh& m : baked())
    if (m.structure == (bone ? Structure::kVertebra : Structure::kLigamentumFlavum) &&
        m.index == index && m.window != defaultCase().level())
      math::append(whole, m.mesh);
  return whole;
}

constexpr std::array<Channel, 3> kCut{Channel::kUpperBone, Channel::kLowerBone, Channel::kLigament};

/// A ball that cuts everything, at the upper lamina's edge.
void bite(const operation::Case& c, operation::State& s, double radius_mm) {
  const tissue::Jaw jaw{{math::Vec3(0.0), math::Vec3(radius_mm), radius_mm}, true, true};
  const math::Vec3 at = operation::bodyOf(c, s).patientFromMaterial(
      Channel::kUpperBone, c.spine().landmarks(c.level()).upperLaminaInferiorEdge[0]);
  REQUIRE(
      tissue::biteAll(operation::bodyOf(c, s), s.tissue, jaw, {math::Mat3(1.0), at}).total_mm3() >
      1.0);
}

/// Surfaces as they are once nothing moves: extracted, then thinned out.
void rest(LiveMesh& live, const operation::State& s) {
  live.update(operation::bodyOf(defaultCase(), s));
  live.update(operation::bodyOf(defaultCase(), s));
}

std::size_t trianglesOf(const LiveMesh& live) {
  std::size_t sum = 0;
  for (const Channel c : kCut) sum += live.mesh(c).triangleCount();
  return sum;
}

}  // namespace

TEST_CASE("baked pieces and live volume close each other before and after a bite") {
  operation::State s = operation::initialState(defaultCase());
  LiveMesh live(defaultCase().base());
  rest(live, s);
  std::array<double, 3> before{};
  for (std::size_t n = 0; n < kCut.size(); ++n) {
    INFO("channel " << n);
    CHECK(live.mesh(kCut[n]).triangleCount() > 500);
    CHECK(math::openEdgeCount(shown(live, kCut[n])) == 0);
    before[n] = math::volume(shown(live, kCut[n]));
  }
  bite(defaultCase(), s, 2.5);
  rest(live, s);
  for (std::size_t n = 0; n < kCut.size(); ++n) {
    INFO("channel " << n);
    CHECK(math::openEdgeCount(shown(live, kCut[n])) == 0);
  }
  CHECK(math::volume(shown(live, Channel::kUpperBone)) < before[0] - 3.0);
  CHECK(math::volume(shown(live, Channel::kLowerBone)) == Approx(before[1]).epsilon(1e-4));
}

TEST_CASE("only what a bite changed is made anew, and it is what making all anew would give") {
  operation::State s = operation::initialState(defaultCase());
  LiveMesh live(defaultCase().base());
  const std::size_t full = live.update(operation::bodyOf(defaultCase(), s));
  CHECK(full >= trianglesOf(live));
  CHECK(live.update(operation::bodyOf(defaultCase(), s)) == 0);
  const auto version = live.version(Channel::kUpperBone);

  bite(defaultCase(), s, 2.0);
  const std::size_t anew = live.update(operation::bodyOf(defaultCase(), s));
  CHECK(anew > 0);
  CHECK(anew * 2 < full);
  CHECK(live.version(Channel::kUpperBone) != version);
  CHECK(live.update(operation::bodyOf(defaultCase(), s)) == 0);  // thinned out

  LiveMesh fresh(defaultCase().base());
  rest(fresh, s);
  for (const Channel c : kCut) {
    const math::Mesh &a = live.mesh(c), &b = fresh.mesh(c);
    CHECK(a.indices == b.indices);
    REQUIRE(a.vertices.size() == b.vertices.size());
    bool same = true;
    for (std::size_t n = 0; n < a.vertices.size(); ++n)
      same = same && a.vertices[n].position == b.vertices[n].position;
    CHECK(same);
  }
}

TEST_CASE("taking a bite back brings the old surface back") {
  operation::State s = operation::initialState(defaultCase());
  LiveMesh live(defaultCase().base());
  rest(live, s);
  const math::Mesh before = live.mesh(Channel::kUpperBone);
  const tissue::LiveLevels untouched = s.tissue;
  bite(defaultCase(), s, 2.0);
  live.update(operation::bodyOf(defaultCase(), s));
  CHECK(live.mesh(Channel::kUpperBone).indices != before.indices);
  s.tissue = untouched;
  CHECK(live.update(operation::bodyOf(defaultCase(), s)) > 0);
  live.update(operation::bodyOf(defaultCase(), s));
  CHECK(live.mesh(Channel::kUpperBone).indices == before.indices);
}

TEST_CASE("a scene holds valid surfaces, the treated level's live and not baked") {
  operation::State s = operation::initialState(defaultCase());
  SceneBuilder builder(defaultCase(), baked());
  Presentation p;
  p.opacity.fill(1.0f);
  const Scene& scene = builder.build(s, p);
  const std::size_t full = builder.lastRemeshedTriangles();
  CHECK(full > 1000);
  CHECK(scene.surfaces.size() > 10);
  CHECK(scene.strawSurfaces.size() == 5);
  CHECK(scene.bigStraw.surfaces.empty());
  for (const Surface& surface : scene.surfaces) {
    REQUIRE(surface.mesh.mesh);
    CHECK_FALSE(surface.mesh.mesh->indices.empty());
    CHECK(surface.opacity > 0.0f);
  }
  for (const anatomy::BakedMesh& m : baked())
    if (m.window == defaultCase().level())
      for (const Surface& surface : scene.surfaces) CHECK(surface.mesh.mesh != &m.mesh);

  builder.build(s, p);
  CHECK(builder.lastRemeshedTriangles() == 0);
  bite(defaultCase(), s, 2.0);
  builder.build(s, p);
  CHECK(builder.lastRemeshedTriangles() > 0);
  CHECK(builder.lastRemeshedTriangles() * 2 < full);
}

TEST_CASE("what is hidden is not in the scene, and versions change with their content alone") {
  operation::State s = operation::initialState(defaultCase());
  SceneBuilder builder(defaultCase(), baked());
  Presentation p;
  p.opacity.fill(0.0f);
  p.opacity[static_cast<std::size_t>(Layer::kThecalSac)] = 0.5f;
  const Scene& scene = builder.build(s, p);
  REQUIRE(scene.surfaces.size() == 1);
  CHECK(scene.surfaces[0].look == Look::kDura);
  const std::uint64_t version = scene.surfaces[0].mesh.version;
  CHECK(builder.build(s, p).surfaces.at(0).mesh.version == version);
  operation::step(defaultCase(), s,
                  std::array{operation::command(operation::Verb::kPatientPosture, 1.0)});
  for (int n = 0; n < 30; ++n) operation::step(defaultCase(), s, {});
  CHECK(builder.build(s, p).surfaces.at(0).mesh.version != version);
}

TEST_CASE("labels name structures that exist, inside the body, and nothing that is not there") {
  operation::State s = operation::initialState(defaultCase());
  Presentation p;
  p.opacity.fill(1.0f);
  for (const std::string_view name : lesson::kLabelNames) p.labels.emplace_back(name);
  const auto& spine = defaultCase().spine();
  const tissue::Body body = operation::bodyOf(defaultCase(), s);
  int vertebrae = 0;
  for (const Label& label : labelsOf(defaultCase(), s, p)) {
    INFO(label.text);
    REQUIRE(label.text.starts_with("structure."));
    const math::Vec3 at(label.anchor);
    CHECK(spine.trunk(s.bend.undo(at, spine.tieByHeight(at))) < 2.0);
    if (label.text.find("vertebra") != std::string::npos) ++vertebrae;
    // no instruments and no contrast yet
    CHECK(label.text != "structure.portal");
    CHECK(label.text != "structure.needle");
    CHECK(label.text != "structure.contrast");
    constexpr double kNear_mm = 6.0;
    if (label.text == "structure.lamina") CHECK(body.bone(at) < kNear_mm);
    if (label.text == "structure.disc") CHECK(body.disc(at) < kNear_mm);
    if (label.text == "structure.ligamentum_flavum") CHECK(body.ligament(at) < kNear_mm);
  }
  CHECK(vertebrae > 0);
  p.labels.clear();
  CHECK(labelsOf(defaultCase(), s, p).empty());
}

TEST_CASE("contrast inside the dura is X-rayed as a mixture with its fluid, around the roots") {
  operation::State s = operation::initialState(defaultCase());
  s.stray.inject(fluoro::ContrastPlace::kIntrathecal, anatomy::Tissue::kThecalSac,
                 s.freeSpace.frames[60].centre, 1.0);
  SceneBuilder builder(defaultCase(), baked());
  const Scene& scene = builder.build(s, {});
  double iodine_mm3 = 0.0, roots_mm3 = 0.0;
  for (const XRaySurface& x : scene.xRay.surfaces) {
    const bool given = x.material == fluoro::Material::kContrast;
    const bool displaced = x.host == static_cast<int>(fluoro::Material::kContrast);
    if (!given && !displaced) continue;
    CHECK(math::openEdgeCount(*x.mesh.mesh) == 0);
    const double volume = static_cast<double>(x.share) * math::volume(*x.mesh.mesh);
    iodine_mm3 += given ? volume : -volume;
    if (given) CHECK(x.host == static_cast<int>(fluoro::Material::kFluid));
    if (displaced) roots_mm3 += volume;
  }
  CHECK(iodine_mm3 == Approx(1000.0).epsilon(1e-3));
  CHECK(roots_mm3 > 10.0);
}
