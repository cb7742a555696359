// The sac's membrane in its bed: what pulls and pushes its vertices, and where that takes them.
//
// Model, for every vertex: the pressure of the CSF, open to the head and so constant, along the
// membrane's normal on the dura's own area; tension of the dura around, none where it folds; a bed
// of fat and ligaments that draws it to its healthy place and, by its shear, to where its
// neighbours went (Pasternak's foundation), and that in health bears what tension leaves of the
// pressure, so that the healthy oval or trefoil is at rest exactly; fat before a wall, which
// resists as s (a - g) / (g - b) where g is left of it; the wall. The dura hardly stretches: held
// to its healthy length, edge by edge and, gliding, as a whole hoop. Along the canal it glides and
// its ends are fixed far away, so there only its whole length counts, and the deepest dent takes
// less than three per cent of that. Overdamped: a step goes a share of the way to the balance of
// forces.
// Left out: the dura's own bending (it is a third of a millimetre thick; the bed's shear rounds far
// more), flow of CSF and fat along the canal, friction, gravity.
#pragma once

#include "thecal_sac/fat_layer.hpp"
#include "thecal_sac/membrane.hpp"
#include "thecal_sac/sac.hpp"

#include <vector>

namespace unkink::thecal_sac {

using Places = std::vector<math::Vec2f>;  // of all stations, kSpokes each

/// Of every station in health.
Places healthyPlaces(const Frames& frames, double stretch);

/// The membrane in one posture and one room.
class Dura {
 public:
  Dura(const Frames& frames, const std::vector<float>& wall_mm, bool standing,
       const Membrane& membrane);

  /// Moves the places for dt seconds. \return how far the one that moved most did, mm
  float step(Places& places, double dt_s);
  /// Where everything comes to rest, from the healthy shape.
  Places rest();

 private:
  /// Of one vertex: what the bed draws it to but for the pressure's turning, and its share of it.
  struct Anchor {
    math::Vec2f place{0.0f};
    float length_mm = 1.0f;
  };
  void tie(double spacing_mm);
  void place(const Places& places);
  void take(Places& places) const;
  void advance(float share, const MembraneSolver::Way& way);
  math::Vec2f at(int ring, int k) const {
    const std::size_t i = solver_.index(ring, (k + kSpokes) % kSpokes);
    return {solver_.points.x[i], solver_.points.y[i]};
  }
  math::Vec2f normal(int ring, int k) const;  // outward, unit
  int station(int ring) const { return first_ - 1 + ring; }
  bool moves(int ring) const { return ring > 0 && ring + 1 < solver_.rings(); }

  Membrane membrane_;
  Places healthy_;
  int first_ = 0;  // station that may move; the one before it is held, as is the one after the last
  MembraneSolver solver_;
  FatLayer fat_;
  std::vector<RingWall> walls_;
  std::vector<Anchor> anchors_;  // ring-major
};

}  // namespace unkink::thecal_sac
