// Measuring the sac's sections.
#include "thecal_sac/sections.hpp"

#include "thecal_sac/polygon.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace unkink::thecal_sac {
namespace {

constexpr double kLevelReach_mm =
    8.0;  // of the disc's height: what an MRI's slices for a disc cover

/// Where along the stations a point lies: between `upper` and the next one.
struct Place {
  int upper = 0;
  double t = 0.0;
  double beyond_mm = 0.0;  // past either end
};

double height(const SectionFrame& frame, const math::Vec3& p) {
  return glm::dot(p - frame.centre, frame.up);
}

int nearestStation(const Frames& frames, const math::Vec3& p) {
  int best = 0;
  double least = std::numeric_limits<double>::infinity();
  for (std::size_t s = 0; s < frames.size(); ++s) {
    const math::Vec3 d = p - frames[s].centre;
    if (glm::dot(d, d) >= least) continue;
    least = glm::dot(d, d);
    best = static_cast<int>(s);
  }
  return best;
}

Place placeOf(const Frames& frames, const math::Vec3& p) {
  const int last = static_cast<int>(frames.size()) - 1;
  const auto frame = [&](int s) -> const SectionFrame& {
    return frames[static_cast<std::size_t>(s)];
  };
  int s = nearestStation(frames, p);
  while (s > 0 && height(frame(s), p) > 0.0) --s;
  while (s < last - 1 && height(frame(s + 1), p) <= 0.0) ++s;
  s = std::min(s, last - 1);
  const double above = height(frame(s), p), below = height(frame(s + 1), p);
  if (above > 0.0) return {s, 0.0, above};
  if (below <= 0.0) return {s, 1.0, -below};
  return {s, above / (above - below), 0.0};
}

Outline between(const Sac& sac, const Place& place) {
  Outline points;
  const math::Vec2f* a = sac.section(place.upper);
  const math::Vec2f* b = sac.section(place.upper + 1);
  const auto t = static_cast<float>(place.t);
  for (std::size_t k = 0; k < kSpokes; ++k) points[k] = math::Vec2(a[k] + t * (b[k] - a[k]));
  return points;
}

double extentAcross_mm(const Outline& points) {
  double lo = 0.0, hi = 0.0;
  for (const math::Vec2& p : points) {
    lo = std::min(lo, p.x);
    hi = std::max(hi, p.x);
  }
  return hi - lo;
}

double healthyArea_mm2(const SectionFrame& frame) {
  Outline points = vertexDirections();
  for (math::Vec2& p : points) p *= frame.healthy.radius_mm(p);
  return area_mm2(points);
}

/// Whichever of them is the narrowest now, it is measured against the same.
void takeOneHealthy(std::span<SectionMeasure> level) {
  double least = std::numeric_limits<double>::infinity();
  for (const SectionMeasure& m : level) least = std::min(least, m.healthyArea_mm2);
  for (SectionMeasure& m : level) m.healthyArea_mm2 = least;
}

}  // namespace

SectionMeasure measure(const Frames& frames, const Sac& sac, int station) {
  const SectionFrame& frame = frames[static_cast<std::size_t>(station)];
  const Outline points = outline(sac.section(station));
  const math::Vec2 c = centroid(points);
  SectionMeasure m;
  m.station = station;
  m.area_mm2 = area_mm2(points);
  m.healthyArea_mm2 = healthyArea_mm2(frame);
  m.apDiameter_mm = dorsalChord_mm(points, c.x);
  m.width_mm = extentAcross_mm(points);
  m.perimeter_mm = perimeter_mm(points);
  m.convexPerimeter_mm = convexPerimeter_mm(points);
  m.centroid = frame.point(c);
  m.chain = frame.chain;
  m.arc_mm = frame.arc_mm;
  return m;
}

std::vector<math::Vec2> sectionOutline(const Sac& sac, int station) {
  const Outline points = outline(sac.section(station));
  return {points.begin(), points.end()};
}

double roomOf(const SectionMeasure& section) {
  return std::min(1.0, section.area_mm2 / section.healthyArea_mm2);
}

SectionMeasure narrowestOf(std::span<const SectionMeasure> sections) {
  // of those that are whole the smallest
  const auto narrowness = [](const SectionMeasure& m) { return std::pair{roomOf(m), m.area_mm2}; };
  return *std::min_element(sections.begin(), sections.end(), [&](const auto& a, const auto& b) {
    return narrowness(a) < narrowness(b);
  });
}

std::vector<SectionMeasure> profile(const Frames& frames, const Sac& sac) {
  std::vector<SectionMeasure> all;
  all.reserve(frames.size());
  for (int s = 0; s < sac.stations; ++s) all.push_back(measure(frames, sac, s));
  return all;
}

std::size_t throughStations(std::span<const SectionMeasure> profile) {
  double most = 0.0;
  for (const SectionMeasure& m : profile) most = std::max(most, m.healthyArea_mm2);
  std::size_t count = profile.size();
  while (count > 0 && profile[count - 1].healthyArea_mm2 < 0.5 * most) --count;
  return count;
}

StationRange levelSpan(const anatomy::Spine& spine, anatomy::Level level) {
  const math::Vec3 middle = spine.landmarks(level).canalCentre;
  const std::vector<anatomy::CanalStation>& canal = spine.canal();
  StationRange range{static_cast<int>(canal.size()), 0};
  for (int s = 0; s < static_cast<int>(canal.size()); ++s) {
    const anatomy::CanalStation& station = canal[static_cast<std::size_t>(s)];
    if (std::abs(glm::dot(station.centre - middle, station.up)) > kLevelReach_mm) continue;
    range.first = std::min(range.first, s);
    range.last = std::max(range.last, s + 1);
  }
  return range;
}

SectionMeasure measureLevel(const anatomy::Spine& spine, const Frames& frames, const Sac& sac,
                            anatomy::Level level) {
  const StationRange span = levelSpan(spine, level);
  std::vector<SectionMeasure> sections;
  for (int s = span.first; s < span.last; ++s) sections.push_back(measure(frames, sac, s));
  takeOneHealthy(sections);
  return narrowestOf(sections);
}

std::vector<SectionMeasure> levelledProfile(const anatomy::Spine& spine, const Frames& frames,
                                            const Sac& sac) {
  std::vector<SectionMeasure> all = profile(frames, sac);
  for (int l = 0; l < anatomy::kLevelCount; ++l) {
    const StationRange span = levelSpan(spine, static_cast<anatomy::Level>(l));
    takeOneHealthy(std::span(all).subspan(static_cast<std::size_t>(span.first),
                                          static_cast<std::size_t>(span.last - span.first)));
  }
  return all;
}

double distance(const Frames& frames, const Sac& sac, const math::Vec3& patient) {
  const Place place = placeOf(frames, patient);
  const SectionFrame& a = frames[static_cast<std::size_t>(place.upper)];
  const SectionFrame& b = frames[static_cast<std::size_t>(place.upper) + 1];
  const math::Vec3 from = patient - glm::mix(a.centre, b.centre, place.t);
  const math::Vec2 p{glm::dot(from, glm::mix(a.left, b.left, place.t)),
                     glm::dot(from, glm::mix(a.dorsal, b.dorsal, place.t))};
  const double aside = signedDistance_mm(between(sac, place), p);
  if (place.beyond_mm <= 0.0) return aside;
  return std::hypot(std::max(aside, 0.0), place.beyond_mm);
}

}  // namespace unkink::thecal_sac
