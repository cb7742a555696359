// Filling the scene with its slice: what a plane cuts, its roots, its marker and its numbers.
#include "thecal_sac/roots_mesh.hpp"
#include "thecal_sac/sections.hpp"
#include "thecal_sac/tube.hpp"
#include "view/rootlets.hpp"
#include "view/scene_builder_impl.hpp"
#include "view/slice_marker.hpp"
#include "view/structure_view.hpp"

#include <numbers>

namespace unkink::view {
namespace {

/// Fluid between the roots from the head down; roots do not part all at once.
std::vector<SacFilling> fillingOf(const thecal_sac::Frames& frames, const thecal_sac::Sac& sac,
                                  const std::vector<SliceRoot>& roots) {
  constexpr double kReach_mm = 5.0;
  std::vector<float> fluid;
  for (const thecal_sac::SectionMeasure& m : thecal_sac::profile(frames, sac)) {
    const double z = frames[fluid.size()].centre.z;
    double roots_mm2 = 0.0;
    for (const SliceRoot& r : roots)
      if (static_cast<double>(r.course.front().z) > z && static_cast<double>(r.course.back().z) < z)
        roots_mm2 += std::numbers::pi * static_cast<double>(r.radius_mm * r.radius_mm);
    fluid.push_back(fluidBetween(m.area_mm2, roots_mm2));
  }
  std::vector<SacFilling> filling;
  for (const thecal_sac::SectionFrame& at : frames) {
    double sum = 0.0, weights = 0.0;
    for (std::size_t n = 0; n < frames.size(); ++n) {
      const double weight = std::max(1.0 - std::abs(frames[n].arc_mm - at.arc_mm) / kReach_mm, 0.0);
      sum += weight * static_cast<double>(fluid[n]);
      weights += weight;
    }
    filling.push_back({math::Vec3f(at.centre), static_cast<float>(sum / weights)});
  }
  return filling;
}

/// Aorta and vena cava in front of the bodies, down to where they part; Material frame.
///
/// Model: straight tubes of mean width along the front of the bodies. Source: house
math::Mesh vesselsMesh(const anatomy::Spine& spine) {
  constexpr double kAortaLeft_mm = 7.0, kCavaLeft_mm = -15.0, kRadius_mm = 8.5, kBefore_mm = 4.0;
  constexpr int kSides = 16;
  math::Mesh mesh;
  for (const double left_mm : {kAortaLeft_mm, kCavaLeft_mm}) {
    thecal_sac::Tube tube;
    for (int l = 0; l <= static_cast<int>(anatomy::Level::kL3L4); ++l) {
      const anatomy::DiscShape& d = spine.segment(static_cast<anatomy::Level>(l));
      const auto at = [&](double up_mm) {
        return d.materialFromSegment *
               Vec3(left_mm, -d.halfDepth_mm - kBefore_mm - kRadius_mm, up_mm);
      };
      if (l == 0) tube.push_back({at(90.0), kRadius_mm, {0.0, 0.0}});
      tube.push_back({at(0.0), kRadius_mm, {l + 0.5, 0.0}});
      if (l == static_cast<int>(anatomy::Level::kL3L4))
        tube.push_back({at(-24.0), 0.8 * kRadius_mm, {l + 1.0, 0.0}});
    }
    thecal_sac::addTube(tube, kSides, mesh);
  }
  return mesh;
}

/// The middle of each lumbar body's back wall, in the Material frame.
std::vector<SliceVein> veinsOf(const anatomy::Spine& spine) {
  std::vector<SliceVein> veins;
  for (int l = 0; l + 1 < anatomy::kLevelCount; ++l) {
    const auto wall = [&](int level, double up) {
      const anatomy::DiscShape& d = spine.segment(static_cast<anatomy::Level>(level));
      return d.materialFromSegment * Vec3(0.0, d.dorsalWall_mm(false), up * d.halfHeight_mm);
    };
    const Vec3 above = wall(l, -1.0), below = wall(l + 1, 1.0), along = above - below;
    const Vec3 forward = glm::normalize(glm::cross(Vec3(1.0, 0.0, 0.0), along));
    // the wall is hollow
    const Vec3 middle = 0.5 * (above + below) + 1.5 * forward;
    veins.push_back({math::Vec3f(middle), math::Vec3f(forward)});
  }
  return veins;
}

}  // namespace

/// Everything closed that lies in the slice, whatever layers the eye has on.
void SceneBuilder::Impl::addSliceSurfaces() {
  std::vector<SliceSurface>& all = scene.slice.surfaces;
  const auto add = [&](const MeshRef& mesh, SliceTissue tissue, bool bends, float dryness = 0.0f) {
    if (!mesh.mesh->indices.empty()) all.push_back({mesh, tissue, bends, Mat4f(1.0f), dryness});
  };
  for (std::size_t n = 0; n < baked.size(); ++n) {
    if (replaced(baked[n])) continue;
    const SliceTissue tissue = viewOf(baked[n].structure).slice;
    add(bakedRefs[n], tissue, true,
        tissue == SliceTissue::kNucleus ? drynessOf(baked[n].index) : 0.0f);
  }
  for (const LiveLevelMeshes& of : live) {
    for (int n = 0; n < tissue::kCuttableCount; ++n) {
      const auto c = static_cast<tissue::Channel>(n);
      const bool bone = c != tissue::Channel::kLigament;
      add(of.surface(c), bone ? SliceTissue::kCortex : SliceTissue::kLigamentumFlavum, true);
      if (bone) add(of.inner(c), SliceTissue::kMarrow, true);
    }
    add(of.discSurface(), SliceTissue::kDisc, true);
  }
  add({&tented.mesh(), tentedId, tented.version()}, SliceTissue::kFibrous, true);
  remake(vessels, 1, [&] { return vesselsMesh(theCase.spine()); });
  add(vessels.ref, SliceTissue::kVessel, true);
  add(sleeves.ref, SliceTissue::kContrast, true);
  add(nerveRef, SliceTissue::kNerve, true);
  add(sac.ref, SliceTissue::kSac, false);
  add(contrast.ref, SliceTissue::kContrast, false);
  for (std::size_t n = 0; n < strayCount; ++n)
    add(stray[n].shape.ref, SliceTissue::kContrast, false);
  for (const XRaySurface& x : scene.xRay.surfaces)
    if (x.material == fluoro::Material::kSteel)
      all.push_back({x.mesh, SliceTissue::kSteel, false, x.patientFromMesh, 0.0f});
}

/// Root by root, and the veins of the bodies.
void SceneBuilder::Impl::addSliceRoots(const operation::State& s) {
  std::vector<SliceSurface>& all = scene.slice.surfaces;
  const anatomy::Spine& spine = theCase.spine();
  const thecal_sac::Frames& frames = s.freeSpace.frames;
  remake(cord, roots.key, [&] { return thecal_sac::cordMesh(cauda, frames); });
  all.push_back({cord.ref, SliceTissue::kRoots, false, Mat4f(1.0f), 0.0f});
  if (coursesKey != roots.key) {
    coursesKey = roots.key;
    courses.clear();
    for (const auto& root : thecal_sac::rootCourses(cauda, frames, nerves, s.bend)) {
      if (root.course.size() < 2) continue;
      courses.push_back({{}, {}, static_cast<float>(root.radius_mm)});
      for (const thecal_sac::TubePoint& p : root.course) {
        courses.back().course.emplace_back(p.centre);
        courses.back().girth_mm.push_back(static_cast<float>(p.radius_mm));
      }
    }
    filling = fillingOf(frames, s.sac, courses);
  }
  scene.slice.sinking = sinking;
  scene.slice.roots = courses;
  scene.slice.filling = filling;
  if (veins.empty()) veins = veinsOf(spine);
  for (std::size_t n = 0; n < veins.size(); ++n) {  // body n + 1: L2 and so on
    const double chain = static_cast<double>(n) + 1.0;
    scene.slice.veins.push_back({math::Vec3f(s.bend.apply(Vec3(veins[n].wall), {chain, 0.0})),
                                 math::Vec3f(s.bend.rotate(Vec3(veins[n].forward), chain))});
  }
}

/// Where the slice lies, in the 3D view.
void SceneBuilder::Impl::addSliceMarker() {
  constexpr float kPane = 0.12f, kFrame = 0.9f;  // seen through, so that neither casts a shadow
  const Slice& slice = scene.slice;
  const auto n = static_cast<std::size_t>(slice.kind);
  if (pane[n].mesh.indices.empty()) {
    SliceMarker marker = makeSliceMarker(slice.field_mm);
    remake(pane[n], 1, [&] { return std::move(marker.pane); });
    remake(paneFrame[n], 1, [&] { return std::move(marker.frame); });
  }
  const math::Mat3 axes(slice.plane.right, slice.plane.down, slice.plane.normal());
  const Mat4f m = matrixOf(axes, slice.plane.origin);
  addSurface(pane[n].ref, Look::kLiquid, kPane, false, m);
  addSurface(paneFrame[n].ref, Look::kLiquid, kFrame, false, m);
}

void SceneBuilder::Impl::measureSlice(const operation::State& s, const Presentation& p) {
  math::Hash h;
  h.add(s.sac.hash);
  h.add(s.freeSpace.key);
  h.add(p.slice.axial_mm);
  if (h.value() != measuredKey) {
    measuredKey = h.value();
    const tissue::Body body = operation::bodyOf(theCase, s);
    measured.measured =
        thecal_sac::axialPlane(theCase.spine(), s.bend, theCase.level(), p.slice.axial_mm);
    thecal_sac::SliceOutlines outlines;
    measured.measure =
        thecal_sac::measureSlice(body, s.freeSpace.frames, s.sac, measured.measured, &outlines);
    measured.canal = outlines.canal;
    measured.midFlavum_mm = thecal_sac::midFlavumThickness_mm(body);
  }
  Slice& slice = scene.slice;
  slice.measured = measured.measured;
  slice.measure = measured.measure;
  slice.canal = measured.canal;
  slice.midFlavum_mm = measured.midFlavum_mm;
}

void SceneBuilder::Impl::addSlice(const operation::State& s, const Presentation& p) {
  if (!p.slice.open) return;
  Slice& slice = scene.slice;
  const bool axial = p.slice.plane == SlicePlane::kAxial;
  slice.kind = p.slice.plane;
  slice.plane = slicePlaneOf(theCase, s, p.slice.plane, p.slice);
  slice.other =
      slicePlaneOf(theCase, s, axial ? SlicePlane::kSagittal : SlicePlane::kAxial, p.slice);
  slice.texture = slicePlaneOf(theCase, s, SlicePlane::kAxial, {});
  slice.dorsal = axial ? math::Vec2(0.0, 1.0) : math::Vec2(1.0, 0.0);
  slice.field_mm = axial ? mriSettings().axialField_mm : mriSettings().sagittalField_mm;
  math::Hash h;
  h.add(s.sac.hash);
  h.add(s.freeSpace.key);
  for (const tissue::Live& level : s.tissue) h.add(level.carving.hash());
  h.add(p.slice.plane);
  h.add(p.slice.at_mm());
  slice.seed = h.value();
  addSliceSurfaces();
  addSliceRoots(s);
  addSliceMarker();
  measureSlice(s, p);
}

}  // namespace unkink::view
