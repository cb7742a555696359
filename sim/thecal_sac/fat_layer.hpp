// The fat between the sac and the walls of the canal: soft at first, hard where it is used up.
#pragma once

#include "thecal_sac/membrane.hpp"
#include "thecal_sac/sac.hpp"

#include <vector>

namespace unkink::thecal_sac {

/// How far a point is from the wall in the plane of its ring, and the direction to it.
struct WallNear {
  float gap_mm = 1e9f;  // across the wall
  math::Vec2f towards{0.0f};
};

/// The wall around one station, smooth between spokes.
class RingWall {
 public:
  RingWall(const SectionFrame& frame, const float* wall_mm, const Membrane& membrane);
  /// \param k  a spoke near the point: where to begin looking
  WallNear near(const math::Vec2f& p, int k) const;

 private:
  bool any_ = false;
  float radius_[kSpokes], slope_[kSpokes];  // mm, mm per radian
};

/// Pushes vertices in from the walls, in every iteration against the plane that touches the wall
/// where the vertex last looked.
class FatLayer final : public Collider {
 public:
  FatLayer(std::size_t size, const Membrane& membrane);

  /// Looks where the wall is now.
  void look(std::size_t i, const WallNear& wall, const math::Vec2f& p);
  /// Nothing is pushed in yet. \param share  of the way to rest that a push goes at once
  void begin(float share);
  void push(TubePoints& points) override;

 private:
  struct Planes {
    std::vector<float> x, y, offset, held;  // gap = offset - x p.x - y p.y; pushed in by held
  };
  Planes planes_;
  float fullStiffness_, stiffness_, atRest_, compressed_;
};

}  // namespace unkink::thecal_sac
