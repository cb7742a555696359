// What has been removed: copy-on-write bricks of distance to the union of all bites, on the finer
// lattice, and the relief.
//
// The State holds only this. The tissue that is left is max(base, -removed), so a change of
// severity reshapes what is there and keeps every bite, and memory grows with what was cut, not
// with the volume.
#pragma once

#include "math/box.hpp"
#include "tissue/brick.hpp"
#include "tissue/channel.hpp"

#include <array>
#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

namespace unkink::tissue {

inline constexpr float kNothingRemoved_mm = 1.0e3f;

/// Distance to what was cut away, negative inside it; kNothingRemoved_mm far from any bite.
struct Brick {
  BrickValues removed;
  std::uint64_t hash = 0;
};

/// Bricks by their place, in pages; copying shares the pages, writing replaces what it touches.
///
/// Cost: a copy is one reference per page of kPageEdge bricks cubed that holds any; a lookup a
/// binary search among them.
class Carving {
 public:
  struct Place {
    Channel channel;
    math::IVec3 brick;
    bool operator==(const Place&) const = default;
  };

  /// Distance to what was cut away at a sample, mm.
  float removed_mm(Channel channel, const math::IVec3& sample) const;
  /// Whether anything near was removed at any corner of a cell.
  bool holdsAround(Channel channel, const math::IVec3& cell) const;
  /// Null where nothing near was removed.
  const Brick* find(Channel channel, const math::IVec3& brick) const;
  /// A brick of one's own to write to: a copy of what is there.
  std::shared_ptr<Brick> writable(Channel channel, const math::IVec3& brick) const;
  /// Puts a finished brick in place of whatever was there; sets its hash.
  void replace(Channel channel, const math::IVec3& brick, std::shared_ptr<Brick> content);

  std::size_t brickCount() const { return brickCount_; }
  std::uint64_t hash() const { return hash_; }
  bool empty() const { return pages_.empty(); }
  /// Bricks whose content differs between two carvings (either way round).
  static std::vector<Place> changed(const Carving& a, const Carving& b);

 private:
  static constexpr int kPageEdge = 4;  // bricks
  using Page = std::array<std::shared_ptr<const Brick>, kPageEdge * kPageEdge * kPageEdge>;
  using Entry = std::pair<std::uint64_t, std::shared_ptr<const Page>>;  // key, sorted

  static std::uint64_t keyOf(Channel channel, const math::IVec3& brick);
  static std::size_t slotOf(const math::IVec3& brick);
  static Place placeOf(std::uint64_t key, std::size_t slot);
  const Page* page(std::uint64_t key) const;

  std::vector<Entry> pages_;
  std::size_t brickCount_ = 0;
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
