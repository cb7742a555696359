// The spine's promises: structures keep apart, landmarks lie on bone, disease narrows, posture
// bends.
#include "anatomy/spine.hpp"

#include "anatomy/canal_area.hpp"
#include "support/catch.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace unkink::anatomy {
namespace {

using math::Vec3;

/// The default disease: an ordinary degenerative stenosis of L4-L5.
const Spine& stenotic() {
  static const Spine spine = [] {
    SpineParameters p;
    LevelDisease& d = p.disease[static_cast<std::size_t>(Level::kL4L5)];
    d.ligamentThickening_mm = {2.2, 2.2};
    d.facetHypertrophy_mm = {1.0, 1.0};
    d.discBulge_mm = 2.0;
    return Spine(p);
  }();
  return spine;
}

Level level(int l) { return static_cast<Level>(l); }
Vertebra vertebra(int v) { return static_cast<Vertebra>(v); }

/// Calls f on a coarse lattice over the left half of a box, off the planes of symmetry.
template <class F>
void overLeftHalf(math::Box box, double step_mm, const F& f) {
  box.lo.x = 0.13;
  for (double z = box.lo.z; z <= box.hi.z; z += step_mm)
    for (double y = box.lo.y; y <= box.hi.y; y += step_mm)
      for (double x = box.lo.x; x <= box.hi.x; x += step_mm) f(Vec3(x, y, z));
}

math::Box common(const math::Box& a, const math::Box& b) {
  return {glm::max(a.lo, b.lo), glm::min(a.hi, b.hi)};
}

TEST_CASE("Neighbouring vertebrae keep a joint space, healthy and hypertrophied") {
  const Spine& s = stenotic();
  for (int l = 0; l < kLevelCount; ++l)
    for (const bool endPoint : {false, true}) {
      const Vertebra u = upperVertebra(level(l)), d = lowerVertebra(level(l));
      double gap = std::numeric_limits<double>::infinity();
      overLeftHalf(common(s.boneBounds(u), s.boneBounds(d)), 0.8, [&](const Vec3& p) {
        const double lower = s.bone(d, p, endPoint);
        if (lower < 2.0) gap = std::min(gap, 2.0 * std::max(lower, s.bone(u, p, endPoint)));
      });
      INFO(kLevelNames[static_cast<std::size_t>(l)] << " end-point " << endPoint);
      CHECK(gap >= 1.1);
      CHECK(gap < 3.5);
    }
}

TEST_CASE("Disc, ligament and bone do not share a point") {
  const Spine& s = stenotic();
  for (int l = 0; l < kLevelCount; ++l)
    for (const bool endPoint : {false, true}) {
      math::Box box = s.discBounds(level(l));
      box.include(s.ligamentBounds(level(l)).lo).include(s.ligamentBounds(level(l)).hi);
      double worst = std::numeric_limits<double>::infinity();
      overLeftHalf(box, 1.1, [&](const Vec3& p) {
        const double disc = s.disc(level(l), p, endPoint);
        const double ligament = s.ligamentumFlavum(level(l), p, endPoint);
        if (std::min(disc, ligament) > 0.0) return;
        const double bone = std::min(s.bone(upperVertebra(level(l)), p, endPoint),
                                     s.bone(lowerVertebra(level(l)), p, endPoint));
        worst = std::min(
            {worst, std::max(disc, bone), std::max(ligament, bone), std::max(disc, ligament)});
      });
      INFO(kLevelNames[static_cast<std::size_t>(l)] << " end-point " << endPoint);
      CHECK(worst >= -1e-9);
    }
}

TEST_CASE("The healthy sac is clear of bone, disc and ligament by half a millimetre") {
  const Spine& s = stenotic();
  for (const CanalStation& c : s.canal())
    for (int k = 0; k < 24; ++k) {
      const double a = k * M_PI / 12.0;
      const math::Vec2 out(std::cos(a), std::sin(a));
      const Vec3 p = c.centre + c.sac.radius_mm(out) * (out.x * c.left + out.y * c.dorsal);
      double room = std::numeric_limits<double>::infinity();
      for (int v = 0; v < kVertebraCount; ++v) room = std::min(room, s.bone(vertebra(v), p, false));
      for (int l = 0; l < kLevelCount; ++l)
        room = std::min({room, s.disc(level(l), p, false), s.ligamentumFlavum(level(l), p, false)});
      INFO("z " << c.centre.z << " at " << k);
      CHECK(room >= 0.45);
    }
}

TEST_CASE("The canal's stations run evenly from above L1 down to S2") {
  const auto& canal = stenotic().canal();
  for (std::size_t i = 1; i < canal.size(); ++i) {
    CHECK(glm::length(canal[i].centre - canal[i - 1].centre) == Approx(1.5).margin(0.25));
    CHECK(canal[i].chain >= canal[i - 1].chain - 1e-9);
    CHECK(std::abs(glm::dot(canal[i].up, canal[i].dorsal)) < 1e-9);
  }
  CHECK(canal.front().chain == 0.0);
  CHECK(canal.back().chain == 5.0);
  const CanalStation& c = stationAtDisc(stenotic(), Level::kL4L5);
  CHECK(M_PI * c.sac.halfWidth_mm * c.sac.halfDepth_mm ==
        Approx(152.0).margin(12.0));  // [Medicine 2017;96(49)]
}

TEST_CASE("The healthy canal is roomy at every level and the diseased one is narrow") {
  const Spine& s = stenotic();
  for (int l = 0; l < kLevelCount; ++l) {
    const double healthy = freeCanalArea_mm2(s, level(l), 0.0),
                 diseased = freeCanalArea_mm2(s, level(l), 1.0);
    INFO(kLevelNames[static_cast<std::size_t>(l)] << " healthy " << healthy << " end-point "
                                                  << diseased);
    CHECK(healthy > 180.0);
    CHECK(healthy < 300.0);
    if (level(l) != Level::kL4L5) {
      CHECK(diseased == healthy);
      continue;
    }
    CHECK(diseased > 70.0);  // stenotic canals: 119 -+ 49 mm2 [medicine2017]
    CHECK(diseased < 119.0);
    CHECK(freeCanalArea_mm2(s, level(l), 0.5) < healthy);
    CHECK(freeCanalArea_mm2(s, level(l), 0.5) > diseased);
  }
}

TEST_CASE("Left and right are mirror images") {
  const Spine& s = stenotic();
  const auto same = [](double a, double b) { CHECK(a == Approx(b).margin(1e-9)); };
  overLeftHalf(s.boneBounds(Vertebra::kL4).grown(4.0), 9.0, [&](const Vec3& p) {
    const Vec3 q(-p.x, p.y, p.z);
    same(s.bone(Vertebra::kL4, p, true), s.bone(Vertebra::kL4, q, true));
    same(s.bone(Vertebra::kL5, p, true), s.bone(Vertebra::kL5, q, true));
    same(s.disc(Level::kL4L5, p, true), s.disc(Level::kL4L5, q, true));
    same(s.ligamentumFlavum(Level::kL4L5, p, true), s.ligamentumFlavum(Level::kL4L5, q, true));
    same(s.trunk(p), s.trunk(q));
  });
}

TEST_CASE("Landmarks lie where their names say") {
  const Spine& s = stenotic();
  for (int i = 0; i < kLevelCount; ++i) {
    const Level l = level(i);
    const LevelLandmarks& m = s.landmarks(l);
    const auto upper = [&](const Vec3& p) { return s.bone(upperVertebra(l), p, false); };
    const auto lower = [&](const Vec3& p) { return s.bone(lowerVertebra(l), p, false); };
    INFO(kLevelNames[static_cast<std::size_t>(i)]);
    for (std::size_t side = 0; side < 2; ++side) {
      const double sign = side == 0 ? 1.0 : -1.0;
      CHECK(std::abs(upper(m.upperLaminaInferiorEdge[side])) < 0.25);
      CHECK(std::abs(lower(m.lowerLaminaSuperiorEdge[side])) < 0.25);
      CHECK(std::abs(lower(m.dockingPoint[side])) < 0.25);
      CHECK(upper(m.upperPedicle[side]) < -2.0);
      CHECK(lower(m.lowerPedicle[side]) < -2.0);
      CHECK(upper(m.facetJoint[side]) > 0.0);
      CHECK(lower(m.facetJoint[side]) > 0.0);
      CHECK(upper(m.facetJoint[side]) + lower(m.facetJoint[side]) < 5.0);
      CHECK(sign * m.facetJoint[side].x > 8.0);
      CHECK(m.dockingPoint[side].y > m.canalCentre.y);
    }
    const Vec3 up = s.materialFromBone(upperVertebra(l)).rotate({0, 0, 1});
    CHECK(glm::dot(m.upperLaminaInferiorEdge[0] - m.lowerLaminaSuperiorEdge[0], up) > 0.0);
    CHECK(std::abs(upper(m.upperSpinousTip)) < 0.25);
    CHECK(std::abs(lower(m.lowerSpinousTip)) < 0.25);
    CHECK(std::abs(s.trunk(m.skinMidline)) < 0.3);
    CHECK(s.disc(l, m.discCentre, false) < -2.0);
    CHECK(s.healthySac(m.canalCentre) < -2.0);
  }
  const double slope = s.landmarks(Level::kL4L5).laminarSlope.value;
  CHECK(slope > 42.0);
  CHECK(slope < 55.0);
}

TEST_CASE("The skin lies behind the laminae of L4-L5 as far as it was told") {
  for (const double told_mm : {35.0, 42.0, 60.0}) {
    SpineParameters p;
    p.skinToLamina_mm = told_mm;
    const Spine s(p);
    const LevelLandmarks& m = s.landmarks(Level::kL4L5);
    const double behindEdge = glm::length(m.skinMidline - m.interlaminarMidline);
    CHECK(behindEdge ==
          Approx(told_mm).margin(3.0));  // the fold of the roof is as deep as laminae are thick
  }
}

TEST_CASE("Bones lie in muscle and muscle in the trunk") {
  const Spine& s = stenotic();
  for (int v = 0; v < kVertebraCount; ++v)
    overLeftHalf(s.boneBounds(vertebra(v)), 3.0, [&](const Vec3& p) {
      if (s.bone(vertebra(v), p, true) < 0.0) CHECK(s.muscle(p) < 0.0);
      CHECK(s.trunk(p) < s.muscle(p));
    });
}

TEST_CASE("The neutral unloaded posture moves nothing, not even by a bit") {
  const Bend b = stenotic().bend(0.0, false);
  for (const Vec3 p : {Vec3(3, 7, 160), Vec3(-20, 40, 37.5), Vec3(0.1, 0.2, 0.3)})
    for (const double chain : {0.0, 1.5, 3.0, 3.25, 5.0}) {
      const Vec3 q = b.apply(p, {chain, 0.7});
      CHECK(q.x == p.x);
      CHECK(q.y == p.y);
      CHECK(q.z == p.z);
    }
}

TEST_CASE("Bending leaves the sacrum alone, and flexion takes L1 forwards and down") {
  const Spine& s = stenotic();
  const Vec3 sacral(10, 20, -30), l1 = s.landmarks(Level::kL1L2).discCentre;
  for (const double posture : {-1.0, 0.4, 1.0})
    CHECK(s.bend(posture, true).apply(sacral, {5.0, 0.0}) == sacral);
  const Vec3 flexed = s.bend(1.0, false).apply(l1, {0.0, 0.0});
  CHECK(flexed.y < l1.y - 10.0);
  CHECK(s.bend(-1.0, false).apply(l1, {0.0, 0.0}).y > l1.y + 5.0);
  CHECK(s.bend(-1.0, false).bulge_mm[3].y < 0.0);  // ventral
  CHECK(glm::length(s.bend(-1.0, false).bulge_mm[3]) == Approx(0.7).margin(0.2));
  CHECK(s.bend(1.0, false).bulge_mm[3].y > 0.0);
}

TEST_CASE("A ligament is rigid with the bone that it touches") {
  const Tie upper = Spine::tieBetween(Level::kL4L5, 0.0, 4.0),
            lower = Spine::tieBetween(Level::kL4L5, 4.0, 0.0);
  CHECK(upper.chain == 3.0);
  CHECK(lower.chain == 4.0);
  CHECK(upper.bulge == 0.0);
  CHECK(lower.bulge == 0.0);
  CHECK(Spine::tieBetween(Level::kL4L5, -1.0, 4.0).chain == 3.0);
  CHECK(Spine::tieBetween(Level::kL4L5, 2.0, 2.0).bulge == Approx(1.0));
}

TEST_CASE("Height alone ties bodies rigidly and discs in between") {
  const Spine& s = stenotic();
  for (int v = 0; v < kVertebraCount - 1; ++v) {
    const Tie tie = s.tieByHeight(s.materialFromBone(vertebra(v)) * Vec3(0, 0, 5));
    CHECK(tie.chain == static_cast<double>(v));
    CHECK(tie.bulge == 0.0);
  }
  CHECK(s.tieByHeight(s.landmarks(Level::kL4L5).discCentre).chain == Approx(3.5));
  CHECK(s.tieByHeight({0, 90, 250}).chain == 0.0);
  CHECK(s.tieByHeight({0, 90, -140}).chain == 5.0);
  CHECK(s.tieByHeight({150, -90, 40}).bulge == 0.0);
}

TEST_CASE("Windows are disjoint multiples of eight samples and hold their ligament") {
  const Spine& s = stenotic();
  constexpr double kSpacing_mm = 0.5;
  for (int i = 0; i < kLevelCount; ++i) {
    const math::SampleBox w = s.window(level(i), kSpacing_mm);
    INFO(kLevelNames[static_cast<std::size_t>(i)]);
    for (int a = 0; a < 3; ++a) {
      CHECK(w.lo[a] % 8 == 0);
      CHECK(w.size()[a] % 8 == 0);
      CHECK(w.size()[a] > 0);
    }
    for (int k = 0; k < i; ++k) CHECK(w.clipped(s.window(level(k), kSpacing_mm)).empty());
    const math::Box inside{Vec3(w.lo) * kSpacing_mm, Vec3(w.hi - math::IVec3(1)) * kSpacing_mm};
    overLeftHalf(s.ligamentBounds(level(i)), 0.9, [&](const Vec3& p) {
      if (s.ligamentumFlavum(level(i), p, true) < 0.0) {
        INFO(p.x << " " << p.y << " " << p.z);
        CHECK(inside.contains(p));
      }
    });
  }
}

TEST_CASE("Disease changes bone inside the window alone") {
  const Spine& s = stenotic();
  const math::SampleBox w = s.window(Level::kL4L5, 0.5);
  const math::Box inside{Vec3(w.lo) * 0.5, Vec3(w.hi - math::IVec3(1)) * 0.5};
  for (const Vertebra v : {Vertebra::kL4, Vertebra::kL5}) {
    double most = 0.0;
    overLeftHalf(s.boneBounds(v), 1.3, [&](const Vec3& p) {
      const double change = s.bone(v, p, false) - s.bone(v, p, true);
      INFO(p.x << " " << p.y << " " << p.z << " " << change);
      if (std::abs(change) > 1e-9) CHECK(inside.contains(p));
      most = std::max(most, change);
    });
    CHECK(most > 0.4);
    CHECK(most < 1.3);
  }
}

TEST_CASE("A spine made like another is the one made anew") {
  SpineParameters first, second;
  first.disease[3].slip = second.disease[3].slip = 0.15;
  second.disease[3].ligamentThickening_mm = {3.0, 1.0};
  second.disease[2].facetHypertrophy_mm = {2.0, 0.5};
  second.disease[4].discBulge_mm = 4.0;
  second.skinToLamina_mm = 60.0;
  SpineParameters moved = second;
  moved.disease[3].slip = 0.25;
  const Spine like(first);
  for (const SpineParameters& parameters : {second, moved}) {
    const Spine made(parameters, like), anew(parameters);
    CHECK(made.parameters() == parameters);
    for (int l = 0; l < kLevelCount; ++l) {
      const auto level = static_cast<Level>(l);
      const LevelLandmarks &a = made.landmarks(level), &b = anew.landmarks(level);
      CHECK(a.skinMidline == b.skinMidline);
      CHECK(a.facetJoint == b.facetJoint);
      CHECK(made.bend(-1.0, true).bulge_mm == anew.bend(-1.0, true).bulge_mm);
      for (double x = -12.0; x <= 12.0; x += 3.0)
        for (double y = -12.0; y <= 12.0; y += 3.0) {
          const math::Vec3 p = b.interlaminarMidline + math::Vec3(x, y, 0.0);
          CHECK(made.ligamentumFlavum(level, p, true) == anew.ligamentumFlavum(level, p, true));
          CHECK(made.bone(upperVertebra(level), p, true) ==
                anew.bone(upperVertebra(level), p, true));
          CHECK(made.disc(level, p, true) == anew.disc(level, p, true));
        }
    }
  }
}

}  // namespace
}  // namespace unkink::anatomy
