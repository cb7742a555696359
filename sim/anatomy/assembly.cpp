// Reading the mean spine's assembly, and placing one patient's bones by it.
#include "anatomy/assembly.hpp"

#include "anatomy/atlas.hpp"
#include "anatomy/own_bones.hpp"
#include "anatomy/sacrum.hpp"
#include "anatomy/spine.hpp"
#include "config/files.hpp"
#include "config/quantity.hpp"

#include <algorithm>
#include <cmath>
#include <glm/gtc/quaternion.hpp>
#include <string_view>
#include <vector>

namespace unkink::anatomy {
namespace {

using math::Bone;
using math::Material;
using math::Rigid;
using math::Vec3;
using BoneFromBone = Rigid<Bone, Bone>;

constexpr double kSacralShare = 0.5;  // of added lordosis: the sacrum tilts by this much
// share of each segment in added lordosis: the arc's own [scirep2022_lordosis], evened out
constexpr std::array<double, kLevelCount> kLordosisShare{0.12, 0.16, 0.20, 0.24, 0.28};
constexpr double kPivotBehind = 0.6;  // lordosis opens the disc in front of this share of its depth
// facets are remodelled by no more than this as an arch slips with its bone; what it slips beyond
// that wears them away. House.
constexpr double kRemodelled_mm = 5.0;

Rim rimBelow(Level l) {
  return l == Level::kL5S1 ? sacralRim() : rimOf(lumbarShape(lowerVertebra(l)).body, true);
}

/// The gap between two rims of the mean's bones.
Gap gapOf(const BoneFromBone& lowerFromUpper, Level l) {
  const auto pose = rimBelow(l).boneFromRim.inverse() * lowerFromUpper *
                    rimOf(lumbarShape(upperVertebra(l)).body, false).boneFromRim;
  const units::Rad wedge(-std::atan2(pose.rotation[1].z, pose.rotation[1].y));
  const Vec3 across = math::rotationX(units::Rad(0.5 * wedge.value)) * pose.translation;
  return {wedge, across.z, -across.y};
}

Assembly readAssembly() {
  const auto document = config::Document::read(config::assetPath("anatomy/spine.toml"));
  const config::Node root = document.root();
  const auto value = [](const config::Node& table, std::string_view key, std::string_view unit) {
    return config::quantity(table, key, unit).value;
  };
  Assembly a;
  a.sacralSlope = units::Deg(value(root.child("sacrum"), "slope", "deg"));
  const config::Node lumbosacral = root.child("l5_s1");
  a.gap.back() = {units::Deg(value(lumbosacral, "wedge", "deg")),
                  value(lumbosacral, "disc_height", "mm"), 0.0};
  constexpr std::array<std::string_view, kLevelCount> kKeys{"l1_l2", "l2_l3", "l3_l4", "l4_l5",
                                                            "l5_s1"};
  const config::Node motion = root.child("motion"), ligament = root.child("ligament");
  for (std::size_t l = 0; l < kLevelCount; ++l)
    a.arc[l] = units::Deg(value(motion, kKeys[l], "deg"));
  a.flexionShare = value(motion, "flexion_share", "");
  a.buckling = value(ligament, "buckling", "");
  a.thinning = value(ligament, "thinning", "");
  a.loaded = value(ligament, "loaded", "");
  for (std::size_t l = 0; l + 1 < kLevelCount; ++l) {
    const config::Node step = root.child("step").child(kKeys[l]);
    BoneFromBone pose;
    pose.rotation = math::rotationX(units::Deg(-value(step, "tilt", "deg")));
    pose.translation = -pose.rotate({0.0, value(step, "dorsal", "mm"), value(step, "up", "mm")});
    a.gap[l] = gapOf(pose, static_cast<Level>(l));
  }
  return a;
}

/// What a level's lost height and lordosis make of the mean's gap.
Gap patientsGap(Gap gap, double heightLoss, double lordosis_deg, double halfDepth_mm) {
  gap.height_mm *= 1.0 - heightLoss;
  gap.wedge.value *= 1.0 - heightLoss;
  // lordosis turns the upper bone about the disc's dorsal part
  const units::Rad more = units::Deg(lordosis_deg);
  gap.wedge.value += more.value;
  gap.height_mm += kPivotBehind * halfDepth_mm * std::tan(more.value);
  return gap;
}

/// Turns a frame about y and z alone so that directions come to lie in the plane x = 0.
math::Mat3 uprightInMidplane(const std::vector<Vec3>& directions) {
  math::Mat3 turn(1.0);
  for (int pass = 0; pass < 4; ++pass) {
    // least squares of x + wy z - wz y over small angles wy, wz
    double zz = 0.0, yy = 0.0, yz = 0.0, xz = 0.0, xy = 0.0;
    for (const Vec3& d : directions) {
      const Vec3 a = turn * d;
      zz += a.z * a.z, yy += a.y * a.y, yz += a.y * a.z, xz += a.x * a.z, xy += a.x * a.y;
    }
    const double det = zz * yy - yz * yz;
    if (det < 1e-9) break;
    const double wy = (-xz * yy + xy * yz) / det, wz = (-xz * yz + xy * zz) / det;
    turn = math::rotationZ(units::Rad(wz)) * math::rotationY(units::Rad(wy)) * turn;
  }
  return turn;
}

/// A share of a turn about its own axis.
math::Mat3 partOf(const math::Mat3& turn, double share) {
  return glm::mat3_cast(glm::slerp(glm::dquat(1.0, 0.0, 0.0, 0.0), glm::quat_cast(turn), share));
}

}  // namespace

Rigid<Endplate, Endplate> Gap::lowerFromUpper() const {
  const math::Mat3 half = math::rotationX(units::Rad(-0.5 * wedge.value));
  return {half * half, half * Vec3(0.0, -forward_mm, height_mm)};
}

BoneFromBone Assembly::lowerFromUpper(Level l) const {
  return rimBelow(l).boneFromRim * gap[static_cast<std::size_t>(l)].lowerFromUpper() *
         rimOf(lumbarShape(upperVertebra(l)).body, false).boneFromRim.inverse();
}

const Assembly& meanAssembly() {
  static const Assembly assembly = readAssembly();
  return assembly;
}

/// Where a model's upper bone lies in the frame of the model's bone below.
BoneFromBone Spine::lowerFromUpper(Level l, const Gap& gap) const {
  const auto i = static_cast<std::size_t>(l);
  auto across = gap.lowerFromUpper();
  across.translation.y -= slip_mm(l);
  return upperRim_[i + 1].boneFromRim * across * lowerRim_[i].boneFromRim.inverse();
}

double Spine::slip_mm(Level l) const {
  const auto i = static_cast<std::size_t>(l);
  return 2.0 * upperRim_[i + 1].halfDepth_mm * parameters_.disease[i].slip;
}

double Spine::lysis_mm(Level l) const {
  return parameters_.disease[static_cast<std::size_t>(l)].parsDefect ? slip_mm(l) : 0.0;
}

const OwnBone* Spine::own(Vertebra v) const {
  return parameters_.own ? parameters_.own->bone[static_cast<std::size_t>(v)].get() : nullptr;
}

VertebraVariation Spine::sizesOf(Vertebra v) const {
  const VertebraScale& own = parameters_.scale[static_cast<std::size_t>(v)];
  VertebraVariation sizes = sizeFor(parameters_.sex, parameters_.stature_cm);
  sizes.bodyWidth *= own.width;
  sizes.bodyDepth *= own.depth;
  sizes.bodyHeight *= own.height;
  sizes.canalWidth *= own.canalWidth;
  sizes.canalDepth *= own.canalDepth;
  sizes.arch = std::sqrt(sizes.bodyWidth * sizes.bodyDepth);
  return sizes;
}

void Spine::shapeVertebrae() {
  for (std::size_t v = 0; v < shape_.size(); ++v) {
    const auto id = static_cast<Vertebra>(v);
    shape_[v] = own(id) ? own(id)->shape : varied(lumbarShape(id), sizesOf(id));
    field_[v] = VertebraField(shape_[v]);
    upperRim_[v] = rimOf(shape_[v].body, true);
    lowerRim_[v] = rimOf(shape_[v].body, false);
  }
  const VertebraVariation mean = sizeFor(parameters_.sex, parameters_.stature_cm);
  trunkSize_ = mean.bodyHeight;
  pelvisSize_ = pelvisSizeFor(parameters_.sex, parameters_.stature_cm);
  upperRim_[5] = sacralRim(pelvisSize_);
}

void Spine::placeVertebrae() {
  const VertebraVariation size = sizeFor(parameters_.sex, parameters_.stature_cm);
  const double lordosis = parameters_.lordosis_deg;
  pose_[5].rotation =
      math::rotationX(units::Deg(meanAssembly().sacralSlope.value + kSacralShare * lordosis));
  for (std::size_t l = kLevelCount; l-- > 0;) {
    Gap gap = meanAssembly().gap[l];
    gap.height_mm *= size.bodyHeight;
    gap.forward_mm *= size.bodyDepth;
    gap = patientsGap(gap, parameters_.disease[l].discHeightLoss, kLordosisShare[l] * lordosis,
                      upperRim_[l + 1].halfDepth_mm);
    pose_[l] = pose_[l + 1] * lowerFromUpper(static_cast<Level>(l), gap);
  }
  placeOwnBones();
  for (std::size_t v = 0; v < pose_.size(); ++v) boneFromMaterial_[v] = pose_[v].inverse();
}

/// What disease has made of the bones themselves, now that they lie in their places.
void Spine::finishVertebrae() {
  for (std::size_t v = 0; v < shape_.size(); ++v) {
    const auto id = static_cast<Vertebra>(v);
    if (own(id)) continue;
    VertebraVariation variation = sizesOf(id);
    variation.lowerOsteophyte_mm = parameters_.disease[v].osteophytes_mm;
    if (v > 0) variation.upperOsteophyte_mm = parameters_.disease[v - 1].osteophytes_mm;
    variation.lysis_mm = lysis_mm(static_cast<Level>(v));
    shape_[v] = varied(lumbarShape(id), variation);
  }
  for (std::size_t v = 1; v < shape_.size(); ++v)
    if (!own(static_cast<Vertebra>(v))) fitFacets(static_cast<Level>(v - 1));
  for (std::size_t v = 0; v < shape_.size(); ++v) {
    field_[v] = VertebraField(shape_[v]);
    localBounds_[v] = vertebraBounds(shape_[v]);
  }
  localBounds_[5] = sacrumBounds(pelvisSize_);
  for (std::size_t v = 0; v < kVertebraCount; ++v)
    if (const OwnBone* bone = own(static_cast<Vertebra>(v))) {
      const math::SampledField& field = bone->surface;
      localBounds_[v] = {field.position(field.box().lo),
                         field.position(field.box().hi - math::IVec3(1))};
    }
}

/// The lower bone's superior articular processes follow the inferior ones of the bone above, as
/// they lie to one another in the mean: a joint keeps together as its bones slip and grow.
void Spine::fitFacets(Level l) {
  const auto u = static_cast<std::size_t>(l), d = u + 1;
  const auto facet = [](const VertebraShape& s) {
    return 0.5 * (s.inferior.facetUpper.at_mm + s.inferior.facetLower.at_mm);
  };
  const Vec3 mean = meanAssembly().lowerFromUpper(l) * facet(lumbarShape(upperVertebra(l)));
  const Vec3 usual = mean - lumbarShape(lowerVertebra(l)).superior.cornerTop.at_mm;
  SuperiorArticularProcess& s = shape_[d].superior;
  const Vec3 above = boneFromMaterial_[d] * (pose_[u] * facet(shape_[u]));
  Vec3 move = above - usual - s.cornerTop.at_mm;
  move.z = 0.0;
  const double far = glm::length(move);
  if (far > kRemodelled_mm) move *= kRemodelled_mm / far;
  constexpr double kBaseShare = 0.4;
  for (Knot* k : {&s.medialTop, &s.cornerTop, &s.lateralTop}) k->at_mm += move;
  for (Knot* k : {&s.medialBase, &s.cornerBase, &s.mammillary}) k->at_mm += kBaseShare * move;
}

void Spine::placeOwnBones() {
  std::vector<std::size_t> given;  // from below
  for (std::size_t v = kVertebraCount; v-- > 0;)
    if (own(static_cast<Vertebra>(v))) given.push_back(v);
  if (given.empty()) return;
  const auto model = pose_;
  const auto scan = [&](std::size_t v) { return own(static_cast<Vertebra>(v))->pose; };

  // the lowest lies where the model's would; then all are turned upright about it
  const std::size_t lowest = given.front();
  Rigid<Material, Scan> placed = model[lowest] * scan(lowest).inverse();
  std::vector<Vec3> midplane;
  const Vec3 centre = model[lowest].translation;
  for (const std::size_t v : given) {
    const Rigid<Material, Bone> pose = placed * scan(v);
    midplane.push_back(pose.rotate({0, 1, 0}));
    midplane.push_back(pose.rotate({0, 0, 1}));
    if (v != lowest) midplane.push_back((pose.translation - centre) / 30.0);
  }
  const math::Mat3 turn = uprightInMidplane(midplane);
  placed = Rigid<Material, Material>{turn, centre - turn * centre} * placed;
  for (const std::size_t v : given) pose_[v] = placed * scan(v);

  // the model's bones keep their usual steps; between two given ones the rest is shared out
  const auto usual = [&](std::size_t v) {  // on the bone below
    return pose_[v + 1] * (model[v + 1].inverse() * model[v]);
  };
  for (std::size_t v = lowest + 1; v < kVertebraCount; ++v)
    pose_[v] = pose_[v - 1] * (model[v - 1].inverse() * model[v]);
  for (std::size_t n = 0; n < given.size(); ++n) {
    const std::size_t below = given[n];
    const bool last = n + 1 == given.size();
    const std::size_t above = last ? 0 : given[n + 1];
    for (std::size_t v = below; v-- > (last ? 0 : above + 1);) pose_[v] = usual(v);
    if (last || above + 1 == below) continue;
    const Rigid<Material, Bone> would = usual(above);
    const Vec3 rest = pose_[above].translation - would.translation;
    const math::Mat3 twist = pose_[above].rotation * glm::transpose(would.rotation);
    for (std::size_t v = below - 1; v > above; --v) {
      const double share = static_cast<double>(below - v) / static_cast<double>(below - above);
      pose_[v].rotation = partOf(twist, share) * pose_[v].rotation;
      pose_[v].translation += share * rest;
    }
  }
}

}  // namespace unkink::anatomy
