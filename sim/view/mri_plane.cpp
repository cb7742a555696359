// Cut, cover, paint.
#include "view/mri_plane.hpp"

#include "math/sdf.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace unkink::view {
namespace {

using math::PlaneFrame;
using math::SectionEdges;
using math::Vec2;
using math::Vec2f;
using math::Vec3;
using math::Vec3f;

constexpr double kFilm_mm = 0.7;         // of the line around bands, half of it outside
constexpr double kJoin_mm = 1.4;         // reach of bone and disc over the gap between them
constexpr double kJoint_mm = 3.4;        // the same of two bones over their joint
constexpr double kJointsFrom_mm = 7.0;   // from the mid-line: sagittal planes before that cut none
constexpr double kSoftNucleus_mm = 3.5;  // over which nucleus and annulus blend, full width
constexpr double kSteelHalo_mm = 5.0;    // how far steel spoils the field around it, full width

float smoothStep(double e0, double e1, double x) {
  return static_cast<float>(math::sdf::smoothStep(e0, e1, x));
}

/// Outlines of the rootlets in an axial plane.
SectionEdges rootletEdges(const MriSource& source, const PlaneFrame& plane) {
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

/// What lies to one side of a place along an axis of the plane: 0 across, 1 from front to back.
SectionEdges onSide(const SectionEdges& edges, int axis, float at, bool beyond) {
  SectionEdges half;
  for (const math::SectionEdge& e : edges)
    if ((0.5f * (e[0][axis] + e[1][axis]) > at) == beyond) half.push_back(e);
  return half;
}

/// 0 where a sac's section is roomy, 1 where it is narrow.
double pressed(double area_mm2, double from_mm2, double to_mm2) {
  return 1.0 - math::sdf::smoothStep(to_mm2, from_mm2, area_mm2);
}

/// A square picture with twice the pixels along either edge, straight between their middles.
PixelPlane doubled(const PixelPlane& in, int side) {
  PixelPlane out(4 * in.size());
  const auto at = [&](int row, int column) {
    return in[static_cast<std::size_t>(std::clamp(row, 0, side - 1) * side +
                                       std::clamp(column, 0, side - 1))];
  };
  for (int row = 0; row < 2 * side; ++row)
    for (int column = 0; column < 2 * side; ++column) {
      const int r = row / 2, c = column / 2, r1 = r + 2 * (row % 2) - 1,
                c1 = c + 2 * (column % 2) - 1;
      out[static_cast<std::size_t>(row * 2 * side + column)] =
          0.75f * (0.75f * at(r, c) + 0.25f * at(r, c1)) +
          0.25f * (0.75f * at(r1, c) + 0.25f * at(r1, c1));
    }
  return out;
}

/// The first station that is no higher than a place; else the last.
std::vector<SacFilling>::const_iterator stationBelow(const std::vector<SacFilling>& along,
                                                     double z) {
  return std::lower_bound(along.begin(), along.end() - 1, z, [](const SacFilling& f, double at) {
    return static_cast<double>(f.centre.z) > at;
  });
}

/// What is not as smooth as it is made: neither skin nor what nerves are in.
bool uneven(SliceTissue t) {
  return t > SliceTissue::kTrunk && t < SliceTissue::kSac && t != SliceTissue::kNerve;
}

}  // namespace

MriPlane::MriPlane(const MriSource& source, double offset_mm)
    : signal(static_cast<std::size_t>(source.side * source.side), mriSettings()[MriSignal::kAir]),
      sac(signal.size(), 0.0f),
      source_(source),
      plane_(source.slice.plane.moved(offset_mm)),
      raster_(source.side, source.side, Vec2(-source.half_mm()), source.step_mm()) {
  for (int t = 0; t < static_cast<int>(SliceTissue::kCount); ++t)
    paint(static_cast<SliceTissue>(t));
}

void MriPlane::paint(SliceTissue tissue) {
  if (tissue == SliceTissue::kNucleus) return paintNuclei();
  SectionEdges edges = cut(tissue);
  if (tissue == SliceTissue::kRoots) return paintRoots(std::move(edges));
  if (edges.empty()) return;
  if (tissue == SliceTissue::kSac) return paintSac(edges);
  if (tissue == SliceTissue::kCortex) paintJoints();
  cover(tissue, edges);
  fill(tissue);
  if (tissue == SliceTissue::kMarrow) paintVeins();
  if (tissue == SliceTissue::kCortex) bones_ = std::move(edges);
  if (tissue == SliceTissue::kFibrous) bands_ = std::move(edges);
  if (tissue == SliceTissue::kLigamentumFlavum) ligaments_ = std::move(edges);
}

/// What the plane cuts of a tissue.
SectionEdges MriPlane::cut(SliceTissue tissue) {
  SectionEdges edges;
  for (const SliceSurface& s : source_.slice.surfaces) {
    if (s.tissue != tissue) continue;
    const std::size_t from = edges.size();
    source_.placed.cut(s, plane_, source_.half_mm(), edges);
    if (uneven(tissue)) unevenly(edges, from);
    if (tissue == SliceTissue::kCortex && edges.size() > from)
      eachBone_.emplace_back(edges.begin() + static_cast<std::ptrdiff_t>(from), edges.end());
  }
  return edges;
}

/// Nuclei without a sharp border, each as dry as it is: soft, so half the pixels are enough.
void MriPlane::paintNuclei() {
  const int side = source_.side / 2;
  const double step = 2.0 * source_.step_mm();
  math::CoverageRaster raster(side, side, Vec2(-source_.half_mm()), step);
  PixelPlane all(static_cast<std::size_t>(side * side), 0.0f), dry = all, one;
  bool any = false;
  for (const SliceSurface& s : source_.slice.surfaces) {
    SectionEdges edges;
    if (s.tissue == SliceTissue::kNucleus) source_.placed.cut(s, plane_, source_.half_mm(), edges);
    if (edges.empty()) continue;
    any = true;
    raster.clear();
    raster.add(edges);
    raster.resolve(one);
    for (std::size_t i = 0; i < all.size(); ++i) {
      all[i] += one[i];
      dry[i] += s.dryness * one[i];
    }
  }
  if (!any) return;
  const Blur soft(kSoftNucleus_mm / step);
  for (PixelPlane* p : {&all, &dry}) soft.apply(*p, side);
  coverage_ = doubled(all, side);
  over([&, dryness = doubled(dry, side)](std::size_t i) {
    return std::lerp(mri_[MriSignal::kNucleus], mri_[MriSignal::kDryNucleus],
                     dryness[i] / std::max(coverage_[i], 1e-6f)) *
           (0.8f + 0.4f * source_.grain.fibres[i]);
  });
}

/// Shifts outlines a little, the less the nearer to the sac, whose surroundings are measured.
void MriPlane::unevenly(SectionEdges& edges, std::size_t from) const {
  constexpr float kRuled_mm = 10.0f, kUneven_mm = 18.0f;  // from the sac's middle
  const std::vector<SacFilling>& along = source_.slice.filling;
  if (along.empty()) return;
  const PlaneFrame& t = source_.slice.texture;
  const auto shifted = [&](const Vec2f& q) {
    const Vec3 p = plane_.at(Vec2(q));
    const auto near = stationBelow(along, p.z);
    const Vec2f beside = Vec2f(Vec2(p)) - Vec2f(near->centre);
    const float off = glm::length(beside);
    const float share = smoothStep(kRuled_mm, kUneven_mm, off) *
                        (1.0f + smoothStep(kUneven_mm, 2.0 * kUneven_mm, off));
    if (share <= 0.0f) return q;
    const Vec3 d = p - t.origin;
    return q + share * unevenness_mm(Vec3f(Vec3(glm::dot(d, t.right), glm::dot(d, t.down),
                                                glm::dot(d, t.normal()))));
  };
  for (std::size_t n = from; n < edges.size(); ++n)
    for (Vec2f& q : edges[n]) q = shifted(q);
}

/// The share of each pixel that outlines enclose.
void MriPlane::coverEdges(const SectionEdges& edges) {
  raster_.clear();
  raster_.add(edges);
  raster_.resolve(coverage_);
}

/// The share of each pixel that a tissue takes.
void MriPlane::cover(SliceTissue tissue, const SectionEdges& edges) {
  coverEdges(edges);
  // films that part solids are thinner than a picture resolves
  if (tissue == SliceTissue::kFibrous) joinWith(stroked(edges, kFilm_mm));
  if (tissue == SliceTissue::kDisc) bridge(edges, bones_, kJoin_mm);
  if (tissue == SliceTissue::kSteel) {
    Blur(kSteelHalo_mm / source_.step_mm()).apply(coverage_, source_.side);
    for (float& c : coverage_) c = std::min(1.0f, 14.0f * c);
  }
}

PixelPlane MriPlane::stroked(const SectionEdges& edges, double width_mm) {
  PixelPlane line;
  raster_.clear();
  raster_.addStroke(edges, width_mm);
  raster_.resolve(line);
  return line;
}

void MriPlane::joinWith(const PixelPlane& more) {
  for (std::size_t i = 0; i < coverage_.size(); ++i) coverage_[i] = std::max(coverage_[i], more[i]);
}

void MriPlane::bridge(const SectionEdges& a, const SectionEdges& b, double width_mm) {
  PixelPlane gap = stroked(a, width_mm);
  const PixelPlane other = stroked(b, width_mm);
  for (std::size_t i = 0; i < gap.size(); ++i) gap[i] = std::min(gap[i], other[i]);
  joinWith(gap);
}

/// Cartilage and a film of fluid between bones that face one another.
void MriPlane::paintJoints() {
  if (eachBone_.size() < 2 || (!source_.axial() && std::abs(plane_.origin.x) < kJointsFrom_mm))
    return;
  PixelPlane nearest(signal.size(), 0.0f);
  coverage_.assign(signal.size(), 0.0f);
  for (const SectionEdges& bone : eachBone_) {
    const PixelPlane near = stroked(bone, kJoint_mm);
    for (std::size_t i = 0; i < near.size(); ++i) {
      coverage_[i] = std::max(coverage_[i], std::min(nearest[i], near[i]));
      nearest[i] = std::max(nearest[i], near[i]);
    }
  }
  grained(MriSignal::kCartilage, source_.grain.marrow, 0.7f, 0.6f);
}

/// The veins within the bodies: bright, widest at the back wall.
void MriPlane::paintVeins() {
  constexpr float kDeep_mm = 13.0f, kHigh_mm = 1.9f, kWide_mm = 4.5f;  // half height and width
  const double step = source_.step_mm(), half = source_.half_mm();
  for (const SliceVein& v : source_.slice.veins) {
    const Vec3 from = Vec3(v.wall) - plane_.origin;
    if (std::abs(glm::dot(from, plane_.normal())) > 30.0) continue;
    const Vec2 at = plane_.project(Vec3(v.wall));
    const auto pixel = [&](double mm) {
      return std::clamp(static_cast<int>((mm + half) / step), 0, source_.side);
    };
    for (int row = pixel(at.y - 18.0); row < pixel(at.y + 18.0); ++row)
      for (int column = pixel(at.x - 18.0); column < pixel(at.x + 18.0); ++column) {
        const Vec3f p(plane_.at(step * Vec2(column + 0.5, row + 0.5) - Vec2(half)));
        const Vec3f d = p - v.wall;
        const float in = glm::dot(d, v.forward), up = d.z - in * v.forward.z;
        if (in < -2.5f || in > kDeep_mm) continue;
        const float taper = 1.0f - std::max(in, 0.0f) / kDeep_mm;
        const float high = up / (kHigh_mm * (0.35f + 0.65f * taper * taper));
        const float wide = d.x / (kWide_mm * (0.5f + 0.5f * taper));
        const float there = std::exp(-high * high - wide * wide) * std::min(1.0f, 2.0f * taper);
        const auto i = static_cast<std::size_t>(row * source_.side + column);
        signal[i] = std::lerp(signal[i], mri_[MriSignal::kVein], 0.85f * there);
      }
  }
}

/// Fluid between the roots in a row of the picture.
float MriPlane::fluidAt(int row) const {
  const std::vector<SacFilling>& all = source_.slice.filling;
  if (source_.axial() || all.empty()) return source_.rootlets.fluidBetween;
  const double z = plane_.at({0.0, source_.step_mm() * (row + 0.5) - source_.half_mm()}).z;
  const auto below = stationBelow(all, z);
  if (below == all.begin()) return below->fluid;
  const auto above = below - 1;
  const auto t = (above->centre.z - static_cast<float>(z)) / (above->centre.z - below->centre.z);
  return std::lerp(above->fluid, below->fluid, std::clamp(t, 0.0f, 1.0f));
}

void MriPlane::paintSac(const SectionEdges& edges) {
  if (source_.axial()) closeAround(edges);
  coverEdges(edges);
  sac = coverage_;
  std::vector<float> grey;
  for (int row = 0; row < source_.side; ++row)
    grey.push_back(std::lerp(mri_[MriSignal::kRoot], mri_[MriSignal::kCsf], fluidAt(row)));
  const auto side = static_cast<std::size_t>(source_.side);
  over([&](std::size_t i) { return grey[i / side]; });
  coverage_ = stroked(edges, mri_.duraThickness_mm);
  even(MriSignal::kDura);
}

/// Where the roots are wedged in the fat is pressed away: first from the corners before the sac,
/// then from all around it, and ligament meets ligament and dura.
void MriPlane::closeAround(const SectionEdges& sacEdges) {
  // areas of the sac, and the width over which outlines meet at last. Source: house
  constexpr double kFatStays_mm2 = 52.0, kFatGoes_mm2 = 41.0, kMeet_mm = 4.2;
  constexpr double kCornerStays_mm2 = 70.0, kCornerGoes_mm2 = 55.0, kCorner_mm = 3.4;
  const double area = math::area_mm2(sacEdges);
  const double corner = kCorner_mm * pressed(area, kCornerStays_mm2, kCornerGoes_mm2);
  const double all = kMeet_mm * pressed(area, kFatStays_mm2, kFatGoes_mm2);
  if (corner <= 0.0 || ligaments_.empty()) return;
  const math::Vec2f middle(math::centroid(sacEdges));
  coverage_.assign(signal.size(), 0.0f);
  bridge(onSide(ligaments_, 1, middle.y, false), sacEdges, corner);
  if (all > 0.0) {
    bridge(onSide(ligaments_, 0, middle.x, true), onSide(ligaments_, 0, middle.x, false), all);
    bridge(ligaments_, sacEdges, all);
    bridge(bands_, sacEdges, all);
  }
  grained(MriSignal::kLigamentumFlavum, source_.grain.fibres, 0.8f, 0.4f);
}

void MriPlane::paintRoots(SectionEdges edges) {
  const SectionEdges bundles =
      source_.axial() ? rootletEdges(source_, plane_) : rootletsAlong(plane_, source_.along);
  coverage_.assign(signal.size(), 0.0f);
  coverEdges(bundles);
  if (!source_.axial())  // strips overlap the wall where roots leave
    for (std::size_t i = 0; i < coverage_.size(); ++i)
      coverage_[i] = std::min(coverage_[i], sac[i]);
  even(MriSignal::kRoot);
  if (edges.empty()) return;
  coverEdges(edges);
  even(MriSignal::kCord);
}

void MriPlane::fill(SliceTissue tissue) {
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
    case SliceTissue::kVessel:
      return even(MriSignal::kFlow);
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
    default:
      return even(MriSignal::kVoid);
  }
}

}  // namespace unkink::view
