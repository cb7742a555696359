// Sampling of distance functions on the lattice, skipping what is far from the surface.
#include "math/field.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cassert>
#include <cmath>
#include <oneapi/tbb/parallel_for.h>

namespace unkink::math {

namespace {

/// The blocks that a box of samples touches.
SampleBox blocksOf(const SampleBox& box) {
  return {blockOf(box.lo), blockOf(box.hi - IVec3(1)) + IVec3(1)};
}

}  // namespace

SampledField::SampledField(const SampleBox& box, double spacing_mm, float fill)
    : box_(box), blocks_(blocksOf(box)), spacing_(spacing_mm) {
  assert(!box.empty());
  const IVec3 n = box.size();
  stride_ = {static_cast<std::size_t>(n.x),
             static_cast<std::size_t>(n.x) * static_cast<std::size_t>(n.y)};
  values_.assign(stride_.z * static_cast<std::size_t>(n.z), fill);
}

double SampledField::interpolate(const Vec3& p) const {
  const Vec3 last = Vec3(box_.hi - IVec3(1));
  const Vec3 q = glm::clamp(p / spacing_, Vec3(box_.lo), last);
  const IVec3 base = glm::min(IVec3(glm::floor(q)), box_.hi - IVec3(2));
  const Vec3 t = q - Vec3(base);
  const std::size_t i = index(base);
  const float* v = values_.data();
  const auto row = [&](std::size_t at) { return v[at] + (v[at + 1] - v[at]) * t.x; };
  const double y0 = row(i) + (row(i + stride_.y) - row(i)) * t.y;
  const double y1 =
      row(i + stride_.z) + (row(i + stride_.z + stride_.y) - row(i + stride_.z)) * t.y;
  return y0 + (y1 - y0) * t.z;
}

SampleBox sampleBoxAround(const Box& box_mm, double spacing_mm, int margin) {
  return {IVec3(glm::floor(box_mm.lo / spacing_mm)) - IVec3(margin),
          IVec3(glm::ceil(box_mm.hi / spacing_mm)) + IVec3(margin + 1)};
}

namespace {

template <class Do>
void forEach(const SampleBox& box, const Do& visit) {
  for (int k = box.lo.z; k < box.hi.z; ++k)
    for (int j = box.lo.y; j < box.hi.y; ++j)
      for (int i = box.lo.x; i < box.hi.x; ++i) visit(IVec3(i, j, k));
}

/// Calls visit(first sample) for each lattice block that the box touches, on all cores.
template <class Do>
void forEachBlock(const SampleBox& box, const Do& visit) {
  // blocks of the lattice, not of the box: what is far is then the same for every box
  const SampleBox blocks = blocksOf(box);
  const IVec3 n = blocks.size();
  oneapi::tbb::parallel_for(0, n.x * n.y * n.z, [&](int i) {
    visit((blocks.lo + IVec3(i % n.x, (i / n.x) % n.y, i / (n.x * n.y))) * kBlockSamples);
  });
}

/// Half the diagonal between the outermost samples of a cube of samples.
double reachOf(int samples, double spacing_mm) {
  return 0.5 * std::sqrt(3.0) * (samples - 1) * spacing_mm;
}

Vec3 middleOf(const IVec3& lo, int samples, double spacing_mm) {
  return (Vec3(lo) + 0.5 * (samples - 1)) * spacing_mm;
}

template <class Do>
void forEachBit(FieldBits bits, const Do& visit) {
  for (; bits != 0; bits &= bits - 1) visit(static_cast<std::size_t>(std::countr_zero(bits)));
}
constexpr FieldBits bitOf(std::size_t field) { return FieldBits{1} << field; }

/// Samples one block of several fields: every other sample first, then those of cells near a
/// surface, the rest in between.
class DenseBlock {
 public:
  /// \param exactWithin_mm  of each field
  DenseBlock(std::vector<SampledField>& fields, const DistancesFunction& distances,
             const std::vector<double>& exactWithin_mm)
      : fields_(fields),
        distances_(distances),
        exactWithin_(exactWithin_mm),
        coarse_(kCorners * fields.size()),
        here_(fields.size()) {}

  void fill(const IVec3& lo, FieldBits wanted) {
    lo_ = lo;
    forEach({IVec3(0), IVec3(kCoarse)},
            [&](const IVec3& c) { distances_(at(2 * c), wanted, coarse(c)); });
    forEach({IVec3(0), IVec3(kCoarse - 1)}, [&](const IVec3& cell) { fillCell(cell, wanted); });
  }

 private:
  static constexpr int kCoarse = kBlockSamples / 2 + 1;
  static constexpr std::size_t kCorners = kCoarse * kCoarse * kCoarse;
  using Corners = std::array<double, 8>;

  Vec3 at(const IVec3& off) const { return Vec3(lo_ + off) * fields_.front().spacing_mm(); }
  std::span<double> coarse(const IVec3& c) {
    const auto first = static_cast<std::size_t>(c.x + kCoarse * (c.y + kCoarse * c.z));
    return std::span(coarse_).subspan(first * fields_.size(), fields_.size());
  }
  Corners corners(const IVec3& cell, std::size_t field) {
    Corners d{};
    for (int n = 0; n < 8; ++n)
      d[static_cast<std::size_t>(n)] = coarse(cell + detail::corner(n))[field];
    return d;
  }
  /// The fields whose surface may be near enough to a cell for its samples to be exact.
  FieldBits exactIn(const IVec3& cell, FieldBits wanted) {
    FieldBits exact = 0;
    for (int n = 0; n < 8; ++n) {
      const std::span<const double> d = coarse(cell + detail::corner(n));
      forEachBit(wanted & ~exact, [&](std::size_t f) {
        if (std::abs(d[f]) < exactWithin_[f]) exact |= bitOf(f);
      });
    }
    return exact;
  }
  /// The eight samples at and beyond a cell's lower corner.
  void fillCell(const IVec3& cell, FieldBits wanted) {
    const SampleBox& box = fields_.front().box();
    const FieldBits exact = exactIn(cell, wanted);
    for (int n = 0; n < 8; ++n) {
      const IVec3 off = 2 * cell + detail::corner(n), s = lo_ + off;
      if (!box.contains(s)) continue;
      if (exact != 0 && n > 0) distances_(at(off), exact, here_);
      forEachBit(wanted, [&](std::size_t f) {
        const double d = n == 0 ? coarse(cell)[f]
                         : (exact & bitOf(f)) != 0
                             ? here_[f]
                             : between(corners(cell, f), 0.5 * Vec3(detail::corner(n)));
        fields_[f].at(s) = static_cast<float>(d);
      });
    }
  }
  static double between(const Corners& c, const Vec3& t) {
    const auto row = [&](std::size_t n) { return c[n] + t.x * (c[n + 1] - c[n]); };
    const double y0 = row(0) + t.y * (row(2) - row(0)), y1 = row(4) + t.y * (row(6) - row(4));
    return y0 + t.z * (y1 - y0);
  }

  std::vector<SampledField>& fields_;
  const DistancesFunction& distances_;
  const std::vector<double>& exactWithin_;
  IVec3 lo_{0};
  std::vector<double> coarse_, here_;
};

}  // namespace

std::vector<SampledField> sampleTogether(const SampleBox& box, double spacing_mm,
                                         const DistancesFunction& distances,
                                         std::span<const double> lipschitz) {
  const std::size_t count = lipschitz.size();
  assert(count > 0 && count < 8 * sizeof(FieldBits));
  std::vector<SampledField> fields(count, SampledField(box, spacing_mm, 0.0f));
  constexpr int kExact = 4;  // samples
  std::vector<double> reach, exact;
  for (const double slope : lipschitz) {
    // a block whose centre is farther than this holds no sample within four spacings of the surface
    reach.push_back((reachOf(kBlockSamples + 1, spacing_mm) + kExact * spacing_mm) * slope);
    // the corners of a cell of twice the spacing are no farther than this from what is in it
    exact.push_back((std::sqrt(3.0) + kExact) * spacing_mm * slope);
  }
  forEachBlock(box, [&](const IVec3& lo) {
    std::vector<double> middle(count);
    distances(middleOf(lo, kBlockSamples, spacing_mm), bitOf(count) - 1, middle);
    const SampleBox block = SampleBox{lo, lo + IVec3(kBlockSamples)}.clipped(box);
    FieldBits near = 0;
    for (std::size_t f = 0; f < count; ++f) {
      if (std::abs(middle[f]) <= reach[f])
        near |= bitOf(f);
      else
        forEach(block, [&](const IVec3& s) { fields[f].at(s) = static_cast<float>(middle[f]); });
    }
    if (near != 0) DenseBlock(fields, distances, exact).fill(lo, near);
  });
  return fields;
}

SampledField sample(const SampleBox& box, double spacing_mm, const DistanceFunction& distance,
                    double lipschitz) {
  const auto alone = [&](const Vec3& p, FieldBits, std::span<double> d) { d[0] = distance(p); };
  return std::move(sampleTogether(box, spacing_mm, alone, std::span(&lipschitz, 1)).front());
}

void SampledField::mirrorToRight() {
  // the block of samples -8..-1 shows what 1..8 do, which lie in two blocks
  const SampleBox blocks = blocks_;
  forEach(blocks, [&](const IVec3& block) {
    if (block.x >= 0) return;
    const IVec3 lo = block * kBlockSamples;
    for (const int mirrored : {1 - lo.x - kBlockSamples, -lo.x})
      if (const IVec3 s = glm::clamp(IVec3(mirrored, lo.y, lo.z), box_.lo, box_.hi - IVec3(1));
          near_[blockIndex(s)] != 0)
        near_[blockIndex(glm::clamp(lo, box_.lo, box_.hi - IVec3(1)))] = 1;
  });
  const SampleBox right{box_.lo, {std::min(0, box_.hi.x), box_.hi.y, box_.hi.z}};
  forEach(right, [&](const IVec3& s) { at(s) = at({-s.x, s.y, s.z}); });
}

SampledField sampleSurface(const SampleBox& box, double spacing_mm,
                           const DistanceFunction& distance, double lowest_mm, double highest_mm,
                           double lipschitz, bool mirrored) {
  assert(lowest_mm <= highest_mm);
  assert(!mirrored || box.hi.x > -box.lo.x);
  SampledField field(box, spacing_mm, 0.0f);
  const IVec3 n = blocksOf(box).size();
  field.near_.assign(
      static_cast<std::size_t>(n.x) * static_cast<std::size_t>(n.y) * static_cast<std::size_t>(n.z),
      0);
  SampleBox asked = box;
  if (mirrored) asked.lo.x = std::max(asked.lo.x, 0);
  // a cell that a surface crosses has all its corners within a diagonal of it
  const double margin = std::sqrt(3.0) * spacing_mm;
  const std::function<void(const IVec3&, int)> fill = [&](const IVec3& lo, int size) {
    const SampleBox cube = SampleBox{lo, lo + IVec3(size)}.clipped(asked);
    if (cube.empty()) return;
    const double d = distance(middleOf(lo, size, spacing_mm));
    const double reach = (reachOf(size, spacing_mm) + margin) * lipschitz;
    if (d < lowest_mm - reach || d > highest_mm + reach) {
      forEach(cube, [&](const IVec3& s) { field.at(s) = static_cast<float>(d); });
      return;
    }
    if (size == kBlockSamples) field.near_[field.blockIndex(cube.lo)] = 1;
    if (size > 2) {
      for (int c = 0; c < 8; ++c) fill(lo + detail::corner(c) * (size / 2), size / 2);
      return;
    }
    forEach(cube, [&](const IVec3& s) {
      field.at(s) = static_cast<float>(distance(Vec3(s) * spacing_mm));
    });
  };
  forEachBlock(asked, [&](const IVec3& lo) { fill(lo, kBlockSamples); });
  field.followSurface(asked, distance, lowest_mm, highest_mm);
  if (mirrored) field.mirrorToRight();
  return field;
}

/// Samples the blocks that a surface enters from a neighbour though their middles were thought too
/// far from it, as happens where the distance is steeper than was said.
void SampledField::followSurface(const SampleBox& asked, const DistanceFunction& distance,
                                 double lowest_mm, double highest_mm) {
  const auto lowest = static_cast<float>(lowest_mm), highest = static_cast<float>(highest_mm);
  const auto entersFrom = [&](const SampleBox& face, const IVec3& step) {
    bool enters = false;
    forEach(face, [&](const IVec3& s) {
      const float here = at(s), there = at(s + step);
      enters = enters || (here <= highest && there > highest) || (here >= lowest && there < lowest);
    });
    return enters;
  };
  std::vector<IVec3> near;
  forEach(blocksOf(asked), [&](const IVec3& block) {
    if (near_[blockIndex(block * kBlockSamples)] != 0) near.push_back(block);
  });
  while (!near.empty()) {
    const IVec3 block = near.back();
    near.pop_back();
    for (int face = 0; face < 6; ++face) {
      IVec3 step(0);
      step[face / 2] = face % 2 == 0 ? 1 : -1;
      const IVec3 next = block + step;
      const SampleBox from = SampleBox{block * kBlockSamples, (block + IVec3(1)) * kBlockSamples},
                      to = SampleBox{next * kBlockSamples, (next + IVec3(1)) * kBlockSamples}
                               .clipped(asked);
      if (to.empty() || near_[blockIndex(to.lo)] != 0) continue;
      const SampleBox border = from.clipped(asked).clipped({to.lo - step, to.hi - step});
      if (!entersFrom(border, step)) continue;
      forEach(to, [&](const IVec3& s) { at(s) = static_cast<float>(distance(position(s))); });
      near_[blockIndex(to.lo)] = 1;
      near.push_back(next);
    }
  }
}

Mesh surfaceNets(const SampledField& field, const SampleBox& owned) {
  assert(field.box().contains(owned.lo - IVec3(1)) && field.box().contains(owned.hi));
  return surfaceNets(
      owned, field.spacing_mm(), [&](const IVec3& s) { return field.at(s); },
      [&](const IVec3& s) { return field.nearSurface(s); });
}

}  // namespace unkink::math
