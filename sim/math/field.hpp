// A scalar field sampled on the house's one lattice, and the extraction of its zero surface.
//
// Sample (i,j,k) lies at (i,j,k) * spacing, for every field in the program. So two fields that were
// sampled from one function hold equal bits where they overlap, and surfaces extracted from them
// meet without a seam: a quad belongs to the lattice edge that it crosses, an edge to its lower
// sample.
#pragma once

#include "math/box.hpp"
#include "math/mesh.hpp"

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

namespace unkink::math {

using DistanceFunction = std::function<double(const Vec3&)>;

/// The lattice is divided into blocks of this many samples along each axis.
inline constexpr int kBlockSamples = 8;

/// The lattice block that a sample lies in.
constexpr int blockOf(int sample) {
  static_assert(kBlockSamples == 8);
  return sample >> 3;  // rounds downwards
}
inline IVec3 blockOf(const IVec3& s) { return {blockOf(s.x), blockOf(s.y), blockOf(s.z)}; }

/// Samples on a box of the lattice; float, x fastest.
class SampledField {
 public:
  SampledField() = default;
  SampledField(const SampleBox& box, double spacing_mm, float fill);

  const SampleBox& box() const { return box_; }
  double spacing_mm() const { return spacing_; }
  bool empty() const { return values_.empty(); }

  std::size_t index(const IVec3& s) const {
    const IVec3 q = s - box_.lo;
    return static_cast<std::size_t>(q.x) + stride_.y * static_cast<std::size_t>(q.y) +
           stride_.z * static_cast<std::size_t>(q.z);
  }
  float at(const IVec3& s) const { return values_[index(s)]; }
  float& at(const IVec3& s) { return values_[index(s)]; }
  Vec3 position(const IVec3& s) const { return Vec3(s) * spacing_; }
  /// False: the block of 8 x 8 x 8 lattice samples around this one is far from the sampled surface.
  bool nearSurface(const IVec3& s) const { return near_.empty() || near_[blockIndex(s)] != 0; }
  std::vector<float>& values() { return values_; }
  const std::vector<float>& values() const { return values_; }

  /// Trilinear value at a point (mm); the point is moved onto the box if it lies outside.
  double interpolate(const Vec3& p) const;

 private:
  friend SampledField sampleSurface(const SampleBox&, double, const DistanceFunction&, double,
                                    double, double, bool);
  void mirrorToRight();
  void followSurface(const SampleBox& asked, const DistanceFunction& distance, double lowest_mm,
                     double highest_mm);
  struct Stride {
    std::size_t y = 0, z = 0;
  };
  std::size_t blockIndex(const IVec3& s) const;
  SampleBox box_;
  SampleBox blocks_;  // of the lattice that the box touches
  double spacing_ = 1.0;
  Stride stride_;
  std::vector<float> values_;
  std::vector<std::uint8_t> near_;  // per block, x fastest; empty: all are
};

/// The samples that cover a box of points with `margin` samples to spare.
SampleBox sampleBoxAround(const Box& box_mm, double spacing_mm, int margin);

/// Samples `distance` on a box of the lattice: exactly within four samples of the surface, to about
/// 1 % within 16, roughly beyond.
///
/// \param lipschitz  an upper bound of |gradient|; blocks farther from the surface than that allows
/// are filled
SampledField sample(const SampleBox& box, double spacing_mm, const DistanceFunction& distance,
                    double lipschitz = 1.5);

/// One bit for each of several fields.
using FieldBits = std::uint32_t;

/// Distances of several solids at a point, which are cheaper together than one by one; only those
/// of the wanted fields are looked at.
using DistancesFunction =
    std::function<void(const Vec3&, FieldBits wanted, std::span<double> distances)>;

/// The same as sample(), bit for bit, for several fields in one pass.
///
/// \param lipschitz  of each field
std::vector<SampledField> sampleTogether(const SampleBox& box, double spacing_mm,
                                         const DistancesFunction& distances,
                                         std::span<const double> lipschitz);

/// Samples `distance` for the surfaces of some levels of it, at a fraction of what sample() costs:
/// exactly at the samples around those levels, right in sign and order elsewhere. Where the
/// distance is steeper than `lipschitz` the surfaces still come out closed.
///
/// \param lowest_mm, highest_mm  the levels whose surfaces can be extracted, e.g. 0 and 0
/// \param mirrored  `distance` answers the same, bit for bit, at x and -x: half of it is asked for
SampledField sampleSurface(const SampleBox& box, double spacing_mm,
                           const DistanceFunction& distance, double lowest_mm, double highest_mm,
                           double lipschitz = 1.5, bool mirrored = false);

/// Naive surface nets of value(sample) < 0 over the lattice edges whose lower sample is in `owned`.
///
/// Model: one vertex per cell that the surface crosses, at the mean of its edge crossings; one quad
/// per crossed edge. The normal is the gradient of the trilinear interpolant at the vertex.
/// Requires: `value` answers for owned grown by one sample.
/// `Value` is float(const IVec3&).
template <class Value>
Mesh surfaceNets(const SampleBox& owned, double spacing_mm, const Value& value);

/// The same over those samples of `owned` for which `owns(sample)` holds: one piece of a surface.
///
/// Pieces whose samples partition the lattice share border vertices bit for bit; their union is
/// closed. `Owns` is bool(const IVec3&), the same for all samples of a lattice block of
/// kBlockSamples cubed.
template <class Value, class Owns>
Mesh surfaceNets(const SampleBox& owned, double spacing_mm, const Value& value, const Owns& owns);

/// Surface nets of a sampled field over `owned`; the field's box must reach one sample further.
Mesh surfaceNets(const SampledField& field, const SampleBox& owned);

inline std::size_t SampledField::blockIndex(const IVec3& s) const {
  const IVec3 n = blocks_.size(), at = blockOf(s) - blocks_.lo;
  return static_cast<std::size_t>(at.x + n.x * (at.y + n.y * at.z));
}

}  // namespace unkink::math

#include "math/surface_nets.inl"
