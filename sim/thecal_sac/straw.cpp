// The straw's numbers.
#include "thecal_sac/straw.hpp"

#include <algorithm>
#include <cmath>

namespace unkink::thecal_sac {
namespace {

double boreOf(const SectionMeasure& m) { return std::sqrt(roomOf(m)); }

/// Healthy resistance over resistance between two arcs.
double flowThrough(std::span<const SectionMeasure> profile, double from_mm, double to_mm) {
  double now = 0.0, healthy = 0.0;
  for (std::size_t i = 0; i + 1 < profile.size(); ++i) {
    const double ds = std::min(to_mm, profile[i + 1].arc_mm) - std::max(from_mm, profile[i].arc_mm);
    if (ds <= 0.0) continue;
    for (const SectionMeasure& end : {profile[i], profile[i + 1]}) {
      const double area = roomOf(end) * end.healthyArea_mm2;
      now += 0.5 * ds / (area * area);
      healthy += 0.5 * ds / (end.healthyArea_mm2 * end.healthyArea_mm2);
    }
  }
  return now > 0.0 ? healthy / now : 1.0;
}

/// What a function of sections is at an arc, straight between the stations.
template <class Of>
double atArc(std::span<const SectionMeasure> profile, double arc_mm, Of of) {
  for (std::size_t i = 1; i < profile.size(); ++i) {
    if (profile[i].arc_mm < arc_mm) continue;
    const double span = profile[i].arc_mm - profile[i - 1].arc_mm;
    const double t = std::clamp((arc_mm - profile[i - 1].arc_mm) / span, 0.0, 1.0);
    return std::lerp(of(profile[i - 1]), of(profile[i]), t);
  }
  return of(profile.back());
}

double chainOf(const SectionMeasure& m) { return m.chain; }

/// The interval of the points that a share lies in, and how far into it.
struct Between {
  std::size_t first;
  double t;
};
Between between(double share) {
  const double at = std::clamp(share, 0.0, 1.0) * (kStrawPoints - 1);
  const auto first = std::min(static_cast<std::size_t>(at), std::size_t{kStrawPoints - 2});
  return {first, at - static_cast<double>(first)};
}

double roomAtPoint(const Straw& s, std::size_t i) {
  const auto bore = static_cast<double>(s.bore[i]);
  return bore * bore;
}

/// Slope of the monotone cubic at a point, per interval (after Fritsch and Butland).
double slopeOfRoom(const Straw& s, std::size_t i) {
  if (i == 0 || i + 1 == std::size_t{kStrawPoints}) return 0.0;
  const double before = roomAtPoint(s, i) - roomAtPoint(s, i - 1),
               after = roomAtPoint(s, i + 1) - roomAtPoint(s, i);
  return before * after > 0.0 ? 2.0 * before * after / (before + after) : 0.0;
}

/// The narrowest section within half a step of a point, so that no kink falls between two points.
double narrowestNear(std::span<const SectionMeasure> profile, double arc_mm, double half_mm) {
  double bore = atArc(profile, arc_mm, boreOf);
  for (const SectionMeasure& m : profile)
    if (std::abs(m.arc_mm - arc_mm) <= half_mm) bore = std::min(bore, boreOf(m));
  return bore;
}

}  // namespace

Straw straw(std::span<const SectionMeasure> profile, double from_mm, double to_mm) {
  Straw s;
  s.flow = flowThrough(profile, from_mm, to_mm);
  const double step = (to_mm - from_mm) / (kStrawPoints - 1);
  for (std::size_t i = 0; i < kStrawPoints; ++i) {
    const double arc = from_mm + step * static_cast<double>(i);
    // a hair more than half, for a section may lie exactly between two points
    const double bore = narrowestNear(profile, arc, 0.501 * step);
    s.arc_mm[i] = static_cast<float>(arc);
    s.bore[i] = static_cast<float>(bore);
    s.speed[i] = static_cast<float>(s.flow / (bore * bore));
    s.chain[i] = static_cast<float>(atArc(profile, arc, chainOf));
    for (int axis = 0; axis < 3; ++axis)
      s.middle[i][axis] = static_cast<float>(
          atArc(profile, arc, [axis](const SectionMeasure& m) { return m.centroid[axis]; }));
  }
  const auto least = std::min_element(s.bore.begin(), s.bore.end());
  s.narrowest = static_cast<int>(least - s.bore.begin());
  s.narrowestBore = static_cast<double>(*least);
  return s;
}

Straw straw(std::span<const SectionMeasure> profile) {
  const std::size_t through = throughStations(profile);
  return straw(profile, profile.front().arc_mm, profile[through - 1].arc_mm);
}

double narrowestRoom(const Straw& s) { return s.narrowestBore * s.narrowestBore; }

math::Vec3 middleAt(const Straw& s, double share) {
  const auto [i, t] = between(share);
  return glm::mix(math::Vec3(s.middle[i]), math::Vec3(s.middle[i + 1]), t);
}

double roomAt(const Straw& s, double share) {
  const auto [i, t] = between(share);
  const double u = 1.0 - t;
  return u * u * (1.0 + 2.0 * t) * roomAtPoint(s, i) +
         t * t * (1.0 + 2.0 * u) * roomAtPoint(s, i + 1) +
         t * u * (u * slopeOfRoom(s, i) - t * slopeOfRoom(s, i + 1));
}

double speedAt(const Straw& s, double share) { return s.flow / roomAt(s, share); }

std::optional<double> shareOf(const Straw& s, double chain) {
  // behind a vertebra the place stays the same for a while: the middle of that
  constexpr int kSteps = 10 * kStrawPoints;
  constexpr double kNear = 0.15;
  int first = -1, last = -1;
  for (int n = 0; n <= kSteps; ++n) {
    const auto [i, t] = between(static_cast<double>(n) / kSteps);
    const double here =
        std::lerp(static_cast<double>(s.chain[i]), static_cast<double>(s.chain[i + 1]), t);
    if (std::abs(here - chain) > kNear) continue;
    if (first < 0) first = n;
    last = n;
  }
  if (first < 0) return std::nullopt;
  return 0.5 * (first + last) / kSteps;
}

Straw levelStraw(const anatomy::Spine& spine, const Frames& frames, const Sac& sac,
                 anatomy::Level level) {
  constexpr double kReach_mm = 62.0;  // a level and its neighbours
  const std::vector<SectionMeasure> all = levelledProfile(spine, frames, sac);
  const StationRange span = levelSpan(spine, level);
  const double middle = all[static_cast<std::size_t>((span.first + span.last) / 2)].arc_mm;
  return straw(all, std::max(middle - kReach_mm, all.front().arc_mm),
               std::min(middle + kReach_mm, all.back().arc_mm));
}

}  // namespace unkink::thecal_sac
