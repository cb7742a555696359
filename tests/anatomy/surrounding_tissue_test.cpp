// Soft tissue around the spine: closed, clear of its neighbours, of published sizes, for any build.
#include "anatomy/longitudinal_ligament.hpp"
#include "anatomy/part.hpp"
#include "anatomy/spine.hpp"
#include "math/field.hpp"
#include "support/catch.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

using namespace unkink;
using namespace unkink::anatomy;
using math::Vec3;

namespace {

const Spine& spine() {
  static const Spine s{SpineParameters{}};
  return s;
}
const std::vector<Part>& parts() {
  static const std::vector<Part> p = surroundingTissue(spine());
  return p;
}

const Part& part(Structure structure, int index) {
  for (const Part& p : parts())
    if (p.structure == structure && p.index == index) return p;
  throw std::logic_error(structureName(structure, index));
}

math::Mesh meshed(const Part& p) {
  const auto field = math::sampleSurface(math::sampleBoxAround(p.bounds, p.spacing_mm, 2),
                                         p.spacing_mm, p.distance, 0.0, 0.0);
  return decimate(math::surfaceNets(field, field.box().grown(-1)), p.limits);
}

/// Area of a section in the plane of a disc, mm2.
template <class Distance>
double discPlaneArea_mm2(Level l, const Distance& distance) {
  constexpr double kStep_mm = 1.0;
  const auto& frame = spine().segment(l).materialFromSegment;
  double area = 0.0;
  for (double x = 0.0; x < 110.0; x += kStep_mm)
    for (double y = -60.0; y < 80.0; y += kStep_mm)
      if (distance(frame * Vec3(x + 0.5, y, 0.0)) < 0.0) area += kStep_mm * kStep_mm;
  return area;
}

Spine built(double skinToLamina_mm, double fat_mm) {
  SpineParameters p;
  p.skinToLamina_mm = skinToLamina_mm;
  p.subcutaneousFat_mm = fat_mm;
  return Spine(p);
}

/// How far a body reaches from a point along a direction, mm.
template <class Distance>
double reach_mm(const Vec3& from, const Vec3& direction, const Distance& distance) {
  double r = 300.0;
  while (r > 0.0 && distance(from + r * direction) > 0.0) r -= 0.5;
  return r;
}

}  // namespace

TEST_CASE("Every soft structure is there, closed, within its bounds and its share of triangles") {
  std::map<Structure, int> count;
  std::size_t triangles = 0;
  for (const Part& p : parts()) {
    INFO(structureName(p.structure, p.index));
    ++count[p.structure];
    const math::Mesh mesh = meshed(p);
    triangles += mesh.triangleCount();
    CHECK(math::openEdgeCount(mesh) == 0);
    CHECK(math::volume(mesh) > 100.0);
    for (const math::Vertex& v : mesh.vertices)
      REQUIRE(p.bounds.grown(1.5 * p.spacing_mm).contains(Vec3(v.position)));
  }
  for (const Structure s : {Structure::kTrunk, Structure::kMuscle, Structure::kNucleus,
                            Structure::kInterspinousLigament, Structure::kSupraspinousLigament,
                            Structure::kPosteriorLongitudinalLigament,
                            Structure::kAnteriorLongitudinalLigament, Structure::kMultifidus,
                            Structure::kErectorSpinae, Structure::kPsoas, Structure::kBowelGas}) {
    INFO(kindOf(s).name);
    CHECK(count[s] == countOf(s));
  }
  CHECK(triangles <= 47500);
}

TEST_CASE("Ligaments and muscles keep clear of bone, disc, ligamentum flavum and sac") {
  constexpr double kOverlap_mm = 0.2;
  for (const Part& p : parts()) {
    if (p.structure == Structure::kTrunk || p.structure == Structure::kMuscle) continue;
    INFO(structureName(p.structure, p.index));
    const math::Mesh mesh = meshed(p);
    double closest = 1e3;
    for (std::size_t n = 0; n < mesh.vertices.size(); n += 5) {
      const Vec3 at(mesh.vertices[n].position);
      closest = std::min(closest, spine().healthySac(at));
      for (int v = 0; v < kVertebraCount; ++v)
        closest = std::min(closest, spine().bone(static_cast<Vertebra>(v), at, false));
      for (int l = 0; l < kLevelCount; ++l) {
        const auto level = static_cast<Level>(l);
        closest = std::min(closest, spine().ligamentumFlavum(level, at, false));
        if (p.structure != Structure::kNucleus)
          closest = std::min(closest, spine().disc(level, at, false));
        else if (p.index == l)
          closest = std::min(closest, -spine().disc(level, at, false));  // inside its disc
      }
      CHECK(spine().trunk(at) < 0.0);
    }
    CHECK(closest > -kOverlap_mm);
  }
}

TEST_CASE("Muscles that touch do not mix") {
  for (int side = 0; side < 2; ++side) {
    const Part& multifidus = part(Structure::kMultifidus, side);
    const Part& erector = part(Structure::kErectorSpinae, side);
    for (const math::Vertex& v : meshed(multifidus).vertices)
      REQUIRE(erector.distance(Vec3(v.position)) > -0.2);
  }
}

TEST_CASE("Muscles have the areas of the morphometry") {
  const auto area_cm2 = [](Structure s, Level l) {
    return discPlaneArea_mm2(l, part(s, 0).distance) / 100.0;
  };
  // rules of thumb: 7 (SD 2) and 17 (SD 4) cm2 a side
  CHECK(area_cm2(Structure::kMultifidus, Level::kL4L5) == Approx(7.0).margin(2.0));
  CHECK(area_cm2(Structure::kErectorSpinae, Level::kL3L4) == Approx(17.0).margin(4.0));
  // multifidus grows downwards, erector spinae upwards, psoas downwards to L4-L5
  for (int l = 0; l + 2 < kLevelCount; ++l) {
    const auto here = static_cast<Level>(l), below = static_cast<Level>(l + 1);
    CHECK(area_cm2(Structure::kMultifidus, below) > area_cm2(Structure::kMultifidus, here));
    CHECK(area_cm2(Structure::kErectorSpinae, below) < area_cm2(Structure::kErectorSpinae, here));
    CHECK(area_cm2(Structure::kPsoas, below) > area_cm2(Structure::kPsoas, here));
  }
}

TEST_CASE("A nucleus takes three to four tenths of its disc's section") {
  for (int l = 0; l < kLevelCount; ++l) {
    const auto level = static_cast<Level>(l);
    const double disc =
        discPlaneArea_mm2(level, [&](const Vec3& p) { return spine().disc(level, p, false); });
    const double share = discPlaneArea_mm2(level, part(Structure::kNucleus, l).distance) / disc;
    CHECK(share > 0.29);
    CHECK(share < 0.41);
  }
}

TEST_CASE("The posterior longitudinal ligament is wider over discs than behind bodies") {
  const Part& strap = part(Structure::kPosteriorLongitudinalLigament, 0);
  const auto width_mm = [&](double z) {
    double widest = 0.0;
    for (double x = 0.0; x < 14.0; x += 0.25)
      for (double y = strap.bounds.lo.y; y < strap.bounds.hi.y; y += 0.25)
        if (strap.distance({x, y, z}) < 0.0) widest = x;
    return 2.0 * widest;
  };
  for (int l = 1; l < kLevelCount - 1; ++l) {
    const double disc = spine().landmarks(static_cast<Level>(l)).canalCentre.z;
    const double body = 0.5 * (disc + spine().landmarks(static_cast<Level>(l - 1)).canalCentre.z);
    CHECK(width_mm(disc) > width_mm(body) + 4.0);
  }
}

TEST_CASE("The posterior longitudinal ligament rides over a bulge, thin, and only there") {
  SpineParameters p;
  LevelDisease& d = p.disease[static_cast<std::size_t>(Level::kL4L5)];
  d.discBulge_mm = 3.0;
  const Spine s(p);
  const Part strap = posteriorLongitudinalLigament(s);
  const double disc = s.landmarks(Level::kL4L5).canalCentre.z;
  double deepest = 0.0, farthest = 0.0, elsewhere = 0.0;
  for (const math::Vertex& v : meshed(strap).vertices) {
    const Vec3 at(v.position), move = strap.moved(at);
    deepest = std::max(deepest, -s.disc(Level::kL4L5, at + move, true));
    farthest = std::max(farthest, glm::length(move));
    if (std::abs(at.z - disc) > 18.0) elsewhere = std::max(elsewhere, glm::length(move));
  }
  CHECK(deepest < 0.2);
  CHECK(farthest > 2.0);
  CHECK(farthest < 3.5);
  CHECK(elsewhere < 0.1);
  // healthy it is where it was
  const Part flat = posteriorLongitudinalLigament(spine());
  for (const math::Vertex& v : meshed(flat).vertices)
    REQUIRE(glm::length(flat.moved(Vec3(v.position))) < 1e-9);
}

TEST_CASE("The anterior longitudinal ligament is a band in front of bodies and discs, L1 to S2") {
  const Part& band = part(Structure::kAnteriorLongitudinalLigament, 0);
  const math::Mesh mesh = meshed(band);
  const math::Box box = math::bounds(mesh);
  CHECK(box.hi.z > spine().materialFromBone(Vertebra::kL1).translation.z + 5.0);
  CHECK(box.lo.z < spine().materialFromBone(Vertebra::kS1).translation.z - 12.0);
  CHECK(box.hi.x == Approx(-box.lo.x).margin(0.3));
  // its section over a disc: about 32 mm2, most of it thin
  for (int l = 0; l < kLevelCount; ++l) {
    const DiscShape& s = spine().segment(static_cast<Level>(l));
    double area = 0.0, thickest = 0.0, gap = 1e3;
    for (double x = -13.0; x < 13.0; x += 0.25) {
      double thick = 0.0;
      for (double y = -30.0; y < 0.0; y += 0.25) {
        const Vec3 p = s.materialFromSegment * Vec3(x, y, 0.0);
        if (band.distance(p) >= 0.0) continue;
        thick += 0.25;
        gap = std::min(gap, spine().disc(static_cast<Level>(l), p, false));
      }
      area += 0.25 * thick;
      thickest = std::max(thickest, thick);
    }
    INFO(kLevelNames[static_cast<std::size_t>(l)]);
    CHECK(area == Approx(32.0).margin(14.0));
    CHECK(thickest < 3.2);
    CHECK(gap < 0.8);  // it lies on the disc
    CHECK(gap > -0.2);
  }
}

TEST_CASE("The epidural space lies as deep under the skin as it was measured") {
  // Cha 2011, L2-L3 to L5-S1: mean, SD
  constexpr std::array<std::array<double, 2>, 4> kMeasured{
      {{44.0, 6.2}, {46.0, 6.9}, {46.0, 6.9}, {41.0, 5.2}}};
  for (std::size_t n = 0; n < kMeasured.size(); ++n) {
    const LevelLandmarks& m = spine().landmarks(static_cast<Level>(n + 1));
    CHECK(glm::length(m.skinMidline - m.interlaminarMidline) ==
          Approx(kMeasured[n][0]).margin(kMeasured[n][1]));
  }
}

TEST_CASE("No build lets a bone out of the muscle or the muscle out of the skin") {
  struct Build {
    Sex sex;
    double stature_cm, lordosis_deg, depth_mm, fat_mm;
  };
  for (const Build& b : {Build{Sex::kMean, 170, 0, 42, 14}, Build{Sex::kMean, 170, 0, 25, 45},
                         Build{Sex::kFemale, 140, -20, 80, 45}, Build{Sex::kFemale, 205, 20, 25, 3},
                         Build{Sex::kMale, 205, 20, 80, 3}, Build{Sex::kMale, 140, 20, 25, 45}}) {
    INFO("sex " << static_cast<int>(b.sex) << ", " << b.stature_cm << " cm, lordosis "
                << b.lordosis_deg << ", " << b.depth_mm << " mm to the lamina, " << b.fat_mm
                << " mm of fat");
    SpineParameters p;
    p.sex = b.sex;
    p.stature_cm = b.stature_cm;
    p.lordosis_deg = b.lordosis_deg;
    p.skinToLamina_mm = b.depth_mm;
    p.subcutaneousFat_mm = b.fat_mm;
    const Spine s(p);
    const auto covered = [&](const math::Box& box, double step, const auto& distance) {
      for (double z = box.lo.z; z < box.hi.z; z += step)
        for (double y = box.lo.y; y < box.hi.y; y += step)
          for (double x = 0.0; x < box.hi.x; x += step) {
            const Vec3 at(x, y, z);
            if (s.muscle(at) > 0.0) REQUIRE(distance(at) > 0.0);
            REQUIRE(s.trunk(at) < s.muscle(at));
          }
    };
    for (int v = 0; v < kVertebraCount; ++v) {
      const auto id = static_cast<Vertebra>(v);
      covered(s.boneBounds(id), 5.0, [&](const Vec3& at) { return s.bone(id, at, true); });
    }
    for (const Part& bone : surroundingBones(s))
      if (bone.structure != Structure::kCancellous) covered(bone.bounds, 6.0, bone.distance);
  }
}

TEST_CASE("A heavier patient is deeper and wider, and as deep behind as told") {
  const Spine slim = built(35.0, 5.0), mean = built(42.0, 14.0), heavy = built(65.0, 38.0);
  const auto size = [](const Spine& s) {
    const auto skin = [&](const Vec3& p) { return s.trunk(p); };
    const Vec3 middle(0.0, -30.0, 80.0);
    return std::array<double, 2>{
        reach_mm(middle, {0, 1, 0}, skin) + reach_mm(middle, {0, -1, 0}, skin),
        2.0 * reach_mm(middle, {1, 0, 0}, skin)};
  };
  const auto thin = size(slim), usual = size(mean), fat = size(heavy);
  for (std::size_t n = 0; n < 2; ++n) {
    CHECK(thin[n] < usual[n] - 15.0);
    CHECK(fat[n] > usual[n] + 40.0);
  }
  // a believable waist: girth of an ellipse 70 to 80 cm, 85 to 95 cm, 110 to 140 cm
  const auto girth_cm = [](const std::array<double, 2>& s) { return 0.157 * (s[0] + s[1]); };
  CHECK(girth_cm(thin) == Approx(76.0).margin(8.0));
  CHECK(girth_cm(usual) == Approx(87.0).margin(8.0));
  CHECK(girth_cm(fat) == Approx(120.0).margin(15.0));
}
