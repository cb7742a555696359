// The spine put together: poses of the vertebrae, segments between them, and the fields of every
// structure.
#include "anatomy/spine.hpp"

#include "anatomy/assembly.hpp"
#include "anatomy/clearance.hpp"
#include "anatomy/own_bones.hpp"
#include "anatomy/sacrum.hpp"
#include "math/hash.hpp"
#include "math/sdf.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <iterator>
#include <oneapi/tbb/parallel_for.h>

namespace unkink::anatomy {
namespace {

using math::Vec3;
using math::sdf::smoothStep;

constexpr std::size_t at(Vertebra v) { return static_cast<std::size_t>(v); }
constexpr std::size_t at(Level l) { return static_cast<std::size_t>(l); }

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

std::size_t sideOf(const Vec3& inSegment) { return inSegment.x >= 0.0 ? 0 : 1; }

double larger(const Sides& s) { return std::max(s[0], s[1]); }

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

SpineParameters atSeverityZero(const SpineParameters& parameters) {
  SpineParameters healthy = parameters;
  for (LevelDisease& d : healthy.disease) {
    d.ligamentThickening_mm = d.facetHypertrophy_mm = {};
    d.discBulge_mm = 0.0;
  }
  return healthy;
}

Spine::Spine(const SpineParameters& parameters) : parameters_(parameters) { make(); }

Spine::Spine(const SpineParameters& parameters, const Spine& like) : parameters_(parameters) {
  if (fingerprint(atSeverityZero(parameters)) != fingerprint(atSeverityZero(like.parameters_)))
    make();
  else
    makeLike(like);
}

void Spine::makeLike(const Spine& other) {
  const SpineParameters parameters = parameters_;
  *this = other;
  parameters_ = parameters;
  placeSegments();
  layLigaments(true);
  placeTrunk();
  findLandmarks();
  findMotion();
}

void Spine::make() {
  shapeVertebrae();
  placeVertebrae();
  finishVertebrae();
  placeSegments();
  placeJoints();
  placeCanal();
  fitSac();
  layLigaments(false);
  placeTrunk();
  findLandmarks();
  findMotion();
}

PlacedRim Spine::placed(Vertebra v, const Rim& rim) const {
  return {pose_[at(v)] * rim.boneFromRim, rim.halfWidth_mm, rim.halfDepth_mm};
}

void Spine::placeSegments() {
  for (std::size_t l = 0; l < kLevelCount; ++l) {
    const auto id = static_cast<Level>(l);
    const PlacedRim upper = placed(upperVertebra(id), lowerRim_[l]),
                    lower = placed(lowerVertebra(id), upperRim_[l + 1]);
    const LevelDisease& disease = parameters_.disease[l];
    const double height_mm = glm::distance(upper.pose.translation, lower.pose.translation);
    const double lost_mm = height_mm * disease.discHeightLoss / (1.0 - disease.discHeightLoss);
    disc_[l] = discBetween(upper, lower, lost_mm, disease.discBulge_mm);
  }
}

void Spine::placeJoints() {
  for (std::size_t l = 0; l < kLevelCount; ++l) {
    const InferiorArticularProcess& facet = shape_[l].inferior;
    // the facet faces forwards and outwards: the joint lies that way from the process's core
    const double out =
        0.5 * (facet.facetUpper.radius_mm + facet.facetLower.radius_mm) + 0.5 * kJointGap_mm;
    const Vec3 face = glm::normalize(Vec3(0.7, -0.7, 0.0));
    const Vec3 left = 0.5 * (facet.facetUpper.at_mm + facet.facetLower.at_mm) + out * face;
    for (const Side side : {Side::kLeft, Side::kRight}) {
      const auto s = static_cast<std::size_t>(side);
      const Vec3 mirror(sign(side), 1.0, 1.0);
      joint_[l].centre[s] = pose_[l] * (mirror * left);
      joint_[l].canalward[s] =
          disc_[l].materialFromSegment.rotate(mirror * glm::normalize(Vec3(-0.8, -0.6, 0.0)));
    }
  }
}

double Spine::canalFloor_mm(Level l, double z) const {
  // where the healthy sac's ventral face lies at a height of the segment's frame
  const auto& frame = segment(l).segmentFromMaterial;
  const auto heightOf = [&](const CanalStation& s) { return (frame * s.centre).z; };
  const auto floorOf = [&](const CanalStation& s) {
    return (frame * (s.centre - s.sac.halfDepth_mm * s.dorsal)).y;
  };
  const auto below = std::find_if(canal_.begin(), canal_.end(),
                                  [&](const CanalStation& s) { return heightOf(s) < z; });
  if (below == canal_.begin()) return floorOf(canal_.front());
  if (below == canal_.end()) return floorOf(canal_.back());
  const auto above = std::prev(below);
  const double t = (heightOf(*above) - z) / (heightOf(*above) - heightOf(*below));
  return std::lerp(floorOf(*above), floorOf(*below), t);
}

CanalRoof Spine::roofOf(Level l) const {
  constexpr double kBehindFloor_mm = 1.2;  // rays start this far behind the sac's ventral face
  const DiscShape& s = segment(l);
  const auto boneField = [&](Vertebra v) {
    return [this, &s, v](const Vec3& q) { return bone(v, s.materialFromSegment * q, false); };
  };
  const auto start = [&](double z) { return canalFloor_mm(l, z) + kBehindFloor_mm; };
  return probeRoof(boneField(upperVertebra(l)), boneField(lowerVertebra(l)), start,
                   !parameters_.own);
}

void Spine::layLigament(Level l, const CanalRoof& roof) {
  constexpr double kBehindDisc_mm = 2.2;  // the healthy ligament ends this far behind it
  const DiscShape& s = segment(l);
  const LevelDisease& disease = parameters_.disease[at(l)];
  const LigamentFront front{s.dorsalWall_mm(false) + kBehindDisc_mm, s.lean.y, s.halfHeight_mm};
  ligament_[at(l)] =
      LigamentShape(roof, parameters_.ligamentThickness_mm[at(l)], disease.ligamentThickening_mm,
                    disease.facetHypertrophy_mm, front);
}

void Spine::layLigaments(bool onSameBones) {
  oneapi::tbb::parallel_for(0, kLevelCount, [&](int n) {
    const auto l = static_cast<Level>(n);
    layLigament(l, onSameBones ? ligament_[at(l)].roof() : roofOf(l));
  });
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
  if (const OwnBone* bone = own(v)) {
    const double sampled = bone->surface.interpolate(q);  // of the nearest place with samples
    return away > 0.0 ? std::max(away, sampled - away) : sampled;
  }
  return v == Vertebra::kS1 ? sacrumDistance(q, pelvisSize_) : field_[at(v)].distance(q);
}

bool Spine::sameBone(Vertebra v, const Spine& other) const {
  if (parameters_.own != other.parameters_.own) return false;
  const auto bare = [&](std::size_t n) {
    if (!(pose_[n] == other.pose_[n])) return false;
    return n < shape_.size() ? shape_[n] == other.shape_[n] : pelvisSize_ == other.pelvisSize_;
  };
  // a joint's lower bone gives way to the upper one
  return bare(at(v)) && (v == Vertebra::kL1 || bare(at(v) - 1));
}

double Spine::growth_mm(Level l, const Vec3& p) const {
  const Joint& joint = joint_[at(l)];
  const Sides& heights = parameters_.disease[at(l)].facetHypertrophy_mm;
  if (larger(heights) <= 0.0 || !joint.growth.contains(p)) return 0.0;
  const std::size_t s = sideOf(segment(l).segmentFromMaterial * p);
  const double height = heights[s];
  const Vec3 off = p - joint.centre[s];
  const double far = glm::length(off);
  if (far >= kGrowthReach_mm) return 0.0;
  constexpr double kBorder_mm = 3.0;
  const Vec3 in = glm::min(p - joint.growth.lo, joint.growth.hi - p);
  const double border = smoothStep(0.0, kBorder_mm, std::min({in.x, in.y, in.z}));
  const double side = smoothStep(-5.0, 1.0, glm::dot(off, joint.canalward[s]));
  return height * border * side * smoothStep(kGrowthReach_mm, 0.4 * kGrowthReach_mm, far);
}

double Spine::Probe::bareBone(Vertebra v) {
  std::optional<double>& d = bareBone_[at(v)];
  if (!d) d = spine_.bareBone(v, p_);
  return *d;
}

double Spine::Probe::healthySac() {
  if (!healthySac_) healthySac_ = spine_.healthySac(p_);
  return *healthySac_;
}

double Spine::Probe::grownBone(Vertebra v, bool endPoint) {
  double d = bareBone(v);
  if (!endPoint || d > kGrowthReach_mm) return d;
  if (v != Vertebra::kL1) d -= spine_.growth_mm(static_cast<Level>(at(v) - 1), p_);
  if (v != Vertebra::kS1) d -= spine_.growth_mm(static_cast<Level>(at(v)), p_);
  return d;
}

double Spine::Probe::bone(Vertebra v, bool endPoint) {
  const double d = grownBone(v, endPoint);
  if (v == Vertebra::kL1 || d > kJointGap_mm) return d;
  // the superior articular process gives way to the inferior one of the bone above: an even joint
  // space
  const auto upper = static_cast<Vertebra>(at(v) - 1);
  const double growth = endPoint ? spine_.growth_mm(static_cast<Level>(at(upper)), p_) : 0.0;
  const double gap = kJointGap_mm - std::min(growth, kJointGap_mm - kTightGap_mm);
  return std::max(d, gap - grownBone(upper, endPoint));
}

double Spine::Probe::disc(Level l, bool endPoint) {
  const DiscShape& s = spine_.segment(l);
  const double d = s.distance(s.segmentFromMaterial * p_, endPoint);
  if (d > kTissueGap_mm) return d;
  return std::max(
      {d, kTissueGap_mm - bareBone(upperVertebra(l)), kTissueGap_mm - bareBone(lowerVertebra(l))});
}

double Spine::Probe::ligamentumFlavum(Level l, bool endPoint) {
  const Vec3 q = spine_.segment(l).segmentFromMaterial * p_;
  double d = spine_.ligament_[at(l)].distance(q, endPoint);
  if (d > kFarFromLigament_mm) return d;
  d = std::max(d, kTissueGap_mm - disc(l, endPoint));
  const LevelDisease& disease = spine_.parameters_.disease[at(l)];
  const std::size_t side = sideOf(q);
  const double thickening =
      endPoint
          ? kCrowding * (disease.ligamentThickening_mm[side] + disease.facetHypertrophy_mm[side])
          : 0.0;
  d = math::sdf::smoothMax(d, kSacRoom_mm - thickening - healthySac(), 1.0);
  // the joint space holds cartilage and capsule, not ligament
  const double upper = bone(upperVertebra(l), endPoint), lower = bone(lowerVertebra(l), endPoint);
  const double joint = 0.5 * (kCapsule_mm - upper - lower);
  d = std::max({d, -upper, -lower, joint});
  // where vertebrae have slipped, the arch of the one above may reach down here
  const bool slipped =
      l != Level::kL1L2 && disease.slip + spine_.parameters_.disease[at(l) - 1].slip > 0.0;
  if (!slipped) return d;
  return std::max(d, -bone(upperVertebra(static_cast<Level>(at(l) - 1)), endPoint));
}

double Spine::bone(Vertebra v, const Vec3& p, bool endPoint) const {
  return Probe(*this, p).bone(v, endPoint);
}
double Spine::disc(Level l, const Vec3& p, bool endPoint) const {
  return Probe(*this, p).disc(l, endPoint);
}
double Spine::ligamentumFlavum(Level l, const Vec3& p, bool endPoint) const {
  return Probe(*this, p).ligamentumFlavum(l, endPoint);
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
  const double hollow = parameters_.own ? 7.5 : 4.0;  // of the endplates: see DiscShape
  const double height = s.halfHeight_mm + std::abs(s.wedge) * s.halfDepth_mm +
                        std::abs(s.sideWedge) * s.halfWidth_mm + hollow;
  const math::Vec2 shift = glm::abs(s.lean) * height;
  const Vec3 half(s.halfWidth_mm + bulge + shift.x, s.halfDepth_mm + bulge + shift.y, height);
  math::Box box;
  for (int c = 0; c < 8; ++c)
    box.include(s.materialFromSegment *
                (half * Vec3(c & 1 ? 1 : -1, c & 2 ? 1 : -1, c & 4 ? 1 : -1)));
  return box;
}

math::Box Spine::ligamentBounds(Level l) const {
  const LigamentShape& g = ligament_[at(l)];
  const DiscShape& s = segment(l);
  const double shift = std::abs(s.lean.y) * s.halfHeight_mm;
  const double front = s.dorsalWall_mm(false) - shift;
  const double deepest_mm = 30.0 + 2.0 * shift;  // behind the disc
  const double side = LigamentShape::kHalfWidth_mm + 1.0;
  math::Box box;
  for (const double x : {-side, side})
    for (const double y : {front, front + deepest_mm})
      for (const double z : {g.bottom_mm() - 1.0, g.top_mm() + 1.0})
        box.include(s.materialFromSegment * Vec3(x, y, z));
  return box;
}

}  // namespace unkink::anatomy
