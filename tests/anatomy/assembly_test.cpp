// The assembled spine: what disease moves, what sides keep apart, own bones, motion without
// contact.
#include "anatomy/assembly.hpp"

#include "anatomy/overlap.hpp"
#include "anatomy/own_bones.hpp"
#include "anatomy/spine.hpp"
#include "math/field.hpp"
#include "support/catch.hpp"

#include <memory>

namespace unkink::anatomy {
namespace {

using math::Vec3;

constexpr auto kL4L5 = static_cast<std::size_t>(Level::kL4L5);

const Spine& healthy() {
  static const Spine spine{SpineParameters{}};
  return spine;
}

Spine with(const LevelDisease& disease) {
  SpineParameters p;
  p.disease[kL4L5] = disease;
  return Spine(p);
}

Vec3 originOf(const Spine& s, Vertebra v) { return s.materialFromBone(v).translation; }

/// A bone of the model as if it had been read from a scan.
std::shared_ptr<const OwnBone> asScanned(Vertebra v,
                                         const math::Rigid<math::Material, Scan>& placed) {
  auto bone = std::make_shared<OwnBone>();
  bone->shape = lumbarShape(v);
  const auto& pose = healthy().materialFromBone(v);
  bone->pose = placed.inverse() * pose;
  bone->surface = math::sample(math::sampleBoxAround(vertebraBounds(bone->shape), 1.0, 2), 1.0,
                               [&](const Vec3& p) { return vertebraDistance(bone->shape, p); });
  return bone;
}

TEST_CASE("A ligament thickens on the side that is told, and not on the other") {
  LevelDisease d;
  d.ligamentThickening_mm = {3.0, 0.0};
  const Spine s = with(d);
  const Vec3 middle = s.landmarks(Level::kL4L5).interlaminarMidline;
  double left = 0.0, right = 0.0;
  for (double y = -12.0; y <= 4.0; y += 0.5)
    for (double x = 4.5; x <= 10.0; x += 0.5) {  // the halves meet smoothly
      const auto gained = [&](double side) {
        const Vec3 p = middle + Vec3(side * x, y, 0.0);
        return s.ligamentumFlavum(Level::kL4L5, p, false) -
               s.ligamentumFlavum(Level::kL4L5, p, true);
      };
      left = std::max(left, gained(1.0));
      right = std::max(right, std::abs(gained(-1.0)));
    }
  CHECK(left > 1.5);
  CHECK(right < 0.15);
}

TEST_CASE("A facet grows on the side that is told, and not on the other") {
  LevelDisease d;
  d.facetHypertrophy_mm = {0.0, 2.0};
  const Spine s = with(d);
  double left = 0.0, right = 0.0;
  for (std::size_t side = 0; side < 2; ++side)
    for (double x = -6.0; x <= 6.0; x += 1.0)
      for (double y = -6.0; y <= 6.0; y += 1.0) {
        const Vec3 p = s.landmarks(Level::kL4L5).facetJoint[side] + Vec3(x, y, 0.0);
        const double gained = s.bone(Vertebra::kL5, p, false) - s.bone(Vertebra::kL5, p, true);
        (side == 0 ? left : right) = std::max(side == 0 ? left : right, gained);
      }
  CHECK(left == 0.0);
  CHECK(right > 0.8);
}

TEST_CASE("A disc that has lost height lets the upper bone down by that share") {
  LevelDisease d;
  d.discHeightLoss = 0.4;
  const Spine s = with(d);
  const auto& before = healthy().segment(Level::kL4L5);
  const auto& after = s.segment(Level::kL4L5);
  CHECK(after.halfHeight_mm == Approx(0.6 * before.halfHeight_mm).margin(0.15));
  CHECK(after.wedge == Approx(0.6 * before.wedge).epsilon(0.02));
  CHECK(originOf(s, Vertebra::kL5) == originOf(healthy(), Vertebra::kL5));
  CHECK(originOf(s, Vertebra::kL4).z < originOf(healthy(), Vertebra::kL4).z - 1.0);
}

TEST_CASE("A slip takes what lies above forwards, its arch too unless the pars is parted") {
  LevelDisease d;
  d.slip = 0.14;  // about 5 mm: the facets can follow
  const Spine degenerative = with(d);
  d.parsDefect = true;
  const Spine lytic = with(d);
  const double depth_mm = 2.0 * rimOf(lumbarShape(Vertebra::kL5).body, true).halfDepth_mm;
  for (const Spine* s : {&degenerative, &lytic})
    for (const Vertebra v : {Vertebra::kL4, Vertebra::kL1}) {
      const Vec3 moved = originOf(*s, v) - originOf(healthy(), v);
      CHECK(glm::length(moved) == Approx(0.14 * depth_mm).margin(0.05));
      CHECK(moved.y < -0.1 * depth_mm);
    }
  const auto tip = [](const Spine& s) { return s.landmarks(Level::kL4L5).upperSpinousTip.y; };
  CHECK(tip(degenerative) < tip(healthy()) - 3.5);
  CHECK(tip(lytic) == Approx(tip(healthy())).margin(1.5));
}

TEST_CASE("Lordosis that is added is found between L1 and the sacrum") {
  SpineParameters p;
  p.lordosis_deg = 15.0;
  const Spine s(p);
  const auto between = [](const Spine& spine) {
    const Vec3 upper = spine.materialFromBone(Vertebra::kL1).rotate({0, 0, 1});
    const Vec3 lower = spine.materialFromBone(Vertebra::kS1).rotate({0, 0, 1});
    return units::Deg(units::Rad(std::acos(glm::dot(upper, lower)))).value;
  };
  CHECK(between(s) - between(healthy()) == Approx(15.0).margin(0.01));
}

TEST_CASE("The mean spine's lordosis lies between lying and standing") {
  const Vec3 upper =
      healthy()
          .materialFromBone(Vertebra::kL1)
          .rotate(rimOf(lumbarShape(Vertebra::kL1).body, true).boneFromRim.rotate({0, 0, 1}));
  const Vec3 lower = healthy().materialFromBone(Vertebra::kS1).rotate({0, 0, 1});
  const double lordosis = units::Deg(units::Rad(std::acos(glm::dot(upper, lower)))).value;
  CHECK(lordosis > 36.8);  // [asianspine_627]
  CHECK(lordosis < 49.8);
}

TEST_CASE("Bones read from a scan lie as the model's do where they are the same") {
  math::Rigid<math::Material, Scan> placed;  // a patient who lay askew
  placed.rotation = math::rotationZ(units::Deg(20)) * math::rotationX(units::Deg(-8));
  placed.translation = {-40.0, 300.0, 12.0};
  auto own = std::make_shared<OwnBones>();
  for (const Vertebra v : {Vertebra::kL4, Vertebra::kL5})
    own->bone[static_cast<std::size_t>(v)] = asScanned(v, placed);
  SpineParameters p;
  p.own = own;
  const Spine s(p);
  for (int v = 0; v < kVertebraCount; ++v)
    CHECK(glm::distance(originOf(s, static_cast<Vertebra>(v)),
                        originOf(healthy(), static_cast<Vertebra>(v))) < 0.01);
  const LevelLandmarks &a = s.landmarks(Level::kL4L5), &b = healthy().landmarks(Level::kL4L5);
  for (std::size_t side = 0; side < 2; ++side) {
    CHECK(glm::distance(a.upperLaminaInferiorEdge[side], b.upperLaminaInferiorEdge[side]) < 1.0);
    CHECK(glm::distance(a.lowerLaminaSuperiorEdge[side], b.lowerLaminaSuperiorEdge[side]) < 1.0);
  }
}

TEST_CASE("Structures of a diseased spine of extreme sizes do not run into one another") {
  SpineParameters p;
  p.sex = Sex::kFemale;
  p.stature_cm = 145.0;
  p.lordosis_deg = 18.0;
  p.scale[3].canalDepth = 0.75;
  p.scale[4].height = 1.2;
  p.disease[kL4L5] = {{4.0, 1.0}, {3.0, 0.5}, 4.0, 0.45, 5.0, 0.2, false};
  p.disease[2] = {{0.0, 0.0}, {0.0, 0.0}, 0.0, 0.3, 2.0, 0.4, true};
  const Spine s(p);
  for (const bool endPoint : {false, true}) {
    const Overlap worst = worstOverlap(s, endPoint, 2.0);
    INFO(worst.pair << " at " << worst.at.x << " " << worst.at.y << " " << worst.at.z);
    CHECK(worst.depth_mm <= 0.2);
  }
}

TEST_CASE("Bones keep apart from full extension to full flexion") {
  for (const double posture : {-1.0, 1.0}) {
    const Bend bend = healthy().bend(posture, false);
    for (int n = 0; n < kLevelCount; ++n) {
      const auto l = static_cast<Level>(n);
      const auto i = static_cast<std::size_t>(n);
      const auto back = (bend.motion[i + 1].inverse() * bend.motion[i]).inverse();
      double deepest = 0.0;
      const math::Box box = healthy().boneBounds(lowerVertebra(l));
      for (double x = 0.3; x <= 28.0; x += 2.0)
        for (double y = box.lo.y; y <= box.hi.y; y += 2.0)
          for (double z = box.lo.z; z <= box.hi.z;) {
            const Vec3 p(x, y, z);
            double d = healthy().bone(lowerVertebra(l), p, false);
            if (d < 2.0) d = std::max(d, healthy().bone(upperVertebra(l), back * p, false));
            deepest = std::max(deepest, -d);
            z += std::max(2.0, d / 1.5);
          }
      INFO(kLevelNames[i] << " at " << posture);
      CHECK(deepest <= 0.2);
    }
  }
}

TEST_CASE("A ligament's warp does not fold in any posture") {
  for (const double posture : {-1.0, 1.0}) {
    const Bend bend = healthy().bend(posture, true);
    const Level l = Level::kL4L5;
    const auto moved = [&](const Vec3& p) {
      return bend.apply(p, Spine::tieBetween(l, healthy().bone(upperVertebra(l), p, false),
                                             healthy().bone(lowerVertebra(l), p, false)));
    };
    const math::Box box = healthy().ligamentBounds(l);
    constexpr double kStep_mm = 0.05;
    for (double z = box.lo.z; z <= box.hi.z; z += 2.3)
      for (double y = box.lo.y; y <= box.hi.y; y += 1.7)
        for (double x = 0.6; x <= box.hi.x; x += 1.9) {
          const Vec3 p(x, y, z);
          if (healthy().ligamentumFlavum(l, p, false) > 0.0) continue;
          math::Mat3 jacobian;
          for (int a = 0; a < 3; ++a) {
            Vec3 h(0.0);
            h[a] = kStep_mm;
            jacobian[a] = (moved(p + h) - moved(p - h)) / (2.0 * kStep_mm);
          }
          CHECK(glm::determinant(jacobian) > 0.0);
        }
  }
}

}  // namespace
}  // namespace unkink::anatomy
