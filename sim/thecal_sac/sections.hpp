// Measuring the sac: areas and diameters of its cross-sections, and the distance to the dura.
#pragma once

#include "thecal_sac/sac.hpp"

#include <span>
#include <vector>

namespace unkink::thecal_sac {

/// What one cross-section measures; the straight lines a radiologist would draw.
struct SectionMeasure {
  int station = 0;
  double area_mm2 = 0.0;
  double healthyArea_mm2 = 0.0;  // of the same station, all disease away
  double apDiameter_mm = 0.0;    // through the centroid, dorsal to ventral
  double width_mm = 0.0;         // greatest extent from side to side
  double perimeter_mm = 0.0;
  double convexPerimeter_mm = 0.0;  // of the convex hull: less than the perimeter where it folds in
  math::Vec3 centroid{0.0};         // Patient
  double chain = 0.0;
  double arc_mm = 0.0;
};

/// Share of its healthy area that a section has; at most 1. All ratios shown are this one.
double roomOf(const SectionMeasure& section);
/// The section with the least room. Requires: one at least
SectionMeasure narrowestOf(std::span<const SectionMeasure> sections);

SectionMeasure measure(const Frames& frames, const Sac& sac, int station);
/// The dura in a station's plane: closed, mm about its centre, x to the left, y dorsally.
std::vector<math::Vec2> sectionOutline(const Sac& sac, int station);
/// Every station from the head down.
std::vector<SectionMeasure> profile(const Frames& frames, const Sac& sac);

/// How many stations from the head down carry CSF through; the rest tapers to the sac's blind end.
///
/// Model: up to the last one whose healthy area is at least half of the greatest, about L5-S1.
std::size_t throughStations(std::span<const SectionMeasure> profile);

/// Stations within the reach of a level's narrowing: its disc and a little beyond.
StationRange levelSpan(const anatomy::Spine& spine, anatomy::Level level);
/// The narrowest section of a level, against the level's smallest healthy one.
SectionMeasure measureLevel(const anatomy::Spine& spine, const Frames& frames, const Sac& sac,
                            anatomy::Level level);

/// Every station from the head down, those of a level against its smallest healthy section: so the
/// narrowest has the least room, which is measureLevel's.
std::vector<SectionMeasure> levelledProfile(const anatomy::Spine& spine, const Frames& frames,
                                            const Sac& sac);

/// Distance to the dura at a Patient point, mm, negative inside.
///
/// Near the surface it is right to about 0.1 mm; farther away it is a lower bound to within a few
/// per cent. Cost: about 0.3 us.
double distance(const Frames& frames, const Sac& sac, const math::Vec3& patient);

}  // namespace unkink::thecal_sac
