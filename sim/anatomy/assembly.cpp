// Reading the mean spine's assembly, and placing one patient's bones by it.
#include "anatomy/assembly.hpp"

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
constexpr double kRemodelled_mm = 5.0;  // facets give way to a slipping arch by no more than this

/// The gap between two rims of the mean's bones.
Gap gapOf(const BoneFromBone& lowerFromUpper, Vertebra upper) {
  const auto lower = static_cast<Vertebra>(static_cast<int>(upper) + 1);
  const auto pose = rimOf(lumbarShape(lower).body, true).boneFromRim.inverse() * lowerFromUpper *
                    rimOf(lumbarShape(upper).body, false).boneFromRim;
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
  constexpr std::array<std::string_view, kLevelCount - 1> kKeys{"l1_l2", "l2_l3", "l3_l4", "l4_l5"};
  for (std::size_t l = 0; l < kKeys.size(); ++l) {
    const config::Node step = root.child("step").child(kKeys[l]);
    BoneFromBone pose;
    pose.rotation = math::rotationX(units::Deg(-value(step, "tilt", "deg")));
    pose.translation = -pose.rotate({0.0, value(step, "dorsal", "mm"), value(step, "up", "mm")});
    a.gap[l] = gapOf(pose, static_cast<Vertebra>(l));
  }
  return a;
}

/// What a level's disease, stature and lordosis make of the mean's gap.
Gap patientsGap(Gap gap, const LevelDisease& disease, double size, double lordosis_deg,
                double halfDepth_mm) {
  const double left = 1.0 - disease.discHeightLoss;
  gap.height_mm *= size * left;
  gap.forward_mm *= size;
  gap.wedge = units::Rad(gap.wedge.value * left);
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

const OwnBone* Spine::own(Vertebra v) const {
  return parameters_.own ? parameters_.own->bone[static_cast<std::size_t>(v)].get() : nullptr;
}

void Spine::shapeVertebrae() {
  for (std::size_t v = 0; v < shape_.size(); ++v) {
    const auto id = static_cast<Vertebra>(v);
    shape_[v] = own(id) ? own(id)->shape : lumbarShape(id);
    upperRim_[v] = rimOf(shape_[v].body, true);
    lowerRim_[v] = rimOf(shape_[v].body, false);
    localBounds_[v] = vertebraBounds(shape_[v]);
  }
  upperRim_[5] = sacralRim();
  localBounds_[5] = sacrumBounds();
  for (std::size_t v = 0; v < kVertebraCount; ++v)
    if (const OwnBone* bone = own(static_cast<Vertebra>(v))) {
      const math::SampledField& field = bone->surface;
      localBounds_[v] = {field.position(field.box().lo),
                         field.position(field.box().hi - math::IVec3(1))};
    }
}

void Spine::placeVertebrae() {
  const auto lordosis = [&](std::size_t l) { return kLordosisShare[l] * parameters_.lordosis_deg; };
  pose_[5] = {math::rotationX(units::Deg(meanAssembly().sacralSlope.value +
                                         kSacralShare * parameters_.lordosis_deg)),
              Vec3(0.0)};
  for (std::size_t l = kLevelCount; l-- > 0;) {
    const Gap gap = patientsGap(meanAssembly().gap[l], parameters_.disease[l], 1.0, lordosis(l),
                                upperRim_[l + 1].halfDepth_mm);
    pose_[l] = pose_[l + 1] * lowerFromUpper(static_cast<Level>(l), gap);
  }
  placeOwnBones();
  for (std::size_t v = 0; v < pose_.size(); ++v) boneFromMaterial_[v] = pose_[v].inverse();
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
