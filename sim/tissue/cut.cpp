// The jaw's distance along rows of eight samples, and what it takes of each.
#include "tissue/cut.hpp"

#include "math/sdf.hpp"
#include "math/vector8.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>

namespace unkink::tissue {
namespace {

using math::F8;
using math::IVec3;
using math::kLanes;
using math::Vec3;
using math::Vec3f;

/// Of shares by label, lane by lane.
using Sums = std::array<F8, kMostLabels>;

/// What the loop over a brick's rows needs, in single precision and relative to the brick.
struct Rows {
  Vec3f first;       // of the brick, from the jaw's centre, Tool frame
  Vec3f dx, dy, dz;  // to the next sample
  Vec3f core;        // the jaw's half sizes without the rounding
  float rounding, band, perSpacing;
  float nearRow;       // a row whose middle is farther than this is out of the band
  IVec3 lo, hi;        // of the rows and lanes that may change
  std::int32_t lanes;  // one bit per lane that may
};

/// Distance to the jaw at eight points from `start`, `step` apart.
UNKINK_INLINE void jawDistance(const Rows& r, const Vec3f& start, const Vec3f& step, F8& distance) {
  const F8 along{0, 1, 2, 3, 4, 5, 6, 7};
  F8 x = along * step.x + start.x, y = along * step.y + start.y, z = along * step.z + start.z;
  math::dropSign(x);
  math::dropSign(y);
  math::dropSign(z);
  x -= r.core.x;
  y -= r.core.y;
  z -= r.core.z;
  F8 inside = x;
  math::raiseTo(inside, y);
  math::raiseTo(inside, z);
  math::lowerTo(inside, F8{});
  math::raiseTo(x, F8{});
  math::raiseTo(y, F8{});
  math::raiseTo(z, F8{});
  distance = x * x + y * y + z * z;
  math::squareRoot(distance);
  distance += inside - r.rounding;
}

/// The share of a sample's cell that is tissue.
UNKINK_INLINE void shareOf(const F8& distance, float perSpacing, F8& share) {
  share = 0.5f - distance * perSpacing;
  math::raiseTo(share, F8{});
  math::lowerTo(share, F8{} + 1.0f);
}

/// Adds the shares of a row to their labels.
UNKINK_INLINE void addUp(const F8& shares, const std::uint8_t* labels, Sums& sums) {
  std::uint64_t all;
  std::memcpy(&all, labels, sizeof all);
  if (all == 0x0101010101010101ull * labels[0]) {
    sums[labels[0]] += shares;
  } else {
    for (int n = 0; n < kLanes; ++n) sums[labels[n]][n] += shares[n];
  }
}

/// One row: what becomes of `removed`, and what that takes of the tissue. \return whether anything
UNKINK_INLINE bool cutRow(const F8& jaw, const math::I8& allowed, float perSpacing,
                          const float* given, const std::uint8_t* labels, float* removed,
                          Sums& sums) {
  F8 old, tissue;
  math::load(old, removed);
  const math::I8 nearer = (jaw < old) & allowed;
  if (math::bitsOf(nearer) == 0) return false;
  const F8 now = nearer ? jaw : old;
  math::store(removed, now);
  math::load(tissue, given);
  F8 before = tissue, after = tissue, shareBefore, shareAfter;
  math::raiseTo(before, -old);
  math::raiseTo(after, -now);
  shareOf(before, perSpacing, shareBefore);
  shareOf(after, perSpacing, shareAfter);
  const F8 shares = shareBefore - shareAfter;
  if (math::bitsOf(shares > 0.0f) != 0) addUp(shares, labels, sums);
  return true;
}

UNKINK_INLINE bool cutRows(const Rows& r, const BrickValues& given, const BrickLabels& labels,
                           BrickValues& removed, Sums& sums) {
  math::I8 open{};
  for (int n = 0; n < kLanes; ++n) open[n] = (r.lanes >> n & 1) != 0 ? -1 : 0;
  const Vec3f middle = r.first + 0.5f * (kBrickEdge - 1) * r.dx;
  const unsigned allowed = (1u << r.hi.y) - (1u << r.lo.y);
  bool any = false;
  for (int z = r.lo.z; z < r.hi.z; ++z) {
    // eight rows at once by their middles: most are out of reach
    F8 toMiddle;
    jawDistance(r, middle + static_cast<float>(z) * r.dz, r.dy, toMiddle);
    for (unsigned rows = math::bitsOf(toMiddle <= r.nearRow) & allowed; rows != 0;
         rows &= rows - 1) {
      const int y = std::countr_zero(rows), row = y + kBrickEdge * z;
      F8 jaw;
      jawDistance(r, r.first + static_cast<float>(y) * r.dy + static_cast<float>(z) * r.dz, r.dx,
                  jaw);
      any |= cutRow(jaw, (jaw <= r.band) & open, r.perSpacing, given.row(row),
                    labels.data() + kBrickEdge * row, removed.row(row), sums);
    }
  }
  return any;
}

UNKINK_INLINE bool cutRowsAt(const BrickValues& jaws, float perSpacing, const BrickValues& given,
                             const BrickLabels& labels, BrickValues& removed, Sums& sums) {
  bool any = false;
  for (int row = 0; row < kBrickRows; ++row) {
    F8 jaw;
    math::load(jaw, jaws.row(row));
    any |= cutRow(jaw, ~math::I8{}, perSpacing, given.row(row), labels.data() + kBrickEdge * row,
                  removed.row(row), sums);
  }
  return any;
}

UNKINK_INLINE void takeRowsAway(const BrickValues& removed, BrickValues& left) {
  for (int row = 0; row < kBrickRows; ++row) {
    F8 gone, v;
    math::load(gone, removed.row(row));
    math::load(v, left.row(row));
    math::raiseTo(v, -gone);
    math::store(left.row(row), v);
  }
}

/// The loops that are worth the processor's widest instructions.
struct Kernels {
  bool (*cut)(const Rows& r, const BrickValues& given, const BrickLabels& labels,
              BrickValues& removed, Sums& sums);
  bool (*cutAt)(const BrickValues& jaws, float perSpacing, const BrickValues& given,
                const BrickLabels& labels, BrickValues& removed, Sums& sums);
  void (*takeAway)(const BrickValues& removed, BrickValues& left);
};

constexpr Kernels kPlain{
    [](const Rows& r, const BrickValues& given, const BrickLabels& labels, BrickValues& removed,
       Sums& sums) { return cutRows(r, given, labels, removed, sums); },
    [](const BrickValues& jaws, float perSpacing, const BrickValues& given,
       const BrickLabels& labels, BrickValues& removed,
       Sums& sums) { return cutRowsAt(jaws, perSpacing, given, labels, removed, sums); },
    [](const BrickValues& removed, BrickValues& left) { takeRowsAway(removed, left); }};

constexpr Kernels kAvx2{
    [](const Rows& r, const BrickValues& given, const BrickLabels& labels, BrickValues& removed,
       Sums& sums) UNKINK_AVX2 { return cutRows(r, given, labels, removed, sums); },
    [](const BrickValues& jaws, float perSpacing, const BrickValues& given,
       const BrickLabels& labels, BrickValues& removed, Sums& sums)
        UNKINK_AVX2 { return cutRowsAt(jaws, perSpacing, given, labels, removed, sums); },
    [](const BrickValues& removed, BrickValues& left) UNKINK_AVX2 { takeRowsAway(removed, left); }};

const Kernels& kernels() {
  static const Kernels& chosen = *math::whicheverFits(&kPlain, &kAvx2);
  return chosen;
}

void addTo(Taken& taken, const Sums& sums, double spacing_mm) {
  const double cell_mm3 = spacing_mm * spacing_mm * spacing_mm;
  for (std::size_t n = 0; n < kMostLabels; ++n)
    taken[n] += cell_mm3 * static_cast<double>(math::sumOf(sums[n]));
}

}  // namespace

void takeAway(const BrickValues& removed, BrickValues& left) { kernels().takeAway(removed, left); }

bool cutAt(const BrickValues& jaw, double spacing_mm, const BrickValues& given,
           const BrickLabels& labels, BrickValues& removed, Taken& taken) {
  Sums sums{};
  const bool changed =
      kernels().cutAt(jaw, static_cast<float>(1.0 / spacing_mm), given, labels, removed, sums);
  addTo(taken, sums, spacing_mm);
  return changed;
}

double occupancy(double distance_mm, double spacing_mm) {
  return std::clamp(0.5 - distance_mm / spacing_mm, 0.0, 1.0);
}

double JawShape::distance_mm(const Vec3& inTool) const {
  return math::sdf::roundedBox(inTool - centre_mm, half_mm, rounding_mm);
}

JawOnLattice::JawOnLattice(const JawShape& jaw,
                           const math::Rigid<math::Tool, math::Material>& toolFromMaterial,
                           double spacing_mm, double band_mm)
    : jaw_(jaw), toolFromMaterial_(toolFromMaterial), spacing_(spacing_mm), band_(band_mm) {
  // exact for a box in any pose: its extent along each axis of the lattice
  const auto materialFromTool = toolFromMaterial.inverse();
  const Vec3 centre = materialFromTool * jaw.centre_mm;
  const Vec3 core = jaw.half_mm - Vec3(jaw.rounding_mm);
  Vec3 half(jaw.rounding_mm + band_mm);
  for (int n = 0; n < 3; ++n) half += core[n] * glm::abs(materialFromTool.rotation[n]);
  reach_ = {IVec3(glm::ceil((centre - half) / spacing_mm)),
            IVec3(glm::floor((centre + half) / spacing_mm)) + IVec3(1)};
}

bool JawOnLattice::reaches(const IVec3& brick) const {
  const Vec3 middle = (Vec3(firstSampleOf(brick)) + Vec3(0.5 * (kBrickEdge - 1))) * spacing_;
  const double halfDiagonal = 0.5 * (kBrickEdge - 1) * spacing_ * std::sqrt(3.0);
  return jaw_.distance_mm(toolFromMaterial_ * middle) <= band_ + halfDiagonal;
}

bool JawOnLattice::cut(const IVec3& brick, const math::SampleBox& within, const BrickValues& given,
                       const BrickLabels& labels, BrickValues& removed, Taken& taken) const {
  const IVec3 first = firstSampleOf(brick);
  const math::SampleBox box =
      math::SampleBox{first, first + IVec3(kBrickEdge)}.clipped(reach_).clipped(within);
  if (box.empty()) return false;
  const auto step = [&](int axis) { return Vec3f(spacing_ * toolFromMaterial_.rotation[axis]); };
  const Rows rows{
      Vec3f(toolFromMaterial_ * (Vec3(first) * spacing_) - jaw_.centre_mm),
      step(0),
      step(1),
      step(2),
      Vec3f(jaw_.half_mm - Vec3(jaw_.rounding_mm)),
      static_cast<float>(jaw_.rounding_mm),
      static_cast<float>(band_),
      static_cast<float>(1.0 / spacing_),
      static_cast<float>(band_ + 0.5 * kBrickEdge * spacing_),
      box.lo - first,
      box.hi - first,
      ((1 << (box.hi.x - first.x)) - 1) & ~((1 << (box.lo.x - first.x)) - 1),
  };
  Sums sums{};
  const bool changed = kernels().cut(rows, given, labels, removed, sums);
  addTo(taken, sums, spacing_);
  return changed;
}

std::vector<IVec3> cut(const JawOnLattice& jaw, Channel channel, const math::SampleBox& within,
                       const std::function<Uncut(const IVec3& brick)>& uncut, const Carving& from,
                       Carving* into, Taken& taken) {
  std::vector<IVec3> changed;
  forEachBrick(jaw.reach().clipped(within), [&](const IVec3& brick) {
    if (!jaw.reaches(brick)) return;
    const Uncut tissue = uncut(brick);
    if (!tissue.mm) return;
    std::shared_ptr<Brick> own = from.writable(channel, brick);
    if (!jaw.cut(brick, within, *tissue.mm, *tissue.labels, own->removed, taken)) return;
    if (into) into->replace(channel, brick, std::move(own));
    changed.push_back(brick);
  });
  return changed;
}

}  // namespace unkink::tissue
