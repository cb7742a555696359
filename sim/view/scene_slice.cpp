// Filling the scene with its slice: what a plane cuts, its roots, its marker and its numbers.
#include "thecal_sac/roots_mesh.hpp"
#include "view/scene_builder_impl.hpp"
#include "view/slice_marker.hpp"
#include "view/structure_view.hpp"

namespace unkink::view {

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
  add(nerveRef, SliceTissue::kNerve, true);
  add(sac.ref, SliceTissue::kSac, false);
  add(contrast.ref, SliceTissue::kContrast, false);
  for (const XRaySurface& x : scene.xRay.surfaces)
    if (x.material == fluoro::Material::kSteel)
      all.push_back({x.mesh, SliceTissue::kSteel, false, x.patientFromMesh, 0.0f});
}

/// Root by root where the slice crosses them, as one mesh where it runs along.
void SceneBuilder::Impl::addSliceRoots(const operation::State& s, bool axial) {
  std::vector<SliceSurface>& all = scene.slice.surfaces;
  if (!axial) {
    all.push_back({roots.ref, SliceTissue::kRoots, false, Mat4f(1.0f), 0.0f});
    return;
  }
  const anatomy::Spine& spine = theCase.spine();
  const thecal_sac::Frames& frames = s.freeSpace.frames;
  remake(cord, roots.key, [&] { return thecal_sac::cordMesh(spine, frames, s.sac, nerves); });
  all.push_back({cord.ref, SliceTissue::kRoots, false, Mat4f(1.0f), 0.0f});
  if (coursesKey != roots.key) {
    coursesKey = roots.key;
    courses.clear();
    for (const auto& root : thecal_sac::rootCourses(spine, s.bend, frames, s.sac, nerves)) {
      courses.push_back({{}, static_cast<float>(root.radius_mm)});
      for (const thecal_sac::TubePoint& p : root.course)
        courses.back().course.emplace_back(p.centre);
    }
  }
  scene.slice.roots = courses;
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
  addSliceRoots(s, axial);
  addSliceMarker();
  measureSlice(s, p);
}

}  // namespace unkink::view
