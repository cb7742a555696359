// The straw's numbers.
#include "thecal_sac/straw.hpp"

#include <algorithm>
#include <cmath>

namespace unkink::thecal_sac {
namespace {

double boreOf(const SectionMeasure& m) { return std::sqrt(m.area_mm2 / m.healthyArea_mm2); }

/// Healthy resistance over resistance between two arcs.
double flowThrough(std::span<const SectionMeasure> profile, double from_mm, double to_mm) {
  double now = 0.0, healthy = 0.0;
  for (std::size_t i = 0; i + 1 < profile.size(); ++i) {
    const double ds = std::min(to_mm, profile[i + 1].arc_mm) - std::max(from_mm, profile[i].arc_mm);
    if (ds <= 0.0) continue;
    for (const SectionMeasure& end : {profile[i], profile[i + 1]}) {
      now += 0.5 * ds / (end.area_mm2 * end.area_mm2);
      healthy += 0.5 * ds / (end.healthyArea_mm2 * end.healthyArea_mm2);
    }
  }
  return now > 0.0 ? healthy / now : 1.0;
}

double boreAt(std::span<const SectionMeasure> profile, double arc_mm) {
  for (std::size_t i = 1; i < profile.size(); ++i) {
    if (profile[i].arc_mm < arc_mm) continue;
    const double span = profile[i].arc_mm - profile[i - 1].arc_mm;
    const double t = std::clamp((arc_mm - profile[i - 1].arc_mm) / span, 0.0, 1.0);
    return std::lerp(boreOf(profile[i - 1]), boreOf(profile[i]), t);
  }
  return boreOf(profile.back());
}

/// The narrowest section within half a step of a point, so that no kink falls between two points.
double narrowestNear(std::span<const SectionMeasure> profile, double arc_mm, double half_mm) {
  double bore = boreAt(profile, arc_mm);
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
    const double bore = narrowestNear(profile, arc, 0.5 * step);
    s.arc_mm[i] = static_cast<float>(arc);
    s.bore[i] = static_cast<float>(bore);
    s.speed[i] = static_cast<float>(s.flow / (bore * bore));
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

Straw levelStraw(const anatomy::Spine& spine, const Frames& frames, const Sac& sac,
                 anatomy::Level level) {
  constexpr double kReach_mm = 62.0;  // a level and its neighbours
  const std::vector<SectionMeasure> all = profile(frames, sac);
  const StationRange span = levelSpan(spine, level);
  const double middle = all[static_cast<std::size_t>((span.first + span.last) / 2)].arc_mm;
  return straw(all, std::max(middle - kReach_mm, all.front().arc_mm),
               std::min(middle + kReach_mm, all.back().arc_mm));
}

}  // namespace unkink::thecal_sac
