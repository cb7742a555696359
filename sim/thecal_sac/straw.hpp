// The straw beside the sac: how wide the canal's room is along its length, against healthy.
//
// It stands for room. It is drawn at the computed ratio and nothing else, so after treatment it is
// wider in the kink and never new.
#pragma once

#include "thecal_sac/sections.hpp"

#include <array>
#include <optional>
#include <span>

namespace unkink::thecal_sac {

inline constexpr int kStrawPoints = 40;

struct Straw {
  std::array<float, kStrawPoints> arc_mm{};  // along the canal, from the head down
  std::array<float, kStrawPoints> bore{};    // sqrt(A / A healthy): ratio of diameters; 1 = healthy
  std::array<float, kStrawPoints> speed{};   // of the fluid, against the healthy straw's
  std::array<float, kStrawPoints> chain{};   // place along the chain of vertebrae
  std::array<math::Vec3f, kStrawPoints> middle{};  // of the sac there, Patient, mm
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

/// Share of the healthy area at the narrowest place (roomOf the narrowest section).
double narrowestRoom(const Straw& straw);
/// Area over healthy area at a share 0..1 of the length from the head down.
///
/// Model: a monotone cubic through the points, so that nothing between them is narrower or wider.
double roomAt(const Straw& straw, double share);
/// Speed of the fluid there, against the healthy straw's: roomAt x speedAt is the flow.
double speedAt(const Straw& straw, double share);
/// Where along the straw a place on the chain of vertebrae lies, 0..1; nothing beyond its ends.
std::optional<double> shareOf(const Straw& straw, double chain);
/// The sac's middle at a share of the length; Patient, mm.
math::Vec3 middleAt(const Straw& straw, double share);

}  // namespace unkink::thecal_sac
