// The thecal sac: a membrane under pressure that folds, fills the room it is given and falls
// asleep.
//
// Its vertices stand in rings, one ring to a station of the canal (anatomy::Spine::canal()), and
// stay in that station's plane, so every ring is a section that can be measured. That takes nothing
// from the membrane: the dura glides along the canal, so which bit of it a vertex is does not
// matter, only where the surface is. Vertices move without inertia: what a millimetre of dura and
// CSF weighs is nothing to what holds it (1 mg against millinewtons: it would swing in
// milliseconds), while fat gives way in tenths of a second.
#pragma once

#include "anatomy/spine.hpp"
#include "tissue/body.hpp"

#include <array>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <vector>

namespace unkink::thecal_sac {

/// Directions in which walls are looked for: k points at k * 360 / kSpokes degrees, left towards
/// dorsal. A ring has as many vertices, which lie half a step further in health.
inline constexpr int kSpokes = 48;

/// What the sac's membrane and the bed it lies in are like; the same for every patient.
///
/// Forces are measured by what the bed gives way to them: one millimetre where one lies on every
/// square millimetre.
struct Membrane {
  double pressure_mm = 1.8;      // of the CSF against the bed: what hoop tension carries in health
  double spreadAround_mm = 1.8;  // how far shear of bed and dura carries a dent, around
  double spreadAlong_mm = 10.0;  // and along, where the dura is stiffer
  double steepestRecess = 0.55;  // of a wall, around: fat and root sleeves fill what is sharper
  // and in the V between the ligament's halves, where the fat pad is; so that the sac of the
  // default patient is as deep as published at its area [kanbara2013]
  double steepestBehind = 0.30;
  double fatAtRest_mm = 0.6;       // the fat begins to resist when it is thinner than this
  double fatCompressed_mm = 0.25;  // and gives no further here
  double fatStiffness_mm = 0.05;   // how far it pushes the sac in when half used up
  double uprightStretch = 0.012;   // of the healthy section, by the CSF's weight when standing
  double timeConstant_s = 1.2;     // of the bed: where a wall is soon met it fills in a third of it
};

/// The sac now: places in the planes of the stations, so that it means the same in every posture.
/// Part of the State.
struct Sac {
  int stations = 0;
  std::vector<math::Vec2f> place_mm;  // station-major, kSpokes each; x left, y dorsal
  bool nearRest = false;              // goes straight to where it will rest
  bool asleep = false;                // nothing moves until its surroundings change
  std::uint64_t surroundings = 0;     // what it was last eased in (see FreeSpace::roomKey)
  std::uint64_t hash = 0;             // of all the above, kept up to date

  const math::Vec2f* section(int station) const {
    return place_mm.data() + static_cast<std::size_t>(station * kSpokes);
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
  math::Vec3 point(const math::Vec2& place_mm) const {  // Patient
    return centre + place_mm.x * left + place_mm.y * dorsal;
  }
};
using Frames = std::vector<SectionFrame>;

/// Where a posture takes the stations. Cost: a few microseconds.
Frames sectionFrames(const anatomy::Spine& spine, const anatomy::Bend& bend);

/// Distance to whatever bounds the canal at a Patient point, mm; safe to call from several threads.
using Clearance = std::function<double(const math::Vec3&)>;

/// Everything that the room around the sac depends on, as numbers that differ when it does.
struct Surroundings {
  std::uint64_t held = 0;  // patient, severity, posture and load
  // what was removed of each level, and how that has given way; 0: not live
  std::array<std::uint64_t, anatomy::kLevelCount> tissue{};

  std::uint64_t key() const;
  bool operator==(const Surroundings&) const = default;
};
Surroundings surroundingsOf(const tissue::Body& body, bool standing);

/// The room around every section and the shape that a sac comes to rest in there: a cache, never
/// State.
struct FreeSpace {
  std::uint64_t key = 0;  // of the surroundings
  Surroundings surroundings;
  bool standing = false;
  Frames frames;                  // of the present posture
  std::vector<float> wall_mm;     // along each spoke to bone, disc or ligament, or kNoWall_mm
  std::vector<float> setBack_mm;  // station by station: by how much they are too far
  // where walls are not looked for (healthyWalls_mm()); null: not known
  std::shared_ptr<const std::vector<float>> healthyWall_mm;
  std::vector<math::Vec2f> rest_mm;  // places at rest; empty until asked for
  // room that contrast takes before the walls, along each spoke (see fill()); empty: none does
  std::vector<float> filled_mm;
  std::uint64_t filling = 0;  // of filled_mm; 0: none
  bool fills = false;  // still: the sac follows, and looks for its place at rest once it no longer

  /// Of everything that the sac eases in: the surroundings, and what fills the room.
  std::uint64_t roomKey() const;
  bool empty() const { return frames.empty(); }
  float wall(int station, int spoke) const {
    return wall_mm[static_cast<std::size_t>(station * kSpokes + spoke)];
  }
};
inline constexpr float kNoWall_mm = 40.0f;

/// Stations [first, last).
struct StationRange {
  int first = 0, last = 0;
};
/// The stations near a level's window, with a margin that its changes cannot reach beyond.
StationRange stationsNear(const tissue::Base& base, const anatomy::Spine& spine);
/// Those of all live levels; from the head down, apart from one another.
std::vector<StationRange> liveStations(const tissue::Body& body);

/// Free radii of the stations in `ranges` by sphere tracing; kNoWall_mm at all others.
///
/// \param walls  what bounds the canal, at most four; each is asked only where it may be nearest
/// Towards both ends of a range the walls step back gradually (by setBack_mm()), so that the sac
/// does not jump there. Cost: about 3 to 5 questions per spoke; parallel over stations.
std::vector<float> freeRadii(const Frames& frames, std::span<const StationRange> ranges,
                             std::span<const Clearance> walls);
/// By how much, station by station.
std::vector<float> setBack_mm(const Frames& frames, std::span<const StationRange> ranges);
/// freeRadii() of some of those stations, in place.
void renewRadii(const Frames& frames, std::span<const StationRange> ranges, StationRange some,
                std::span<const Clearance> walls, std::vector<float>& radii);

/// Places at rest; the same whatever shape the sac comes from. Cost: 10 ms a live level.
std::vector<math::Vec2f> restingPlaces(const Frames& frames, const std::vector<float>& wall_mm,
                                       bool standing, const Membrane& membrane = {});

/// Moves the sac for dt seconds, never into a wall. \return still moving
///
/// Where it hardly moves any more it goes straight to its place at rest, which is looked for then.
bool ease(Sac& sac, FreeSpace& space, double dt_s, const Membrane& membrane = {});

/// Brings the cache up to date with the body: only at the levels where something was removed, where
/// that is all that changed; does nothing when nothing did.
void refresh(const tissue::Body& body, bool standing, FreeSpace& space);

/// One tick: looks whether the surroundings changed, wakes, eases, falls asleep.
///
/// Cost: 4 us asleep, 0.5 ms easing, plus 5 ms on two cores when the surroundings changed.
void update(const tissue::Body& body, Sac& sac, FreeSpace& space, double dt_s, bool standing);
/// Lets the sac come to rest at once: the same bits as after enough ticks.
void settle(const tissue::Body& body, Sac& sac, FreeSpace& space, bool standing);
/// The sac at rest in a body.
Sac restingSac(const tissue::Body& body, bool standing = false);
/// The sac that has all the room it wants, lying.
Sac healthySac(const Frames& frames);
/// A sac at rest where restingPlaces() has it.
Sac sacAt(std::vector<math::Vec2f> places_mm);
/// Recomputes sac.hash from the rest.
void rehash(Sac& sac);

}  // namespace unkink::thecal_sac
