// The given tissue of one treated level, sampled: what there is before anything is removed.
#pragma once

#include "anatomy/spine.hpp"
#include "math/field.hpp"
#include "tissue/brick.hpp"
#include "tissue/channel.hpp"

#include <array>
#include <cstdint>
#include <filesystem>

namespace unkink::tissue {

/// Signed distances of every channel around one interlaminar window, healthy and at the disease's
/// end point.
///
/// Sampled on the house's lattice, and read on one twice as fine as well, where tissue is cut: a
/// cubic through four samples along each axis in turn, held between the two that it lies between.
/// So a coarse cell whose corners agree in sign has no other sign anywhere on its finer samples,
/// and surfaces of the two lattices meet.
///
/// Immutable and shared by every State. `window()` is the part that is cut and meshed (its borders
/// meet the baked pieces); `box()` reaches further, to the ventral wall of the canal, so that
/// queries need nothing else.
class Base {
 public:
  /// \param baked  a file that save() wrote for the same spine, level and spacing saves the
  /// sampling;
  ///               any other is left aside
  Base(const anatomy::Spine& spine, anatomy::Level level, double spacing_mm,
       const std::filesystem::path& baked = {});
  /// Throws: config::Error when the file cannot be written
  void save(const std::filesystem::path& file) const;

  anatomy::Level level() const { return level_; }
  double spacing_mm() const { return spacing_; }
  const math::SampleBox& window() const { return window_; }
  const math::SampleBox& box() const { return box_; }
  /// Unit, Material frame: from the canal towards the laminae at this level.
  const math::Vec3& dorsal() const { return dorsal_; }

  /// Distance at a sample for a severity 0..1, mm.
  float value(Channel c, const math::IVec3& s, float severity) const {
    const Pair& f = fields_[static_cast<std::size_t>(c)];
    const float healthy = f.healthy.at(s);
    return f.endPoint.empty() ? healthy : healthy + severity * (f.endPoint.at(s) - healthy);
  }
  /// The distances of a whole brick; samples outside box() take those of its nearest sample.
  void brick(Channel c, const math::IVec3& brick, float severity, BrickValues& out) const;
  double fineSpacing_mm() const { return spacing_ / kFiner; }
  /// value() at a sample of the finer lattice.
  float fineValue(Channel c, const math::IVec3& fine, float severity) const;
  /// The same for a whole brick of the finer lattice, bit for bit. Cost: about 1 us
  void fineBrick(Channel c, const math::IVec3& brick, float severity, BrickValues& out) const;

  /// Trilinear distance at the corners (k & 1, k >> 1 & 1, k >> 2) of a fine cell, mm: what
  /// distance() has there, which is not as smooth as fineValue() but costs less.
  std::array<double, 8> around(Channel c, const math::IVec3& fineCell, float severity) const;

  /// Trilinear distance at a material point inside box().
  double distance(Channel c, const math::Vec3& p, double severity) const;

  /// How posture ties a point of a channel: rigid for bone, blended for the ligament and the disc.
  anatomy::Tie tie(Channel c, const math::Vec3& p) const;

 private:
  struct Pair {
    math::SampledField healthy, endPoint;  // endPoint empty: the disease leaves this channel alone
  };
  float near(Channel c, const math::IVec3& s, float severity) const;
  bool load(const std::filesystem::path& file);
  void sampleAll(const anatomy::Spine& spine);

  std::uint64_t key_ = 0;  // of everything that the fields depend on
  anatomy::Level level_;
  double spacing_;
  math::SampleBox window_, box_;
  math::Vec3 dorsal_;
  std::array<Pair, kChannelCount> fields_;
};

}  // namespace unkink::tissue
