// The X-ray's sums against what can be worked out by hand: slabs, spheres, nests, long thin
// needles.
#include "anatomy/bend.hpp"
#include "render/bench.hpp"
#include "render/renderer.hpp"
#include "support/catch.hpp"

#include <algorithm>

using namespace unkink;
using namespace unkink::render::bench;
using fluoro::Material;

namespace {

constexpr int kPixels = 128;

struct Xray {
  fluoro::Beam beam = render::bench::beam();
  view::Scene scene;
  std::uint64_t nextId = 1;

  Xray() {
    scene.xRay.projection = anteroposterior();
    scene.xRay.beam = &beam;
    for (math::Mat4f& motion : scene.bend.patientFromMaterial) motion = math::Mat4f(1.0f);
  }
  view::XRaySurface& add(const math::Mesh& mesh, Material material, int host = -1) {
    scene.xRay.surfaces.push_back(
        {.mesh = {&mesh, nextId++, 1}, .material = material, .host = host});
    return scene.xRay.surfaces.back();
  }
};

const std::vector<float>& channel(
    const std::array<std::vector<float>, fluoro::kChannelCount>& paths, Material material) {
  return paths[static_cast<std::size_t>(material)];
}

double worst(const std::vector<float>& a, const std::vector<float>& b) {
  double result = 0.0;
  for (std::size_t i = 0; i < a.size(); ++i)
    result = std::max(result, std::abs(static_cast<double>(a[i]) - b[i]));
  return result;
}

}  // namespace

TEST_CASE("A slab transmits by Beer-Lambert, longer along oblique rays") {
  Bench bench;
  Xray xray;
  const math::Mesh slab = box({-200, -10, -200}, {200, 10, 200});
  xray.add(slab, Material::kMuscle);
  const std::vector<float> signal = bench.renderer.xRayTransmission(xray.scene, kPixels);
  const fluoro::Projection& p = xray.scene.xRay.projection;
  for (int y = 0; y < kPixels; y += 7)
    for (int x = 0; x < kPixels; x += 7) {
      const double length = convexPath(slab, p.source_mm, detectorPoint(p, kPixels, x, y));
      double expected = 0.0;
      for (std::size_t bin = 0; bin < 2; ++bin)
        expected +=
            xray.beam.weight[bin] * std::exp(-length * xray.beam.attenuation_per_mm[1][bin]);
      REQUIRE(signal[index(kPixels, x, y)] == Approx(expected).epsilon(0.001));
    }
  CHECK(bench.error().empty());
}

TEST_CASE("With nothing in the beam everything arrives") {
  Bench bench;
  Xray xray;
  for (const float signal : bench.renderer.xRayTransmission(xray.scene, 64))
    REQUIRE(signal == Approx(1.0).epsilon(1e-6));
  CHECK(bench.error().empty());
}

TEST_CASE("Paths through a sphere are its chords") {
  Bench bench;
  Xray xray;
  const math::Vec3 centre(12, -8, 20);
  const math::Mesh ball = sphere(math::Vec3f(centre), 40.0f, 7);
  xray.add(ball, Material::kBone);
  const auto paths = bench.renderer.pathLengths(xray.scene, kPixels);
  const fluoro::Projection& p = xray.scene.xRay.projection;
  for (int y = 0; y < kPixels; ++y)
    for (int x = 0; x < kPixels; ++x) {
      const math::Vec3 d = glm::normalize(detectorPoint(p, kPixels, x, y) - p.source_mm);
      const math::Vec3 c = centre - p.source_mm;
      const double off2 = glm::dot(c, c) - glm::dot(c, d) * glm::dot(c, d);
      const double chord = 2.0 * std::sqrt(std::max(40.0 * 40.0 - off2, 0.0));
      const double got = channel(paths, Material::kBone)[index(kPixels, x, y)];
      if (chord > 10.0 || chord == 0.0) REQUIRE(std::abs(got - chord) < 0.05 + 0.002 * chord);
    }
  CHECK(bench.error().empty());
}

TEST_CASE("A nested body takes its path from its host") {
  Bench bench;
  Xray xray;
  const math::Mesh trunk = box({-90, -60, -90}, {90, 60, 90});
  const math::Mesh inner = box({-20, -15, -30}, {25, 15, 30});
  xray.add(trunk, Material::kMuscle);
  xray.add(inner, Material::kDisc, static_cast<int>(Material::kMuscle));
  const auto paths = bench.renderer.pathLengths(xray.scene, kPixels);
  const fluoro::Projection& p = xray.scene.xRay.projection;
  for (int y = 20; y < kPixels - 20; y += 3)
    for (int x = 20; x < kPixels - 20; x += 3) {
      const math::Vec3 to = detectorPoint(p, kPixels, x, y);
      const double whole = convexPath(trunk, p.source_mm, to);
      const double part = convexPath(inner, p.source_mm, to);
      const std::size_t i = index(kPixels, x, y);
      REQUIRE(channel(paths, Material::kDisc)[i] == Approx(part).margin(0.003));
      REQUIRE(channel(paths, Material::kMuscle)[i] == Approx(whole - part).margin(0.003));
    }
  CHECK(bench.error().empty());
}

TEST_CASE("A long thin needle nearly along the beam keeps its lengths") {
  // interpolation without perspective is wrong by millimetres here
  Bench bench;
  Xray xray;
  const math::Mesh needle = prism({4, -80, 3}, {7, 90, 6}, 3.0, 24);
  xray.add(needle, Material::kSteel);
  constexpr int kFine = 512;
  const auto paths = bench.renderer.pathLengths(xray.scene, kFine);
  const fluoro::Projection& p = xray.scene.xRay.projection;
  double worstError = 0.0, longest = 0.0;
  for (int y = 0; y < kFine; ++y)
    for (int x = 0; x < kFine; ++x) {
      const double expected = convexPath(needle, p.source_mm, detectorPoint(p, kFine, x, y));
      const double got = channel(paths, Material::kSteel)[index(kFine, x, y)];
      worstError = std::max(worstError, std::abs(got - expected));
      longest = std::max(longest, expected);
    }
  CHECK(longest > 150.0);
  CHECK(worstError < 0.12);
  CHECK(bench.error().empty());
}

TEST_CASE("A mesh drawn in two parts adds up to the whole") {
  Bench bench;
  const math::Mesh whole = sphere({5, 3, -4}, 45.0f, 6);
  math::Mesh first = whole, second = whole;
  const auto middle =
      whole.indices.begin() + static_cast<std::ptrdiff_t>(whole.indices.size() / 6 * 3);
  first.indices.assign(whole.indices.begin(), middle);
  second.indices.assign(middle, whole.indices.end());
  Xray one, two;
  one.add(whole, Material::kBone);
  two.nextId = 10;
  two.add(first, Material::kBone);
  two.add(second, Material::kBone).moving = true;
  const auto a = bench.renderer.xRayTransmission(one.scene, kPixels);
  const auto b = bench.renderer.xRayTransmission(two.scene, kPixels);
  CHECK(worst(a, b) < 1e-5);
  CHECK(bench.error().empty());
}

TEST_CASE("The posture bends on the card as it does on the CPU") {
  Bench bench;
  Xray xray;
  anatomy::Bend posture;
  for (std::size_t v = 0; v < anatomy::kVertebraCount; ++v) {
    const units::Rad turn{0.06 * (static_cast<double>(v) - 2.0)};
    posture.motion[v].rotation = math::rotationX(turn);
    posture.motion[v].translation = {0.5 * static_cast<double>(v), 1.0, -2.0};
    math::Mat4f& m = xray.scene.bend.patientFromMaterial[v];
    m = math::Mat4f(math::Mat3f(posture.motion[v].rotation));
    m[3] = math::Vec4f(math::Vec3f(posture.motion[v].translation), 1.0f);
  }
  for (std::size_t l = 0; l < anatomy::kLevelCount; ++l) {
    posture.bulge_mm[l] = {0.3, 1.5 - 0.2 * static_cast<double>(l), 0.4};
    xray.scene.bend.bulge_mm[l] = math::Vec3f(posture.bulge_mm[l]);
  }
  math::Mesh straight = sphere({0, 0, 0}, 60.0f, 5);
  math::Mesh bent = straight;
  for (std::size_t i = 0; i < straight.vertices.size(); ++i) {
    math::Vertex& v = straight.vertices[i];
    v.chain = 5.3f - 5.6f * (v.position.z + 60.0f) / 120.0f;  // past both ends too
    v.bulge = v.position.x / 60.0f;
    bent.vertices[i].position =
        math::Vec3f(posture.apply(math::Vec3(v.position), {v.chain, v.bulge}));
  }
  Xray reference;
  reference.nextId = 10;
  reference.add(bent, Material::kBone);
  xray.add(straight, Material::kBone).bends = true;
  const auto onCard = bench.renderer.pathLengths(xray.scene, kPixels);
  const auto onCpu = bench.renderer.pathLengths(reference.scene, kPixels);
  double sum = 0.0;
  for (std::size_t i = 0; i < onCpu[2].size(); ++i) sum += std::abs(onCard[2][i] - onCpu[2][i]);
  CHECK(sum / static_cast<double>(onCpu[2].size()) < 0.001);
  CHECK(worst(onCard[2], onCpu[2]) < 0.5);  // a rim pixel may fall to either side
  CHECK(bench.error().empty());
}

TEST_CASE("A prone patient's left is at image left, the head up") {
  Bench bench;
  Xray xray;
  const math::Mesh marker = box({30, 0, 40}, {50, 10, 60});  // left and towards the head
  xray.add(marker, Material::kBone);
  const auto signal = bench.renderer.xRayTransmission(xray.scene, kPixels);
  for (int y = 0; y < kPixels; ++y)
    for (int x = 0; x < kPixels; ++x)
      if (signal[index(kPixels, x, y)] < 0.9f) {
        REQUIRE(x < kPixels / 2);
        REQUIRE(y < kPixels / 2);
      }
  CHECK(signal[index(kPixels, 32, 20)] < 0.9f);
  CHECK(bench.error().empty());
}

TEST_CASE("Lengths are positive whichever way the picture is mirrored") {
  Bench bench;
  Xray xray;
  const math::Mesh marker = box({30, 0, 40}, {50, 10, 60});
  xray.add(marker, Material::kBone);
  const auto seen = bench.renderer.pathLengths(xray.scene, kPixels);
  xray.scene.xRay.projection.axisRight *= -1.0;
  const auto mirrored = bench.renderer.pathLengths(xray.scene, kPixels);
  for (int y = 0; y < kPixels; ++y)
    for (int x = 0; x < kPixels; ++x)
      REQUIRE(mirrored[2][index(kPixels, kPixels - 1 - x, y)] ==
              Approx(seen[2][index(kPixels, x, y)]).margin(1e-3));
  CHECK(*std::ranges::max_element(seen[2]) > 9.9f);
  CHECK(bench.error().empty());
}

TEST_CASE("Instruments displace the anatomy that they stand in") {
  Bench bench;
  Xray xray;
  const math::Mesh trunk = box({-90, -60, -90}, {90, 60, 90});
  const math::Mesh bone = box({-20, -15, -30}, {25, 15, 30});
  std::vector<math::Mesh> tools;
  for (int i = 0; i < 5; ++i)  // more than share one pass; none overlaps another
    tools.push_back(
        prism({-16.0 + 9.0 * i, -5, 4.0 * i}, {-18.0 + 9.0 * i, 100, 4.0 * i + 8}, 3.0, 16));
  xray.add(trunk, Material::kMuscle);
  xray.add(bone, Material::kBone, static_cast<int>(Material::kMuscle));
  for (const math::Mesh& tool : tools) xray.add(tool, Material::kSteel).instrument = true;
  constexpr int kFine = 256;
  const auto paths = bench.renderer.pathLengths(xray.scene, kFine);

  Xray bare;
  bare.nextId = 20;
  bare.add(trunk, Material::kMuscle);
  bare.add(bone, Material::kBone, static_cast<int>(Material::kMuscle));
  const auto whole = bench.renderer.pathLengths(bare.scene, kFine);
  const fluoro::Projection& p = xray.scene.xRay.projection;
  int met = 0, wrong = 0;
  for (int y = 0; y < kFine; ++y)
    for (int x = 0; x < kFine; ++x) {
      const std::size_t i = index(kFine, x, y);
      const math::Vec3 to = detectorPoint(p, kFine, x, y);
      double steel = 0.0, inTrunk = 0.0;
      for (const math::Mesh& tool : tools) {
        math::Mesh both = tool;  // the half-spaces of both: where they overlap
        math::append(both, trunk);
        steel += convexPath(tool, p.source_mm, to);
        inTrunk += convexPath(both, p.source_mm, to);
      }
      if (steel < 2.0) continue;  // rims
      ++met;
      const double displaced = whole[1][i] + whole[2][i] - paths[1][i] - paths[2][i];
      wrong += std::abs(displaced - inTrunk) > 0.1 || std::abs(paths[7][i] - steel) > 0.1;
    }
  CHECK(met > 500);
  CHECK(wrong == 0);
  CHECK(bench.error().empty());
}

TEST_CASE("What has not changed is not summed again, and what has is") {
  Bench bench;
  Xray xray;
  const math::Mesh slab = box({-50, -10, -50}, {50, 10, 50});
  math::Mesh ball = sphere({0, 30, 0}, 10.0f, 4);
  xray.add(slab, Material::kMuscle);
  xray.add(ball, Material::kBone).moving = true;
  const auto before = bench.renderer.pathLengths(xray.scene, kPixels);
  const auto again = bench.renderer.pathLengths(xray.scene, kPixels);
  CHECK(worst(before[2], again[2]) == 0.0);
  xray.scene.xRay.surfaces[1].patientFromMesh[3] = math::Vec4f(20, 0, 0, 1);
  const auto moved = bench.renderer.pathLengths(xray.scene, kPixels);
  CHECK(worst(before[1], moved[1]) == 0.0);
  CHECK(worst(before[2], moved[2]) > 15.0);
  for (math::Vertex& v : ball.vertices) v.position *= 0.5f;
  xray.scene.xRay.surfaces[1].mesh.version = 2;
  const auto changed = bench.renderer.pathLengths(xray.scene, kPixels);
  CHECK(*std::ranges::max_element(changed[2]) == Approx(10.0).margin(0.2));
  CHECK(bench.error().empty());
}

TEST_CASE("No pixel leaks or counts twice where edges meet at its centre") {
  Bench bench;
  Xray xray;
  const fluoro::Projection& p = xray.scene.xRay.projection;
  constexpr int kGrid = kPixels - 40, kFirst = 20;
  math::Mesh slab;
  for (const float share : {0.62f, 0.74f})  // of the way to the detector: front and back
    for (int y = 0; y < kGrid; ++y)
      for (int x = 0; x < kGrid; ++x)
        slab.vertices.push_back({math::Vec3f(glm::mix(
            p.source_mm, detectorPoint(p, kPixels, kFirst + x, kFirst + y), double(share)))});
  constexpr std::uint32_t kRow = kGrid, kBack = kGrid * kGrid;
  const auto quad = [&](std::uint32_t a, std::uint32_t b, std::uint32_t c, std::uint32_t d) {
    slab.indices.insert(slab.indices.end(), {a, b, c, a, c, d});
  };
  for (std::uint32_t y = 0; y + 1 < kRow; ++y)
    for (std::uint32_t x = 0; x + 1 < kRow; ++x) {
      const std::uint32_t a = y * kRow + x;
      quad(a, a + kRow, a + kRow + 1, a + 1);
      quad(kBack + a, kBack + a + 1, kBack + a + kRow + 1, kBack + a + kRow);
    }
  xray.add(slab, Material::kBone);
  const auto paths = bench.renderer.pathLengths(xray.scene, kPixels);
  int wrong = 0;
  for (int y = kFirst + 1; y < kFirst + kGrid - 1; ++y)
    for (int x = kFirst + 1; x < kFirst + kGrid - 1; ++x) {
      const double expected = 0.12 * glm::distance(p.source_mm, detectorPoint(p, kPixels, x, y));
      const double got = channel(paths, Material::kBone)[index(kPixels, x, y)];
      wrong += std::abs(std::abs(got) - expected) > 0.005 ? 1 : 0;
    }
  CHECK(wrong == 0);
  CHECK(bench.error().empty());
}

TEST_CASE("An instrument that moves leaves nothing behind, and what it displaces is found anew") {
  Bench bench;
  Xray xray;
  const math::Mesh trunk = sphere({0, 0, 0}, 90.0f, 6), bone = sphere({10, 5, -5}, 30.0f, 6),
                   sac = sphere({-30, 20, 20}, 15.0f, 5),
                   rod = prism({-40, -30, -30}, {40, 60, 35}, 2.5, 24);
  xray.add(trunk, Material::kMuscle);
  xray.add(bone, Material::kBone, static_cast<int>(Material::kMuscle)).bends = true;
  xray.add(sac, Material::kFluid, static_cast<int>(Material::kMuscle)).moving = true;
  xray.add(rod, Material::kSteel).instrument = true;
  for (const float shift : {0.0f, 25.0f, -60.0f, 400.0f, 10.0f}) {
    xray.scene.xRay.surfaces[3].patientFromMesh[3] = math::Vec4f(shift, 0.1f * shift, 0, 1);
    const auto followed = bench.renderer.xRayTransmission(xray.scene, kPixels);
    render::Renderer afresh;
    CHECK(worst(followed, afresh.xRayTransmission(xray.scene, kPixels)) < 1e-6);
  }
  xray.scene.xRay.surfaces.pop_back();
  const auto without = bench.renderer.xRayTransmission(xray.scene, kPixels);
  render::Renderer afresh;
  CHECK(worst(without, afresh.xRayTransmission(xray.scene, kPixels)) < 1e-6);
  CHECK(bench.error().empty());
}

TEST_CASE("A surface that is partly its material leaves the rest to its host, in a needle too") {
  Bench bench;
  Xray xray;
  const math::Mesh muscle = box({-200, -50, -200}, {200, 50, 200}),
                   pool = box({-150, -20, -150}, {150, 20, 150}),
                   rod = box({-10, -10, -300}, {10, 10, 300});
  xray.add(muscle, Material::kMuscle);
  xray.add(pool, Material::kContrast, static_cast<int>(Material::kMuscle)).share = 0.25f;
  view::XRaySurface& needle = xray.add(rod, Material::kSteel);
  needle.instrument = needle.moving = true;
  const auto paths = bench.renderer.pathLengths(xray.scene, kPixels);
  const fluoro::Projection& p = xray.scene.xRay.projection;
  for (int y = 3; y < kPixels; y += 9)
    for (int x = 3; x < kPixels; x += 9) {
      const auto i = static_cast<std::size_t>(y * kPixels + x);
      const math::Vec3 to = detectorPoint(p, kPixels, x, y);
      const double steel = convexPath(rod, p.source_mm, to);
      const double mixed = convexPath(pool, p.source_mm, to) - steel;
      const double all = convexPath(muscle, p.source_mm, to) - steel;
      CHECK(channel(paths, Material::kContrast)[i] == Approx(0.25 * mixed).margin(0.01));
      CHECK(channel(paths, Material::kMuscle)[i] == Approx(all - 0.25 * mixed).margin(0.01));
    }
}
