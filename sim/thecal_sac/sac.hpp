// The thecal sac as a stack of cross-sections that fold, fill the room they are given and fall
// asleep.
//
// Every section hangs on one station of the canal (anatomy::Spine::canal()) and is a polygon of
// radii along kSpokes fixed directions. It finds its shape from the room around it, a membrane that
// folds but hardly stretches, and its neighbours along the canal; then it eases there and stops.
#pragma once

#include "anatomy/spine.hpp"
#include "tissue/body.hpp"

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

namespace unkink::thecal_sac {

inline constexpr int kSpokes =
    48;  // spoke k points at k * 360 / kSpokes degrees, left towards dorsal

/// What the sac's membrane and the fat around it are like; the same for every patient.
struct Membrane {
  double fatAtRest_mm = 0.6;       // the fat begins to resist when it is thinner than this
  double fatCompressed_mm = 0.25;  // and gives no further here
  double fatStiffness_mm = 0.05;   // how far it pushes the sac in when half used up
  double slackBulge_mm = 1.6;  // how far a slack section bulges where the healthy one curves most
  double uprightStretch = 0.012;  // of the perimeter, by the CSF's weight when standing
  double spread_mm = 20.0;        // radius of the parabola by which a dent spreads along the canal
  double timeConstant_s = 0.4;    // with which it gives way and fills
};

/// The sac now: radii only, so that it means the same in every posture. Part of the State.
struct Sac {
  int stations = 0;
  std::vector<float> radius_mm;    // station-major, kSpokes each
  bool asleep = false;             // nothing moves until its surroundings change
  std::uint64_t surroundings = 0;  // what it was last eased in (see FreeSpace::key)
  std::uint64_t hash = 0;          // of all the above, kept up to date

  float radius(int station, int spoke) const {
    return radius_mm[static_cast<std::size_t>(station * kSpokes + spoke)];
  }
  const float* section(int station) const {
    return radius_mm.data() + static_cast<std::size_t>(station * kSpokes);
  }
};

/// A station of the canal where the posture has taken it; Patient frame, mm.
struct SectionFrame {
  math::Vec3 centre{0.0};
  math::Vec3 left{1, 0, 0}, dorsal{0, 1, 0}, up{0, 0, 1};  // unit
  double chain = 0.0;
  double arc_mm = 0.0;  // along the neutral canal's axis from the first station, so downwards
  anatomy::SacSection healthy;

  math::Vec3 direction(int spoke) const;  // unit
  double healthyRadius_mm(int spoke) const;
  math::Vec3 point(int spoke, double radius_mm) const {  // Patient
    return centre + radius_mm * direction(spoke);
  }
};
using Frames = std::vector<SectionFrame>;

/// Where a posture takes the stations. Cost: a few microseconds.
Frames sectionFrames(const anatomy::Spine& spine, const anatomy::Bend& bend);

/// Distance to whatever bounds the canal at a Patient point, mm; safe to call from several threads.
using Clearance = std::function<double(const math::Vec3&)>;

/// The room around every section and the shape that a sac comes to rest in there: a cache, never
/// State.
struct FreeSpace {
  std::uint64_t key = 0;  // of everything that the room depends on
  Frames frames;          // of the present posture
  std::vector<float>
      wall_mm;  // along each spoke to bone, disc or ligament; kNoWall_mm beyond reach
  std::vector<float> target_mm;  // radii at rest, lying [0] or standing, as last asked

  bool empty() const { return frames.empty(); }
  float wall(int station, int spoke) const {
    return wall_mm[static_cast<std::size_t>(station * kSpokes + spoke)];
  }
};
inline constexpr float kNoWall_mm = 40.0f;

/// Stations [first, last) whose walls are looked for.
struct StationRange {
  int first = 0, last = 0;
};
/// The stations near a level's window, with a margin that its changes cannot reach beyond.
StationRange stationsNear(const tissue::Base& base, const anatomy::Spine& spine);

/// Free radii of the stations in `range` by sphere tracing; kNoWall_mm at all others.
///
/// \param walls  what bounds the canal, at most four; each is asked only where it may be nearest
/// Towards both ends of the range the walls step back gradually, so that the sac does not jump
/// there. Cost: about 3 to 5 questions per spoke; parallel over stations.
std::vector<float> freeRadii(const Frames& frames, StationRange range,
                             std::span<const Clearance> walls);

/// Radii at rest: each section by itself, then what its neighbours pull in.
///
/// Model: a section's hoop tension falls until its perimeter is the healthy one's; the pressure no
/// longer carried by tension bulges it, most where it curves most, against the fat. Where that is
/// too little it stays folded. Fat between it and a wall resists as s (a - g) / (g - b). Left out:
/// flow of CSF and fat along the canal, friction.
std::vector<float> restingRadii(const Frames& frames, const std::vector<float>& wall_mm,
                                bool standing, const Membrane& membrane = {});

/// Moves the radii towards those at rest for dt seconds, never into a wall. \return still moving
bool ease(Sac& sac, const FreeSpace& space, double dt_s, const Membrane& membrane = {});

/// Everything that the room depends on, as one number.
std::uint64_t surroundingsKey(const tissue::Body& body, bool standing);
/// Brings the cache up to date with the body; does nothing when nothing changed.
void refresh(const tissue::Body& body, bool standing, FreeSpace& space);

/// One tick: looks whether the surroundings changed, wakes, eases, falls asleep.
///
/// Cost: 4 us asleep, 45 us easing, plus 5 ms on two cores when the surroundings changed.
void update(const tissue::Body& body, Sac& sac, FreeSpace& space, double dt_s, bool standing);
/// Lets the sac come to rest at once: the same bits as after enough ticks.
void settle(const tissue::Body& body, Sac& sac, FreeSpace& space, bool standing);
/// The sac at rest in a body.
Sac restingSac(const tissue::Body& body, bool standing = false);
/// The sac that has all the room it wants, lying.
Sac healthySac(const Frames& frames);
/// Recomputes sac.hash from the rest.
void rehash(Sac& sac);

}  // namespace unkink::thecal_sac
