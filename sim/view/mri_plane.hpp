// One plane of the MRI-like slice: tissue painted over tissue.
#pragma once

#include "view/mri_grain.hpp"
#include "view/mri_signals.hpp"
#include "view/placed_meshes.hpp"
#include "view/rootlets.hpp"

namespace unkink::view {

/// What a plane of the slice is painted from.
struct MriSource {
  const Slice& slice;
  const PlacedMeshes& placed;
  const Grain& grain;
  const Rootlets& rootlets;                 // of an axial slice
  const std::vector<RootletCourse>& along;  // of a sagittal one
  int side;                                 // pixels along either edge

  bool axial() const { return slice.kind == SlicePlane::kAxial; }
  double step_mm() const { return slice.field_mm / side; }
  double half_mm() const { return 0.5 * slice.field_mm; }
};

/// The greys of one plane of the slice, without blur.
class MriPlane {
 public:
  MriPlane(const MriSource& source, double offset_mm);

  PixelPlane signal;  // share of the CSF's
  PixelPlane sac;     // share of each pixel that is the sac's

 private:
  using SectionEdges = math::SectionEdges;
  void paint(SliceTissue tissue);
  SectionEdges cut(SliceTissue tissue);
  void paintRoots(SectionEdges edges);
  void paintNuclei();
  void paintJoints();
  void paintVeins();
  void paintSac(const SectionEdges& edges);
  void closeAround(const SectionEdges& sacEdges);
  void fill(SliceTissue tissue);

  void unevenly(SectionEdges& edges, std::size_t from) const;
  void cover(SliceTissue tissue, const SectionEdges& edges);
  void coverEdges(const SectionEdges& edges);
  PixelPlane stroked(const SectionEdges& edges, double width_mm);
  /// Takes pixels near both of two outlines as covered, too.
  void bridge(const SectionEdges& a, const SectionEdges& b, double width_mm);
  void joinWith(const PixelPlane& more);
  float fluidAt(int row) const;

  template <class Grey>
  void over(const Grey& grey) {
    for (std::size_t i = 0; i < signal.size(); ++i)
      if (coverage_[i] > 0.0f) signal[i] += coverage_[i] * (grey(i) - signal[i]);
  }
  /// A grey that goes up and down with a texture.
  void grained(MriSignal s, const PixelPlane& texture, float least, float more) {
    over([&, v = mri_[s]](std::size_t i) { return v * (least + more * texture[i]); });
  }
  void even(MriSignal s) {
    over([v = mri_[s]](std::size_t) { return v; });
  }

  const MriSettings& mri_ = mriSettings();
  const MriSource& source_;
  math::PlaneFrame plane_;
  math::CoverageRaster raster_;
  PixelPlane coverage_;
  SectionEdges bones_, bands_, ligaments_;
  std::vector<SectionEdges> eachBone_;
};

}  // namespace unkink::view
