// Cut, cover, paint, blur, add noise.
#include "view/mri_slice.hpp"

#include "math/hash.hpp"
#include "view/mri_grain.hpp"
#include "view/mri_signals.hpp"
#include "view/placed_meshes.hpp"
#include "view/rootlets.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <numbers>
#include <oneapi/tbb/parallel_for.h>
#include <optional>

namespace unkink::view {
namespace {

using math::PlaneFrame;
using math::SectionEdges;
using math::Vec2;
using math::Vec2f;

constexpr int kSubPlanes = 6;            // through the thickness
constexpr double kFilm_mm = 0.7;         // of the line around bands, half of it outside
constexpr double kJoin_mm = 1.4;         // reach of bone and disc over the gap between them
constexpr double kSoftNucleus_mm = 3.5;  // over which nucleus and annulus blend, full width
constexpr double kSteelHalo_mm = 5.0;    // how far steel spoils the field around it, full width

/// What one plane of the slice is painted from.
struct Source {
  const Slice& slice;
  const PlacedMeshes& placed;
  const Grain& grain;
  const Rootlets& rootlets;
  int side;

  double step_mm() const { return slice.field_mm / side; }
  double half_mm() const { return 0.5 * slice.field_mm; }
};

/// Outlines of the rootlets in a plane.
SectionEdges rootletEdges(const Source& source, const PlaneFrame& plane) {
  constexpr std::size_t kSides = 10;
  static const auto kCorners = [] {
    std::array<Vec2f, kSides + 1> corner;
    constexpr double kTurn = 2.0 * std::numbers::pi / kSides;
    const double out = std::sqrt(kTurn / std::sin(kTurn));  // the polygon has the circle's area
    for (std::size_t n = 0; n <= kSides; ++n) {
      const double a = kTurn * static_cast<double>(n % kSides);
      corner[n] = Vec2f(Vec2(out * std::cos(a), out * std::sin(a)));
    }
    return corner;
  }();
  const std::vector<SliceRoot>& roots = source.slice.roots;
  std::vector<Vec2f> at(roots.size(), Vec2f(0.0f));
  std::vector<bool> there;
  for (std::size_t n = 0; n < roots.size(); ++n) there.push_back(crossing(roots[n], plane, at[n]));
  SectionEdges edges;
  for (const Rootlet& r : source.rootlets.all) {
    if (!there[r.root]) continue;
    const Vec2f middle = at[r.root] + r.offset;
    for (std::size_t n = 0; n < kSides; ++n)
      edges.push_back({middle + r.radius_mm * kCorners[n], middle + r.radius_mm * kCorners[n + 1]});
  }
  return edges;
}

/// The greys of one plane of the slice, without blur; tissue over tissue.
class SubPlane {
 public:
  SubPlane(const Source& source, double offset_mm)
      : source_(source),
        plane_(source.slice.plane.moved(offset_mm)),
        raster_(source.side, source.side, Vec2(-source.half_mm()), source.step_mm()),
        signal(static_cast<std::size_t>(source.side * source.side), mri_[MriSignal::kAir]),
        sac(signal.size(), 0.0f) {
    for (int t = 0; t < static_cast<int>(SliceTissue::kCount); ++t)
      paint(static_cast<SliceTissue>(t));
  }

 private:
  void paint(SliceTissue tissue) {
    SectionEdges edges;
    for (const SliceSurface& s : source_.slice.surfaces) {
      if (s.tissue != tissue) continue;
      source_.placed.cut(s, plane_, source_.half_mm(), edges);
      if (tissue != SliceTissue::kNucleus) continue;  // they differ from one to the next
      cover(tissue, edges);
      over([v = nucleus(s.dryness)](std::size_t) { return v; });
      edges.clear();
    }
    if (tissue == SliceTissue::kRoots) {
      const SectionEdges bundles = rootletEdges(source_, plane_);
      edges.insert(edges.end(), bundles.begin(), bundles.end());
    }
    if (edges.empty()) return;
    cover(tissue, edges);
    if (tissue == SliceTissue::kSac) sac = coverage_;
    fill(tissue);
    if (tissue == SliceTissue::kSac) drawDura(edges);
    if (tissue == SliceTissue::kCortex) bones_ = std::move(edges);
  }

  float nucleus(float dryness) const {
    return std::lerp(mri_[MriSignal::kNucleus], mri_[MriSignal::kDryNucleus], dryness);
  }

  /// The share of each pixel that a tissue takes.
  void cover(SliceTissue tissue, const SectionEdges& edges) {
    if (edges.empty()) {
      coverage_.assign(signal.size(), 0.0f);
      return;
    }
    raster_.clear();
    raster_.add(edges);
    raster_.resolve(coverage_);
    // films that part solids are thinner than a picture resolves
    if (tissue == SliceTissue::kFibrous) joinWith(stroked(edges, kFilm_mm));
    if (tissue == SliceTissue::kDisc) {
      PixelPlane gap = stroked(edges, kJoin_mm);
      const PixelPlane bone = stroked(bones_, kJoin_mm);
      for (std::size_t i = 0; i < gap.size(); ++i) gap[i] = std::min(gap[i], bone[i]);
      joinWith(gap);
    }
    if (tissue == SliceTissue::kNucleus)
      Blur(kSoftNucleus_mm / source_.step_mm()).apply(coverage_, source_.side);
    if (tissue == SliceTissue::kSteel) {
      Blur(kSteelHalo_mm / source_.step_mm()).apply(coverage_, source_.side);
      for (float& c : coverage_) c = std::min(1.0f, 14.0f * c);
    }
  }

  PixelPlane stroked(const SectionEdges& edges, double width_mm) {
    PixelPlane line;
    raster_.clear();
    raster_.addStroke(edges, width_mm);
    raster_.resolve(line);
    return line;
  }
  void joinWith(const PixelPlane& more) {
    for (std::size_t i = 0; i < coverage_.size(); ++i)
      coverage_[i] = std::max(coverage_[i], more[i]);
  }

  void drawDura(const SectionEdges& edges) {
    coverage_ = stroked(edges, mri_.duraThickness_mm);
    over([v = mri_[MriSignal::kDura]](std::size_t) { return v; });
  }

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

  void fill(SliceTissue tissue) {
    const Grain& g = source_.grain;
    switch (tissue) {
      case SliceTissue::kTrunk:
        return grained(MriSignal::kSubcutaneousFat, g.fat, 1.04f, -0.34f);
      case SliceTissue::kUnderFat:
        return grained(MriSignal::kDeepFat, g.fat, 1.06f, -0.4f);
      case SliceTissue::kMuscle:
        return over([&](std::size_t i) {
          const float muscle = mri_[MriSignal::kMuscle] * (0.82f + 0.36f * g.marrow[i]);
          return std::lerp(muscle, mri_[MriSignal::kMuscleFat], g.muscleFat[i]);
        });
      case SliceTissue::kInterspinous:
        return grained(MriSignal::kInterspinous, g.fibres, 0.5f, 1.0f);
      case SliceTissue::kFibrous:
        return even(MriSignal::kFibrous);
      case SliceTissue::kNerve:
        return even(MriSignal::kNerve);
      case SliceTissue::kCortex:
        return even(MriSignal::kCortex);
      case SliceTissue::kMarrow:
        return grained(MriSignal::kMarrow, g.marrow, 0.84f, 0.32f);
      case SliceTissue::kDisc:
        return grained(MriSignal::kAnnulus, g.fibres, 0.8f, 0.4f);
      case SliceTissue::kLigamentumFlavum:
        return grained(MriSignal::kLigamentumFlavum, g.fibres, 0.8f, 0.4f);
      case SliceTissue::kSac:
        return over([v = std::lerp(mri_[MriSignal::kRoot], mri_[MriSignal::kCsf],
                                   source_.rootlets.fluidBetween)](std::size_t) { return v; });
      case SliceTissue::kRoots:
        return even(MriSignal::kRoot);
      default:
        return even(MriSignal::kVoid);
    }
  }

  const MriSettings& mri_ = mriSettings();
  const Source& source_;
  PlaneFrame plane_;
  math::CoverageRaster raster_;
  PixelPlane coverage_;
  SectionEdges bones_;

 public:
  PixelPlane signal, sac;
};

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
  const Rootlets between =
      slice.roots.empty() ? Rootlets{} : rootletsIn(slice.plane, slice.roots, picture.sacEdges);
  const Source source{slice, placed, grain, between, side};
  std::vector<std::optional<SubPlane>> parts(static_cast<std::size_t>(planes));
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
