// The innermost loop of a bite: one brick against one jaw, eight samples at a time.
#pragma once

#include "math/box.hpp"
#include "math/rigid.hpp"
#include "tissue/brick.hpp"
#include "tissue/carving.hpp"

#include <array>
#include <functional>
#include <vector>

namespace unkink::tissue {

/// A solid that an instrument closes on: a box with rounded edges in the Tool frame. With two half
/// sizes equal to the rounding it is a capsule.
struct JawShape {
  math::Vec3 centre_mm{0.0};
  math::Vec3 half_mm{1.0};  // includes the rounding
  double rounding_mm = 0.0;

  double distance_mm(const math::Vec3& inTool) const;  // negative inside
  math::Box bounds() const { return {centre_mm - half_mm, centre_mm + half_mm}; }
};

/// The share of a sample's cell that is tissue.
double occupancy(double distance_mm, double spacing_mm);

/// Volume taken per label, mm3.
inline constexpr std::size_t kMostLabels = 16;
using Taken = std::array<double, kMostLabels>;

/// A jaw held rigidly against the lattice.
class JawOnLattice {
 public:
  /// \param band_mm  beyond the jaw's surface this far the distance to what is removed stays true
  JawOnLattice(const JawShape& jaw, const math::Rigid<math::Tool, math::Material>& toolFromMaterial,
               double spacing_mm, double band_mm);

  /// The samples that a cut may change.
  const math::SampleBox& reach() const { return reach_; }
  /// Whether it may change any of a brick.
  bool reaches(const math::IVec3& brick) const;

  /// removed = min(removed, distance to the jaw) where that is within the band.
  ///
  /// Model: a sample stands for clamp(1/2 - distance/spacing, 0, 1) of its cell, before and after.
  /// \param within   no sample outside it is changed
  /// \param given    distances of the uncut tissue; what is left is max(given, -removed)
  /// \param labels   of every sample, below kMostLabels
  /// \param taken    what the cut takes is added here
  /// \return         whether anything changed
  bool cut(const math::IVec3& brick, const math::SampleBox& within, const BrickValues& given,
           const BrickLabels& labels, BrickValues& removed, Taken& taken) const;

 private:
  JawShape jaw_;
  math::Rigid<math::Tool, math::Material> toolFromMaterial_;
  double spacing_, band_;
  math::SampleBox reach_;
};

/// left = max(left, -removed): what a brick has left of its tissue.
void takeAway(const BrickValues& removed, BrickValues& left);

/// The tissue of a brick before anything was removed; null: none near.
struct Uncut {
  const BrickValues* mm = nullptr;
  const BrickLabels* labels = nullptr;
};

/// The same where the jaw's distance at every sample is already known, as of tissue that has bent.
/// \param jaw  kNothingRemoved_mm where a sample is out of the jaw's reach
bool cutAt(const BrickValues& jaw, double spacing_mm, const BrickValues& given,
           const BrickLabels& labels, BrickValues& removed, Taken& taken);

/// Takes one bite out of every brick that the jaw reaches.
///
/// \param within  no sample outside it is changed; whole bricks of it can be asked for
/// \param uncut   valid until it is asked for the next brick
/// \param into    where the cut is kept; null: it is only added up
/// \return        the bricks that changed
std::vector<math::IVec3> cut(const JawOnLattice& jaw, Channel channel,
                             const math::SampleBox& within,
                             const std::function<Uncut(const math::IVec3& brick)>& uncut,
                             const Carving& from, Carving* into, Taken& taken);

/// Calls visit(brick) for every brick that holds samples of a box, x fastest.
template <class Visit>
void forEachBrick(const math::SampleBox& samples, const Visit& visit) {
  if (samples.empty()) return;
  const math::IVec3 first = brickOf(samples.lo), last = brickOf(samples.hi - math::IVec3(1));
  for (int z = first.z; z <= last.z; ++z)
    for (int y = first.y; y <= last.y; ++y)
      for (int x = first.x; x <= last.x; ++x) visit(math::IVec3(x, y, z));
}

}  // namespace unkink::tissue
