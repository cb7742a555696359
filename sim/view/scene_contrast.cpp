// Filling the scene with contrast that is not in the epidural fat.
#include "thecal_sac/sections.hpp"
#include "view/scene_builder_impl.hpp"

#include <algorithm>
#include <cmath>

namespace unkink::view {
namespace {

using fluoro::ContrastPlace;
using fluoro::Material;

/// How far a ball in soft tissue may grow in a direction: to bone, dura or out of the disc.
double roomAlong(const operation::Case& theCase, const operation::State& s,
                 const fluoro::Deposit& deposit, const Vec3& direction) {
  constexpr double kFarthest_mm = 30.0, kLeastStep_mm = 0.2, kBold = 0.75, kSkin_mm = 0.1;
  const tissue::Body body = operation::bodyOf(theCase, s);
  const bool inDisc = deposit.tissue == anatomy::Tissue::kDisc;
  double t = 0.0;
  while (t < kFarthest_mm) {
    const Vec3 p = deposit.at + t * direction;
    double room = std::min(body.bone(p), thecal_sac::distance(s.freeSpace.frames, s.sac, p));
    if (inDisc) room = std::min(room, -body.disc(p));
    if (room < kSkin_mm) break;
    t += std::max(kBold * room, kLeastStep_mm);
  }
  return std::clamp(t, 0.05, kFarthest_mm);
}

int hostIn(const fluoro::Deposit& deposit) {
  switch (deposit.place) {
    case ContrastPlace::kIntrathecal:
    case ContrastPlace::kSubdural:
      return hostOf(Material::kFluid);
    default:
      break;
  }
  if (deposit.tissue == anatomy::Tissue::kDisc) return hostOf(Material::kDisc);
  if (deposit.tissue == anatomy::Tissue::kSubcutaneousFat) return hostOf(Material::kFat);
  return hostOf(Material::kMuscle);
}

/// Of everything that a deposit's shape follows from; coarse in what flows, so that it is not made
/// anew at every tick.
std::uint64_t shapeKey(const fluoro::Deposit& d, const operation::State& s) {
  constexpr double kVolumeStep_mL = 0.02, kSoftStep_mL = 0.05, kFlows_s = 0.05, kMixes_s = 1.0;
  math::Hash h;
  h.add(d.place);
  h.add(d.at);
  const bool vein = d.place == ContrastPlace::kVascular;
  const bool soft = d.place == ContrastPlace::kSoftTissue;
  // in veins the share alone follows the volume
  if (!vein) h.add(std::lround(d.volume_mL / (soft ? kSoftStep_mL : kVolumeStep_mL)));
  if (!soft) {
    constexpr double kRunsOn_s = 2.0, kMixed_s = 240.0;  // what comes later changes no shape
    const double age = std::min(d.age_s, vein ? kRunsOn_s : kMixed_s);
    if (d.place != ContrastPlace::kSubdural) h.add(std::floor(age / (vein ? kFlows_s : kMixes_s)));
    h.add(s.sac.hash);
    h.add(s.freeSpace.key);
    h.add(s.patient.standing);
  }
  return h.value();
}

}  // namespace

/// The roots as far as they lie inside the sac, thinner: drawn in full they lie in one another
/// where they are crowded, and would displace more than there is.
math::Mesh SceneBuilder::Impl::rootsWithinSac(const operation::State& s) const {
  constexpr int kSides = 8;
  constexpr double kThinner = 0.45;  // house
  const thecal_sac::Frames& frames = s.freeSpace.frames;
  math::Mesh mesh;
  for (auto root : thecal_sac::rootCourses(cauda, frames, nerves, s.bend)) {
    for (thecal_sac::TubePoint& p : root.course) p.radius_mm *= kThinner;
    const auto leaves = std::ranges::find_if(root.course, [&](const thecal_sac::TubePoint& p) {
      return thecal_sac::distance(frames, s.sac, p.centre) > -p.radius_mm;
    });
    thecal_sac::addTube({root.course.begin(), leaves}, kSides, mesh);
  }
  return mesh;
}

void SceneBuilder::Impl::refreshSleeves(const fluoro::ContrastLayer& layer) {
  constexpr int kSides = 12;
  constexpr double kLeast_mm3 = 0.5;
  double holds_mm3 = 0.0;
  for (std::size_t n = 0; n < layer.sleeves().size(); ++n) holds_mm3 += layer.inSleeve_mm3(n);
  remake(sleeves, holds_mm3 > kLeast_mm3 ? layer.version() : 0, [&] {
    math::Mesh mesh;
    for (std::size_t n = 0; n < layer.sleeves().size() && holds_mm3 > kLeast_mm3; ++n) {
      const fluoro::ContrastLayer::Sleeve& sleeve = layer.sleeves()[n];
      const double fill = layer.inSleeve_mm3(n) / sleeve.capacity_mm3;
      thecal_sac::addTube(thecal_sac::sleeve(nerves[n], sleeve.gap_mm, fill), kSides, mesh);
    }
    return mesh;
  });
  // the root within it is not drawn apart: that much less of it is contrast
  const double encloses_mm3 = math::volume(sleeves.mesh);
  sleeveShare =
      encloses_mm3 > 0.0 ? static_cast<float>(std::min(holds_mm3 / encloses_mm3, 1.0)) : 0.0f;
}

void SceneBuilder::Impl::refreshStray(const operation::State& s) {
  refreshSleeves(s.contrast);
  strayCount = std::min(s.stray.deposits.size(), kMostStray);
  for (std::size_t n = 0; n < strayCount; ++n) {
    const fluoro::Deposit& d = s.stray.deposits[n];
    Stray& of = stray[n];
    of.deposit = d;
    const fluoro::Surrounding around{
        s.freeSpace, s.sac, operation::veinSeed(theCase), s.patient.standing,
        [&](const Vec3& direction) { return roomAlong(theCase, s, d, direction); }};
    remake(of.shape, shapeKey(d, s), [&] { return fluoro::strayMesh(d, around); });
    remake(of.roots, of.shape.key, [&] {
      return d.place == ContrastPlace::kIntrathecal
                 ? fluoro::rootsInPool(d, around, of.shape.mesh, rootsWithinSac(s))
                 : math::Mesh{};
    });
    of.share = static_cast<float>(
        fluoro::shareIn(d, math::volume(of.shape.mesh) - math::volume(of.roots.mesh)));
  }
}

void SceneBuilder::Impl::addStray(const Presentation& p) {
  constexpr float kFaintest = 0.25f;  // what is all but gone is seen through
  name(addSurface(sleeves.ref, Look::kContrast, opacity(p, Layer::kContrast), true, Mat4f(1.0f),
                  true),
       p, Layer::kContrast, {"contrast", ""});
  for (std::size_t n = 0; n < strayCount; ++n) {
    const float strength = std::sqrt(std::min(1.0f, stray[n].share / 0.5f));
    if (strength < kFaintest) continue;
    name(addSurface(stray[n].shape.ref, Look::kContrast, strength * opacity(p, Layer::kContrast),
                    false, Mat4f(1.0f), true),
         p, Layer::kContrast, {"stray_contrast", ""});
  }
}

void SceneBuilder::Impl::addStrayXRay() {
  const auto add = [&](std::string name, const Owned& of, Material material, int host, float share,
                       bool bends = false) {
    if (of.mesh.indices.empty()) return;
    XRaySurface x;
    x.name = std::move(name);
    x.mesh = of.ref;
    x.material = material;
    x.host = host;
    x.share = share;
    x.bends = bends;
    x.moving = true;
    scene.xRay.surfaces.push_back(x);
  };
  add("contrast_in_sleeves", sleeves, Material::kContrast, hostOf(Material::kMuscle), sleeveShare,
      true);
  for (std::size_t n = 0; n < strayCount; ++n) {
    const std::string number = std::to_string(n + 1);
    add("stray_contrast_" + number, stray[n].shape, Material::kContrast, hostIn(stray[n].deposit),
        stray[n].share);
    add("roots_in_contrast_" + number, stray[n].roots, Material::kFluid,
        hostOf(Material::kContrast), stray[n].share);
  }
}

}  // namespace unkink::view
