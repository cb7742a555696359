// The straw beside the sac: how wide the canal's room is along its length, against healthy.
//
// It stands for room. It is drawn at the computed ratio and nothing else, so after treatment it is
// wider in the kink and never new.
#pragma once

#include "thecal_sac/sections.hpp"

#include <array>
#include <span>

namespace unkink::thecal_sac {

inline constexpr int kStrawPoints = 40;

struct Straw {
  std::array<float, kStrawPoints> arc_mm{};  // along the canal, from the head down
  std::array<float, kStrawPoints> bore{};    // sqrt(A / A healthy): ratio of diameters; 1 = healthy
  std::array<float, kStrawPoints> speed{};   // of the fluid, against the healthy straw's
  double narrowestBore = 1.0;
  int narrowest = 0;  // index
  double flow = 1.0;  // through the whole straw at equal drive; 1 = healthy
};

/// The straw of a sac.
///
/// Model: continuity, so speed = flow / bore^2 (same bore, same speed up- and downstream);
/// flow = healthy resistance / resistance, resistance = sum of ds / A^2. Each point takes the
/// narrowest section of its stretch. Between `from_mm` and `to_mm` of arc.
Straw straw(std::span<const SectionMeasure> profile, double from_mm, double to_mm);
/// The straw of the canal about one level, that level in its middle.
Straw levelStraw(const anatomy::Spine& spine, const Frames& frames, const Sac& sac,
                 anatomy::Level level);
/// The straw of the whole canal down to where the sac tapers (throughStations).
Straw straw(std::span<const SectionMeasure> profile);

}  // namespace unkink::thecal_sac
