// What has been removed: copy-on-write bricks of distance to the union of all bites, and the
// relief.
//
// The State holds only this. The tissue that is left is max(base, -removed), so a change of
// severity reshapes what is there and keeps every bite, and memory grows with what was cut, not
// with the volume.
#pragma once

#include "math/box.hpp"

#include <array>
#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

namespace unkink::tissue {

/// What a bite can take: bone and ligament are cut by different instruments.
enum class Cut : std::uint8_t { kBone, kSoft };
inline constexpr int kCutCount = 2;

inline constexpr int kBrickEdge = 8;  // samples
inline constexpr float kNothingRemoved_mm = 1.0e3f;

struct Brick {
  std::array<std::array<float, kBrickEdge * kBrickEdge * kBrickEdge>, kCutCount> removed_mm;
  std::uint64_t hash = 0;
};

/// Bricks keyed by their place; copying shares them, writing replaces them.
class Carving {
 public:
  /// Distance to what was cut away at a sample, mm: negative inside it, kNothingRemoved_mm far from
  /// any bite.
  float removed_mm(Cut cut, const math::IVec3& sample) const;
  const Brick* find(const math::IVec3& brick) const;
  /// Puts a finished brick in place of whatever was there; sets its hash.
  void replace(const math::IVec3& brick, Brick content);

  std::size_t brickCount() const { return bricks_.size(); }
  std::uint64_t hash() const { return hash_; }
  bool empty() const { return bricks_.empty(); }
  /// Bricks whose content differs between two carvings (either way round).
  static std::vector<math::IVec3> changed(const Carving& a, const Carving& b);

  static math::IVec3 brickOf(const math::IVec3& sample);
  static std::size_t indexIn(const math::IVec3& sample);

 private:
  using Entry = std::pair<std::uint64_t, std::shared_ptr<const Brick>>;  // key, sorted
  std::vector<Entry> bricks_;
  std::uint64_t hash_ = 0;
};

/// How far the thinned ligament has drifted dorsally into the room behind it: a map over the
/// window.
///
/// Model: the ligament that is left is pressed from the canal; where its dorsal part is gone it
/// gives way by a fixed share of the missing thickness, within a fraction of a second, held at its
/// bony attachments.
struct Relief {
  math::IVec3 lo{0};          // first sample (x, z used) of the map
  int columns = 0, rows = 0;  // along x and z, one per kReliefStride samples
  std::vector<float> now_mm;
  std::vector<float> target_mm;

  double at(const math::Vec3& material, double spacing_mm) const;
  bool settled() const;
};
inline constexpr int kReliefStride = 2;

}  // namespace unkink::tissue
