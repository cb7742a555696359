// The mean over planes, blur and noise.
#include "view/mri_slice.hpp"

#include "math/hash.hpp"
#include "view/mri_plane.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <oneapi/tbb/parallel_for.h>
#include <optional>

namespace unkink::view {
namespace {

using math::PlaneFrame;
using math::SectionEdges;
using math::Vec2;

constexpr int kSubPlanes = 6;  // through the thickness

/// Point spread, coil and noise; what is measured and noise go through the same filter.
void finish(const Slice& slice, int side, PixelPlane& signal) {
  const MriSettings& mri = mriSettings();
  const double step = slice.field_mm / side;
  const Blur spread(mri.pointSpread_mm / step);
  PixelPlane real, imaginary;
  makeNoise(slice.seed, side, real, imaginary);
  std::array<PixelPlane*, 3> all{&signal, &real, &imaginary};
  oneapi::tbb::parallel_for(std::size_t{0}, all.size(),
                            [&](std::size_t n) { spread.apply(*all[n], side); });
  const auto noise = static_cast<float>(mri.noise / spread.noiseLeft());
  for (int row = 0; row < side; ++row)
    for (int column = 0; column < side; ++column) {
      const auto i = static_cast<std::size_t>(row * side + column);
      const Vec2 q = step * Vec2(column + 0.5, row + 0.5) - Vec2(0.5 * slice.field_mm);
      const auto gain = static_cast<float>(1.0 + mri.coilGain_per_mm * glm::dot(q, slice.dorsal));
      const float re = gain * signal[i] + noise * real[i], im = noise * imaginary[i];
      signal[i] = std::sqrt(re * re + im * im);
    }
}

void addPlane(math::Hash& h, const PlaneFrame& p) {
  for (const math::Vec3& v : {p.origin, p.right, p.down}) h.add(v);
}

/// Everything that a picture depends on.
std::uint64_t keyOf(const Scene& scene, int side) {
  const Slice& slice = scene.slice;
  math::Hash h;
  addPlane(h, slice.plane);
  addPlane(h, slice.texture);
  h.add(slice.field_mm);
  h.add(side);
  h.add(slice.seed);
  for (const math::Mat4f& m : scene.bend.patientFromMaterial)
    for (int n = 0; n < 4; ++n) h.add(m[n]);
  for (const math::Vec3f& v : scene.bend.bulge_mm) h.add(v);
  for (const SliceSurface& s : slice.surfaces) {
    h.add(s.mesh.id);
    h.add(s.mesh.version);
    for (int n = 0; n < 4; ++n) h.add(s.patientFromMesh[n]);
  }
  return h.value();
}

/// Adds b to a.
void add(PixelPlane& a, const PixelPlane& b) {
  for (std::size_t i = 0; i < a.size(); ++i) a[i] += b[i];
}

}  // namespace

struct MriSlicer::Impl {
  PlacedMeshes placed;
  Grain grain;
  std::uint64_t key = 0, grainKey = 0;
  MriPicture picture;

  void makeGrainFor(const Slice& slice, int side) {
    math::Hash h;
    addPlane(h, slice.plane);
    addPlane(h, slice.texture);
    h.add(side);
    if (h.value() == grainKey) return;
    grainKey = h.value();
    makeGrain(slice, side, grain);
  }

  SectionEdges cut(const Slice& slice, SliceTissue tissue) const {
    SectionEdges edges;
    for (const SliceSurface& s : slice.surfaces)
      if (s.tissue == tissue) placed.cut(s, slice.plane, 0.5 * slice.field_mm, edges);
    return edges;
  }

  void draw(const Scene& scene, int side, int planes);
};

void MriSlicer::Impl::draw(const Scene& scene, int side, int planes) {
  const Slice& slice = scene.slice;
  placed.update(scene);
  makeGrainFor(slice, side);
  picture.sacEdges = cut(slice, SliceTissue::kSac);
  picture.ligamentEdges = cut(slice, SliceTissue::kLigamentumFlavum);
  const bool axial = slice.kind == SlicePlane::kAxial;
  const Rootlets between =
      axial ? rootletsIn(slice.plane, slice.roots, picture.sacEdges, slice.sinking) : Rootlets{};
  const auto along = axial ? std::vector<RootletCourse>{} : rootletCourses(slice.roots);
  const MriSource source{slice, placed, grain, between, along, side};
  std::vector<std::optional<MriPlane>> parts(static_cast<std::size_t>(planes));
  oneapi::tbb::parallel_for(0, planes, [&](int n) {
    const double offset_mm = mriSettings().sliceThickness_mm * ((n + 0.5) / planes - 0.5);
    parts[static_cast<std::size_t>(n)].emplace(source, offset_mm);
  });
  picture.signal = std::move(parts[0]->signal);
  picture.sac = std::move(parts[0]->sac);
  for (std::size_t n = 1; n < parts.size(); ++n) {
    add(picture.signal, parts[n]->signal);
    add(picture.sac, parts[n]->sac);
  }
  for (PixelPlane* p : {&picture.signal, &picture.sac})
    for (float& v : *p) v /= static_cast<float>(planes);
  finish(slice, side, picture.signal);
  picture.pixels = side;
  picture.field_mm = slice.field_mm;
  picture.plane = slice.plane;
  ++picture.number;
}

MriSlicer::MriSlicer() : impl_(std::make_unique<Impl>()) {}
MriSlicer::~MriSlicer() = default;

const MriPicture& MriSlicer::draw(const Scene& scene, MriFineness fineness) {
  assert(!scene.slice.surfaces.empty());
  const bool full = fineness == MriFineness::kFull;
  const int side = full ? kMriPixels : kMriPixels / 2;
  const std::uint64_t key = keyOf(scene, side);
  if (key != impl_->key) impl_->draw(scene, side, full ? kSubPlanes : 1);
  impl_->key = key;
  return impl_->picture;
}

MriPicture divided(const MriPicture& before, const MriPicture& now, double share) {
  assert(before.pixels == now.pixels);
  MriPicture both = now;
  const auto columns = static_cast<std::size_t>(std::lround(share * now.pixels));
  const auto width = static_cast<std::size_t>(now.pixels);
  for (std::size_t row = 0; row < width; ++row)
    std::copy_n(before.signal.begin() + static_cast<std::ptrdiff_t>(row * width), columns,
                both.signal.begin() + static_cast<std::ptrdiff_t>(row * width));
  math::Hash h;
  for (const std::uint64_t n : {before.number, now.number, static_cast<std::uint64_t>(columns)})
    h.add(n);
  both.number = h.value();
  return both;
}

std::vector<std::uint8_t> greyOf(const MriPicture& picture) {
  std::vector<std::uint8_t> grey;
  grey.reserve(picture.signal.size());
  for (const float v : picture.signal)
    grey.push_back(static_cast<std::uint8_t>(std::lround(255.0f * std::clamp(v, 0.0f, 1.0f))));
  return grey;
}

}  // namespace unkink::view
