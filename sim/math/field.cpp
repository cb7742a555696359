// Sampling of distance functions on the lattice, skipping what is far from the surface.
#include "math/field.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <oneapi/tbb/parallel_for.h>

namespace unkink::math {

SampledField::SampledField(const SampleBox& box, double spacing_mm, float fill)
    : box_(box), spacing_(spacing_mm) {
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

/// The lattice block that a sample lies in.
int blockOf(int sample) {
  return sample >= 0 ? sample / kBlockSamples : -((-sample + kBlockSamples - 1) / kBlockSamples);
}
IVec3 blockOf(const IVec3& s) { return {blockOf(s.x), blockOf(s.y), blockOf(s.z)}; }

/// The blocks that a box of samples touches.
SampleBox blocksOf(const SampleBox& box) {
  return {blockOf(box.lo), blockOf(box.hi - IVec3(1)) + IVec3(1)};
}

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

/// Samples one block: every other sample first, then those near the surface, the rest in between.
class DenseBlock {
 public:
  DenseBlock(SampledField& field, const DistanceFunction& distance, const IVec3& lo)
      : field_(field), distance_(distance), lo_(lo) {}

  void fill(double exactWithin_mm) {
    forEach({IVec3(0), IVec3(kCoarse)}, [&](const IVec3& c) { coarse(c) = at(lo_ + 2 * c); });
    forEach({IVec3(0), IVec3(kCoarse - 1)}, [&](const IVec3& cell) {
      std::array<double, 8> corner{};
      double least = 1e30;
      for (int n = 0; n < 8; ++n) {
        corner[static_cast<std::size_t>(n)] = coarse(cell + detail::corner(n));
        least = std::min(least, std::abs(corner[static_cast<std::size_t>(n)]));
      }
      for (int n = 0; n < 8; ++n) put(cell, detail::corner(n), corner, least < exactWithin_mm);
    });
  }

 private:
  static constexpr int kCoarse = kBlockSamples / 2 + 1;

  double at(const IVec3& s) const { return distance_(Vec3(s) * field_.spacing_mm()); }
  double& coarse(const IVec3& c) {
    return coarse_[static_cast<std::size_t>(c.x + kCoarse * (c.y + kCoarse * c.z))];
  }
  /// The sample `off` a cell's lower corner.
  void put(const IVec3& cell, const IVec3& off, const std::array<double, 8>& corner, bool exact) {
    const IVec3 s = lo_ + 2 * cell + off;
    if (!field_.box().contains(s)) return;
    double d = corner[0];
    if (off != IVec3(0)) d = exact ? at(s) : between(corner, 0.5 * Vec3(off));
    field_.at(s) = static_cast<float>(d);
  }
  static double between(const std::array<double, 8>& c, const Vec3& t) {
    const auto row = [&](std::size_t n) { return c[n] + t.x * (c[n + 1] - c[n]); };
    const double y0 = row(0) + t.y * (row(2) - row(0)), y1 = row(4) + t.y * (row(6) - row(4));
    return y0 + t.z * (y1 - y0);
  }

  SampledField& field_;
  const DistanceFunction& distance_;
  IVec3 lo_;
  std::array<double, kCoarse * kCoarse * kCoarse> coarse_{};
};

}  // namespace

std::size_t SampledField::blockIndex(const IVec3& s) const {
  const SampleBox blocks = blocksOf(box_);
  const IVec3 n = blocks.size(), at = blockOf(s) - blocks.lo;
  return static_cast<std::size_t>(at.x) +
         static_cast<std::size_t>(n.x) *
             (static_cast<std::size_t>(at.y) +
              static_cast<std::size_t>(n.y) * static_cast<std::size_t>(at.z));
}

SampledField sample(const SampleBox& box, double spacing_mm, const DistanceFunction& distance,
                    double lipschitz) {
  SampledField field(box, spacing_mm, 0.0f);
  constexpr int kExact = 4;  // samples
  // a block whose centre is farther than this holds no sample within four spacings of the surface
  const double reach = (reachOf(kBlockSamples + 1, spacing_mm) + kExact * spacing_mm) * lipschitz;
  // the eight corners of a cell of twice the spacing are no farther than this from what is in it
  const double exact = (std::sqrt(3.0) + kExact) * spacing_mm * lipschitz;
  forEachBlock(box, [&](const IVec3& lo) {
    const double d = distance(middleOf(lo, kBlockSamples, spacing_mm));
    if (std::abs(d) <= reach) return DenseBlock(field, distance, lo).fill(exact);
    forEach(SampleBox{lo, lo + IVec3(kBlockSamples)}.clipped(box),
            [&](const IVec3& s) { field.at(s) = static_cast<float>(d); });
  });
  return field;
}

SampledField sampleSurface(const SampleBox& box, double spacing_mm,
                           const DistanceFunction& distance, double lowest_mm, double highest_mm,
                           double lipschitz) {
  assert(lowest_mm <= highest_mm);
  SampledField field(box, spacing_mm, 0.0f);
  const IVec3 n = blocksOf(box).size();
  field.near_.assign(
      static_cast<std::size_t>(n.x) * static_cast<std::size_t>(n.y) * static_cast<std::size_t>(n.z),
      0);
  // a cell that a surface crosses has all its corners within a diagonal of it
  const double margin = std::sqrt(3.0) * spacing_mm;
  const std::function<void(const IVec3&, int)> fill = [&](const IVec3& lo, int size) {
    const SampleBox cube = SampleBox{lo, lo + IVec3(size)}.clipped(box);
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
  forEachBlock(box, [&](const IVec3& lo) { fill(lo, kBlockSamples); });
  return field;
}

Mesh surfaceNets(const SampledField& field, const SampleBox& owned) {
  assert(field.box().contains(owned.lo - IVec3(1)) && field.box().contains(owned.hi));
  return surfaceNets(
      owned, field.spacing_mm(), [&](const IVec3& s) { return field.at(s); },
      [&](const IVec3& s) { return field.nearSurface(s); });
}

}  // namespace unkink::math
