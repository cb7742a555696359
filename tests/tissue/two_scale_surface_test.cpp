// The surface of two scales: closed across them, the finer one's own where something was removed,
// and the coarse one's, bit for bit, where nothing was.
#include "tissue/two_scale_surface.hpp"

#include "math/field.hpp"
#include "support/catch.hpp"
#include "tissue/random_bites.hpp"

#include <algorithm>
#include <array>
#include <set>

using namespace unkink;
using namespace unkink::tissue;
using test::base;
using test::Subject;

namespace {

constexpr std::array<Channel, kCuttableCount> kCut{Channel::kUpperBone, Channel::kLowerBone,
                                                   Channel::kLigament};

/// The three surfaces of a subject, followed bite by bite.
struct Followed {
  Subject subject;
  Carving seen;
  std::vector<TwoScaleSurface> surfaces;
  float inset_mm;

  explicit Followed(float inset = 0.0f) : inset_mm(inset) {
    for (const Channel c : kCut) {
      surfaces.emplace_back(base().window(), base().spacing_mm());
      of(c).rebuild({}, source(c));
    }
  }
  TwoScaleSurface& of(Channel c) { return surfaces[static_cast<std::size_t>(c)]; }
  TwoScaleSurface::Source source(Channel c) const {
    return {[this, c](const math::IVec3& brick, BrickValues& out) {
              base().brick(c, brick, static_cast<float>(subject.severity), out);
              for (float& v : out.mm) v += inset_mm;
            },
            [this, c](const math::IVec3& brick, BrickValues& out) {
              subject.body().brick(c, brick, out, static_cast<double>(inset_mm));
            },
            [this, c](const math::IVec3& brick) { return subject.live.carving.find(c, brick); }};
  }
  std::vector<math::IVec3> changed(Channel c, const Carving& from) const {
    std::vector<math::IVec3> bricks;
    for (const Carving::Place& at : Carving::changed(from, subject.live.carving))
      if (at.channel == c) bricks.push_back(at.brick);
    return bricks;
  }
  void follow() {
    for (const Channel c : kCut) of(c).update(changed(c, seen), source(c));
    seen = subject.live.carving;
  }
  void bite(const test::RandomBites::Place& p) {
    tissue::bite(subject.body(), subject.live, p.jaw, p.patientFromTool);
    follow();
  }
  TwoScaleSurface anew(Channel c) const {
    TwoScaleSurface surface(base().window(), base().spacing_mm());
    surface.rebuild(changed(c, {}), source(c));
    return surface;
  }
};

math::Mesh meshOf(const TwoScaleSurface& surface) {
  math::Mesh mesh;
  for (const BrickSurface::Vertex& v : surface.vertices())
    mesh.vertices.push_back({v.position, v.normal, 0.0f, 0.0f});
  for (std::size_t t = 0; t < surface.indices().size(); t += 3) {
    const std::uint32_t* i = surface.indices().data() + t;
    if (i[0] != i[1]) mesh.indices.insert(mesh.indices.end(), {i[0], i[1], i[2]});
  }
  return mesh;
}

/// The single-scale surface of what is given, with the window or without it.
math::Mesh given(Channel c, bool windowToo, float inset_mm = 0.0f) {
  return math::surfaceNets(
      base().box().grown(-1), base().spacing_mm(),
      [&](const math::IVec3& s) { return base().value(c, s, 1.0f) + inset_mm; },
      [&](const math::IVec3& s) { return windowToo || !base().window().contains(s); });
}

using Corner = std::array<float, 6>;
using Triangle = std::array<Corner, 3>;

std::vector<Triangle> sorted(const math::Mesh& mesh) {
  std::vector<Triangle> all;
  for (std::size_t t = 0; t < mesh.indices.size(); t += 3) {
    Triangle& triangle = all.emplace_back();
    for (std::size_t k = 0; k < 3; ++k) {
      const math::Vertex& v = mesh.vertices[mesh.indices[t + k]];
      triangle[k] = {v.position.x, v.position.y, v.position.z, v.normal.x, v.normal.y, v.normal.z};
    }
    std::rotate(triangle.begin(), std::min_element(triangle.begin(), triangle.end()),
                triangle.end());
  }
  std::sort(all.begin(), all.end());
  return all;
}

/// Open edges beyond those that the box of samples itself leaves open.
std::size_t openEdges(Followed& f, Channel c) {
  math::Mesh whole = meshOf(f.of(c));
  math::append(whole, given(c, false, f.inset_mm));
  return math::openEdgeCount(whole) - math::openEdgeCount(given(c, true, f.inset_mm));
}

/// Volume that bites made the closed surface lose, mm3.
double holes_mm3(Followed& f, Channel c) {
  math::Mesh before = meshOf(Followed().of(c)), after = meshOf(f.of(c));
  return math::volume(before) - math::volume(after);
}

/// How far vertices about a buried jaw lie off its surface at most.
double furthestFromJaw_mm(Followed& f, Channel c, const test::RandomBites::Place& p) {
  const auto toolFromPatient = p.patientFromTool.inverse();
  double furthest = 0.0;
  for (const math::Vertex& v : meshOf(f.of(c)).vertices) {
    if (base().distance(c, math::Vec3(v.position), 1.0) > -0.5) continue;  // the old surface
    const double off = std::abs(p.jaw.shape.distance_mm(toolFromPatient * math::Vec3(v.position)));
    furthest = std::max(furthest, off);
  }
  return furthest;
}

}  // namespace

TEST_CASE("with nothing removed it is the single-scale surface of what is given, bit for bit") {
  Followed f;
  for (const Channel c : kCut) {
    const math::Mesh single =
        math::surfaceNets(base().window(), base().spacing_mm(),
                          [&](const math::IVec3& s) { return base().value(c, s, 1.0f); });
    CHECK(f.of(c).triangleCount() == single.triangleCount());
    CHECK(sorted(meshOf(f.of(c))) == sorted(single));
  }
}

TEST_CASE("after random bites in every place it is closed, with what lies outside the window") {
  for (const float inset_mm : {0.0f, 1.0f}) {
    Followed f(inset_mm);
    test::RandomBites everywhere(1, test::windowBox(2.0)), lamina(2, test::laminaBox());
    for (int n = 0; n < 120; ++n) {
      f.bite(n % 3 == 0 ? lamina.next() : everywhere.next());
      if (n % 20 != 19) continue;
      for (const Channel c : kCut) {
        INFO("bite " << n << ", channel " << static_cast<int>(c) << ", inset " << inset_mm);
        CHECK(openEdges(f, c) == 0);
      }
    }
    for (const Channel c : kCut)
      CHECK(f.of(c).triangleCount() > 2 * given(c, true).triangleCount() / 3);
  }
}

TEST_CASE("a surface followed bite by bite, and back again, is the one extracted anew") {
  Followed f;
  test::RandomBites lamina(3, test::laminaBox()), everywhere(4, test::windowBox(1.0));
  std::vector<Live> before;
  for (int n = 0; n < 60; ++n) {
    before.push_back(f.subject.live);
    f.bite(n % 2 == 0 ? lamina.next() : everywhere.next());
  }
  for (const int back : {-1, 40, 12, 0}) {
    if (back >= 0) {
      f.subject.live = before[static_cast<std::size_t>(back)];
      f.follow();
    }
    for (const Channel c : kCut) {
      INFO("back to " << back << ", channel " << static_cast<int>(c));
      const TwoScaleSurface fresh = f.anew(c);
      CHECK(f.of(c).vertexCount() == fresh.vertexCount());
      CHECK(f.of(c).triangleCount() == fresh.triangleCount());
      CHECK(sorted(meshOf(f.of(c))) == sorted(meshOf(fresh)));
    }
  }
}

TEST_CASE("within what is refined it is the fine lattice's own surface, bit for bit") {
  Followed f;
  test::RandomBites lamina(5, test::laminaBox());
  for (int n = 0; n < 12; ++n) f.bite(lamina.next());
  const double h = base().fineSpacing_mm();
  const math::Box around = test::laminaBox().grown(3.0);
  const math::SampleBox box = math::sampleBoxAround(around, h, 0).clipped(finerOf(base().window()));
  for (const Channel c : kCut) {
    math::SampledField left(box, h, 0.0f);
    BrickValues values;
    forEachBrick(box, [&](const math::IVec3& brick) {
      f.subject.body().brick(c, brick, values);
      const math::IVec3 first = firstSampleOf(brick);
      test::overSamples(math::SampleBox{first, first + math::IVec3(kBrickEdge)}.clipped(box),
                        [&](const math::IVec3& s) { left.at(s) = values.mm[indexInBrick(s)]; });
    });
    const math::Mesh uniform = math::surfaceNets(left, box.grown(-1));
    const RefinedRegion& refined = f.of(c).refined();
    const auto wellWithin = [&](const Triangle& t) {
      return std::all_of(t.begin(), t.end(), [&](const Corner& v) {
        const math::IVec3 cell(glm::floor(math::Vec3(v[0], v[1], v[2]) / h));
        for (int n = 0; n < 8; ++n)
          if (!refined.holdsCell(cell - math::IVec3(2) +
                                 4 * math::IVec3(n & 1, n >> 1 & 1, n >> 2)))
            return false;
        return true;
      });
    };
    const auto ours = sorted(meshOf(f.of(c)));
    std::size_t within = 0, missing = 0;
    for (const Triangle& t : sorted(uniform)) {
      if (!wellWithin(t)) continue;
      ++within;
      missing += std::binary_search(ours.begin(), ours.end(), t) ? 0 : 1;
    }
    INFO("channel " << static_cast<int>(c));
    CHECK(missing == 0);
    if (c != Channel::kLowerBone) CHECK(within > 1000);
  }
}

TEST_CASE("what a bite reaches is refined, and no more than a brick around it") {
  Followed f;
  const math::Vec3 at = test::materialAt(test::deepest(Channel::kUpperBone));
  f.bite({test::ball(1.5), test::placedAt(at)});
  const RefinedRegion& refined = f.of(Channel::kUpperBone).refined();
  const math::IVec3 middle(glm::floor(at / base().fineSpacing_mm()));
  bool near = true;
  int bricks = 0;
  test::overSamples({middle - math::IVec3(5), middle + math::IVec3(5)},
                    [&](const math::IVec3& cell) { near = near && refined.holdsCell(cell); });
  forEachBrick(finerOf(base().window()),
               [&](const math::IVec3& brick) { bricks += refined.holdsBrick(brick) ? 1 : 0; });
  CHECK(near);
  CHECK(bricks <= 64);
  // the disc's side of the window knows nothing of it
  CHECK_FALSE(f.of(Channel::kLowerBone).refined().holdsCell(middle));
}

TEST_CASE("a small jaw takes its volume within 2 %, and its hole is seen to 0.03 mm") {
  constexpr double kRadius_mm = 1.25, kLength_mm = 3.0;
  const double capsule_mm3 =
      test::ballVolume_mm3(kRadius_mm) + std::numbers::pi * kRadius_mm * kRadius_mm * kLength_mm;
  for (const Channel c : {Channel::kUpperBone, Channel::kLigament})
    for (const double turn : {0.0, 17.0, 33.0}) {
      Followed f;
      test::RandomBites::Place p;
      p.jaw = test::ball(kRadius_mm);
      p.jaw.shape.half_mm.x += 0.5 * kLength_mm;
      p.patientFromTool = {math::rotationZ(units::Deg(turn)),
                           test::materialAt(test::deepest(c)) + math::Vec3(0.07, -0.11, 0.05)};
      const BiteReport r = wouldTake(f.subject.body(), p.jaw, p.patientFromTool);
      const double taken_mm3 = r.removed_mm3[static_cast<std::size_t>(c)];
      f.bite(p);
      INFO("channel " << static_cast<int>(c) << ", turned " << turn);
      CHECK(taken_mm3 == Approx(capsule_mm3).epsilon(0.02));
      // surface nets cut every corner a little
      CHECK(holes_mm3(f, c) == Approx(capsule_mm3).epsilon(0.03));
      CHECK(furthestFromJaw_mm(f, c, p) < 0.03);
    }
}
