// The spine put together: poses of the vertebrae, segments between them, and the fields of every
// structure.
#include "anatomy/spine.hpp"

#include "anatomy/own_bones.hpp"
#include "anatomy/sacrum.hpp"
#include "math/hash.hpp"
#include "math/sdf.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace unkink::anatomy {
namespace {

using math::Vec3;
using math::sdf::smoothStep;

constexpr std::size_t at(Vertebra v) { return static_cast<std::size_t>(v); }
constexpr std::size_t at(Level l) { return static_cast<std::size_t>(l); }

constexpr units::Deg kSacralSlope{40.0};        // [Mac-Thiong 2011: 24..55]
constexpr double kLumbosacralDisc_mm = 9.0;     // between the rims' centres
constexpr double kLumbosacralWedge_deg = 16.0;  // between L5's lower and S1's upper endplate

/// Where the lower bone's origin lies in the upper one's frame, and how much more it is tilted.
struct Step {
  double y_mm, z_mm, tilt_deg;
};
// L2-L3 to L4-L5: mean of 87 patients (Clouthier 2023), lateral tilt left out; L1-L2 carried on
// upwards
constexpr std::array<Step, 4> kSteps{
    {{-2.1, -34.6, 5.2}, {-1.60, -35.08, 6.17}, {-0.72, -35.47, 7.72}, {2.30, -33.75, 15.22}}};

constexpr double kFarFromBone_mm = 10.0;     // beyond this the bounding box alone answers
constexpr double kFarFromLigament_mm = 2.0;  // beyond this the ligament's own shape alone answers
constexpr double kJointGap_mm = 1.7;         // kept between the articular processes, healthy
constexpr double kTightGap_mm =
    1.25;  // and hypertrophied; the fields' gradients may exceed one a little
constexpr double kGrowthReach_mm = 10.0;  // hypertrophied bone ends at this distance from the joint
constexpr double kTissueGap_mm = 0.2;     // disc to bone and to ligament
constexpr double kSacRoom_mm = 0.6;       // healthy ligament leaves this much room around the sac
constexpr double kCrowding =
    1.6;  // thickened ligament may crowd into it by this share of its growth
constexpr double kCapsule_mm =
    2.4;  // where two bones are closer to a point than this together: joint

double larger(const Sides& s) { return std::max(s[0], s[1]); }

double boxDistance(const math::Box& box, const Vec3& p) {
  return glm::length(glm::max(glm::max(box.lo - p, p - box.hi), Vec3(0.0)));
}

math::Box transformed(const math::Rigid<math::Material, math::Bone>& pose, const math::Box& box) {
  math::Box out;
  for (int c = 0; c < 8; ++c)
    out.include(pose * Vec3(c & 1 ? box.lo.x : box.hi.x, c & 2 ? box.lo.y : box.hi.y,
                            c & 4 ? box.lo.z : box.hi.z));
  return out;
}

}  // namespace

std::uint64_t fingerprint(const SpineParameters& p) {
  math::Hash h;
  for (const LevelDisease& d : p.disease) {
    for (const double v : d.ligamentThickening_mm) h.add(v);
    for (const double v : d.facetHypertrophy_mm) h.add(v);
    for (const double v : {d.discBulge_mm, d.discHeightLoss, d.osteophytes_mm, d.slip}) h.add(v);
    h.add(d.parsDefect);
  }
  h.add(p.sex);
  h.add(p.stature_cm);
  h.add(p.lordosis_deg);
  for (const VertebraScale& s : p.scale)
    for (const double v : {s.width, s.depth, s.height, s.canalWidth, s.canalDepth}) h.add(v);
  for (const double v : p.ligamentThickness_mm) h.add(v);
  h.add(p.own ? p.own->fingerprint : std::uint64_t{0});
  return h.value();
}

Spine::Spine(const SpineParameters& parameters) : parameters_(parameters) {
  placeVertebrae();
  placeSegments();
  placeJoints();
  placeCanal();
  fitSac();
  layLigaments();
  placeTrunk();
  findLandmarks();
}

void Spine::placeVertebrae() {
  for (int v = 0; v < kVertebraCount - 1; ++v) {
    const auto i = static_cast<std::size_t>(v);
    shape_[i] = lumbarShape(static_cast<Vertebra>(v));
    localBounds_[i] = vertebraBounds(shape_[i]);
  }
  localBounds_[at(Vertebra::kS1)] = sacrumBounds();

  // the sacrum, then L5 on its disc, then each vertebra on the one below
  tilt_[5] = kSacralSlope;
  pose_[5].rotation = math::rotationX(tilt_[5]);
  const units::Rad lowerRim = shape_[4].body.lowerTilt_deg;
  tilt_[4] = units::Rad(units::Rad(kSacralSlope - units::Deg(kLumbosacralWedge_deg)).value -
                        lowerRim.value);
  pose_[4].rotation = math::rotationX(tilt_[4]);
  const Rim rim = rimOf(shape_[4], pose_[4], tilt_[4], false);
  const units::Rad along(0.5 * (tilt_[5].value + rim.tilt.value));
  pose_[4].translation = math::rotationX(along) * Vec3(0, 0, kLumbosacralDisc_mm) - rim.centre;
  for (std::size_t v = 4; v-- > 0;) {
    const Step& s = kSteps[v];
    tilt_[v] = units::Rad(tilt_[v + 1].value - units::Rad(units::Deg(s.tilt_deg)).value);
    pose_[v].rotation = math::rotationX(tilt_[v]);
    pose_[v].translation = pose_[v + 1].translation - pose_[v].rotation * Vec3(0, s.y_mm, s.z_mm);
  }
  for (std::size_t v = 0; v < pose_.size(); ++v) boneFromMaterial_[v] = pose_[v].inverse();
}

void Spine::placeSegments() {
  for (std::size_t l = 0; l < kLevelCount; ++l) {
    const Rim upper = rimOf(shape_[l], pose_[l], tilt_[l], false);
    const Rim lower = l + 1 < shape_.size() ? rimOf(shape_[l + 1], pose_[l + 1], tilt_[l + 1], true)
                                            : Rim{Vec3(0.0), tilt_[5], kSacralEndplateHalfWidth_mm,
                                                  kSacralEndplateHalfDepth_mm};
    const LevelDisease& disease = parameters_.disease[l];
    disc_[l] = discBetween(upper, lower, disease.discBulge_mm, disease.discHeightLoss);
  }
}

void Spine::placeJoints() {
  for (std::size_t l = 0; l < kLevelCount; ++l) {
    const InferiorArticularProcess& facet = shape_[l].inferior;
    // the facet faces forwards and outwards: the joint lies that way from the process's core
    const double out =
        0.5 * (facet.facetUpper.radius_mm + facet.facetLower.radius_mm) + 0.5 * kJointGap_mm;
    const Vec3 face = glm::normalize(Vec3(0.7, -0.7, 0.0));
    const Vec3 local = 0.5 * (facet.facetUpper.at_mm + facet.facetLower.at_mm) + out * face;
    Joint& joint = joint_[l];
    joint.centre = pose_[l] * local;
    joint.canalward = disc_[l].materialFromSegment.rotate(glm::normalize(Vec3(-0.8, -0.6, 0.0)));
  }
}

void Spine::layLigaments() {
  constexpr double kBeforeWall_mm = 2.5;  // rays start this far behind the disc
  constexpr double kBehindDisc_mm = 2.2;  // the healthy ligament ends this far behind it
  for (std::size_t l = 0; l < kLevelCount; ++l) {
    const auto& frame = disc_[l].materialFromSegment;
    const auto boneField = [&](std::size_t v) {
      return [this, &frame, v](const Vec3& q) {
        return bone(static_cast<Vertebra>(v), frame * q, false);
      };
    };
    const double wall = disc_[l].dorsalWall_mm(false);
    ligament_[l] = LigamentShape(
        probeRoof(boneField(l), boneField(l + 1), wall + kBeforeWall_mm),
        parameters_.ligamentThickness_mm[l], larger(parameters_.disease[l].ligamentThickening_mm),
        larger(parameters_.disease[l].facetHypertrophy_mm), wall + kBehindDisc_mm);
  }
  // hypertrophied bone stays inside the live window, wherever rounding to the lattice puts its
  // border
  constexpr double kInset_mm = 1.0, kRounding_mm = 2.0;
  for (std::size_t l = 0; l < kLevelCount; ++l) {
    math::Box& box = joint_[l].growth;
    box = windowBox(static_cast<Level>(l));
    box = box.grown(-kInset_mm);
    if (l > 0)
      box.hi.z = std::min(box.hi.z, windowBorder_mm(static_cast<Level>(l - 1)) - kRounding_mm);
    if (l + 1 < kLevelCount)
      box.lo.z = std::max(box.lo.z, windowBorder_mm(static_cast<Level>(l)) + kRounding_mm);
  }
}

double Spine::bareBone(Vertebra v, const Vec3& p) const {
  const Vec3 q = boneFromMaterial_[at(v)] * p;
  const double away = boxDistance(localBounds_[at(v)], q);
  if (away > kFarFromBone_mm) return away;
  return v == Vertebra::kS1 ? sacrumDistance(q) : vertebraDistance(shape_[at(v)], q);
}

double Spine::growth_mm(Level l, const Vec3& p) const {
  const double height = larger(parameters_.disease[at(l)].facetHypertrophy_mm);
  const Joint& joint = joint_[at(l)];
  if (height <= 0.0 || !joint.growth.contains(p)) return 0.0;
  const Vec3 off = Vec3(std::abs(p.x), p.y, p.z) - joint.centre;
  const double far = glm::length(off);
  if (far >= kGrowthReach_mm) return 0.0;
  constexpr double kBorder_mm = 3.0;
  const Vec3 in = glm::min(p - joint.growth.lo, joint.growth.hi - p);
  const double border = smoothStep(0.0, kBorder_mm, std::min({in.x, in.y, in.z}));
  const double side = smoothStep(-5.0, 1.0, glm::dot(off, joint.canalward));
  return height * border * side * smoothStep(kGrowthReach_mm, 0.4 * kGrowthReach_mm, far);
}

double Spine::grownBone(Vertebra v, const Vec3& p, bool endPoint) const {
  double d = bareBone(v, p);
  if (!endPoint || d > kGrowthReach_mm) return d;
  if (v != Vertebra::kL1) d -= growth_mm(static_cast<Level>(at(v) - 1), p);
  if (v != Vertebra::kS1) d -= growth_mm(static_cast<Level>(at(v)), p);
  return d;
}

double Spine::bone(Vertebra v, const Vec3& p, bool endPoint) const {
  const double d = grownBone(v, p, endPoint);
  if (v == Vertebra::kL1 || d > kJointGap_mm) return d;
  // the superior articular process gives way to the inferior one of the bone above: an even joint
  // space
  const auto upper = static_cast<Vertebra>(at(v) - 1);
  const double growth = endPoint ? growth_mm(static_cast<Level>(at(upper)), p) : 0.0;
  const double gap = kJointGap_mm - std::min(growth, kJointGap_mm - kTightGap_mm);
  return std::max(d, gap - grownBone(upper, p, endPoint));
}

double Spine::disc(Level l, const Vec3& p, bool endPoint) const {
  const DiscShape& s = segment(l);
  const double d = s.distance(s.segmentFromMaterial * p, endPoint);
  if (d > kTissueGap_mm) return d;
  return std::max({d, kTissueGap_mm - bareBone(upperVertebra(l), p),
                   kTissueGap_mm - bareBone(lowerVertebra(l), p)});
}

double Spine::ligamentumFlavum(Level l, const Vec3& p, bool endPoint) const {
  double d = ligament_[at(l)].distance(segment(l).segmentFromMaterial * p, endPoint);
  if (d > kFarFromLigament_mm) return d;
  d = std::max(d, kTissueGap_mm - disc(l, p, endPoint));
  const LevelDisease& disease = parameters_.disease[at(l)];
  const double thickening = endPoint ? kCrowding * (larger(disease.ligamentThickening_mm) +
                                                    larger(disease.facetHypertrophy_mm))
                                     : 0.0;
  d = math::sdf::smoothMax(d, kSacRoom_mm - thickening - healthySac(p), 1.0);
  // the joint space holds cartilage and capsule, not ligament
  const double upper = bone(upperVertebra(l), p, endPoint),
               lower = bone(lowerVertebra(l), p, endPoint);
  const double joint = 0.5 * (kCapsule_mm - upper - lower);
  return std::max({d, -upper, -lower, joint});
}

double Spine::trunk(const Vec3& p) const { return trunk_.skin(p); }
double Spine::muscle(const Vec3& p) const { return trunk_.muscle(p); }
math::Box Spine::trunkBounds() const { return trunk_.bounds(); }

math::Box Spine::boneBounds(Vertebra v) const {
  double growth = 0.0;
  if (v != Vertebra::kS1) growth = larger(parameters_.disease[at(v)].facetHypertrophy_mm);
  if (v != Vertebra::kL1)
    growth = std::max(growth, larger(parameters_.disease[at(v) - 1].facetHypertrophy_mm));
  return transformed(pose_[at(v)], localBounds_[at(v)]).grown(growth);
}

math::Box Spine::discBounds(Level l) const {
  const DiscShape& s = segment(l);
  const double bulge = 3.0 + s.dorsalBulge_mm + s.circularBulge_mm;
  const double height = s.halfHeight_mm + std::abs(s.wedge) * s.halfDepth_mm + 4.0;
  const Vec3 half(s.halfWidth_mm + bulge, s.halfDepth_mm + bulge, height);
  math::Box box;
  for (int c = 0; c < 8; ++c)
    box.include(s.materialFromSegment *
                (half * Vec3(c & 1 ? 1 : -1, c & 2 ? 1 : -1, c & 4 ? 1 : -1)));
  return box;
}

math::Box Spine::ligamentBounds(Level l) const {
  const LigamentShape& g = ligament_[at(l)];
  const double front = segment(l).dorsalWall_mm(false);
  constexpr double kDeepest_mm = 30.0;  // behind the disc
  math::Box box;
  for (const double y : {front, front + kDeepest_mm})
    for (const double z : {g.bottom_mm() - 1.0, g.top_mm() + 1.0})
      box.include(segment(l).materialFromSegment * Vec3(0.0, y, z));
  const double side = LigamentShape::kHalfWidth_mm + 1.0;
  box.lo.x = -side;
  box.hi.x = side;
  return box;
}

}  // namespace unkink::anatomy
